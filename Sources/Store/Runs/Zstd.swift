import CZstd

/// Packs bytes by Zstandard, the next ones with the memory of those before.
final class Zstd {
    private let context: OpaquePointer

    init() {
        guard let context = ZSTD_createCCtx() else { preconditionFailure("libzstd has no memory.") }
        self.context = context
    }

    deinit { ZSTD_freeCCtx(context) }

    /// The fastest of its measures: others make plans hardly smaller.
    private static let level: Int32 = 1

    func packed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let most = ZSTD_compressBound(bytes.count)
        return Array(unsafeUninitializedCapacity: most) { room, count in
            count = bytes.withUnsafeBytes { bytes in
                ZSTD_compressCCtx(context, room.baseAddress, most, bytes.baseAddress, bytes.count, Zstd.level)
            }
            // It fails only where there is too little room, and this is enough for anything.
            precondition(ZSTD_isError(count) == 0, "libzstd could not pack.")
        }
    }

    /// Nil for what was not packed so.
    static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
        let size = bytes.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        // Two numbers of the largest mean that it is not known; a piece is far smaller.
        guard size <= 1 << 28 else { return nil }
        var isWell = true
        let unpacked = [UInt8](unsafeUninitializedCapacity: Int(size)) { room, count in
            let written = bytes.withUnsafeBytes {
                ZSTD_decompress(room.baseAddress, Int(size), $0.baseAddress, $0.count)
            }
            isWell = ZSTD_isError(written) == 0 && written == Int(size)
            count = isWell ? written : 0
        }
        return isWell ? unpacked : nil
    }
}
