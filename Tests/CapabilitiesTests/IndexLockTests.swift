import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Capabilities

@Suite struct IndexLockTests {
    @Test("of many who want the index each has it alone, and all in the end")
    func inTurn() async throws {
        try await TemporaryFolder.with { folder in
            let holders = Holders()
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await IndexLock.hold(folder.path("index")) {
                            let count = holders.enter()
                            for _ in 0..<20 { await Task.yield() }
                            holders.leave()
                            return count
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts == [1, 1, 1, 1, 1, 1])
        }
    }

    @Test("who finds the index locked closes its own file once, and nobody else's")
    func refused() async throws {
        try await TemporaryFolder.with { folder in
            let held = try IndexLock(folder.path)
            // Closing what is closed already says so here; between the two, its number may become another file's.
            errno = 0
            let other = try IndexLock(folder.path)
            let reason = errno
            let isRefused = other == nil
            #expect(isRefused)
            #expect(reason == EWOULDBLOCK)
            let isHeld = held != nil
            #expect(isHeld)
        }
    }
}

/// Counts those who are at work at a time.
private final class Holders: Sendable {
    private let count = Mutex(0)

    func enter() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    func leave() { count.withLock { $0 -= 1 } }
}
