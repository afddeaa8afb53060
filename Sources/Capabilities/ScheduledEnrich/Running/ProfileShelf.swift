import Database
import Enrichment
import Store
import Telemetry

/// The profiles that a batch needs, each read once.
struct ProfileShelf: Sendable {
    private var profiles: [ProfileID: Profile] = [:]
    private(set) var signals: [ProfileID: [Signal]] = [:]

    /// Reads what the matches name. The signals of the companies come along where the job writes any.
    init(for matches: [Enrichment.Match], withSignals: Bool, on db: isolated Connection) throws {
        var wanted: [ProfileID.Kind: Set<Int64>] = [:]
        for match in matches {
            for id in [match.profile, match.recordCompany, match.employer] {
                if let id { wanted[id.kind, default: []].insert(id.number) }
            }
        }
        let names = SourceNames(try CatalogueSource.all(on: db))
        for (kind, numbers) in wanted {
            let rows = try CatalogueRow.list(numbers.sorted(), of: kind == .company ? .companies : .people, on: db)
            for row in rows { profiles[ProfileID(kind, row.number)] = Profile(row, kind, names) }
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

extension Profile {
    init(_ row: CatalogueRow, _ kind: ProfileID.Kind, _ names: SourceNames) {
        let columns = row.filledFields.map { field in
            let source = row.origins[field] ?? row.source
            return (
                name: field, values: row.list(field),
                provenance: Provenance(source: names[source], asOf: row.asOf)
            )
        }
        self.init(ProfileID(kind, row.number), columns: columns)
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
