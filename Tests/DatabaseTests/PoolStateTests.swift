import Testing

@testable import Database

/// The pool's decisions, by events alone.
struct PoolStateTests {
    private let later = ContinuousClock.now + .seconds(60)

    private func grant(_ waiter: UInt64, _ grant: PoolState.Grant) -> PoolState.Effects.Waiting {
        .init(waiter: waiter, grant: grant)
    }

    @Test("connections are opened when needed, used again, and never more than allowed")
    func limit() {
        var pool = PoolState(.init(connections: 2))
        #expect(pool.take() == .open(1))
        #expect(pool.opened(1) == .init())
        #expect(pool.released(1) == .init())
        #expect(pool.take() == .use(1))
        #expect(pool.request(1, until: later) == .granted(.open(2)))
        #expect(pool.take() == nil)
        #expect(pool.request(2, until: later) == .wait)
        #expect(pool.opened(2) == .init())
        #expect(pool.released(2) == .init(grants: [grant(2, .use(2))]))
    }

    @Test("who came first is served first, and nobody passes them")
    func fairness() {
        var pool = PoolState(.init(connections: 1))
        #expect(pool.take() == .open(1))
        #expect(pool.request(1, until: later) == .wait)
        #expect(pool.request(2, until: later) == .wait)
        #expect(pool.opened(1) == .init())
        #expect(pool.released(1) == .init(grants: [grant(1, .use(1))]))
        #expect(pool.take() == nil)
        #expect(pool.released(1) == .init(grants: [grant(2, .use(1))]))
    }

    @Test("a shared connection has one at work and one at the door")
    func sharing() {
        var pool = PoolState(.init(connections: 1, sharers: 2))
        #expect(pool.take() == .open(1))
        #expect(pool.request(1, until: later) == .wait)
        #expect(pool.opened(1) == .init(grants: [grant(1, .use(1))]))
        #expect(pool.request(2, until: later) == .wait)
        #expect(pool.released(1) == .init(grants: [grant(2, .use(1))]))
    }

    @Test("when opening fails the next may try")
    func failedToOpen() {
        var pool = PoolState(.init(connections: 1))
        #expect(pool.take() == .open(1))
        #expect(pool.request(1, until: later) == .wait)
        #expect(pool.failedToOpen(1) == .init(grants: [grant(1, .open(2))]))
        #expect(pool.failedToOpen(2) == .init())
        #expect(pool.isEmpty)
    }

    @Test("a lost connection is closed with all that are idle, and replaced for who waits")
    func lost() {
        var pool = PoolState(.init(connections: 3))
        for slot in 1...3 {
            #expect(pool.take() == .open(slot))
            #expect(pool.opened(slot) == .init())
        }
        #expect(pool.released(1) == .init())
        #expect(pool.released(2) == .init())
        #expect(pool.lost(3) == .init(closed: [1, 2, 3]))
        #expect(pool.isEmpty)
    }

    @Test("a lost connection that is shared is closed when the last one lets go")
    func lostShared() {
        var pool = PoolState(.init(connections: 1, sharers: 2))
        #expect(pool.take() == .open(1))
        #expect(pool.opened(1) == .init())
        #expect(pool.take() == .use(1))
        #expect(pool.request(9, until: later) == .wait)
        #expect(pool.lost(1) == .init())
        #expect(pool.lost(1) == .init(grants: [grant(9, .open(2))], closed: [1]))
    }

    @Test("who is cancelled or out of patience waits no longer")
    func leaving() {
        var pool = PoolState(.init(connections: 1, waiters: 3))
        let now = ContinuousClock.now
        #expect(pool.take() == .open(1))
        #expect(pool.request(1, until: now + .seconds(1)) == .wait)
        #expect(pool.request(2, until: now + .seconds(2)) == .wait)
        #expect(pool.request(3, until: now + .seconds(3)) == .wait)
        #expect(pool.request(4, until: now + .seconds(4)) == .refused(.tooManyWait))
        #expect(pool.cancel(2) == true)
        #expect(pool.cancel(2) == false)
        #expect(pool.nextDeadline == now + .seconds(1))
        #expect(pool.expire(at: now + .seconds(1)) == .init(refused: [1]))
        #expect(pool.opened(1) == .init())
        #expect(pool.released(1) == .init(grants: [grant(3, .use(1))]))
    }

    @Test("closing refuses who waits and closes what is released")
    func closing() {
        var pool = PoolState(.init(connections: 2))
        for slot in 1...2 {
            #expect(pool.take() == .open(slot))
            #expect(pool.opened(slot) == .init())
        }
        #expect(pool.request(7, until: later) == .wait)
        #expect(pool.close() == .init(refused: [7]))
        #expect(pool.request(8, until: later) == .refused(.closed))
        #expect(pool.released(2) == .init(closed: [2]))
        #expect(!pool.isEmpty)
        #expect(pool.released(1) == .init(closed: [1]))
        #expect(pool.isEmpty)
    }

    @Test("whatever happens, no connection has too many holders and nobody is forgotten", arguments: 1...50)
    func randomEvents(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let limits = PoolState.Limits(
            connections: .random(in: 1...3, using: &random),
            sharers: .random(in: 1...2, using: &random)
        )
        var pool = PoolState(limits)
        var held: [Int: Int] = [:]
        var opening: Set<Int> = []
        var waiting: Set<UInt64> = []
        var nextWaiter: UInt64 = 0

        func accept(_ grant: PoolState.Grant) {
            switch grant {
            case .use(let slot): held[slot, default: 0] += 1
            case .open(let slot): opening.insert(slot)
            }
        }
        func accept(_ effects: PoolState.Effects) {
            for slot in effects.closed { held[slot] = nil }
            for entry in effects.grants {
                #expect(waiting.remove(entry.waiter) != nil)
                accept(entry.grant)
            }
            for waiter in effects.refused { waiting.remove(waiter) }
        }
        for _ in 0..<500 {
            let inUse = held.filter { $0.value > 0 }.keys.sorted()
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3:
                nextWaiter += 1
                switch pool.request(nextWaiter, until: later) {
                case .granted(let grant): accept(grant)
                case .wait: waiting.insert(nextWaiter)
                case .refused: Issue.record("Nobody may be refused here.")
                }
            case 4:
                if let slot = opening.sorted().first {
                    opening.remove(slot)
                    if Bool.random(using: &random) {
                        held[slot] = 1
                        accept(pool.opened(slot))
                    } else {
                        accept(pool.failedToOpen(slot))
                    }
                }
            case 5...7:
                if let slot = inUse.randomElement(using: &random) {
                    held[slot, default: 0] -= 1
                    accept(pool.released(slot))
                }
            case 8:
                if let slot = inUse.randomElement(using: &random) {
                    held[slot, default: 0] -= 1
                    accept(pool.lost(slot))
                }
            default:
                if let waiter = waiting.randomElement(using: &random) {
                    #expect(pool.cancel(waiter) == true)
                    waiting.remove(waiter)
                }
            }
            #expect(pool.waiting == waiting.count)
            #expect(pool.openConnections <= limits.connections)
            #expect(held.values.allSatisfy { $0 <= limits.sharers })
        }
        // When everybody gives back what they hold, everybody is served.
        while let slot = opening.first ?? held.first(where: { $0.value > 0 })?.key {
            if opening.remove(slot) != nil {
                held[slot] = 1
                accept(pool.opened(slot))
            } else {
                held[slot, default: 0] -= 1
                accept(pool.released(slot))
            }
        }
        #expect(waiting.isEmpty)
    }
}

private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
