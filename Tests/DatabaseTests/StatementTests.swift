import TestSupport
import Testing

@testable import Database

struct StatementTests {
    private static let migration = Migration(
        id: "0001",
        sql: ["CREATE TABLE items (id TEXT PRIMARY KEY, n BIGINT NOT NULL)"]
    )

    private struct Item: RowDecodable, Equatable {
        let id: String
        let n: Int

        init(_ id: String, _ n: Int) { (self.id, self.n) = (id, n) }

        init(row: Row) throws {
            id = try row["id"]
            n = try row["n"]
        }
    }

    @Test("SQLite binds ?1 and ?2 by their numbers, not by where they stand")
    func bindingOrder() throws {
        let connection = try SQLiteConnection.open(.init(path: ":memory:"))
        var texts: [String] = []
        let values = ["one", "two"].map { SQL.Parameter(value: .text($0), type: .text) }
        _ = try connection.run("SELECT ?2 || ' ' || ?1 || ' ' || ?2", values) { row in
            texts.append(try row.only())
            return .more
        }
        #expect(texts == ["two one two"])
    }

    @Test(
        "SQLite refuses places for values that PostgreSQL would not know",
        arguments: ["?", "?2", ":a", "@a", "$a", "$1"]
    )
    func foreignParameters(place: String) throws {
        let connection = try SQLiteConnection.open(.init(path: ":memory:"))
        let error = #expect(throws: DatabaseError.self) {
            try connection.run("SELECT \(place)", [.init(value: .integer(1), type: .integer)]) { _ in .more }
        }
        #expect(error?.code == .faultyStatement)
    }

    @Test("IN and NOT IN take lists of any length", arguments: Engine.available)
    func lists(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in
                try db.run("INSERT INTO items (id, n) VALUES \(rows: [["a", 1], ["b", 2], ["c", 3]])").expect(rows: 3)
                func ids(_ condition: SQL, on db: isolated Connection) throws -> [String] {
                    try db.fetch(String.self, "SELECT id FROM items WHERE \(sql: condition) ORDER BY id")
                }
                #expect(try ids("n IN \(in: [1, 3, 9])", on: db) == ["a", "c"])
                #expect(try ids("n NOT IN \(in: [1])", on: db) == ["b", "c"])
                #expect(try ids("n IN \(in: [Int]())", on: db) == [])
                #expect(try ids("n NOT IN \(in: [Int]())", on: db) == ["a", "b", "c"])
                #expect(try ids("id NOT IN \(in: Set<String>())", on: db) == ["a", "b", "c"])
            }
        }
    }

    @Test(
        "a thousand rows go into one statement, and none is refused before the database is asked",
        arguments: Engine.available
    )
    func manyRows(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in
                let rows = (0..<1000).map { ["id\($0)", $0] as [any SQLConvertible] }
                try db.run("INSERT INTO items (id, n) VALUES \(rows: rows)").expect(rows: 1000)
                #expect(try db.one(Int.self, "SELECT CAST(SUM(n) AS BIGINT) FROM items") == 499_500)
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO items (id, n) VALUES \(rows: [[any SQLConvertible]]())")
                }
            }
            #expect(error?.code == .faultyStatement)
        }
    }

    @Test("an upsert returns the row it made or changed", arguments: Engine.available)
    func upsert(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            for expected in [Item("a", 5), Item("a", 10)] {
                let item = try await database.write { db in
                    try db.one(
                        Item.self,
                        """
                        INSERT INTO items (id, n) VALUES (\("a"), \(5))
                        ON CONFLICT (id) DO UPDATE SET n = items.n + excluded.n
                        RETURNING id, n
                        """
                    )
                }
                #expect(item == expected)
            }
        }
    }

    @Test("the shapes of statement that the product uses mean the same", arguments: Engine.available)
    func shapes(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in
                try db.run("CREATE UNIQUE INDEX items_big ON items (n) WHERE n > 10")
                try db.run("INSERT INTO items (id, n) VALUES \(rows: [["a", 1], ["b", 1], ["c", 3], ["d", 30]])")
                #expect(
                    try db.fetch(
                        Item.self,
                        "SELECT id, n FROM items WHERE (n, id) > (\(1), \("a")) ORDER BY n, id LIMIT \(2)"
                    )
                        == [Item("b", 1), Item("c", 3)]
                )
                #expect(try db.one(Int.self, "SELECT COUNT(*) FILTER (WHERE n = \(1)) FROM items") == 2)
                #expect(
                    try db.fetch(Int.self, "SELECT CAST(SUM(n) OVER (ORDER BY id) AS BIGINT) FROM items ORDER BY id")
                        == [1, 2, 5, 35]
                )
                #expect(
                    try db.one(Int.self, "SELECT COUNT(*) FROM items WHERE n IS NOT DISTINCT FROM \(nil as Int?)") == 0
                )
                try db.run(
                    """
                    WITH taken AS MATERIALIZED (SELECT id FROM items ORDER BY id LIMIT \(2) \(.skipLocked))
                    UPDATE items SET n = n + \(1) WHERE id IN (SELECT id FROM taken)
                    """
                ).expect(rows: 2)
            }
        }
    }

    @Test("the first row is enough when one is asked for", arguments: Engine.available)
    func first(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in
                #expect(try db.first(Item.self, "SELECT id, n FROM items") == nil)
                #expect(throws: DatabaseError.self) { try db.one(Item.self, "SELECT id, n FROM items") }
                try db.run("INSERT INTO items (id, n) VALUES \(rows: [["a", 1], ["b", 2]])")
                #expect(try db.first(Item.self, "SELECT id, n FROM items ORDER BY id DESC") == Item("b", 2))
            }
        }
    }

    @Test("the number of changed rows is that of this statement", arguments: Engine.available)
    func changes(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db throws in
                #expect(try db.run("INSERT INTO items (id, n) VALUES \(rows: [["a", 1], ["b", 2]])").rows == 2)
                #expect(try db.run("CREATE TABLE other (a TEXT)").rows == 0)
                #expect(try db.run("UPDATE items SET n = 0 WHERE n > \(5)").rows == 0)
                #expect(try db.run("DELETE FROM items").rows == 2)
                let error = #expect(throws: DatabaseError.self) { try db.run("DELETE FROM items").expect(rows: 1) }
                #expect(error?.code == .wrongRowCount)
                #expect(error?.statement == "DELETE FROM items")
            }
        }
    }

    @Test("a statement runs once for each list of values, all or none", arguments: Engine.available)
    func repeated(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let change: SQL = "UPDATE items SET n = \(nil as Int?) WHERE id = \(nil as String?)"
            try await database.write { db in
                try db.run("INSERT INTO items (id, n) VALUES \(rows: [["a", 1], ["b", 2], ["c", 3]])")
                let lists: [[SQLValue]] = [
                    [.integer(10), .text("a")], [.integer(30), .text("c")], [.integer(9), .text("x")],
                ]
                #expect(try db.run(change, with: lists) == 2)
                #expect(try db.run(change, with: [[SQLValue]]()) == 0)
            }
            let numbers: @Sendable (isolated Connection) throws -> [Int] = { db in
                try db.fetch(Int.self, "SELECT n FROM items ORDER BY id")
            }
            #expect(try await database.read(numbers) == [10, 2, 30])
            let faults: [(lists: [[SQLValue]], code: DatabaseError.Code)] = [
                ([[.integer(0), .text("a")], [.integer(0)]], .faultyStatement),
                ([[.integer(0), .text("a")], [.null, .text("b")]], .notNull("items.n")),
            ]
            for (lists, code) in faults {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.write { db in try db.run(change, with: lists) }
                }
                #expect(error?.code == code)
            }
            #expect(try await database.read(numbers) == [10, 2, 30])
        }
    }

    @Test("one text is one statement", arguments: Engine.available)
    func oneStatement(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.run("DELETE FROM items; DROP TABLE items") }
            }
            #expect(error?.code == .faultyStatement)
            try await database.write { db in try db.run("DELETE FROM items;\n") }
        }
    }

    @Test("a quoted word is a name, never a text", arguments: Engine.available)
    func quotedWords(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { db in try db.fetch(String.self, "SELECT id FROM items WHERE id = \"nobody\"")
                }
            }
            #expect(error?.code == .faultyStatement)
        }
    }

    @Test("a statement that was prepared before the schema changed is prepared anew", arguments: Engine.available)
    func changedSchema(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let names: @Sendable (isolated Connection) throws -> [String] = { db in
                try db.fetch(Columns.self, "SELECT * FROM items").map(\.names)
            }
            try await database.write { db in try db.run("INSERT INTO items (id, n) VALUES (\("a"), \(1))") }
            #expect(try await database.read(names) == ["id,n"])
            try await database.write { db in try db.run("ALTER TABLE items ADD COLUMN more TEXT") }
            #expect(try await database.read(names) == ["id,n,more"])
        }
    }

    private struct Columns: RowDecodable {
        let names: String

        init(row: Row) throws { names = row.columns.joined(separator: ",") }
    }

    @Test("a cache of statements lets the longest unused go")
    func cache() {
        var cache = StatementCache<Int, String>(limit: 4)
        for number in 1...4 { #expect(cache.keep("s\(number)", for: number) == []) }
        #expect(cache[1] == "s1")
        #expect(cache.keep("s5", for: 5) == ["s2"])
        #expect(cache[2] == nil)
        #expect(cache[1] == "s1")
    }
}
