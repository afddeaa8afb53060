import Synchronization

/// One connection: who is there, and until when the client has to have said something.
final class Link: Sendable {
    let descriptor: Int32
    let peer: Peer
    let isTLS: Bool
    /// May speak for others, by X-Forwarded-For.
    let isTrusted: Bool
    /// Milliseconds on the monotonic clock; 0 while it is our turn.
    private let deadline = Atomic<Int64>(0)

    init(descriptor: Int32, peer: Peer, isTLS: Bool, isTrusted: Bool) {
        self.descriptor = descriptor
        self.peer = peer
        self.isTLS = isTLS
        self.isTrusted = isTrusted
    }

    func expectWithin(_ milliseconds: Int64) {
        deadline.store(monotonicMilliseconds() + milliseconds, ordering: .relaxed)
    }

    func expectNothing() { deadline.store(0, ordering: .relaxed) }

    /// Whether it is the client's turn.
    var isAwaited: Bool { deadline.load(ordering: .relaxed) != 0 }

    func isLate(at now: Int64) -> Bool {
        let deadline = deadline.load(ordering: .relaxed)
        return deadline != 0 && deadline < now
    }
}
