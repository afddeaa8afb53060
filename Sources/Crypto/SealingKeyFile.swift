import Glibc

/// The file that holds the sealing keys: made at the first start, readable by its owner alone.
package struct SealingKeyFile: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The keys of the file; makes it when there is none. Two processes that start at once end with the same keys.
    package func loadOrCreate() throws(CryptoError) -> SealingKeys {
        if access(path, F_OK) != 0, errno == ENOENT {
            try write(.generate(), replacing: false)
        }
        return try load()
    }

    package func load() throws(CryptoError) -> SealingKeys {
        let file = try File(opening: path)
        try file.requirePrivate()
        return try SealingKeys(parsing: Secret(try file.contents()))
    }

    /// Puts a new current key before those of the file.
    package func rotate() throws(CryptoError) -> SealingKeys {
        let keys = try load().rotated()
        try write(keys, replacing: true)
        return keys
    }

    /// Takes the older keys out of the file, for when nothing is sealed with them any more.
    package func dropOlderKeys() throws(CryptoError) -> SealingKeys {
        let keys = try load().currentOnly()
        try write(keys, replacing: true)
        return keys
    }

    /// Writes beside the file and moves into place, so that nobody ever reads half of it.
    private func write(_ keys: SealingKeys, replacing: Bool) throws(CryptoError) {
        let draft = "\(path).\(Hex.encode(Random.bytes(4)))"
        do throws(CryptoError) {
            let file = try File(creating: draft)
            try file.write(Array((SealingKeyFile.heading + keys.text.reveal()).utf8))
        } catch {
            unlink(draft)
            throw error
        }
        defer { unlink(draft) }
        if replacing {
            guard rename(draft, path) == 0 else { throw .keyFile("put into place", path) }
        } else {
            // Unlike a rename, a link does not overwrite: whoever comes second keeps the keys of the first.
            guard link(draft, path) == 0 || errno == EEXIST else { throw .keyFile("put into place", path) }
        }
        try File(directoryOf: path).synchronise()
    }

    private static let heading = """
        # The keys that seal Loam's stored secrets. Keep a copy apart from the database's backups:
        # without this file the stored secrets are lost, with it and the database they can be read.

        """
}

extension CryptoError {
    fileprivate static func keyFile(_ doing: String, _ path: String) -> CryptoError {
        let reason = String(cString: strerror(errno))
        return CryptoError(.keyFile, "The sealing key file \(path) could not be \(doing): \(reason).")
    }
}

/// An open file, closed once.
private struct File: ~Copyable {
    private let descriptor: Int32
    private let path: String

    init(opening path: String) throws(CryptoError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw .keyFile("opened", path) }
    }

    /// Refuses a file that anybody but its owner may read.
    func requirePrivate() throws(CryptoError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .keyFile("examined", path) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0 else {
            throw CryptoError(
                .keyFile,
                "The sealing key file \(path) may be read by other users of this machine, so it is not used; "
                    + "run `chmod 600 \(path)` and start again."
            )
        }
    }

    init(creating path: String) throws(CryptoError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .keyFile("created", path) }
    }

    init(directoryOf path: String) throws(CryptoError) {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.path = directory
        guard descriptor >= 0 else { throw .keyFile("put on disk", path) }
    }

    deinit { close(descriptor) }

    func contents() throws(CryptoError) -> [UInt8] {
        // A key takes 52 bytes; more than this is some other file.
        var buffer = [UInt8](repeating: 0, count: 65536)
        var filled = 0
        while filled < buffer.count {
            let room = buffer.count - filled
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: filled), room) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .keyFile("read", path)
            }
            if count == 0 { return Array(buffer[..<filled]) }
            filled += count
        }
        throw CryptoError(.keyFile, "The file \(path) is too large to be a sealing key file; check the path.")
    }

    func write(_ bytes: [UInt8]) throws(CryptoError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .keyFile("written", path)
            }
            written += count
        }
        try synchronise()
    }

    func synchronise() throws(CryptoError) {
        guard fsync(descriptor) == 0 else { throw .keyFile("put on disk", path) }
    }
}
