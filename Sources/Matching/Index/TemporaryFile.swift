import Glibc

/// A file that is written by position, and gone when its last owner is, unless it is kept.
final class TemporaryFile: Sendable {
    let path: String
    private let descriptor: Int32
    private let keeps: Bool

    init(_ path: String, keeps: Bool = false) throws(IndexError) {
        self.path = path
        self.keeps = keeps
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable }
        if !keeps { unlink(path) }
    }

    deinit { close(descriptor) }

    func write<Element: BitwiseCopyable>(_ elements: [Element], at position: Int) throws(IndexError) {
        let isWritten = elements.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, position + done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
        guard isWritten else { throw .unwritable }
    }

    func read<Element: BitwiseCopyable>(at position: Int, count: Int) throws(IndexError) -> [Element] {
        let size = count * MemoryLayout<Element>.stride
        let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            var done = 0
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            while done < size {
                let read = pread(descriptor, bytes.baseAddress.map { $0 + done }, size - done, position + done)
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                done += read
            }
            initialized = done == size ? count : 0
        }
        guard elements.count == count else { throw .unwritable }
        return elements
    }

    /// Copies all of it behind what another has, and answers how much that was.
    func copy(to other: borrowing TemporaryFile, at position: Int) throws(IndexError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unwritable }
        var done = 0
        while done < Int(status.st_size) {
            let part: [UInt8] = try read(at: done, count: min(1 << 22, Int(status.st_size) - done))
            try other.write(part, at: position + done)
            done += part.count
        }
        return done
    }
}
