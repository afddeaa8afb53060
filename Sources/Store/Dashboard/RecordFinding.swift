package import Database
package import Enrichment
package import Telemetry

/// The latest that a run found of a record, with what a list shows of it.
package struct RecordFinding: Sendable, Equatable, RowDecodable {
    package enum Side: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// Contacts and leads.
        case people
        case companies

        package init(_ object: CRMObject) { self = object.isPerson ? .people : .companies }
    }

    /// Why a record needs attention: each is a list.
    package enum Concern: String, CaseIterable, Sendable, SQLConvertible, SQLReadable {
        case moved, defunct, duplicates
        case companyOnly = "company_only"
        case unmatched, errors

        package static func all(of side: Side) -> [Concern] {
            switch side {
            case .people: [.moved, .duplicates, .companyOnly, .unmatched, .errors]
            case .companies: [.defunct, .duplicates, .unmatched, .errors]
            }
        }

        /// The findings by the index of the list. SQLite, which knows no numbers of a young table, would at times rather go through
        /// all records of the org.
        var source: SQL {
            switch self {
            case .moved:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_moved", postgres: ""))"
            case .defunct:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_defunct", postgres: ""))"
            case .duplicates:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_copied", postgres: ""))"
            case .companyOnly, .unmatched, .errors:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_by_status", postgres: ""))"
            }
        }

        /// As its index has it, so that both engines see that the index will do.
        var condition: SQL {
            switch self {
            case .moved: "f.has_moved"
            case .defunct: "f.is_defunct"
            case .duplicates: "f.copies > 1"
            case .companyOnly: "f.status <> 'matched' AND f.status = 'company_only'"
            case .unmatched: "f.status <> 'matched' AND f.status = 'no_match'"
            case .errors: "f.status <> 'matched' AND f.status = 'error'"
            }
        }
    }

    package let connection: ID<OrgConnection>
    package let record: CRMID
    package let run: ID<Run>
    package let object: CRMObject
    package let foundAt: Timestamp
    /// How many records are this profile, itself among them.
    package let copies: Int
    package let sortName: String
    package let name: String
    package let title: String
    package let company: String
    package let newCompany: String
    package let profile: ProfileID?
    package let reason: NoMatchReason?
    package let error: String?

    package init(row: Row) throws {
        connection = try row["connection_id"]
        record = try CRMID(stored: try row["record_id"])
        run = try row["run_id"]
        object = try row["object"]
        foundAt = try row["found_at"]
        copies = try row["copies"]
        sortName = try row["sort_name"]
        name = try (row["name"] as String?) ?? ""
        title = try (row["title"] as String?) ?? ""
        company = try (row["company"] as String?) ?? ""
        newCompany = try (row["new_company"] as String?) ?? ""
        let kind: ProfileID.Kind? = try row["profile_kind"]
        let number: Int64? = try row["profile"]
        if let kind, let number { profile = ProfileID(kind, number) } else { profile = nil }
        reason = try row["reason"]
        error = try row["error"]
    }
}

// MARK: - Keeping

extension RecordFinding {
    /// Takes what a settled batch found as the latest of its records, and counts anew which of them are one profile.
    package static func keep(
        _ batch: Int,
        of run: Run,
        at now: Timestamp,
        day: CivilDate,
        on db: isolated Connection
    ) throws {
        // Two runs that find records of one profile at a time would each count without the other's.
        try OrgConnection.lock(run.connection, in: run.organisation, on: db)
        let side = Side(run.object)
        let records = RunRecord.ofBatch(batch, of: run.id, in: run.organisation)
        let before = try ListedFinding.list(records, of: run, on: db)
        var tally = FindingTally()
        tally.count(before, times: -1)
        var words = FindingWords(side)
        try db.run(
            """
            INSERT INTO record_findings (organisation_id, connection_id, record_id, run_id, origin, side, object, status,
                has_moved, is_defunct, profile, copies, sort_name, found_at, found_day)
            SELECT r.organisation_id, CAST(\(run.connection) AS TEXT), r.record_id, r.run_id, CAST(\(run.origin) AS TEXT),
                CAST(\(side) AS TEXT), CAST(\(run.object) AS TEXT), r.status, COALESCE(r.moved = \(Moved.yes), \(false)),
                r.is_defunct, CASE WHEN r.status = 'matched' THEN r.profile END, 1, COALESCE(r.sort_name, ''),
                CAST(\(now) AS BIGINT), CAST(\(day.daysSince1970) AS BIGINT)
            FROM \(sql: records.table) WHERE \(sql: records.condition)
            ON CONFLICT (organisation_id, connection_id, record_id) DO UPDATE SET run_id = EXCLUDED.run_id,
                origin = EXCLUDED.origin, object = EXCLUDED.object, status = EXCLUDED.status,
                has_moved = EXCLUDED.has_moved, is_defunct = EXCLUDED.is_defunct, profile = EXCLUDED.profile,
                copies = CASE WHEN record_findings.profile = EXCLUDED.profile THEN record_findings.copies ELSE 1 END,
                sort_name = EXCLUDED.sort_name, found_at = EXCLUDED.found_at,
                found_day = EXCLUDED.found_day
            """
        )
        try RunTables.count(on: db)
        let after = try ListedFinding.list(records, of: run, on: db)
        tally.count(after, times: 1)
        words.change(from: before, to: after)
        let several = try FindingCopy.several(records, side, of: run, on: db)
        try countAnew(Set(before.compactMap(\.profileLeft)).union(several), side, run, &tally, &words, on: db)
        try tally.keep(side, of: run, on: db)
        try words.keep(of: run, on: db)
    }

    /// Takes records off all lists, as if no run had looked at them; the others that are their profiles are counted anew.
    static func forget(_ records: (table: SQL, condition: SQL), of run: Run, on db: isolated Connection) throws {
        let side = Side(run.object)
        let before = try ListedFinding.list(records, of: run, leaving: "\(true)", on: db)
        var tally = FindingTally()
        tally.count(before, times: -1)
        var words = FindingWords(side)
        words.change(from: before, to: [])
        try db.run(
            """
            DELETE FROM record_findings WHERE organisation_id = \(run.organisation) AND connection_id = \(run.connection)
                AND record_id IN (SELECT r.record_id FROM \(sql: records.table) WHERE \(sql: records.condition))
            """
        )
        try countAnew(Set(before.compactMap(\.profileLeft)), side, run, &tally, &words, on: db)
        try tally.keep(side, of: run, on: db)
        try words.keep(of: run, on: db)
    }

    /// Says in each record of these profiles how many are it now.
    private static func countAnew(
        _ profiles: Set<Int64>,
        _ side: Side,
        _ run: Run,
        _ tally: inout FindingTally,
        _ words: inout FindingWords,
        on db: isolated Connection
    ) throws {
        for copies in try FindingCopy.list(profiles.sorted(), side, of: run, on: db) {
            tally.note(copies)
            words.note(copies)
            try FindingCopy.keep(copies, of: run, on: db)
        }
    }
}
