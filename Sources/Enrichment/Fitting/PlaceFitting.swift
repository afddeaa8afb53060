import Matching

/// Writes countries and states as an org wants them: as a value of its picklists where it has them, else as code or
/// name.
struct PlaceFitting: Sendable {
    private let form: PlaceForm?
    /// The picklist's values; of a text field those of the code field beside it.
    private let book: ChoiceBook
    /// Whether the field is the picklist itself, and takes its values; a text field beside one takes their labels.
    private let isPicklist: Bool
    private let countries: [Country: Choice]
    private let states: [Place: Choice]

    private struct Place: Hashable {
        var country: Country
        var region: Region
    }

    init(_ field: FieldSchema, _ form: PlaceForm?, in schema: ObjectSchema) {
        self.form = form
        isPicklist = !field.choices.isEmpty
        book = ChoiceBook(isPicklist ? field.choices : schema[CRMField(field.name.rawValue + "Code")]?.choices ?? [])
        var countries: [Country: Choice] = [:]
        var states: [Place: Choice] = [:]
        for choice in book.choices {
            let country = PlaceFitting.country(of: choice)
            if country != .none, countries[country] == nil || !(countries[country]?.isActive ?? false) {
                countries[country] = choice
            }
            for code in choice.allowedWith ?? [] {
                let country = Places.shared.country(code)
                let region = PlaceFitting.region(of: choice, in: country)
                if region != .none { states[Place(country: country, region: region)] = choice }
            }
        }
        (self.countries, self.states) = (countries, states)
    }

    func country(_ text: String) throws(Misfit) -> String {
        let country = Places.shared.country(text)
        if !book.choices.isEmpty {
            guard let choice = book[text] ?? countries[country] else { throw .notAChoice }
            return try written(choice)
        }
        guard let form else { return text }
        guard country != .none else { throw .unknownCountry }
        return form == .code ? country.description : CountryNames.name(of: country)
    }

    func state(_ text: String, _ surroundings: Fitting.Surroundings) throws(Misfit) -> String {
        let source = surroundings.sourceCountry.map { Places.shared.country($0.text) } ?? .none
        var kept = Country.none
        if let country = surroundings.country {
            kept = Places.shared.country(country.text)
            if !book.choices.isEmpty, country.isBlank { throw .countryMissing }
            if kept != .none, source != .none, kept != source { throw .stateOfAnotherCountry }
        }
        let country = kept == .none ? source : kept
        let region = Places.shared.region(text, in: country)
        if !book.choices.isEmpty {
            guard let choice = choice(text, country, region) else { throw .notAChoice }
            return try written(choice)
        }
        guard let form else { return text }
        guard region != .none else { throw .unknownState }
        return form == .code ? region.description : RegionNames.name(of: region, in: country)
    }

    private func choice(_ text: String, _ country: Country, _ region: Region) -> Choice? {
        if let choice = states[Place(country: country, region: region)], region != .none { return choice }
        // States of several countries may have one name or code.
        if let choice = book[text], isOf(choice, country) { return choice }
        guard region != .none else { return nil }
        return book.choices.first {
            $0.isActive && isOf($0, country) && PlaceFitting.region(of: $0, in: country) == region
        }
    }

    private func isOf(_ choice: Choice, _ country: Country) -> Bool {
        guard let allowedWith = choice.allowedWith, country != .none else { return true }
        return allowedWith.contains { Places.shared.country($0) == country }
    }

    private func written(_ choice: Choice) throws(Misfit) -> String {
        guard choice.isActive else { throw .choiceInactive }
        return isPicklist ? choice.value : choice.label
    }

    private static func country(of choice: Choice) -> Country {
        let country = Places.shared.country(choice.value)
        return country == .none ? Places.shared.country(choice.label) : country
    }

    private static func region(of choice: Choice, in country: Country) -> Region {
        let region = Places.shared.region(choice.label, in: country)
        return region == .none ? Places.shared.region(choice.value, in: country) : region
    }
}
