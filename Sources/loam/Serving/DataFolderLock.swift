import Glibc

/// Held by every process that uses a data folder: running ones share it, a restore wants it alone.
///
/// It is a POSIX record lock, which names the process that holds it and is gone with that process however it ends.
struct DataFolderLock: ~Copyable, Sendable {
    enum Use: Sendable { case shared, alone }

    private let descriptor: Int32

    /// Takes the lock, or says which process stands in the way.
    ///
    /// Leaving early closes the descriptor, too: everything of the lock is set by then, and so it is destroyed.
    init(_ folder: DataFolder, _ use: Use) throws {
        descriptor = open(folder.lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                "The lock file \(folder.lockPath) cannot be opened (\(systemReason(errno))). "
                    + "Run Loam as the user that owns the data folder."
            )
        }
        var lock = DataFolderLock.record(use == .shared ? F_RDLCK : F_WRLCK)
        guard fcntl(descriptor, F_SETLK, &lock) == 0 else {
            let reason = errno
            let holder = DataFolderLock.holder(descriptor, use)
            guard reason == EAGAIN || reason == EACCES else {
                throw Failure("The data folder \(folder.path) cannot be locked (\(systemReason(reason))).")
            }
            let who = holder.map { "process \($0)" } ?? "another process"
            throw Failure("The data folder \(folder.path) is in use by \(who). Stop it first, then try again.")
        }
    }

    deinit { close(descriptor) }

    /// Another process that uses the folder beside this one; nil when there is none.
    var otherUser: Int32? { DataFolderLock.holder(descriptor, .alone) }

    private static func holder(_ descriptor: Int32, _ use: Use) -> Int32? {
        var lock = record(use == .shared ? F_RDLCK : F_WRLCK)
        guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
        return lock.l_pid
    }

    private static func record(_ type: Int32) -> flock {
        flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }
}
