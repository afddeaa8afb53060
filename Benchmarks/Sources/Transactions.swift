import Database

/// One row a transaction, durable before the next begins. Prints transactions per second.
enum Transactions {
    static func run(file: String, count: Int) async throws {
        let database = try await Database.open(.sqlite(path: file))
        try await database.write { db in
            try db.run("CREATE TABLE IF NOT EXISTS entries (id BIGINT PRIMARY KEY, text TEXT NOT NULL)")
            try db.run("DELETE FROM entries")
        }
        let took = try await ContinuousClock().measure {
            for number in 0..<count {
                try await database.write { db in
                    try db.run("INSERT INTO entries (id, text) VALUES (\(number), \("one row, written and durable"))")
                }
            }
        }
        await database.close()
        print(Int(Double(count) / (took / .seconds(1))))
    }
}
