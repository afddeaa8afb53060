import Synchronization
import Telemetry

/// What a worker has in its hands: the jobs being done, and the outcomes that are not written yet.
final class Hands: Sendable {
    private struct State {
        var running: [Held: Lease] = [:]
        var outcomes: [Outcome] = []
        /// Taken to be written; still ours until that is done.
        var writing: [Outcome] = []
    }

    struct Outcome: Sendable {
        let job: Job
        /// Nil where there is nothing to write, because the job is another's.
        let settlement: Settlement?
        let duration: Duration
    }

    private let slots: Int
    private let state = Mutex(State())

    init(slots: Int) { self.slots = slots }

    var isEmpty: Bool {
        state.withLock { $0.running.isEmpty && $0.outcomes.isEmpty && $0.writing.isEmpty }
    }

    func take(_ lease: Lease) {
        state.withLock { $0.running[lease.held] = lease }
    }

    func put(_ outcome: Outcome) {
        state.withLock { state in
            state.running[Held(id: outcome.job.id, claims: outcome.job.claims)] = nil
            state.outcomes.append(outcome)
        }
    }

    /// The outcomes to be written now, and how many jobs can be taken in their place.
    func outcomesToWrite() -> (outcomes: [Outcome], freeSlots: Int) {
        state.withLock { state in
            state.writing += state.outcomes
            state.outcomes = []
            return (state.writing, slots - state.running.count)
        }
    }

    /// The outcomes that were to be written are.
    func wrote() { state.withLock { $0.writing = [] } }

    /// Every job that is held, with its lease while it is being done.
    func held() -> [Held: Lease?] {
        state.withLock { state in
            var held: [Held: Lease?] = state.running.mapValues { $0 }
            for outcome in state.outcomes + state.writing {
                if let settlement = outcome.settlement { held[settlement.held] = .some(nil) }
            }
            return held
        }
    }
}
