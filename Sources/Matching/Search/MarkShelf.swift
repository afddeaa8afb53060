/// What an entry is found by as a whole and not by words: a domain, an address, a number.
///
/// A mark is kept as a hash of 64 bits. That two of some millions share one is less likely than a broken disk.
struct MarkShelf: Sendable {
    private let hashes: MappedArray<UInt64>
    private let owners: MappedArray<UInt32>

    init(_ sections: inout SectionReader) throws(IndexError) {
        hashes = try sections.next(UInt64.self)
        owners = try sections.next(UInt32.self)
        guard hashes.count == owners.count else { throw .damaged }
    }

    func entries(_ mark: String) -> UnsafeBufferPointer<UInt32> {
        let hash = MarkShelf.hash(of: mark)
        let low = firstIndex { $0 >= hash }
        return owners.buffer(low..<firstIndex(from: low) { $0 > hash })
    }

    private func firstIndex(from start: Int = 0, _ isBehind: (UInt64) -> Bool) -> Int {
        var (low, high) = (start, hashes.count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(hashes[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    static func hash(of mark: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in mark.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ hash >> 31) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 29
    }
}

/// Gathers the marks of all entries.
struct MarkShelfWriter {
    private struct Mark {
        var hash: UInt64
        var entry: UInt32
    }

    private var marks: [Mark] = []

    mutating func add(_ mark: String, of entry: UInt32) {
        marks.append(Mark(hash: MarkShelf.hash(of: mark), entry: entry))
    }

    consuming func write(to sections: inout SectionWriter) throws(IndexError) {
        marks.sort { ($0.hash, $0.entry) < ($1.hash, $1.entry) }
        try sections.add(marks.map(\.hash))
        try sections.add(marks.map(\.entry))
    }
}
