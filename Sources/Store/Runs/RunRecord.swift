package import Database
package import Enrichment

/// What a run found of one record, and what it cost: a line of the ledger of outcomes.
package struct RunRecord: Sendable, Equatable, RowDecodable {
    package enum Status: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case matched
        case companyOnly = "company_only"
        case noMatch = "no_match"
        case error

        package var label: String {
            switch self {
            case .matched: "Matched"
            case .companyOnly: "Company Match Only"
            case .noMatch: "No Match"
            case .error: "Error"
            }
        }

        init(_ status: EnrichStatus) {
            self =
                switch status {
                case .matched: .matched
                case .companyOnly: .companyOnly
                case .noMatch: .noMatch
                case .error: .error
                }
        }
    }

    package let run: ID<Run>
    package let record: CRMID
    package let batch: Int
    package let status: Status
    package let reason: NoMatchReason?
    package let profile: ProfileID?
    package let confidence: Int
    package let moved: Moved?
    /// How many fields change.
    package let fields: Int
    package let price: Price
    package let hold: Hold?
    /// Why it could not be looked at or written, in words.
    package let error: String?
    /// What the record calls itself; empty where that is not known.
    package let name: String

    package init(row: Row) throws {
        run = try row["run_id"]
        record = try CRMID(stored: try row["record_id"])
        batch = try row["batch"]
        status = try row["status"]
        reason = try row["reason"]
        let kind: ProfileID.Kind? = try row["profile_kind"]
        let number: Int64? = try row["profile"]
        if let kind, let number { profile = ProfileID(kind, number) } else { profile = nil }
        confidence = try row["confidence"]
        moved = try row["moved"]
        fields = try row["fields"]
        price = try row["price"]
        hold = try row["hold"]
        error = try row["error"]
        name = try (row["name"] as String?) ?? ""
    }

    private static let columns: SQL = """
        run_id, record_id, batch, status, reason, profile_kind, profile, confidence, moved, fields, price, hold, error,
        name
        """

    private static let table = Table(
        "run_records",
        columns: [
            "organisation_id", "run_id", "record_id", "batch", "place", "length", "status", "reason", "profile_kind",
            "profile", "confidence", "moved", "fields", "price", "hold", "error", "is_enriched", "name", "sort_name",
            "title",
            "company", "new_company", "email", "is_defunct",
        ]
    )
}

extension NoMatchReason: SQLConvertible, SQLReadable {}
extension ProfileID.Kind: SQLConvertible, SQLReadable {}
extension Moved: SQLConvertible, SQLReadable {}
extension Price: SQLConvertible, SQLReadable {}
extension Hold: SQLConvertible, SQLReadable {}
extension EmailQuality: SQLConvertible, SQLReadable {}

extension RunRecord {
    /// Adds the outcomes of a plan; `cards` tells of each whatever lists show of it, and may be left out.
    package static func insert(
        _ plan: Plan,
        at places: [Range<Int>],
        _ cards: [RecordCard] = [],
        batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.load(into: table) { rows in
            for (number, (outcome, place)) in zip(plan.outcomes, places).enumerated() {
                rows.text(organisation.rawValue)
                rows.text(run.rawValue)
                rows.text(outcome.record.text)
                rows.integer(Int64(batch))
                rows.integer(Int64(place.lowerBound))
                rows.integer(Int64(place.count))
                rows.text(Status(outcome.status).rawValue)
                rows.value(outcome.status.reason.map { .text($0.rawValue) } ?? .null)
                rows.value(outcome.profile.map { .text($0.kind.rawValue) } ?? .null)
                rows.value(outcome.profile.map { .integer($0.number) } ?? .null)
                rows.integer(Int64(outcome.confidence))
                rows.value(outcome.hasMoved.map { .text($0.rawValue) } ?? .null)
                rows.integer(Int64(outcome.patch.changeCount))
                rows.text(outcome.price.rawValue)
                rows.value(outcome.hold.map { .text($0.rawValue) } ?? .null)
                if case .error(let words) = outcome.status { rows.text(words) } else { rows.null() }
                rows.value(.flag(outcome.isEnriched))
                let card = cards.isEmpty ? RecordCard() : cards[number]
                for text in [card.name, card.sortName, card.title, card.company, card.newCompany] {
                    rows.value(text.isEmpty ? .null : .text(text))
                }
                rows.value(card.email.map { .text($0.rawValue) } ?? .null)
                rows.value(.flag(card.isDefunct))
                try rows.endRow()
            }
        }
        try RunTables.count(on: db)
    }

    /// Records that could not be written become errors, for which nothing is paid.
    package static func fail(
        _ failures: [CRMID: String],
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for (record, words) in failures {
            try db.run(
                """
                UPDATE run_records SET status = 'error', error = \(words), price = 'free', fields = 0,
                    is_enriched = \(false)
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND record_id = \(record.text)
                """
            )
        }
    }
}

extension RunRecord {
    /// Records that were written, but not all that belongs to them, become errors; what they cost and changed stays.
    package static func complain(
        _ complaints: [CRMID: String],
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for (record, words) in complaints {
            try db.run(
                """
                UPDATE run_records SET status = 'error', error = \(words)
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND record_id = \(record.text)
                """
            )
        }
    }
}

// MARK: - Looking

extension RunRecord {
    package struct Filter: Sendable, Equatable {
        package var status: Status?
        package var reason: NoMatchReason?
        package var record: CRMID?
        package var isChanged: Bool?
        package var isDeferred: Bool?
        package var isEnriched: Bool?
        package var email: EmailQuality?

        package init() {}

        fileprivate var condition: SQL {
            var condition: SQL = "1 = 1"
            if let status { condition = "\(sql: condition) AND status = \(status)" }
            if let reason { condition = "\(sql: condition) AND reason = \(reason)" }
            if let record { condition = "\(sql: condition) AND record_id = \(record.text)" }
            if let isChanged {
                condition = isChanged ? "\(sql: condition) AND fields > 0" : "\(sql: condition) AND fields = 0"
            }
            if let isDeferred {
                condition =
                    isDeferred ? "\(sql: condition) AND hold IS NOT NULL" : "\(sql: condition) AND hold IS NULL"
            }
            if let isEnriched {
                condition = isEnriched ? "\(sql: condition) AND is_enriched" : "\(sql: condition) AND NOT is_enriched"
            }
            if let email { condition = "\(sql: condition) AND is_enriched AND email = \(email)" }
            return condition
        }
    }

    /// In the order of the records' ids.
    package static func list(
        _ filter: Filter,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        above: CRMID?,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunRecord] {
        var condition: SQL = "organisation_id = \(organisation) AND run_id = \(run) AND \(sql: filter.condition)"
        if let above { condition = "\(sql: condition) AND record_id > \(above.text)" }
        return try db.fetch(
            RunRecord.self,
            "SELECT \(sql: columns) FROM run_records WHERE \(sql: condition) ORDER BY record_id LIMIT \(limit)"
        )
    }

    /// Those of the records that the run has planned.
    package static func list(
        _ records: [CRMID],
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [CRMID: RunRecord] {
        var found: [CRMID: RunRecord] = [:]
        for start in stride(from: 0, to: records.count, by: 500) {
            let some = records[start..<min(start + 500, records.count)].map(\.text)
            let rows = try db.fetch(
                RunRecord.self,
                """
                SELECT \(sql: columns) FROM run_records
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND record_id IN \(in: some)
                """
            )
            for row in rows { found[row.record] = row }
        }
        return found
    }

    /// All runs of one record, the newest first.
    package static func history(
        of record: CRMID,
        in organisation: ID<Organisation>,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunRecord] {
        try db.fetch(
            RunRecord.self,
            """
            SELECT \(sql: columns) FROM run_records
            WHERE organisation_id = \(organisation) AND record_id = \(record.text)
            ORDER BY run_id DESC LIMIT \(limit)
            """
        )
    }

    /// What the plan says of one record, read without the rest of the plan.
    package static func outcome(
        of record: CRMID,
        in run: ID<Run>,
        of organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Plan.Outcome? {
        let place = try db.first(
            Place.self,
            """
            SELECT batch, place, length FROM run_records
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND record_id = \(record.text)
            """
        )
        guard let place else { return nil }
        let bytes = try PlanPiece.part(place.bytes, batch: place.batch, of: run, in: organisation, on: db)
        return try bytes.map { try Plan.Outcome(encoded: $0) }
    }

    private struct Place: RowDecodable {
        let batch: Int
        let bytes: Range<Int>

        init(row: Row) throws {
            batch = try row["batch"]
            let (start, length): (Int, Int) = (try row["place"], try row["length"])
            bytes = start..<start + length
        }
    }

    /// The accounts of a batch that are a company, each with the company's number, in the order of their ids.
    package static func companies(
        in batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        above: CRMID? = nil,
        limit: Int = .max,
        on db: isolated Connection
    ) throws -> [(record: CRMID, company: Int64)] {
        let batch = ofBatch(batch, of: run, in: organisation)
        return try db.fetch(
            OfCompany.self,
            """
            SELECT r.record_id, r.profile FROM \(sql: batch.table)
            WHERE \(sql: batch.condition) AND r.status = 'matched' AND r.profile_kind = 'company' AND r.hold IS NULL
                AND r.record_id > \(above?.text ?? "")
            ORDER BY r.record_id LIMIT \(limit)
            """
        ).map { ($0.record, $0.company) }
    }

    private struct OfCompany: RowDecodable {
        let record: CRMID
        let company: Int64

        init(row: Row) throws { (record, company) = (try CRMID(stored: try row["record_id"]), try row["profile"]) }
    }

    /// The records of a batch as `r`. SQLite would rather go through all records of the run, which lie beside each other.
    static func ofBatch(_ batch: Int, of run: ID<Run>, in organisation: ID<Organisation>) -> (
        table: SQL, condition: SQL
    ) {
        (
            "run_records AS r \(.either(sqlite: "INDEXED BY run_records_of_batch", postgres: ""))",
            "r.organisation_id = \(organisation) AND r.run_id = \(run) AND r.batch = \(batch)"
        )
    }

    /// Of what a batch of an undo has brought back, leaves marked only the records that the source had enriched, and tells how
    /// many those are: others held only what the run said of itself.
    package static func takeBack(
        _ batch: Int,
        of run: ID<Run>,
        from source: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        let batch = ofBatch(batch, of: run, in: organisation)
        try db.run(
            """
            UPDATE \(sql: batch.table) SET is_enriched = \(false)
            WHERE \(sql: batch.condition) AND r.is_enriched AND NOT EXISTS (
                SELECT 1 FROM run_records s WHERE s.organisation_id = r.organisation_id
                    AND s.run_id = \(source) AND s.record_id = r.record_id AND s.is_enriched)
            """
        )
        return try db.one(
            Int.self,
            "SELECT COUNT(*) FROM \(sql: batch.table) WHERE \(sql: batch.condition) AND r.is_enriched"
        )
    }

    /// Of the people of a batch who were enriched and have an e-mail address, what is known of it.
    package static func emails(
        in batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [EmailQuality: Int] {
        let batch = ofBatch(batch, of: run, in: organisation)
        let rows = try db.fetch(
            EmailCount.self,
            """
            SELECT r.email, COUNT(*) AS records FROM \(sql: batch.table)
            WHERE \(sql: batch.condition) AND r.is_enriched AND r.email IS NOT NULL GROUP BY r.email
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.email, $0.records) })
    }

    private struct EmailCount: RowDecodable {
        let email: EmailQuality
        let records: Int

        init(row: Row) throws { (email, records) = (try row["email"], try row["records"]) }
    }

    /// How many records of a run had no match, by reason.
    package static func reasons(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [NoMatchReason: Int] {
        let rows = try db.fetch(
            ReasonCount.self,
            """
            SELECT reason, COUNT(*) AS records FROM run_records
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND reason IS NOT NULL GROUP BY reason
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.reason, $0.records) })
    }

    private struct ReasonCount: RowDecodable {
        let reason: NoMatchReason
        let records: Int

        init(row: Row) throws { (reason, records) = (try row["reason"], try row["records"]) }
    }

    /// The records of a settled batch into which something was written.
    package static func written(
        in batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<String> {
        Set(
            try db.fetch(
                String.self,
                """
                SELECT record_id FROM run_records
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) AND fields > 0
                """
            )
        )
    }

    /// How many records are a batch's own, and in how many of them something is to be written.
    package static func standing(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Standing {
        try db.one(
            Standing.self,
            """
            SELECT COUNT(*) AS records, COUNT(CASE WHEN fields > 0 THEN 1 END) AS changed FROM run_records
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch)
            """
        )
    }

    package struct Standing: Sendable, Equatable, RowDecodable {
        package let records: Int
        package let changed: Int

        package init(row: Row) throws { (records, changed) = (try row["records"], try row["changed"]) }
    }

    /// The records that are a batch's own, each with its error if there is one.
    package static func records(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String: String?] {
        var records: [String: String?] = [:]
        let batch = ofBatch(batch, of: run, in: organisation)
        let rows = try db.fetch(
            RecordError.self,
            "SELECT r.record_id, r.error FROM \(sql: batch.table) WHERE \(sql: batch.condition)"
        )
        for row in rows { records[row.record] = .some(row.error) }
        return records
    }

    private struct RecordError: RowDecodable {
        let record: String
        let error: String?

        init(row: Row) throws { (record, error) = (try row["record_id"], try row["error"]) }
    }

    /// Takes records out of their batch, because they are planned again in another.
    package static func remove(
        _ records: [CRMID],
        from run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for start in stride(from: 0, to: records.count, by: 500) {
            let some = records[start..<min(start + 500, records.count)].map(\.text)
            try db.run(
                """
                DELETE FROM run_records
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND record_id IN \(in: some)
                """
            )
        }
    }

    /// The profiles that a run has priced with a credit.
    package static func priced(
        in run: ID<Run>,
        of organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<ProfileID> {
        Set(
            try db.fetch(
                PricedProfile.self,
                """
                SELECT profile_kind, profile FROM run_records
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND price = 'credit' AND profile IS NOT NULL
                """
            ).map(\.id)
        )
    }

    private struct PricedProfile: RowDecodable {
        let id: ProfileID

        init(row: Row) throws { id = ProfileID(try row["profile_kind"], try row["profile"]) }
    }
}
