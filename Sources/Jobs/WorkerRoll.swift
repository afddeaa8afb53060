import Glibc

/// The workers of a data folder: each holds a lock on a file of its name, and the lock is gone with its process however
/// that ends. So its jobs need not wait for their leases to lapse.
///
/// What cannot be locked or read is no loss: leases lapse by themselves.
package struct WorkerRoll: Sendable {
    private let folder: String

    package init(folder: String) { self.folder = folder }

    /// A worker that lives as long as this does.
    struct Entry: ~Copyable {
        fileprivate let descriptor: Int32
        fileprivate let path: String

        deinit {
            unlink(path)
            close(descriptor)
        }
    }

    /// Nil where files cannot be locked.
    func enter(_ name: String) -> Entry? {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return nil }
        // It gets its name once it is locked: seen unlocked, it would be taken for a dead one's.
        let unnamed = "\(folder)/.\(fileName(name))"
        let path = "\(folder)/\(fileName(name))"
        let descriptor = open(unnamed, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(unnamed, path) == 0 else {
            close(descriptor)
            unlink(unnamed)
            return nil
        }
        return Entry(descriptor: descriptor, path: path)
    }

    /// Hands over the names of those whose process is gone, and strikes them off once that is done.
    func strikeOff(_ bury: ([String]) async throws -> Void) async rethrows {
        let dead = names().compactMap { name -> (name: String, path: String, lock: Int32)? in
            let path = "\(folder)/\(fileName(name))"
            let lock = open(path, O_RDWR | O_CLOEXEC)
            guard lock >= 0 else { return nil }
            guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
                close(lock)
                return nil
            }
            return (name, path, lock)
        }
        defer { for one in dead { close(one.lock) } }
        guard !dead.isEmpty else { return }
        try await bury(dead.map(\.name))
        for one in dead { unlink(one.path) }
    }

    private func names() -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let file = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !file.hasPrefix(".") { names.append(workerName(file)) }
        }
        return names
    }
}

private func fileName(_ worker: String) -> String { worker.replacing("/", with: ":") }

private func workerName(_ file: String) -> String { file.replacing(":", with: "/") }
