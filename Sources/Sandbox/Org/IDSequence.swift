import Database

/// Gives rows their ids: each key prefix counts for itself, on and on, also after the org was closed.
enum IDSequence {
    static let table: SQL = """
        CREATE TABLE IF NOT EXISTS "_sequence" ("prefix" TEXT NOT NULL PRIMARY KEY, "next" INTEGER NOT NULL)
        """

    /// So that the first ids look like those of an org that has been in use.
    static let start: Int64 = 238_328

    /// The number of the first of so many new ids, which follow one another.
    static func reserve(_ count: Int, prefix: String, _ db: isolated Connection) throws -> Int64 {
        let next = try db.one(
            Int64.self,
            """
            INSERT INTO "_sequence" ("prefix", "next") VALUES (\(prefix), \(start + Int64(count)))
            ON CONFLICT ("prefix") DO UPDATE SET "next" = "next" + \(count) RETURNING "next"
            """
        )
        return next - Int64(count)
    }

    static func next(prefix: String, _ db: isolated Connection) throws -> String {
        RecordID.make(prefix: prefix, number: try reserve(1, prefix: prefix, db))
    }
}
