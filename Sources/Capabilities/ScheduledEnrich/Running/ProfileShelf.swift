import Database
import Enrichment
import Store
import Telemetry

/// The profiles that a batch needs, each read once.
struct ProfileShelf: Sendable {
    private var profiles: [ProfileID: Profile] = [:]
    private(set) var signals: [ProfileID: [Signal]] = [:]

    /// Reads what the matches name, of the profiles these fields or all. The signals of the companies come along where the job writes any.
    init(
        for matches: [Enrichment.Match],
        fields: Set<LoamField>?,
        withSignals: Bool,
        on db: isolated Connection
    ) throws {
        var wanted: [ProfileID.Kind: Set<Int64>] = [:]
        for match in matches {
            for id in [match.profile, match.recordCompany, match.employer] {
                if let id { wanted[id.kind, default: []].insert(id.number) }
            }
        }
        let names = SourceNames(try CatalogueSource.all(on: db))
        profiles.reserveCapacity(wanted.values.map(\.count).reduce(0, +))
        for (kind, numbers) in wanted {
            let reading = ProfileReading(kind, names)
            let columns = fields.map { Set($0.compactMap { $0.column(of: kind) }) }
            let rows = try CatalogueRow.list(numbers.sorted(), of: reading.table, only: columns, on: db)
            for row in rows { profiles[ProfileID(kind, row.number)] = reading.profile(row) }
        }
        guard withSignals else { return }
        for number in wanted[.company, default: []] {
            let rows = try CatalogueRow.list(.signals, of: number, limit: ProfileShelf.mostSignals, on: db)
            signals[.company(number)] = rows.compactMap { Signal($0, names) }
        }
    }

    private static let mostSignals = 200

    subscript(id: ProfileID?) -> Profile? { id.flatMap { profiles[$0] } }
}

extension LoamField {
    /// The column of the catalogue that is this field of such a profile.
    fileprivate func column(of kind: ProfileID.Kind) -> String? {
        switch (self, kind) {
        case (.company(let field), .company): field.rawValue
        case (.person(let field), .person): field.rawValue
        default: nil
        }
    }
}

/// Turns rows of one table of the catalogue into profiles.
struct ProfileReading {
    let table: CatalogueKind
    private let kind: ProfileID.Kind
    private let names: SourceNames
    /// The columns that are fields of a profile.
    private let columns: [(place: Int, name: String, isList: Bool, column: Profile.Column)]

    init(_ kind: ProfileID.Kind, _ names: SourceNames) {
        (self.kind, self.names) = (kind, names)
        table = kind == .company ? .companies : .people
        columns = table.fields.enumerated().compactMap { place, name in
            Profile.Column(kind, name).map { (place, name, CatalogueKind.lists.contains(name), $0) }
        }
    }

    func profile(_ row: CatalogueRow) -> Profile {
        var profile = Profile(ProfileID(kind, row.number))
        let own = Provenance(source: names[row.source], asOf: row.asOf)
        for (place, name, isList, column) in columns {
            let text = row.value(at: place)
            if text.isEmpty { continue }
            let origin = row.origins.isEmpty ? nil : row.origins[name]
            let provenance = origin.map { Provenance(source: names[$0], asOf: row.asOf) } ?? own
            if isList {
                profile.note(CatalogueRow.list(of: text), of: column, provenance)
            } else {
                profile.note(text, of: column, provenance)
            }
        }
        return profile
    }
}

extension Signal {
    /// Nil for a signal without a day.
    init?(_ row: CatalogueRow, _ names: SourceNames) {
        guard let observedOn = CivilDate(iso8601: row["observed_on"]) else { return nil }
        self.init(
            number: row.number,
            topic: row["topic"],
            category: row["category"],
            score: Int(row["score"]),
            audienceStrength: row["audience_strength"],
            location: row["location"],
            observedOn: observedOn,
            provenance: Provenance(source: names[row.source], asOf: row.asOf)
        )
    }
}
