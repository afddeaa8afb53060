import Glibc

/// The bytes of a file from front to back, unpacked when it is gzip, Zstandard or ZIP: told apart by their first bytes.
final class PackedFile {
    enum Packing: Sendable {
        case none, gzip, zstd
        /// An archive of which the first file counts.
        case zip

        var words: String {
            switch self {
            case .none: "plain"
            case .gzip: "packed by gzip"
            case .zstd: "packed by Zstandard"
            case .zip: "a ZIP archive"
            }
        }
    }

    let path: String
    /// Its size as it lies on the disk.
    let size: Int
    let packing: Packing
    private let descriptor: Int32
    private var unpacking: Unpacking?
    /// What was read of the file but not unpacked yet.
    private var packed: [UInt8] = []
    private var waiting = 0..<0
    /// How much of it was read from the disk.
    private(set) var consumed = 0
    /// Where in the unpacked text we are.
    private var offset = 0

    private enum Unpacking {
        case deflate(Inflation), zstd(ZstdStream)
    }

    init(path: String) throws(TableError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            let reason = errno
            close(descriptor)
            throw .cannotRead(path, reason == 0 ? EISDIR : reason)
        }
        size = Int(status.st_size)
        var head = [UInt8](repeating: 0, count: 64)
        let count = pread(descriptor, &head, head.count, 0)
        head.removeLast(head.count - max(0, count))
        packing = PackedFile.packing(of: head)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        try rewind()
    }

    deinit { close(descriptor) }

    private static func packing(of head: [UInt8]) -> Packing {
        if head.starts(with: [0x1F, 0x8B]) { return .gzip }
        if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
        return .none
    }

    /// Fills as much of the buffer as it can with what stands at the offset of the unpacked text; nothing at its end.
    ///
    /// Reading on is cheap; to go back or ahead in a packed file is to unpack it up to there.
    func read(into buffer: UnsafeMutableRawBufferPointer, at wanted: Int) throws(TableError) -> Int {
        if unpacking == nil {
            let count = try readFile(into: buffer, at: wanted)
            consumed = max(consumed, wanted + count)
            return count
        }
        if wanted < offset { try rewind() }
        while offset < wanted {
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, wanted - offset)])
            if try unpack(into: part) == 0 { return 0 }
        }
        return try unpack(into: buffer)
    }

    private func rewind() throws(TableError) {
        offset = 0
        consumed = 0
        waiting = 0..<0
        switch packing {
        case .none: unpacking = nil
        case .gzip: unpacking = .deflate(Inflation(.gzip))
        case .zstd: unpacking = .zstd(ZstdStream())
        case .zip:
            consumed = try beginningOfEntry()
            unpacking = .deflate(Inflation(.raw))
        }
    }

    /// Where the content of an archive's first file begins.
    private func beginningOfEntry() throws(TableError) -> Int {
        var head = [UInt8](repeating: 0, count: 30)
        guard pread(descriptor, &head, 30, 0) == 30 else { throw .damaged(path, packing) }
        guard head[8] == 8, head[9] == 0, head[6] & 1 == 0 else {
            throw TableError(
                "The archive \(path) is encrypted or packed in a way other than deflate; unpack it and name the file in it."
            )
        }
        return 30 + Int(head[26]) + Int(head[27]) << 8 + Int(head[28]) + Int(head[29]) << 8
    }

    private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
        while true {
            if waiting.isEmpty {
                if packed.isEmpty { packed = [UInt8](repeating: 0, count: 1 << 18) }
                let outcome = packed.withUnsafeMutableBytes { packed in
                    Result { () throws(TableError) in try readFile(into: packed, at: consumed) }
                }
                let count = try outcome.get()
                consumed += count
                waiting = 0..<count
            }
            let isAtEnd = waiting.isEmpty
            let step = packed.withUnsafeBytes { packed in
                let input = UnsafeRawBufferPointer(rebasing: packed[waiting])
                return switch unpacking {
                case .deflate(let inflation): inflation.step(from: input, into: buffer)
                case .zstd(let stream): stream.step(from: input, into: buffer)
                case nil: UnpackingStep(used: 0, written: 0, state: .faulty)
                }
            }
            waiting = (waiting.lowerBound + step.used)..<waiting.upperBound
            offset += step.written
            if step.written > 0 { return step.written }
            switch step.state {
            case .finished: return 0
            case .faulty: throw .damaged(path, packing)
            // All was handed over, and more should come.
            case .going where isAtEnd: throw .damaged(path, packing)
            case .going: continue
            }
        }
    }

    private func readFile(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(TableError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw .cannotRead(path, errno) }
        }
    }
}

/// What one call of a decoder did.
struct UnpackingStep {
    enum State { case going, finished, faulty }

    let used: Int
    let written: Int
    let state: State
}
