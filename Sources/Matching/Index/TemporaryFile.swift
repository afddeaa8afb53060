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
        guard elements.withUnsafeBytes({ isWritten($0, at: position) }) else { throw .unwritable }
    }

    fileprivate func isWritten(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, position + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
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

    /// Puts all of it behind what another stretch has.
    func copy(to stretch: inout FileStretch) throws(IndexError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unwritable }
        var done = 0
        while done < Int(status.st_size) {
            let part: [UInt8] = try read(at: done, count: min(1 << 22, Int(status.st_size) - done))
            try stretch.append(part)
            done += part.count
        }
    }
}

/// A stretch of a file that is written from its beginning on, in blocks that begin where large pages do: what is written so is kept
/// in large pages, and whoever maps it finds its way with a hundredth of the work.
struct FileStretch {
    private let file: TemporaryFile
    private var position: Int
    private var waiting: [UInt8] = []

    private static let block = 1 << 21

    init(of file: TemporaryFile, from position: Int) { (self.file, self.position) = (file, position) }

    mutating func append<Element: BitwiseCopyable>(_ elements: [Element]) throws(IndexError) {
        elements.withUnsafeBytes { waiting += $0 }
        let whole = (position + waiting.count) / FileStretch.block * FileStretch.block - position
        if whole > 0 { try write(whole) }
    }

    mutating func finish() throws(IndexError) { try write(waiting.count) }

    private mutating func write(_ count: Int) throws(IndexError) {
        guard waiting.withUnsafeBytes({ file.isWritten(UnsafeRawBufferPointer(rebasing: $0[..<count]), at: position) })
        else { throw .unwritable }
        waiting.removeFirst(count)
        position += count
    }
}
