import Database
import TestSupport
import Testing

struct WakeupTests {
    private static let channel = Channel("tests")

    private struct Undone: Error {}

    @Test("a sleeper is woken by a transaction that is kept, and by no other", arguments: Engine.available)
    func kept(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            var signals = database.wakeups(Self.channel).makeAsyncIterator()
            // The first comes by itself.
            #expect(await signals.next() != nil)
            await #expect(throws: Undone.self) {
                try await database.write { db in
                    try db.signal(Self.channel)
                    throw Undone()
                }
            }
            try await database.write { db in
                try db.signal(Channel("others"))
                _ = try? db.savepoint { db in
                    try db.signal(Self.channel)
                    throw Undone()
                }
            }
            let order = Order()
            async let woken: Void = {
                _ = await signals.next()
                await order.add("woken")
            }()
            await order.add("written")
            try await database.write { db in
                try db.signal(Self.channel)
                try db.signal(Self.channel)
            }
            await woken
            #expect(await order.events == ["written", "woken"])
        }
    }

    @Test("every sleeper is woken", arguments: Engine.available)
    func everySleeper(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            let streams = (0..<3).map { _ in database.wakeups(Self.channel) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
                for stream in streams {
                    group.addTask {
                        var signals = stream.makeAsyncIterator()
                        _ = await signals.next()
                        isReady.yield()
                        _ = await signals.next()
                    }
                }
                var count = 0
                for await _ in ready {
                    count += 1
                    if count == streams.count { break }
                }
                try await database.write { db in try db.signal(Self.channel) }
                try await group.waitForAll()
            }
        }
    }

    @Test("a signal crosses from one process to another through PostgreSQL")
    func otherProcess() async throws {
        guard Engine.available.contains(.postgres) else { return }
        try await FreshDatabase.at(.postgres) { location in
            let sleeper = try await Database.open(location)
            let writer = try await Database.open(location)
            var signals = sleeper.wakeups(Self.channel).makeAsyncIterator()
            #expect(await signals.next() != nil)
            try await writer.write { db in try db.signal(Self.channel) }
            #expect(await signals.next() != nil)
            await sleeper.close()
            await writer.close()
        }
    }

    @Test("after a lost connection the sleepers are woken, and hear again")
    func reconnect() async throws {
        guard Engine.available.contains(.postgres) else { return }
        try await FreshDatabase.on(.postgres) { database in
            var signals = database.wakeups(Self.channel).makeAsyncIterator()
            #expect(await signals.next() != nil)
            try await database.write { db in
                let killed = try db.fetch(
                    Bool.self,
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE query = 'LISTEN "' || current_schema() || '.tests"'
                    """
                )
                #expect(killed == [true])
            }
            #expect(await signals.next() != nil)
            try await database.write { db in try db.signal(Self.channel) }
            #expect(await signals.next() != nil)
        }
    }

    @Test("closing the database ends the sleep", arguments: Engine.available)
    func closing(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            var signals = database.wakeups(Self.channel).makeAsyncIterator()
            #expect(await signals.next() != nil)
            await database.close()
            #expect(await signals.next() == nil)
            var late = database.wakeups(Self.channel).makeAsyncIterator()
            #expect(await late.next() == nil)
        }
    }
}

private actor Order {
    private(set) var events: [String] = []

    func add(_ event: String) { events.append(event) }
}
