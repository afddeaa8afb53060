/// Which connection serves whom, as a value: it takes events and says what to do, and never touches a connection.
///
/// Waiters are served in the order in which they came.
struct PoolState {
    typealias Slot = Int
    typealias Waiter = UInt64

    struct Limits: Sendable {
        var connections: Int
        /// How many may hold one connection: with 2, the next transaction is at the door when one ends.
        var sharers = 1
        var waiters = 10_000
    }

    /// What a waiter is given.
    enum Grant: Equatable {
        case use(Slot)
        /// A free slot: open a connection for it, then report `opened` or `failedToOpen`.
        case open(Slot)
    }

    enum Answer: Equatable {
        case granted(Grant)
        case wait
        case refused(Refusal)
    }

    enum Refusal: Equatable {
        case tooManyWait, tooLong, closed
    }

    /// What follows from an event, for others than the one who caused it.
    struct Effects: Equatable {
        var grants: [Waiting] = []
        var refused: [Waiter] = []
        var closed: [Slot] = []

        struct Waiting: Equatable {
            let waiter: Waiter
            let grant: Grant
        }
    }

    private enum Connection: Equatable {
        case opening
        case open(holders: Int)
        /// Lost: closed when its last holder lets go.
        case doomed(holders: Int)
    }

    private let limits: Limits
    private var connections: [Slot: Connection] = [:]
    private var queue: [(waiter: Waiter, deadline: ContinuousClock.Instant)] = []
    private var nextSlot = 0
    private(set) var isClosing = false

    init(_ limits: Limits) {
        self.limits = limits
    }

    /// Whether nothing is open or about to be.
    var isEmpty: Bool { connections.isEmpty }

    var openConnections: Int { connections.count }

    var waiting: Int { queue.count }

    /// When the first of those who wait gives up.
    var nextDeadline: ContinuousClock.Instant? { queue.lazy.map(\.deadline).min() }

    /// What one gets who came when nobody waits.
    mutating func take() -> Grant? {
        queue.isEmpty ? nextGrant() : nil
    }

    mutating func request(_ waiter: Waiter, until deadline: ContinuousClock.Instant) -> Answer {
        guard !isClosing else { return .refused(.closed) }
        if let grant = take() { return .granted(grant) }
        guard queue.count < limits.waiters else { return .refused(.tooManyWait) }
        queue.append((waiter, deadline))
        return .wait
    }

    /// The one who opened it holds it.
    mutating func opened(_ slot: Slot) -> Effects {
        connections[slot] = isClosing ? .doomed(holders: 1) : .open(holders: 1)
        return serve()
    }

    /// Another who waits may try.
    mutating func failedToOpen(_ slot: Slot) -> Effects {
        connections[slot] = nil
        return serve()
    }

    mutating func released(_ slot: Slot) -> Effects {
        switch connections[slot] {
        case .open(let holders):
            connections[slot] = .open(holders: holders - 1)
            return isClosing ? closeIdle() : serve()
        case .doomed(let holders) where holders > 1:
            connections[slot] = .doomed(holders: holders - 1)
            return Effects()
        case .doomed:
            connections[slot] = nil
            var effects = serve()
            effects.closed.insert(slot, at: 0)
            return effects
        case .opening, nil:
            preconditionFailure("A connection was released that nobody holds.")
        }
    }

    /// The connection is broken; those that nobody uses are likely to be so too, as after a restart of the server.
    mutating func lost(_ slot: Slot) -> Effects {
        if case .open(let holders) = connections[slot] { connections[slot] = .doomed(holders: holders) }
        var effects = closeIdle()
        let rest = released(slot)
        effects.closed += rest.closed
        effects.grants += rest.grants
        return effects
    }

    /// Whether it still waited.
    mutating func cancel(_ waiter: Waiter) -> Bool {
        guard let index = queue.firstIndex(where: { $0.waiter == waiter }) else { return false }
        queue.remove(at: index)
        return true
    }

    /// Refuses those whose time is up.
    mutating func expire(at now: ContinuousClock.Instant) -> Effects {
        let expired = queue.filter { $0.deadline <= now }.map(\.waiter)
        queue.removeAll { $0.deadline <= now }
        return Effects(refused: expired)
    }

    /// Refuses those who wait and all who come; connections in use are closed when they are released.
    mutating func close() -> Effects {
        isClosing = true
        let refused = queue.map(\.waiter)
        queue = []
        var effects = closeIdle()
        effects.refused = refused
        return effects
    }

    private mutating func closeIdle() -> Effects {
        let idle = connections.filter { $0.value == .open(holders: 0) }.keys.sorted()
        for slot in idle { connections[slot] = nil }
        return Effects(closed: idle)
    }

    private mutating func serve() -> Effects {
        var effects = Effects()
        while let first = queue.first, let grant = nextGrant() {
            queue.removeFirst()
            effects.grants.append(.init(waiter: first.waiter, grant: grant))
        }
        return effects
    }

    /// An idle connection, else a new one, else one that may be shared.
    private mutating func nextGrant() -> Grant? {
        guard !isClosing else { return nil }
        var best: (slot: Slot, holders: Int)?
        for case (let slot, .open(let holders)) in connections where holders < limits.sharers {
            if let known = best, (known.holders, known.slot) < (holders, slot) { continue }
            best = (slot, holders)
        }
        if let best, best.holders == 0 || connections.count >= limits.connections {
            connections[best.slot] = .open(holders: best.holders + 1)
            return .use(best.slot)
        }
        guard connections.count < limits.connections else { return nil }
        nextSlot += 1
        connections[nextSlot] = .opening
        return .open(nextSlot)
    }
}
