/// Memory for one card, in one place as long as its owner lives, so that a view of it stays true.
final class CardBuffer {
    /// More than any card needs: domains, phones, names, words and letters are all bounded.
    static let size = 1 << 14

    let start: UnsafeMutableRawPointer
    private(set) var count = 0

    init() {
        start = .allocate(byteCount: CardBuffer.size, alignment: 16)
        start.initializeMemory(as: UInt8.self, repeating: 0, count: CardBuffer.size)
    }

    deinit { start.deallocate() }

    func removeAll() { count = 0 }

    /// Puts the bytes of values behind what is there.
    func put<Value: BitwiseCopyable>(_ values: [Value]) {
        values.withUnsafeBytes { bytes in
            guard let source = bytes.baseAddress, count + bytes.count <= CardBuffer.size else { return }
            (start + count).copyMemory(from: source, byteCount: bytes.count)
            count += bytes.count
        }
    }

    func put<Value: BitwiseCopyable>(one value: Value) {
        (start + count).storeBytes(of: value, as: Value.self)
        count += MemoryLayout<Value>.stride
    }

    /// Fills up to a whole number of words.
    func pad() {
        while count & 7 != 0 {
            (start + count).storeBytes(of: 0, as: UInt8.self)
            count += 1
        }
    }

    /// The card as words, for a file.
    var words: UnsafeBufferPointer<UInt64> {
        UnsafeBufferPointer(start: UnsafePointer(start.assumingMemoryBound(to: UInt64.self)), count: count / 8)
    }
}
