import CZlib

/// A stream of deflate being unpacked, in the wrapping of gzip or bare as in a ZIP archive.
final class Inflation {
    enum Wrapping { case gzip, raw }

    /// On the heap, because zlib keeps the address.
    private let stream: UnsafeMutablePointer<z_stream>
    private let wrapping: Wrapping
    private var hasEnded = false

    init(_ wrapping: Wrapping) {
        self.wrapping = wrapping
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let bits: Int32 = wrapping == .gzip ? 15 + 16 : -15
        let result = inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(result == Z_OK, "zlib has no memory.")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks as much as there is room for; an empty input is the end of the file.
    func step(from input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> UnpackingStep {
        if hasEnded {
            // Whatever follows the content of an archive's file is other files; gzip may go on with another part.
            if wrapping == .raw || input.isEmpty { return UnpackingStep(used: 0, written: 0, state: .finished) }
            inflateReset(stream)
            hasEnded = false
        }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let result = inflate(stream, Z_NO_FLUSH)
        let used = input.count - Int(stream.pointee.avail_in)
        let written = output.count - Int(stream.pointee.avail_out)
        hasEnded = result == Z_STREAM_END
        let isSound = result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR
        return UnpackingStep(used: used, written: written, state: isSound ? .going : .faulty)
    }
}
