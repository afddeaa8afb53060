import Database
import Telemetry

/// Keeps the profile of a company that several sources know: each source's word is a record, and each field of the profile
/// is the word of the first source by priority that says anything of it.
struct CompanyMerge {
    let load: CatalogueLoad
    private let fields = CatalogueKind.companies.fields

    init(_ load: CatalogueLoad) { self.load = load }

    /// Whether the load's source has records beside its own rows.
    func exists(on db: isolated Connection) throws -> Bool {
        try db.first(Int64.self, "SELECT company FROM company_records WHERE source = \(load.source) LIMIT 1") != nil
    }

    /// Takes what the load's source says of companies, and makes their profiles anew.
    func add(
        _ rows: [(row: Int, company: Int64)],
        of batch: CatalogueBatch,
        on db: isolated Connection
    ) throws {
        let companies = rows.map(\.company)
        try keepOwnRecords(of: companies, on: db)
        for (row, company) in rows {
            let head = batch.rows[row]
            let values = fields.indices.map { batch.text(row, $0 + 1) }
            try keep(
                CompanyRecord(
                    company: company,
                    source: load.source,
                    sourceID: batch.text(row, 0),
                    digest: head.digest,
                    asOf: head.asOf.map { Timestamp(microseconds: $0) } ?? load.startedAt,
                    endedAt: nil,
                    values: values
                ),
                on: db
            )
        }
        try refresh(companies, on: db)
    }

    /// Makes the profiles anew from their records.
    func refresh(_ companies: [Int64], on db: isolated Connection) throws {
        let order = try CatalogueSource.all(on: db).map(\.number)
        let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        var lists: [[SQLValue]] = []
        var profiles: [(number: Int64, values: [String])] = []
        for start in stride(from: 0, to: companies.count, by: 500) {
            let some = companies[start..<min(start + 500, companies.count)]
            let records = try db.fetch(
                CompanyRecord.self,
                """
                SELECT \(sql: CompanyRecord.columns) FROM company_records
                WHERE company IN \(in: some)
                """
            )
            for (company, records) in Dictionary(grouping: records, by: \.company) {
                let profile = profile(of: company, from: records, by: rank)
                lists.append(profile.head + profile.values.map { $0.isEmpty ? .null : .text($0) } + [.integer(company)])
                profiles.append((company, profile.values))
            }
        }
        try CatalogueHistory.keep(profiles, of: .companies, before: load.number, on: db)
        var statement: SQL = """
            UPDATE companies
            SET source = \(Int64(0)), source_id = \(""), digest = \(Int64(0)), as_of = \(Int64(0)),
                changed = \(Int64(0)), ended_at = \(Int64?.none), origins = \(String?.none)
            """
        for field in fields { statement += ", \(identifier: field) = \(String?.none)" }
        statement += " WHERE number = \(Int64(0))"
        try db.run(statement, with: lists)
    }

    /// Where the profile comes from, as the statement that writes it begins, and its fields.
    private func profile(
        of company: Int64,
        from records: [CompanyRecord],
        by rank: [Int64: Int]
    ) -> (head: [SQLValue], values: [String]) {
        let living = records.filter { $0.endedAt == nil }
        let ordered = (living.isEmpty ? records : living).sorted {
            (rank[$0.source] ?? .max, $0.source) < (rank[$1.source] ?? .max, $1.source)
        }
        let first = ordered[0]
        var origins = "{"
        var values: [String] = []
        for (place, field) in fields.enumerated() {
            guard let speaker = ordered.first(where: { !$0.values[place].isEmpty }) else {
                values.append("")
                continue
            }
            values.append(speaker.values[place])
            guard speaker.source != first.source else { continue }
            if origins.utf8.count > 1 { origins += "," }
            origins.appendJSON(field)
            origins += ":\(speaker.source)"
        }
        origins += "}"
        let endedAt = living.isEmpty ? records.compactMap(\.endedAt).max() : nil
        let head: [SQLValue] = [
            .integer(first.source), .text(first.sourceID), .integer(first.digest), .integer(first.asOf.microseconds),
            .integer(load.number), endedAt.map { .integer($0.microseconds) } ?? .null, .text(origins),
        ]
        return (head, values)
    }

    /// Companies that only one source knew so far get its word as a record.
    private func keepOwnRecords(of companies: [Int64], on db: isolated Connection) throws {
        for start in stride(from: 0, to: companies.count, by: 500) {
            let some = companies[start..<min(start + 500, companies.count)]
            var records: [CompanyRecord] = []
            let columns = fields.map { SQL("\(identifier: $0)") }.reduce(SQL("")) { $0 + ", " + $1 }
            let statement: SQL = """
                SELECT number, source, source_id, digest, as_of, ended_at \(sql: columns) FROM companies
                WHERE number IN \(in: some) AND origins IS NULL
                """
            try db.scan(statement) { row in
                records.append(
                    CompanyRecord(
                        company: row.integer(0),
                        source: row.integer(1),
                        sourceID: text(row, 2),
                        digest: row.integer(3),
                        asOf: Timestamp(microseconds: row.integer(4)),
                        endedAt: row.isNull(5) ? nil : Timestamp(microseconds: row.integer(5)),
                        values: fields.indices.map { text(row, $0 + 6) }
                    )
                )
                return .more
            }
            for record in records { try keep(record, on: db) }
        }
    }

    private func keep(_ record: CompanyRecord, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO company_records (source, source_id, company, digest, as_of, ended_at, document)
            VALUES (\(record.source), \(record.sourceID), \(record.company), \(record.digest), \(record.asOf),
                \(record.endedAt), \(record.document))
            ON CONFLICT (source, source_id) DO UPDATE SET digest = excluded.digest, as_of = excluded.as_of,
                ended_at = excluded.ended_at, document = excluded.document
            """
        )
    }
}
