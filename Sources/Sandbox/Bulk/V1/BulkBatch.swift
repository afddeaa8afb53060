import Database
import Telemetry

/// A batch of a job of Bulk API 1.0: some rows to save, or a query.
struct BulkBatch: Sendable, Equatable {
    enum State: String, Sendable {
        case queued = "Queued"
        case inProgress = "InProgress"
        case completed = "Completed"
        case failed = "Failed"
        case notProcessed = "NotProcessed"
    }

    let id: String
    let jobID: String
    let created: String
    var modified: String
    var state = State.queued
    var message: String?
    var processed = 0
    var failed = 0
    var milliseconds = 0
    /// Of a query: under which id its rows are fetched.
    var resultID: String?
    /// Of a query that is taken apart by keys: its first id, and the one at which it ends.
    var firstID: String?
    var lastID: String?
}

extension BulkBatch: RowDecodable {
    init(row: Row) throws {
        id = try row["id"]
        jobID = try row["job_id"]
        created = try row["created"]
        modified = try row["modified"]
        guard let state = State(rawValue: try row["state"]) else { throw BulkJob.unknownWord }
        self.state = state
        message = try row["message"]
        processed = try row["processed"]
        failed = try row["failed"]
        milliseconds = try row["milliseconds"]
        resultID = try row["result_id"]
        firstID = try row["first_id"]
        lastID = try row["last_id"]
    }
}

extension BulkJobs {
    func add(_ batches: [BulkBatch]) async throws {
        try await database.write { db in
            for batch in batches {
                try db.run(
                    """
                    INSERT INTO "_bulk_batch" ("id", "job_id", "state", "created", "modified", "first_id", "last_id")
                    VALUES (\(batch.id), \(batch.jobID), \(batch.state.rawValue), \(batch.created), \(batch.modified),
                      \(batch.firstID), \(batch.lastID))
                    """
                )
            }
            try BulkUse(batches: batches.count).count(db)
            try db.signal(BulkJobs.channel)
        }
    }

    /// The job's batches in the order in which they came.
    func batches(of job: String) async throws -> [BulkBatch] {
        try await database.read { db in
            try db.fetch(BulkBatch.self, "SELECT * FROM \"_bulk_batch\" WHERE \"job_id\" = \(job) ORDER BY \"id\"")
        }
    }

    func findBatch(_ id: String, of job: String) async throws -> BulkBatch? {
        guard let id = RecordID.canonical(id) else { return nil }
        return try await database.read { db in
            try db.first(
                BulkBatch.self,
                "SELECT * FROM \"_bulk_batch\" WHERE \"id\" = \(id) AND \"job_id\" = \(job)"
            )
        }
    }

    /// Takes the oldest batch that waits; those of a serial job one after the other.
    func claimBatch() async throws -> (BulkBatch, BulkJob)? {
        let now = Log.current.clock.now().stored
        return try await database.write { db in
            let batch = try db.first(
                BulkBatch.self,
                """
                UPDATE "_bulk_batch" SET "state" = 'InProgress', "modified" = \(now) WHERE "id" =
                  (SELECT b."id" FROM "_bulk_batch" b JOIN "_bulk_job" j ON j."id" = b."job_id"
                   WHERE b."state" = 'Queued' AND (j."concurrency" <> 'Serial' OR NOT EXISTS
                     (SELECT 1 FROM "_bulk_batch" o WHERE o."job_id" = j."id" AND o."state" = 'InProgress'))
                   ORDER BY b."id" LIMIT 1)
                RETURNING *
                """
            )
            guard let batch else { return nil }
            return (batch, try db.one(BulkJob.self, "SELECT * FROM \"_bulk_job\" WHERE \"id\" = \(batch.jobID)"))
        }
    }

    /// Keeps what became of a batch.
    func finish(_ batch: BulkBatch) async throws {
        try await database.write { db in try BulkJobs.finish(batch, db) }
    }

    static func finish(_ batch: BulkBatch, _ db: isolated Connection) throws {
        let now = Log.current.clock.now().stored
        try db.run(
            """
            UPDATE "_bulk_batch" SET "state" = \(batch.state.rawValue), "message" = \(batch.message),
              "modified" = \(now), "processed" = \(batch.processed), "failed" = \(batch.failed),
              "milliseconds" = \(batch.milliseconds), "result_id" = \(batch.resultID)
            WHERE "id" = \(batch.id)
            """
        )
        // The next of a serial job may be waiting.
        try db.signal(BulkJobs.channel)
    }

    /// Lets go of the batches that were not begun.
    func dropQueued(of job: String) async throws {
        try await database.write { db in
            try db.run(
                "UPDATE \"_bulk_batch\" SET \"state\" = 'NotProcessed' WHERE \"job_id\" = \(job) AND \"state\" = 'Queued'"
            )
        }
    }
}
