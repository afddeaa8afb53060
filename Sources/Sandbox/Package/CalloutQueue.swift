import Database
import Telemetry

/// The callouts of an org in the order in which their records were kept; in its database, so that none is lost.
struct CalloutQueue: Sendable {
    let database: Database

    /// What wakes those who send.
    static let channel = Channel("sandbox-callouts")

    static let tables: [SQL] = [
        """
        CREATE TABLE IF NOT EXISTS "_callout" (
          "number" INTEGER PRIMARY KEY AUTOINCREMENT, "id" TEXT NOT NULL UNIQUE, "object" TEXT NOT NULL,
          "records" TEXT NOT NULL, "user_id" TEXT NOT NULL, "created" INTEGER NOT NULL, "state" TEXT NOT NULL,
          "attempts" INTEGER NOT NULL DEFAULT 0, "due" INTEGER NOT NULL, "status" INTEGER, "answer" TEXT,
          "ended" INTEGER
        ) STRICT
        """,
        """
        CREATE INDEX IF NOT EXISTS "_callout_open" ON "_callout" ("number") WHERE "state" IN ('Queued', 'Processing')
        """,
        "CREATE INDEX IF NOT EXISTS \"_callout_ended\" ON \"_callout\" (\"ended\") WHERE \"state\" = 'Completed'",
    ]

    /// Adds a callout to the transaction that makes its records: kept with them or not at all.
    static func add(_ object: String, _ recordIDs: [String], as userID: String, _ db: isolated Connection) throws {
        let id = try IDSequence.next(prefix: "707", db)
        let now = Log.current.clock.now()
        try db.run(
            """
            INSERT INTO "_callout" ("id", "object", "records", "user_id", "created", "state", "due")
            VALUES (\(id), \(object), \(recordIDs.joined(separator: " ")), \(userID), \(now), 'Queued', \(now))
            """
        )
        try db.signal(channel)
    }

    /// The first that has not come to its end; those behind it wait, so that the order is kept.
    func next() async throws -> Callout? {
        try await database.read { db in
            try db.first(
                Callout.self,
                "SELECT * FROM \"_callout\" WHERE \"state\" IN ('Queued', 'Processing') ORDER BY \"number\" LIMIT 1"
            )
        }
    }

    /// Counts the attempt before it is made, and returns its number.
    func begin(_ callout: Callout) async throws -> Int {
        try await database.write { db in
            try db.one(
                Int.self,
                """
                UPDATE "_callout" SET "state" = 'Processing', "attempts" = "attempts" + 1
                WHERE "number" = \(callout.number) RETURNING "attempts"
                """
            )
        }
    }

    /// Writes down what the attempt came to. What was completed a week ago is forgotten.
    func settle(_ callout: Callout, _ verdict: CalloutRetry.Verdict, status: Int?, answer: String) async throws {
        let now = Log.current.clock.now()
        let (state, due): (Callout.State, Timestamp) =
            switch verdict {
            case .done: (.completed, now)
            case .again(let wait): (.queued, now + wait)
            case .givenUp: (.failed, now)
            }
        let ended = state == .queued ? nil : now
        try await database.write { db in
            try db.run(
                """
                UPDATE "_callout" SET "state" = \(state.rawValue), "due" = \(due), "status" = \(status),
                  "answer" = \(answer), "ended" = \(ended)
                WHERE "number" = \(callout.number) AND "state" = 'Processing'
                """
            )
            try db.run("DELETE FROM \"_callout\" WHERE \"state\" = 'Completed' AND \"ended\" < \(now - .days(7))")
        }
    }

    /// Lets one that was given up, or waits, be sent at once and as often as at first; false when there is no such one.
    func retry(_ id: String) async throws -> Bool {
        let now = Log.current.clock.now()
        return try await database.write { db in
            let changes = try db.run(
                """
                UPDATE "_callout" SET "state" = 'Queued', "attempts" = 0, "due" = \(now), "ended" = NULL
                WHERE "id" = \(id) AND "state" IN ('Failed', 'Queued')
                """
            )
            try db.signal(CalloutQueue.channel)
            return changes.rows > 0
        }
    }

    /// The latest, and how many there are in each state.
    func latest(_ limit: Int) async throws -> (callouts: [Callout], counts: [Callout.State: Int]) {
        struct Count: RowDecodable {
            let state: String
            let count: Int

            init(row: Row) throws {
                state = try row["state"]
                count = try row["count"]
            }
        }
        return try await database.read { db in
            let callouts = try db.fetch(
                Callout.self,
                "SELECT * FROM \"_callout\" ORDER BY \"number\" DESC LIMIT \(limit)"
            )
            let counts = try db.fetch(
                Count.self,
                "SELECT \"state\" AS state, count(*) AS count FROM \"_callout\" GROUP BY \"state\""
            )
            return (
                callouts,
                Dictionary(counts.compactMap { c in Callout.State(rawValue: c.state).map { ($0, c.count) } }) { $1 }
            )
        }
    }
}
