import Glibc
import Matching

/// Held by the one process that writes into an index folder. It is gone with that process, however it ends.
struct IndexLock: ~Copyable {
    private let descriptor: Int32

    /// Runs the body while no other process writes into the folder, which is made when it is not there.
    ///
    /// Others work in real time, whatever clock the application goes by. For a moment it may also be a program that was
    /// started while we had the lock, and that has its descriptor until it runs.
    static func hold<Result: Sendable>(_ folder: String, _ body: () async throws -> Result) async throws -> Result {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw IndexError.unwritable }
        while true {
            if let lock = try IndexLock(folder) {
                let result = try await body()
                _ = consume lock
                return result
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Nil while another has it.
    ///
    /// Leaving early closes the descriptor, too: everything of the lock is set by then, and so it is destroyed.
    init?(_ folder: String) throws(IndexError) {
        descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .unwritable }
            return nil
        }
    }

    deinit { close(descriptor) }
}
