import Database
import Telemetry
import Tabular

/// The jobs of an org, kept in its database so that they outlive a restart.
struct BulkJobs: Sendable {
    let database: Database

    /// What wakes those who work on jobs.
    static let channel = Channel("sandbox-bulk")

    static let tables: [SQL] = [
        """
        CREATE TABLE IF NOT EXISTS "_bulk_job" (
          "id" TEXT PRIMARY KEY, "kind" TEXT NOT NULL, "operation" TEXT NOT NULL, "object" TEXT NOT NULL,
          "user_id" TEXT NOT NULL, "version" TEXT NOT NULL, "created" TEXT NOT NULL, "modified" TEXT NOT NULL,
          "state" TEXT NOT NULL, "content_type" TEXT NOT NULL, "concurrency" TEXT NOT NULL, "delimiter" TEXT NOT NULL,
          "line_ending" TEXT NOT NULL, "external_id" TEXT, "assignment_rule" TEXT, "soql" TEXT, "error_message" TEXT,
          "processed" INTEGER NOT NULL DEFAULT 0, "failed" INTEGER NOT NULL DEFAULT 0,
          "result_rows" INTEGER NOT NULL DEFAULT 0, "position" INTEGER NOT NULL DEFAULT 0,
          "milliseconds" INTEGER NOT NULL DEFAULT 0, "successful_bytes" INTEGER NOT NULL DEFAULT 0,
          "failed_bytes" INTEGER NOT NULL DEFAULT 0, "chunk_size" INTEGER, "chunk_start" TEXT, "chunk_parent" TEXT
        ) STRICT
        """,
        """
        CREATE TABLE IF NOT EXISTS "_bulk_batch" (
          "id" TEXT PRIMARY KEY, "job_id" TEXT NOT NULL, "state" TEXT NOT NULL, "message" TEXT, "created" TEXT NOT NULL,
          "modified" TEXT NOT NULL, "processed" INTEGER NOT NULL DEFAULT 0, "failed" INTEGER NOT NULL DEFAULT 0, "milliseconds" INTEGER NOT NULL DEFAULT 0, "result_id" TEXT,
          "first_id" TEXT, "last_id" TEXT
        ) STRICT
        """,
        "CREATE INDEX IF NOT EXISTS \"_bulk_batch_job\" ON \"_bulk_batch\" (\"job_id\")",
    ]

    func makeTables() async throws {
        try await database.write { db in
            for statement in BulkJobs.tables { try db.run(statement) }
            // An org of an older Loam has the table without these.
            let known = try db.fetch(String.self, "SELECT name FROM pragma_table_info('_bulk_job')")
            for column in ["successful_bytes", "failed_bytes"] where !known.contains(column) {
                try db.run("ALTER TABLE \"_bulk_job\" ADD COLUMN \(identifier: column) INTEGER NOT NULL DEFAULT 0")
            }
        }
    }

    func newID(prefix: String) async throws -> String {
        try await database.write { db in try IDSequence.next(prefix: prefix, db) }
    }

    func add(_ job: BulkJob, using use: BulkUse = BulkUse()) async throws {
        try await database.write { db in
            if use != BulkUse() { try use.count(db) }
            try db.run(
                """
                INSERT INTO "_bulk_job" ("id", "kind", "operation", "object", "user_id", "version", "created", "modified",
                  "state", "content_type", "concurrency", "delimiter", "line_ending", "external_id", "assignment_rule",
                  "soql", "chunk_size", "chunk_start", "chunk_parent")
                VALUES (\(job.id), \(job.kind.rawValue), \(job.operation.rawValue), \(job.object), \(job.userID),
                  \(job.version), \(job.created), \(job.modified), \(job.state.rawValue), \(job.contentType),
                  \(job.concurrency), \(job.delimiter.rawValue), \(job.lineEnding.rawValue), \(job.externalID),
                  \(job.assignmentRule), \(job.soql), \(job.chunkSize), \(job.chunkStart), \(job.chunkParent))
                """
            )
            try db.signal(BulkJobs.channel)
        }
    }

    func find(_ id: String, _ kind: BulkJob.Kind) async throws -> BulkJob? {
        guard let id = RecordID.canonical(id) else { return nil }
        return try await database.read { db in
            try db.first(
                BulkJob.self,
                "SELECT * FROM \"_bulk_job\" WHERE \"id\" = \(id) AND \"kind\" = \(kind.rawValue)"
            )
        }
    }

    /// The next jobs of these kinds, the latest first, behind the one that is named; of everybody when no user is.
    func list(
        _ kinds: [BulkJob.Kind],
        of userID: String?,
        after last: String?,
        limit: Int
    ) async throws -> [BulkJob] {
        try await database.read { db in
            try db.fetch(
                BulkJob.self,
                """
                SELECT * FROM "_bulk_job" WHERE "kind" IN \(in: kinds.map(\.rawValue))
                AND (\(last) IS NULL OR "id" < \(last)) AND (\(userID) IS NULL OR "user_id" = \(userID))
                ORDER BY "id" DESC LIMIT \(limit)
                """
            )
        }
    }

    /// Takes the oldest job that waits, which nobody else is then given.
    func claim() async throws -> BulkJob? {
        let now = Log.current.clock.now().stored
        let waits = try await database.read { db in
            try db.first(Int.self, "SELECT 1 FROM \"_bulk_job\" WHERE \"state\" = 'UploadComplete' LIMIT 1") != nil
        }
        guard waits else { return nil }
        return try await database.write { db in
            try db.first(
                BulkJob.self,
                """
                UPDATE "_bulk_job" SET "state" = 'InProgress', "modified" = \(now) WHERE "id" =
                  (SELECT "id" FROM "_bulk_job" WHERE "state" = 'UploadComplete' ORDER BY "id" LIMIT 1)
                RETURNING *
                """
            )
        }
    }

    /// Puts back what was at work.
    func requeue() async throws {
        try await database.write { db in
            try db.run("UPDATE \"_bulk_job\" SET \"state\" = 'UploadComplete' WHERE \"state\" = 'InProgress'")
            try db.run("UPDATE \"_bulk_batch\" SET \"state\" = 'Queued' WHERE \"state\" = 'InProgress'")
        }
    }

    /// Moves a job on if it still is in one of the states; tells whether it was.
    func move(
        _ id: String,
        from states: [BulkJob.State],
        to state: BulkJob.State,
        error: String? = nil
    ) async throws -> Bool {
        let now = Log.current.clock.now().stored
        return try await database.write { db in
            let changes = try db.run(
                """
                UPDATE "_bulk_job" SET "state" = \(state.rawValue), "modified" = \(now),
                  "error_message" = coalesce(\(error), "error_message")
                WHERE "id" = \(id) AND "state" IN \(in: states.map(\.rawValue))
                """
            )
            try db.signal(BulkJobs.channel)
            return changes.rows > 0
        }
    }

    /// Notes how far the work is, and tells the state, which somebody may have changed meanwhile.
    func note(_ job: BulkJob) async throws -> BulkJob.State? {
        try await database.write { db in try BulkJobs.note(job, db) }
    }

    static func note(_ job: BulkJob, _ db: isolated Connection) throws -> BulkJob.State? {
        let now = Log.current.clock.now().stored
        let state = try db.first(
            String.self,
            """
            UPDATE "_bulk_job" SET "modified" = \(now), "processed" = \(job.processed), "failed" = \(job.failed),
              "result_rows" = \(job.resultRows), "position" = \(job.offset), "milliseconds" = \(job.milliseconds),
              "successful_bytes" = \(job.successfulBytes), "failed_bytes" = \(job.failedBytes)
            WHERE "id" = \(job.id) RETURNING "state"
            """
        )
        return state.flatMap { BulkJob.State(rawValue: $0) }
    }

    func remove(_ id: String) async throws {
        try await database.write { db in
            try db.run("DELETE FROM \"_bulk_batch\" WHERE \"job_id\" = \(id)")
            try db.run("DELETE FROM \"_bulk_job\" WHERE \"id\" = \(id)")
        }
    }
}
