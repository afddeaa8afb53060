import TestSupport
import Testing

@testable import Database

struct PoolTests {
    private func pool(patience: Duration = .seconds(30)) -> Pool {
        let wakeups = Wakeups()
        return Pool(.init(connections: 1), patience: patience) {
            try await Connection.open(.sqlite(.init(path: ":memory:")), wakeups: wakeups, rest: Rest())
        }
    }

    /// Returns when that many wait.
    private func untilWaiting(_ count: Int, _ pool: Pool) async {
        while pool.waiting < count { await Task.yield() }
    }

    @Test("a task that is cancelled while it waits stops waiting, and the connection serves the next")
    func cancellation() async throws {
        let pool = pool()
        let lease = try await pool.lease()
        let waiter = Task { try await pool.lease() }
        await untilWaiting(1, pool)
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        #expect(pool.waiting == 0)
        pool.release(lease)
        pool.release(try await pool.lease())
        await pool.close()
    }

    @Test("who waits too long is told so")
    func patience() async throws {
        let pool = pool(patience: .milliseconds(20))
        let lease = try await pool.lease()
        let error = await #expect(throws: DatabaseError.self) { try await pool.lease() }
        #expect(error?.code == .exhausted)
        pool.release(lease)
        await pool.close()
    }

    @Test("closing waits for what is lent and refuses who waits")
    func closing() async throws {
        let pool = pool()
        let lease = try await pool.lease()
        let waiter = Task { try await pool.lease() }
        await untilWaiting(1, pool)
        let closing = Task { await pool.close() }
        let error = await #expect(throws: DatabaseError.self) { try await waiter.value }
        #expect(error?.code == .closed)
        #expect(pool.openConnections == 1)
        pool.release(lease)
        await closing.value
        #expect(pool.openConnections == 0)
    }

    @Test("many tasks share few connections, and all are served")
    func crowd() async throws {
        let pool = pool()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask { pool.release(try await pool.lease()) }
            }
            try await group.waitForAll()
        }
        #expect(pool.openConnections == 1)
        #expect(pool.waiting == 0)
        await pool.close()
    }

    @Test("a transaction cancelled before it begins never begins")
    func cancelledAtTheDoor() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancellationError.self) { try cancellation.begin {} }
    }
}
