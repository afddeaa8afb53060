import Synchronization

/// What a request turned out to be about, for the log that people read.
final class Asked: Sendable {
    @TaskLocal static var current: Asked?

    private let name = Mutex<String?>(nil)

    /// The user name or the group's name.
    var subject: String? {
        get { name.withLock { $0 } }
        set { name.withLock { $0 = newValue } }
    }
}
