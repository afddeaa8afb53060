import Synchronization

/// What a handler tells the request log about the request at hand.
final class RequestNote: Sendable {
    @TaskLocal static var current: RequestNote?

    private let name = Mutex<String?>(nil)

    var user: String? { name.withLock { $0 } }

    func name(user: String) { name.withLock { $0 = user } }
}
