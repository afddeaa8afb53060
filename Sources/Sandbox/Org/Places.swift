import FoundationEssentials

/// The countries and states that an org with state and country picklists offers, from Debian's package `iso-codes`.
struct Places: Sendable {
    struct Place: Sendable, Equatable {
        let code: String
        let name: String
    }

    let countries: [Place]
    /// The states of the countries for which Salesforce has a list, by the country's code.
    let states: [String: [Place]]

    private static let folder = "/usr/share/iso-codes/json/"
    private static let countriesWithStates: Set<String> = ["AU", "BR", "CA", "CN", "IE", "IN", "IT", "MX", "US"]

    private struct Countries: Decodable {
        struct Entry: Decodable {
            let alpha2: String
            let name: String
            let commonName: String?

            enum CodingKeys: String, CodingKey {
                case alpha2 = "alpha_2"
                case name
                case commonName = "common_name"
            }
        }

        let entries: [Entry]

        enum CodingKeys: String, CodingKey { case entries = "3166-1" }
    }

    private struct Subdivisions: Decodable {
        struct Entry: Decodable {
            let code: String
            let name: String
            let parent: String?
        }

        let entries: [Entry]

        enum CodingKeys: String, CodingKey { case entries = "3166-2" }
    }

    static func load() throws -> Places {
        let decoder = JSONDecoder()
        do {
            let countries = try decoder.decode(
                Countries.self,
                from: Data(contentsOf: URL(filePath: folder + "iso_3166-1.json"))
            )
            let states = try decoder.decode(
                Subdivisions.self,
                from: Data(contentsOf: URL(filePath: folder + "iso_3166-2.json"))
            )
            var byCountry: [String: [Place]] = [:]
            for entry in states.entries where entry.parent == nil {
                let parts = entry.code.split(separator: "-" as Character, maxSplits: 1)
                guard parts.count == 2, countriesWithStates.contains(String(parts[0])) else { continue }
                byCountry[String(parts[0]), default: []].append(Place(code: String(parts[1]), name: entry.name))
            }
            return Places(
                countries: countries.entries.map { Place(code: $0.alpha2, name: $0.commonName ?? $0.name) }
                    .sorted { $0.name < $1.name },
                states: byCountry.mapValues { $0.sorted { $0.name < $1.name } }
            )
        } catch {
            throw OrgError(
                "UNKNOWN_EXCEPTION",
                "The lists of countries and states in \(folder) cannot be read. Install the Debian package iso-codes.",
                status: 500
            )
        }
    }

    /// The object with a code beside each state and country.
    func extend(_ draft: ObjectDraft) -> ObjectDraft {
        var draft = draft
        for compound in draft.fields where compound.type == .address {
            let prefix = String(compound.name.dropLast("Address".count))
            guard let place = draft.fields.firstIndex(where: { $0.name == compound.name }) else { continue }
            var country = Field.pick(prefix + "CountryCode", length: 10).part(of: compound.name)
            country.picklist = Picklist([], isRestricted: true)
            country.picklist?.values = countries.map { .init(value: $0.code, label: $0.name) }
            var state = Field.pick(prefix + "StateCode", length: 10).part(of: compound.name)
            state.picklist = Picklist([], isRestricted: true)
            state.picklist?.controllerName = country.name
            state.picklist?.values = stateValues
            draft.fields.insert(contentsOf: [state, country], at: place)
        }
        return draft
    }

    /// Several countries have states of the same code: one value, offered for all of them.
    private var stateValues: [Picklist.Value] {
        var values: [String: Picklist.Value] = [:]
        for (country, states) in states.sorted(by: { $0.key < $1.key }) {
            for state in states {
                values[state.code, default: .init(value: state.code, label: state.name, validFor: [])].validFor?.append(
                    country
                )
            }
        }
        return values.values.sorted { $0.value < $1.value }
    }
}

// MARK: - While a row is saved

extension Places {
    /// Puts names and codes in step, and refuses what is on no list; where both are given, the code wins.
    func check(_ chunk: SaveChunk) {
        for compound in chunk.object.fields where compound.type == .address {
            let prefix = String(compound.name.dropLast("Address".count))
            guard let country = chunk.object.field(prefix + "Country"),
                let state = chunk.object.field(prefix + "State"),
                let countryCode = chunk.object.field(prefix + "CountryCode"),
                let stateCode = chunk.object.field(prefix + "StateCode")
            else { continue }
            for row in chunk.soundRows {
                let found = settle(chunk, row, country, countryCode, countries)
                guard found.isRight else {
                    chunk.refuse(row, with: Places.wrong("country", "country/territory", "countries", country))
                    continue
                }
                let states = found.place.flatMap { self.states[$0.code] } ?? []
                let hasState = chunk.value(row, state) != .null || chunk.value(row, stateCode) != .null
                if hasState, found.place == nil {
                    let text =
                        "A country/territory must be specified before specifying a state value for field: \(state.label)"
                    chunk.refuse(row, with: OrgError("FIELD_INTEGRITY_EXCEPTION", text, fields: [state.name]))
                } else if !settle(chunk, row, state, stateCode, states).isRight {
                    chunk.refuse(row, with: Places.wrong("state", "state/province", "states", state))
                }
            }
        }
    }

    private func settle(
        _ chunk: SaveChunk,
        _ row: Int,
        _ name: Field,
        _ code: Field,
        _ places: [Place]
    ) -> (place: Place?, isRight: Bool) {
        let given: (Field, String)?
        if chunk.isChanged(row, code), let text = chunk.value(row, code).text {
            given = (code, text)
        } else if chunk.isChanged(row, name) {
            given = chunk.value(row, name).text.map { (name, $0) }
            if given == nil { chunk.set(row, code, .null) }
        } else {
            given = chunk.value(row, code).text.map { (code, $0) }
        }
        guard let (field, text) = given else {
            chunk.set(row, name, .null)
            chunk.set(row, code, .null)
            return (nil, true)
        }
        let folded = text.lowercased()
        let place = places.first {
            $0.code.lowercased() == folded || (field.name == name.name && $0.name.lowercased() == folded)
        }
        guard let place else { return (nil, false) }
        chunk.set(row, name, .text(place.name))
        chunk.set(row, code, .text(place.code))
        return (place, true)
    }

    private static func wrong(_ word: String, _ choice: String, _ list: String, _ field: Field) -> OrgError {
        OrgError(
            "FIELD_INTEGRITY_EXCEPTION",
            "There's a problem with this \(word), even though it may appear correct. Please select a \(choice) from the list "
                + "of valid \(list).: \(field.label)",
            fields: [field.name]
        )
    }
}
