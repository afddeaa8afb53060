import Capabilities
import HTTP
import Synchronization

/// What a request turned out to be about, for the log that people read.
final class Asked: Sendable {
    @TaskLocal static var current: Asked?

    private struct State {
        var subject: String?
        var isNoted = false
    }

    private let method: String
    private let path: String
    private let state = Mutex(State())

    init(_ request: Request) {
        method = request.method.name
        path = request.path
    }

    /// The user name or the group's name.
    var subject: String? {
        get { state.withLock { $0.subject } }
        set { state.withLock { $0.subject = newValue } }
    }

    /// Whether what went well was noted together with the change.
    var isNoted: Bool { state.withLock { $0.isNoted } }

    /// The note of a request that goes well, to be kept with what it changes.
    func success(_ status: Status) -> Provisioning.Note {
        state.withLock { $0.isNoted = true }
        return Provisioning.Note(method: method, path: path, status: status.code)
    }

    /// The note of one that was refused, or that changed nothing by itself.
    func note(_ status: Status, _ reason: String?) -> Provisioning.Note {
        Provisioning.Note(method: method, path: path, subject: subject, status: status.code, reason: reason)
    }
}
