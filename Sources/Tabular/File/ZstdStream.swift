import CZstd

/// A stream of Zstandard frames being unpacked.
final class ZstdStream {
    private let stream: OpaquePointer
    /// Whether the bytes so far are whole frames.
    private var isBetweenFrames = true

    init() {
        guard let stream = ZSTD_createDStream() else { preconditionFailure("libzstd has no memory.") }
        self.stream = stream
    }

    deinit { ZSTD_freeDStream(stream) }

    /// Unpacks as much as there is room for; an empty input is the end of the file.
    func step(from input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> UnpackingStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let wasBetweenFrames = isBetweenFrames
        if input.isEmpty, wasBetweenFrames { return UnpackingStep(used: 0, written: 0, state: .finished) }
        let result = ZSTD_decompressStream(stream, &target, &source)
        guard ZSTD_isError(result) == 0 else { return UnpackingStep(used: 0, written: 0, state: .faulty) }
        isBetweenFrames = result == 0
        return UnpackingStep(used: source.pos, written: target.pos, state: .going)
    }
}
