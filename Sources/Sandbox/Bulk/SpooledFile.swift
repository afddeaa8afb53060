import Glibc

/// A file of an org that is written from front to back and read at any place.
final class SpooledFile: Sendable {
    private let descriptor: Int32

    /// Opens a file by its path, made anew or as it is.
    init(path: String, isNew: Bool) throws(FileError) {
        let flags = isNew ? O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC : O_RDWR | O_CLOEXEC
        descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw FileError(doing: "open \(path)") }
    }

    /// Opens a file that somebody else wrote.
    init(reading path: String) throws(FileError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(doing: "open \(path)") }
    }

    /// Makes a file that has no name and is gone when nobody holds it.
    init(unnamedIn folder: String) throws(FileError) {
        let path = "\(folder)/loam-\(UInt64.random(in: 0 ... .max))"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(doing: "make a temporary file in \(folder)") }
        unlink(path)
    }

    deinit { close(descriptor) }

    var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Writes all bytes behind those that are there.
    func append(_ bytes: [UInt8]) throws(FileError) {
        try write(bytes, at: size)
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                pwrite(
                    descriptor,
                    bytes.baseAddress.map { $0 + written },
                    bytes.count - written,
                    off_t(offset + written)
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError(doing: "write") }
            written += count
        }
    }

    /// Fills as much of the buffer as there is, and tells how much that was.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(doing: "read") }
            return count
        }
    }

    func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var count = 0
        while count < bytes.count {
            let outcome = bytes.withUnsafeMutableBytes { buffer in
                Result { () throws(FileError) in
                    try read(
                        into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]),
                        at: range.lowerBound + count
                    )
                }
            }
            let more = try outcome.get()
            if more == 0 { break }
            count += more
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    func truncate(to size: Int) throws(FileError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw FileError(doing: "shorten a file") }
    }
}

/// What the system said when a file could not be used.
struct FileError: Error, CustomStringConvertible {
    private let what: String
    let reason: String

    init(doing what: String) {
        self.what = what
        reason = String(cString: strerror(errno))
    }

    var description: String { "Could not \(what): \(reason)" }
}
