import Foundation
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Database

@Suite("writing together") struct TogetherTests {
    private static let migration = Migration(
        id: "0001",
        sql: [
            "CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL)",
            """
            CREATE TABLE answers (
                note_id TEXT NOT NULL REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED
            )
            """,
        ]
    )

    private struct DomainError: Error, Equatable { let reason: String }

    private static func insert(_ id: String, on db: isolated Connection) throws {
        try db.run("INSERT INTO notes (id, text) VALUES (\(id), \("text"))")
    }

    private static func ids(_ db: isolated Connection) throws -> [String] {
        try db.fetch(String.self, "SELECT id FROM notes ORDER BY id")
    }

    /// A file of SQLite whose writer is held until the gate opens.
    private static func held<Result>(
        _ body: (Database, Gate, _ untilWaiting: (Int) async -> Void) async throws -> Result
    ) async throws -> Result {
        try await FreshDatabase.on(.sqlite, migrations: [migration]) { database in
            let gate = Gate()
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            async let holding: Void = database.write { db in
                begin.yield()
                try gate.pass()
            }
            for await _ in begun { break }
            let result = try await body(database, gate) { count in
                while database.gathering.waiting < count { await Task.yield() }
            }
            try await holding
            return result
        }
    }

    @Test("who waits for the writer shares one transaction, and each gets their own answer")
    func shared() async throws {
        let metrics = Metrics()
        try await Metrics.$current.withValue(metrics) {
            let before = try await Self.held { database, gate, untilWaiting async throws in
                let before = Self.transactions(metrics)
                let tasks = (0..<20).map { number in
                    Task {
                        try await database.writeTogether { db in
                            try Self.insert("\(number)", on: db)
                            return number
                        }
                    }
                }
                await untilWaiting(20)
                gate.open()
                for (number, task) in tasks.enumerated() { try await #expect(task.value == number) }
                try await #expect(database.read(Self.ids).count == 20)
                return before
            }
            // The one that was held, which is counted after it let go, and one for all others.
            #expect(Self.transactions(metrics) - before == 2)
        }
    }

    private static func transactions(_ metrics: Metrics) -> Int {
        let line = metrics.prometheus().split(separator: "\n").first {
            $0.hasPrefix("loam_database_transaction_seconds_count") && $0.contains("write")
        }
        return line.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
    }

    @Test("what fails is undone alone, with its own error, and its signals with it")
    func alone() async throws {
        try await Self.held { database, gate, untilWaiting async throws in
            let channel = Channel("notes")
            let good = ["a", "c", "d"].map { id in
                Task { try await database.writeTogether { db in try Self.insert(id, on: db) } }
            }
            await untilWaiting(3)
            let refused = Task {
                try await database.writeTogether { db in
                    try Self.insert("b", on: db)
                    try db.signal(channel)
                    throw DomainError(reason: "no seat")
                }
            }
            await untilWaiting(4)
            let twice = Task { try await database.writeTogether { db in try Self.insert("a", on: db) } }
            await untilWaiting(5)
            let ignored = Task {
                try await database.writeTogether { db in
                    try Self.insert("e", on: db)
                    _ = try? Self.insert("a", on: db)
                }
            }
            await untilWaiting(6)
            gate.open()
            for task in good { try await task.value }
            await #expect(throws: DomainError(reason: "no seat")) { try await refused.value }
            let error = await #expect(throws: DatabaseError.self) { try await twice.value }
            #expect(error?.code == .uniqueViolation("notes_pkey"))
            let swallowed = await #expect(throws: DatabaseError.self) { try await ignored.value }
            #expect(swallowed?.code == .transactionFailed)
            try await #expect(database.read(Self.ids) == ["a", "c", "d"])
        }
    }

    private final class Runs: Sendable {
        private let ids = Mutex<[String]>([])

        func add(_ id: String) { ids.withLock { $0.append(id) } }
        var counts: [String: Int] { ids.withLock { Dictionary(grouping: $0, by: \.self).mapValues(\.count) } }
    }

    @Test("only where one fails are they kept apart, and those before it run again", arguments: [false, true])
    func runs(oneFails: Bool) async throws {
        let runs = Runs()
        try await Self.held { database, gate, untilWaiting async throws in
            var tasks: [Task<Void, any Error>] = []
            for id in ["a", "b", "c"] {
                let task = Task {
                    try await database.writeTogether { db in
                        runs.add(id)
                        try Self.insert(id, on: db)
                        if oneFails, id == "b" { throw DomainError(reason: id) }
                    }
                }
                tasks.append(task)
            }
            await untilWaiting(3)
            gate.open()
            for task in tasks { _ = await task.result }
            try await #expect(database.read(Self.ids) == (oneFails ? ["a", "c"] : ["a", "b", "c"]))
        }
        #expect(oneFails ? runs.counts["b"] == 2 : runs.counts == ["a": 1, "b": 1, "c": 1])
    }

    @Test("a commit that fails fails all, and nothing is kept")
    func commit() async throws {
        try await Self.held { database, gate, untilWaiting async throws in
            let tasks = (0..<3).map { number in
                Task {
                    try await database.writeTogether { db in
                        try Self.insert("\(number)", on: db)
                        // Only the commit looks at this reference.
                        if number == 1 { try db.run("INSERT INTO answers (note_id) VALUES (\("nowhere"))") }
                    }
                }
            }
            await untilWaiting(3)
            gate.open()
            for task in tasks {
                let error = await #expect(throws: DatabaseError.self) { try await task.value }
                #expect(error?.code == .foreignKey)
            }
            try await #expect(database.read(Self.ids).isEmpty)
            try await database.writeTogether { db in try Self.insert("later", on: db) }
            try await #expect(database.read(Self.ids) == ["later"])
        }
    }

    @Test("where one fills the disk, the others are kept all the same")
    func full() async throws {
        try await Self.held { database, gate, untilWaiting async throws in
            let setting = Task {
                try await database.writeTogether { db in
                    // Fewer than there are already means as many as there are.
                    _ = try db.fetch(Int.self, "PRAGMA max_page_count = 1")
                }
            }
            await untilWaiting(1)
            let good = ["a", "b"].map { id in
                Task { try await database.writeTogether { db in try Self.insert(id, on: db) } }
            }
            await untilWaiting(3)
            let large = Task {
                try await database.writeTogether { db in
                    try db.run(
                        "INSERT INTO notes (id, text) VALUES (\("c"), \(String(repeating: "x", count: 100_000)))"
                    )
                }
            }
            await untilWaiting(4)
            gate.open()
            try await setting.value
            for task in good { try await task.value }
            let error = await #expect(throws: DatabaseError.self) { try await large.value }
            #expect(error?.code == .full)
            try await #expect(database.read(Self.ids) == ["a", "b"])
        }
    }

    @Test("who is cancelled while waiting is not carried out; a leader hands the others on")
    func cancellation() async throws {
        try await Self.held { database, gate, untilWaiting async throws in
            // Two wait for the writer already, so that the leader has to.
            let before = (0..<2).map { _ in Task { try await database.write { _ in } } }
            while database.writers.waiting < 1 { await Task.yield() }
            var tasks: [Task<Void, any Error>] = []
            for id in ["leader", "second", "third", "fourth"] {
                tasks.append(Task { try await database.writeTogether { db in try Self.insert(id, on: db) } })
                await untilWaiting(tasks.count)
            }
            while database.writers.waiting < 2 { await Task.yield() }
            tasks[2].cancel()
            await #expect(throws: CancellationError.self) { try await tasks[2].value }
            tasks[0].cancel()
            await #expect(throws: CancellationError.self) { try await tasks[0].value }
            #expect(database.gathering.waiting == 2)
            gate.open()
            try await tasks[1].value
            try await tasks[3].value
            for task in before { try await task.value }
            try await #expect(database.read(Self.ids) == ["fourth", "second"])
        }
    }

    @Test("a closed database refuses all who wait", arguments: Engine.available)
    func closed(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            await database.close()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let error = await #expect(throws: DatabaseError.self) {
                            try await database.writeTogether { db in try Self.insert("a", on: db) }
                        }
                        #expect(error?.code == .closed)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("many writers, together and by themselves, lose nothing", arguments: Engine.available)
    func crowd(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            try await database.write { db in
                try db.run("INSERT INTO notes (id, text) VALUES (\("sum"), \("0"))")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<40 {
                    group.addTask {
                        for _ in 0..<10 {
                            let add: @Sendable (isolated Connection) throws -> Void = { db in
                                try db.run(
                                    "UPDATE notes SET text = CAST(CAST(text AS BIGINT) + 1 AS TEXT) WHERE id = \("sum")"
                                ).expect(rows: 1)
                            }
                            if writer % 4 == 0 {
                                try await database.write(add)
                            } else {
                                try await database.writeTogether(add)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sum = try await database.read { db in try db.one(String.self, "SELECT text FROM notes") }
            #expect(sum == "400")
            #expect(database.gathering.waiting == 0)
        }
    }

    @Test("a write together is refused in a snapshot, where it would wait for itself")
    func snapshot() async throws {
        try await FreshDatabase.inMemory(migrations: [Self.migration]) { database async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.snapshot {
                    try await database.writeTogether { db in try Self.insert("a", on: db) }
                }
            }
            #expect(error == DatabaseError.writeInSnapshot)
        }
    }

    @Test("parts of one write are kept or undone each by itself, in their order", arguments: Engine.available)
    func parts(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            let results = try await database.write(
                each: ["a", "b", "a", "", "c", "swallowed"].map { id in
                    { db in
                        try Self.insert(id, on: db)
                        if id.isEmpty { throw DomainError(reason: "no name") }
                        if id == "swallowed" { _ = try? Self.insert("a", on: db) }
                        return id
                    }
                }
            )
            let told = results.map { result -> String in
                do {
                    return try result.get()
                } catch let error as DatabaseError where error.code == .uniqueViolation("notes_pkey") {
                    return "there already"
                } catch let error as DatabaseError where error.code == .transactionFailed {
                    return "lost"
                } catch {
                    return "\((error as? DomainError)?.reason ?? "?")"
                }
            }
            #expect(told == ["a", "b", "there already", "no name", "c", "lost"])
            try await #expect(database.read(Self.ids) == ["a", "b", "c"])
        }
    }
}
