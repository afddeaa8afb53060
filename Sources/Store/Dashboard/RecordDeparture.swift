package import Database
package import Enrichment
package import Telemetry

/// That a record which runs had looked at is no more in its org.
package struct RecordDeparture: Sendable, Equatable, RowDecodable {
    package let connection: ID<OrgConnection>
    package let record: CRMID
    package let object: CRMObject
    /// Into which it was merged; nil where it was deleted.
    package let master: CRMID?
    /// The run that was told.
    package let run: ID<Run>
    package let deletedAt: Timestamp

    package init(row: Row) throws {
        connection = try row["connection_id"]
        record = try CRMID(stored: try row["record_id"])
        object = try row["object"]
        master = try (row["master_id"] as String?).map { try CRMID(stored: $0) }
        run = try row["run_id"]
        deletedAt = try row["deleted_at"]
    }

    /// A record that the org says it has no more.
    package struct Gone: Sendable, Equatable {
        package let record: CRMID
        package let master: CRMID?
        package let at: Timestamp

        package init(record: CRMID, master: CRMID?, at: Timestamp) {
            (self.record, self.master, self.at) = (record, master, at)
        }
    }

    /// What is known of a record's ends; it may have been brought back in between.
    package static func history(
        of record: CRMID,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RecordDeparture] {
        try db.fetch(
            RecordDeparture.self,
            """
            SELECT connection_id, record_id, object, master_id, run_id, deleted_at FROM record_departures
            WHERE organisation_id = \(organisation) AND record_id = \(record.text) ORDER BY deleted_at DESC
            """
        )
    }
}

// MARK: - Keeping

extension RecordDeparture {
    /// Takes records that are gone off all lists, and keeps that they are; those that no run has looked at are nobody's concern.
    package static func keep(_ gone: [Gone], told run: Run, on db: isolated Connection) throws {
        guard !gone.isEmpty else { return }
        try OrgConnection.lock(run.connection, in: run.organisation, on: db)
        for start in stride(from: 0, to: gone.count, by: 500) {
            let rows = gone[start..<min(start + 500, gone.count)].map { one in
                [one.record.text, one.master?.text, one.at.microseconds] as [any SQLConvertible]
            }
            try db.run(
                """
                INSERT INTO record_departures (organisation_id, record_id, connection_id, object, master_id, run_id, deleted_at)
                SELECT f.organisation_id, f.record_id, f.connection_id, f.object, CAST(g.column2 AS TEXT),
                    CAST(\(run.id) AS TEXT), CAST(g.column3 AS BIGINT)
                FROM (VALUES \(rows: rows)) AS g CROSS JOIN record_findings f
                WHERE f.organisation_id = \(run.organisation) AND f.connection_id = \(run.connection)
                    AND f.record_id = CAST(g.column1 AS TEXT)
                ON CONFLICT (organisation_id, record_id, connection_id) DO UPDATE SET object = EXCLUDED.object,
                    master_id = EXCLUDED.master_id, run_id = EXCLUDED.run_id, deleted_at = EXCLUDED.deleted_at
                """
            )
        }
        try RecordFinding.forget(
            (
                "record_departures AS r \(.either(sqlite: "INDEXED BY record_departures_of_run", postgres: ""))",
                "r.organisation_id = \(run.organisation) AND r.run_id = \(run.id)"
            ),
            of: run,
            on: db
        )
    }
}

/// How far an org has told which records of an object it has no more.
package struct DepartureMark: Sendable, Equatable, RowDecodable {
    /// The run that asked last.
    package let run: ID<Run>
    /// From when on the next one asks; nil for all that the org remembers.
    package let since: Timestamp?
    /// Of those of that moment, the record behind which it goes on.
    package let after: CRMID?

    package init(run: ID<Run>, since: Timestamp?, after: CRMID?) {
        (self.run, self.since, self.after) = (run, since, after)
    }

    package init(row: Row) throws {
        run = try row["run_id"]
        since = try row["since"]
        after = try (row["after_id"] as String?).map { try CRMID(stored: $0) }
    }

    /// For the object of a run.
    package static func find(for run: Run, on db: isolated Connection) throws -> DepartureMark? {
        try db.first(
            DepartureMark.self,
            """
            SELECT run_id, since, after_id FROM departure_marks
            WHERE organisation_id = \(run.organisation) AND connection_id = \(run.connection) AND object = \(run.object)
            """
        )
    }

    package func keep(for run: Run, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO departure_marks (organisation_id, connection_id, object, run_id, since, after_id)
            VALUES (\(run.organisation), \(run.connection), \(run.object), \(self.run), \(since), \(after?.text))
            ON CONFLICT (organisation_id, connection_id, object) DO UPDATE SET run_id = EXCLUDED.run_id,
                since = EXCLUDED.since, after_id = EXCLUDED.after_id
            """
        )
    }
}
