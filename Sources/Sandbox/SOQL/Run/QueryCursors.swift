import Database
import Telemetry

/// Where a query goes on: `01g…-2000`.
struct QueryLocator: Sendable, Equatable {
    let id: String
    let offset: Int

    init(id: String, offset: Int) {
        self.id = id
        self.offset = offset
    }

    /// Reads a locator, whose id has 15 or 18 characters.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix("01g"), let id = RecordID.canonical(parts[0]),
            !parts[1].isEmpty, parts[1].utf8.allSatisfy(\.isASCIIDigit), let offset = Int(parts[1])
        else { return nil }
        self.init(id: id, offset: offset)
    }

    var text: String { "\(id)-\(offset)" }
}

/// The ids of a query's rows, to be kept for the pages after the first.
struct NewCursor: Sendable {
    let id: String
    /// The child query whose rows they are: its place, and those of the queries around it.
    let path: [Int]
    let ids: RowIDs

    init(path: [Int], ids: RowIDs) {
        id = RecordID.make(prefix: "01g", number: .random(in: 0..<218_340_105_584_896))
        self.path = path
        self.ids = ids
    }
}

/// What is kept of a query, and the ids of the page at hand.
struct KeptCursor: Sendable {
    let locator: QueryLocator
    let text: String
    let includesDeleted: Bool
    let path: [Int]
    let batchSize: Int
    let total: Int
    let ids: RowIDs
}

/// The cursors of an org's users, in tables of the org's database, so that they outlive the process.
struct QueryCursors: Sendable {
    let org: Org

    /// Ids are kept in pieces of so many, so that a page reads no more than two of them.
    private static let piece = 2000

    func keep(_ cursors: [NewCursor], of run: QueryRun, batchSize: Int) async throws {
        let now = run.context.now
        let userID = run.context.caller.userID
        let switches = org.switches
        try await org.database.write { db in
            try QueryCursors.makeTables(db)
            for cursor in cursors {
                try db.run(
                    """
                    INSERT INTO "_query" ("id", "user", "text", "deleted", "path", "batch", "total", "used")
                    VALUES (\(cursor.id), \(userID), \(run.text), \(run.context.includesDeleted),
                        \(cursor.path.map(String.init).joined(separator: ".")), \(batchSize), \(cursor.ids.count), \(now))
                    """
                )
                for (piece, start) in stride(from: 0, to: cursor.ids.count, by: QueryCursors.piece).enumerated() {
                    let ids = cursor.ids[start..<(start + QueryCursors.piece)]
                    try db.run("INSERT INTO \"_query_ids\" VALUES (\(cursor.id), \(piece), \(ids.bytes))")
                }
            }
            try db.run("DELETE FROM \"_query\" WHERE \"used\" < \(now - .seconds(Int64(switches.queryLocatorSeconds)))")
            // The child cursors of a page belong to its query.
            let open: SQL = "SELECT \"id\" FROM \"_query\" WHERE \"user\" = \(userID) AND \"path\" = ''"
            try db.run(
                """
                DELETE FROM "_query" WHERE "id" IN (\(sql: open)) AND "id" NOT IN (
                    \(sql: open) ORDER BY "used" DESC, rowid DESC LIMIT \(switches.queryLocatorsPerUser))
                """
            )
        }
    }

    /// The page at the locator, if it is this user's and still there.
    func take(_ locator: QueryLocator, for caller: OrgCaller) async throws -> KeptCursor {
        struct Head: RowDecodable {
            let text: String
            let includesDeleted: Bool
            let path: String
            let batchSize: Int
            let total: Int

            init(row: Row) throws {
                text = try row["text"]
                includesDeleted = try row["deleted"]
                path = try row["path"]
                batchSize = try row["batch"]
                total = try row["total"]
            }
        }
        let now = Log.current.clock.now()
        let oldest = now - .seconds(Int64(org.switches.queryLocatorSeconds))
        return try await org.database.write { db in
            try QueryCursors.makeTables(db)
            let head = try db.first(
                Head.self,
                """
                UPDATE "_query" SET "used" = \(now)
                WHERE "id" = \(locator.id) AND "user" = \(caller.userID) AND "used" >= \(oldest)
                RETURNING "text", "deleted", "path", "batch", "total"
                """
            )
            guard let head, locator.offset < head.total else { throw OrgError.invalidLocator }
            let first = locator.offset / QueryCursors.piece
            let pieces = try db.fetch(
                [UInt8].self,
                """
                SELECT "ids" FROM "_query_ids" WHERE "query" = \(locator.id) AND "piece" IN (\(first), \(first + 1))
                ORDER BY "piece"
                """
            )
            let start = locator.offset - first * QueryCursors.piece
            return KeptCursor(
                locator: locator,
                text: head.text,
                includesDeleted: head.includesDeleted,
                path: head.path.split(separator: ".").compactMap { Int($0) },
                batchSize: head.batchSize,
                total: head.total,
                ids: RowIDs(bytes: pieces.flatMap { $0 })[start..<(start + head.batchSize)]
            )
        }
    }

    private static func makeTables(_ db: isolated Connection) throws {
        try db.run(
            """
            CREATE TABLE IF NOT EXISTS "_query" ("id" TEXT NOT NULL PRIMARY KEY, "user" TEXT NOT NULL,
                "text" TEXT NOT NULL, "deleted" INTEGER NOT NULL, "path" TEXT NOT NULL, "batch" INTEGER NOT NULL,
                "total" INTEGER NOT NULL, "used" INTEGER NOT NULL)
            """
        )
        try db.run(
            """
            CREATE TABLE IF NOT EXISTS "_query_ids" (
                "query" TEXT NOT NULL REFERENCES "_query" ("id") ON DELETE CASCADE, "piece" INTEGER NOT NULL,
                "ids" BLOB NOT NULL, PRIMARY KEY ("query", "piece")) WITHOUT ROWID
            """
        )
    }
}

extension OrgError {
    static let invalidLocator = OrgError("INVALID_QUERY_LOCATOR", "invalid query locator")
}
