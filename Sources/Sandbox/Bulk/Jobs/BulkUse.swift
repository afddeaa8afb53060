import Database
import Telemetry

/// How much of both Bulk APIs the org has used in the last 24 hours, counted by the hour.
struct BulkUse: Sendable, Equatable, RowDecodable {
    var batches = 0
    var rows = 0
    var queries = 0

    static let table: SQL = """
        CREATE TABLE IF NOT EXISTS "_bulk_use" ("hour" INTEGER NOT NULL PRIMARY KEY, "batches" INTEGER NOT NULL,
        "rows" INTEGER NOT NULL, "queries" INTEGER NOT NULL) STRICT
        """

    init(batches: Int = 0, rows: Int = 0, queries: Int = 0) {
        self.batches = batches
        self.rows = rows
        self.queries = queries
    }

    init(row: Row) throws {
        batches = try row["batches"]
        rows = try row["rows"]
        queries = try row["queries"]
    }

    /// What has been used so far.
    static func today(_ db: isolated Connection) throws -> BulkUse {
        try db.one(
            BulkUse.self,
            """
            SELECT coalesce(sum("batches"), 0) AS "batches", coalesce(sum("rows"), 0) AS "rows",
              coalesce(sum("queries"), 0) AS "queries" FROM "_bulk_use" WHERE "hour" > \(hour - 24)
            """
        )
    }

    /// Adds this to what has been used.
    func count(_ db: isolated Connection) throws {
        let hour = BulkUse.hour
        try db.run("DELETE FROM \"_bulk_use\" WHERE \"hour\" <= \(hour - 24)")
        try db.run(
            """
            INSERT INTO "_bulk_use" ("hour", "batches", "rows", "queries") VALUES (\(hour), \(batches), \(rows), \(queries))
            ON CONFLICT ("hour") DO UPDATE SET "batches" = "batches" + excluded."batches",
              "rows" = "rows" + excluded."rows", "queries" = "queries" + excluded."queries"
            """
        )
    }

    private static var hour: Int64 { Log.current.clock.now().seconds.floorDivided(by: 3600) }
}

extension Bulk {
    /// Refuses when so much more would be more than the org may use in 24 hours.
    func require(_ more: BulkUse) async throws(BulkFailure) {
        let used: BulkUse
        do {
            used = try await org.database.read { db in try BulkUse.today(db) }
        } catch {
            throw BulkFailure(error)
        }
        let switches = org.switches
        if used.batches + more.batches > switches.dailyBulkBatches { throw .quota("ApiBatchItems Limit exceeded.") }
        if used.rows + more.rows > switches.dailyBulkRows { throw .quota("ApiBatchRecords Limit exceeded.") }
        if used.queries + more.queries > switches.dailyBulkQueries { throw .quota("BulkV2QueryJobs Limit exceeded.") }
    }

    /// The same for a request, which is answered with it.
    func requireForRequest(_ more: BulkUse) async throws(OrgError) {
        do throws(BulkFailure) {
            try await require(more)
        } catch {
            throw error.code == BulkFailure.exceededQuota
                ? OrgError("LIMIT_EXCEEDED", error.text) : OrgError("UNKNOWN_EXCEPTION", error.text, status: 500)
        }
    }
}

extension BulkFailure {
    static let exceededQuota = "ExceededQuota"

    fileprivate static func quota(_ text: String) -> BulkFailure { BulkFailure(code: exceededQuota, text: text) }
}
