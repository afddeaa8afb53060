import Dispatch
import Synchronization

/// Lends connections: opened when needed, up to a limit, to those who wait in their order.
final class Pool: Sendable {
    struct Lease: Sendable {
        let connection: Connection
        fileprivate let slot: PoolState.Slot
    }

    private struct State {
        var machine: PoolState
        var connections: [PoolState.Slot: Connection] = [:]
        var waiters: [PoolState.Waiter: CheckedContinuation<PoolState.Grant, any Error>] = [:]
        var lastWaiter: PoolState.Waiter = 0
        var closers: [CheckedContinuation<Void, Never>] = []
        var isTimerSet = false
    }

    private let state: Mutex<State>
    private let patience: Duration
    private let open: @Sendable () async throws -> Connection

    init(_ limits: PoolState.Limits, patience: Duration, open: @escaping @Sendable () async throws -> Connection) {
        state = Mutex(State(machine: PoolState(limits)))
        self.patience = patience
        self.open = open
    }

    /// Waits for a connection; whoever gets one gives it back by `release` or `discard`.
    func lease() async throws -> Lease {
        switch try await grant() {
        case .use(let slot):
            return Lease(connection: connection(slot), slot: slot)
        case .open(let slot):
            do {
                let connection = try await open()
                perform { state in
                    state.connections[slot] = connection
                    return state.machine.opened(slot)
                }
                return Lease(connection: connection, slot: slot)
            } catch {
                perform { $0.machine.failedToOpen(slot) }
                throw error
            }
        }
    }

    func release(_ lease: Lease) {
        perform { $0.machine.released(lease.slot) }
    }

    /// Gives back a connection that broke.
    func discard(_ lease: Lease) {
        perform { $0.machine.lost(lease.slot) }
    }

    /// Refuses whoever waits, and returns when the last connection is given back and closed.
    func close() async {
        perform { $0.machine.close() }
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if !state.machine.isEmpty { state.closers.append(continuation) }
                return state.machine.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }

    var openConnections: Int { state.withLock { $0.machine.openConnections } }

    var waiting: Int { state.withLock { $0.machine.waiting } }

    private func connection(_ slot: PoolState.Slot) -> Connection {
        guard let connection = state.withLock({ $0.connections[slot] }) else {
            preconditionFailure("A connection was lent that is not open.")
        }
        return connection
    }

    private func grant() async throws -> PoolState.Grant {
        try Task.checkCancellation()
        let (taken, waiter) = state.withLock { state in
            state.lastWaiter += 1
            return (state.machine.take(), state.lastWaiter)
        }
        if let taken { return taken }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait(waiter, $0) }
        } onCancel: {
            cancel(waiter)
        }
    }

    private func wait(_ waiter: PoolState.Waiter, _ continuation: CheckedContinuation<PoolState.Grant, any Error>) {
        let answer = state.withLock { state in
            let answer = state.machine.request(waiter, until: .now + patience)
            if answer == .wait { state.waiters[waiter] = continuation }
            return answer
        }
        switch answer {
        case .granted(let grant): continuation.resume(returning: grant)
        case .refused(let refusal): continuation.resume(throwing: Pool.error(refusal))
        case .wait:
            setTimer()
            // Cancelled before it was known here, when the handler found nobody to cancel.
            if Task.isCancelled { cancel(waiter) }
        }
    }

    private func cancel(_ waiter: PoolState.Waiter) {
        let continuation = state.withLock { state in
            state.machine.cancel(waiter) ? state.waiters.removeValue(forKey: waiter) : nil
        }
        continuation?.resume(throwing: CancellationError())
    }

    /// One timer for all who wait, set for the first whose patience ends.
    private func setTimer() {
        let deadline: ContinuousClock.Instant? = state.withLock { state in
            guard !state.isTimerSet, let deadline = state.machine.nextDeadline else { return nil }
            state.isTimerSet = true
            return deadline
        }
        guard let deadline else { return }
        let delay = max(0, (deadline - .now).milliseconds) + 1
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(delay))) { [weak self] in
            guard let self else { return }
            state.withLock { $0.isTimerSet = false }
            perform(refusal: .tooLong) { $0.machine.expire(at: .now) }
            setTimer()
        }
    }

    /// Tells the state machine what happened and does what it says, the waking outside of the lock.
    private func perform(refusal: PoolState.Refusal = .closed, _ event: (inout State) -> PoolState.Effects) {
        let (resumptions, refused, closed, closers) = state.withLock { state in
            let effects = event(&state)
            let granted = effects.grants.compactMap { entry in
                state.waiters.removeValue(forKey: entry.waiter).map { ($0, entry.grant) }
            }
            let refused = effects.refused.compactMap { state.waiters.removeValue(forKey: $0) }
            let closed = effects.closed.compactMap { state.connections.removeValue(forKey: $0) }
            let closers = state.machine.isClosing && state.machine.isEmpty ? state.closers : []
            if !closers.isEmpty { state.closers = [] }
            return (granted, refused, closed, closers)
        }
        for (continuation, grant) in resumptions { continuation.resume(returning: grant) }
        for continuation in refused { continuation.resume(throwing: Pool.error(refusal)) }
        // A handle is closed when the last reference to its connection goes: here.
        _ = consume closed
        for continuation in closers { continuation.resume() }
    }

    private static func error(_ refusal: PoolState.Refusal) -> DatabaseError {
        switch refusal {
        case .tooManyWait:
            DatabaseError(
                .exhausted,
                "Too much work waits for a database connection already. Try again later, or allow more connections."
            )
        case .tooLong:
            DatabaseError(
                .exhausted,
                "No database connection became free in time. Try again later, or allow more connections."
            )
        case .closed: .closed
        }
    }
}
