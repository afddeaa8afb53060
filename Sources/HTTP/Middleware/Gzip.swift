import CZlib
import Synchronization

/// A gzip stream being written.
final class Gzip: @unchecked Sendable {
    // Safe to share: a body is written by one piece of code at a time, each write awaited before the next.
    /// On the heap, because zlib keeps the address.
    private let stream: UnsafeMutablePointer<z_stream>

    /// What is packed for one request only is packed lightly: level 6 takes twice as long to save a twentieth more.
    static let lightly: Int32 = 3
    /// For what is packed once and sent often.
    static let thoroughly: Int32 = 9

    init(level: Int32 = lightly) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the bits of the window ask for the gzip wrapping.
        let result = deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            15 + 16,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        precondition(result == Z_OK, "zlib has no memory.")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    static func pack(_ bytes: [UInt8], level: Int32 = lightly) -> [UInt8] {
        guard level == lightly else { return Gzip(level: level).deflated(bytes, Z_FINISH) }
        // To prepare a packer takes as long as to pack a page.
        let gzip = idle.withLock { $0.popLast() } ?? Gzip()
        let packed = gzip.deflated(bytes, Z_FINISH)
        deflateReset(gzip.stream)
        idle.withLock { idle in if idle.count < mostIdle { idle.append(gzip) } }
        return packed
    }

    /// Packers that nobody uses at the moment; each holds some 270 KB.
    private static let idle = Mutex<[Gzip]>([])
    private static let mostIdle = 4

    /// Takes bytes; gives the packed ones that are ready, often none.
    func add(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, Z_NO_FLUSH) }

    func finish() -> [UInt8] { deflated([], Z_FINISH) }

    private func deflated(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
        var bytes = bytes
        var output: [UInt8] = []
        return bytes.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let room = max(4096, Int(deflateBound(stream, UInt(stream.pointee.avail_in))))
                output.append(
                    contentsOf: [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                        stream.pointee.next_out = buffer.baseAddress
                        stream.pointee.avail_out = UInt32(room)
                        deflate(stream, flush)
                        count = room - Int(stream.pointee.avail_out)
                    }
                )
            } while stream.pointee.avail_out == 0
            return output
        }
    }
}
