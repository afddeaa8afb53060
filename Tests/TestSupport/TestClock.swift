import Synchronization
package import Telemetry

/// A clock that stands still until the test moves it, and then wakes exactly those whose time has come.
package final class TestClock: Sendable {
    private let state: Mutex<State>

    package init(_ start: Timestamp = Timestamp(seconds: 1_772_946_000)) {
        state = Mutex(State(now: start))
    }

    package var now: Timestamp { state.withLock { $0.now } }

    /// What the code under test is given.
    package var wallClock: WallClock {
        WallClock(now: { self.now }, sleep: { try await self.sleep($0) })
    }

    /// Runs the body where this clock says what time it is, and nothing is logged.
    package func govern<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let log = Log(output: .silent, level: .error, clock: wallClock)
        return try await Log.$current.withValue(log, operation: body)
    }

    /// Moves time on and wakes the sleepers that are due, the earliest first.
    package func advance(by duration: Duration) {
        let due = state.withLock { $0.advance(by: duration) }
        for sleeper in due { sleeper.resume() }
    }

    /// Returns once so many tasks are asleep: the moment at which moving time on has a known effect.
    package func sleepers(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let already = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if already { continuation.resume() }
        }
    }

    private func sleep(_ duration: Duration) async throws {
        let ticket = state.withLock { $0.takeTicket() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome = state.withLock { $0.fallAsleep(ticket, for: duration, continuation) }
                outcome()
            }
        } onCancel: {
            let sleeper = state.withLock { $0.cancel(ticket) }
            sleeper?.resume(throwing: CancellationError())
        }
    }

    private struct State {
        struct Sleeper {
            let ticket: Int
            let until: Timestamp
            let continuation: CheckedContinuation<Void, any Error>
        }

        var now: Timestamp
        var sleepers: [Sleeper] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var lastTicket = 0
        /// Cancelled before they fell asleep.
        var cancelled: Set<Int> = []

        mutating func takeTicket() -> Int {
            lastTicket += 1
            return lastTicket
        }

        /// Returns what is to be done once the lock is free.
        mutating func fallAsleep(
            _ ticket: Int,
            for duration: Duration,
            _ continuation: CheckedContinuation<Void, any Error>
        ) -> () -> Void {
            if cancelled.remove(ticket) != nil { return { continuation.resume(throwing: CancellationError()) } }
            guard duration > .zero else { return { continuation.resume() } }
            sleepers.append(Sleeper(ticket: ticket, until: now + duration, continuation: continuation))
            let satisfied = watchers.filter { $0.count <= sleepers.count }
            watchers.removeAll { $0.count <= sleepers.count }
            return { for watcher in satisfied { watcher.continuation.resume() } }
        }

        mutating func advance(by duration: Duration) -> [CheckedContinuation<Void, any Error>] {
            now = now + duration
            let due = sleepers.filter { $0.until <= now }.sorted { ($0.until, $0.ticket) < ($1.until, $1.ticket) }
            sleepers.removeAll { $0.until <= now }
            return due.map(\.continuation)
        }

        mutating func cancel(_ ticket: Int) -> CheckedContinuation<Void, any Error>? {
            guard let index = sleepers.firstIndex(where: { $0.ticket == ticket }) else {
                cancelled.insert(ticket)
                return nil
            }
            return sleepers.remove(at: index).continuation
        }
    }
}
