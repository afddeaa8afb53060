import Synchronization

/// What sleepers wait on, as a queue's new jobs.
package struct Channel: Hashable, Sendable {
    let name: String

    package init(_ name: StaticString) {
        self.name = name.description
    }
}

/// Those who wait for signals in this process.
final class Wakeups: Sendable {
    private struct State {
        var sleepers: [Channel: [Int: AsyncStream<Void>.Continuation]] = [:]
        var count = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// A signal for each time the channel was signalled; those that come before the last was taken are one.
    func stream(_ channel: Channel) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.count += 1
            state.sleepers[channel, default: [:]][state.count] = continuation
            return state.count
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.sleepers[channel]?[id] = nil }
        }
        return stream
    }

    func signal(_ channel: Channel) {
        // Woken outside of the lock, because a stream that ends calls back into it.
        let sleepers = state.withLock { Array(($0.sleepers[channel] ?? [:]).values) }
        for sleeper in sleepers { sleeper.yield() }
    }

    /// Wakes everybody, when signals may have been missed.
    func signalAll() {
        let sleepers = state.withLock { $0.sleepers.values.flatMap(\.values) }
        for sleeper in sleepers { sleeper.yield() }
    }

    func close() {
        let sleepers = state.withLock { state in
            state.isClosed = true
            defer { state.sleepers = [:] }
            return state.sleepers.values.flatMap(\.values)
        }
        for sleeper in sleepers { sleeper.finish() }
    }
}
