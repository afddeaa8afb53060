/// Short words in one block of bytes: looking at one counts no reference, which threads that look at the same would wait for.
struct PackedWords: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(_ words: [[UInt8]]) {
        for word in words {
            bytes += word
            ends.append(bytes.count)
        }
    }

    var indices: Range<Int> { ends.indices }

    @inline(__always)
    func count(_ index: Int) -> Int { range(index).count }

    /// Whether a word is this part of a text.
    @inline(__always)
    func isWord(_ index: Int, _ text: Span<UInt8>, _ part: Range<Int>) -> Bool {
        let range = range(index)
        guard range.count == part.count else { return false }
        let bytes = bytes.span
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != text[part.lowerBound + offset] {
            return false
        }
        return true
    }

    /// Writes a word behind a text.
    @inline(__always)
    func write(_ index: Int, to text: inout [UInt8]) {
        bytes.span.extracting(range(index)).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }

    @inline(__always)
    private func range(_ index: Int) -> Range<Int> { (index > 0 ? ends[index - 1] : 0)..<ends[index] }
}
