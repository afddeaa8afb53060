import Enrichment
import Store
import Synchronization

/// The batches beside the one that the org works on: the last that was sent, and the next that is ready. All of it is
/// known from the tables again when it is lost.
final class WriteLine: Sendable {
    private struct State {
        var sent: SentBatch?
        var ready: ReadyBatch?
    }

    private let state = Mutex(State())

    /// The number of the batch that was sent and is not settled.
    var sentNumber: Int? { state.withLock { $0.sent?.batch.number } }

    func sent(_ batch: SentBatch?) { state.withLock { $0.sent = batch } }

    func keep(_ batch: ReadyBatch) { state.withLock { $0.ready = batch } }

    func takeSent() -> SentBatch? { state.withLock { $0.sent.take() } }

    /// Nil where another batch was made ready; that one is forgotten.
    func takeReady(_ batch: RunBatch) -> ReadyBatch? {
        let ready = state.withLock { $0.ready.take() }
        return ready?.batch.number == batch.number ? ready : nil
    }
}

/// What the org made of a batch.
struct SentBatch: Sendable {
    let run: Run
    let batch: RunBatch
    let plan: Plan
    /// The records that were not written, and why.
    var failures: [CRMID: String] = [:]
    /// Those that were written, but not all that belongs to them.
    var complaints: [CRMID: String] = [:]
    /// The keys of what follows from them and was not written.
    var undone: Set<String> = []
    /// What else was to be taken back and is still there.
    var shortfalls: [RunShortfall] = []

    init(_ run: Run, _ batch: RunBatch, _ plan: Plan) { (self.run, self.batch, self.plan) = (run, batch, plan) }
}
