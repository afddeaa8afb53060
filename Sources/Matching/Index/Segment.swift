import CPrefetch

/// One file of the index: cards, where each begins, and the postings that lead to them.
///
/// It does not own the file, so that the hot loop counts no references; whoever has it keeps the file too.
package struct Segment: Sendable {
    struct Header: BitwiseCopyable {
        static let magic: UInt64 = 0x3130_5845_444D_414F
        var magic = Header.magic
        var cards: UInt64 = 0
        var postings: UInt64 = 0
        var buckets: UInt64 = 0
        var cardsAt: UInt64 = 0
        var offsetsAt: UInt64 = 0
        var numbersAt: UInt64 = 0
        var bucketsAt: UInt64 = 0
        var postingsAt: UInt64 = 0
        var size: UInt64 = 0
        var hotKeys: UInt64 = 0
        var hotKeysAt: UInt64 = 0
    }

    /// A key that should tell much and that too many cards have: what leads to none of them.
    struct HotKey: BitwiseCopyable, Sendable {
        var mark: UInt32
        /// One of the cards that have it.
        var card: UInt32
        var count: UInt32
    }

    /// The postings of one key: cards that have it, or only how many where they are too many.
    struct Run {
        var first: UnsafePointer<UInt64>
        var count = 0
        var total = 0
        @inline(__always)
        func card(_ index: Int) -> Int { Int(first[index] & 0x7FFF_FFFF) }
    }

    /// In words of eight bytes.
    private static let mostFetched = 96

    let cards: Int
    let postings: Int
    private let shift: UInt64
    private let words: MappedArray<UInt64>
    private let offsets: MappedArray<UInt32>
    private let numbers: MappedArray<Int64>
    private let buckets: MappedArray<UInt32>
    private let entries: MappedArray<UInt64>
    private let hot: MappedArray<HotKey>

    init(_ file: MappedFile) throws(IndexError) {
        guard file.count >= MemoryLayout<Header>.stride else { throw .damaged }
        let header = file.start.loadUnaligned(as: Header.self)
        guard header.magic == Header.magic else { throw .otherVersion }
        guard header.size == UInt64(file.count), header.buckets.nonzeroBitCount == 1,
            header.cardsAt <= header.offsetsAt, max(header.cards, header.buckets) < UInt64(UInt32.max)
        else { throw .damaged }
        (cards, postings) = (Int(header.cards), Int(header.postings))
        shift = 64 - UInt64(header.buckets.trailingZeroBitCount)
        words = try file.array(
            of: UInt64.self,
            at: header.cardsAt,
            count: (header.offsetsAt - header.cardsAt) / 8
        )
        offsets = try file.array(of: UInt32.self, at: header.offsetsAt, count: header.cards)
        numbers = try file.array(of: Int64.self, at: header.numbersAt, count: header.cards)
        buckets = try file.array(of: UInt32.self, at: header.bucketsAt, count: header.buckets + 1)
        // A file without a posting has the room of one.
        entries = try file.array(of: UInt64.self, at: header.postingsAt, count: max(1, header.postings))
        hot = try file.array(of: HotKey.self, at: header.hotKeysAt, count: header.hotKeys)
    }

    @inline(__always)
    func card(_ index: Int) -> UnsafeRawPointer { UnsafeRawPointer(words.start + Int(offsets[index])) }

    // MARK: Fetching ahead

    /// Has the memory fetched that says where the postings of the keys begin.
    func fetchBuckets(_ keys: [PostingKey]) {
        for key in keys { cprefetch(buckets.start + Int(key.hash &>> shift)) }
    }

    /// Has the postings of the keys fetched, once it is known where they begin.
    func fetchPostings(_ keys: [PostingKey]) {
        for key in keys { cprefetch(entries.start + Int(buckets[Int(key.hash &>> shift)])) }
    }

    @inline(__always)
    func fetchOffset(ofCard index: Int) { cprefetch(offsets.start + index) }

    /// Has the lines of a card fetched, all but those of a very long one.
    @inline(__always)
    func fetchCard(_ index: Int) {
        let start = Int(offsets[index])
        let end = index + 1 < cards ? Int(offsets[index + 1]) : words.count
        var word = start & ~7
        while word < min(end, start + Segment.mostFetched) {
            cprefetch(words.start + word)
            word += 8
        }
    }

    @inline(__always)
    func run(of key: PostingKey) -> Run {
        let bucket = Int(key.hash &>> shift)
        let mark = key.hash << 32
        var position = Int(buckets[bucket])
        let end = Int(buckets[bucket + 1])
        while position < end, entries[position] & 0xFFFF_FFFF_0000_0000 < mark { position += 1 }
        var run = Run(first: entries.start + position)
        guard position < end, entries[position] & 0xFFFF_FFFF_0000_0000 == mark else { return run }
        if entries[position] & 0x8000_0000 != 0 {
            run.total = Int(entries[position] & 0x7FFF_FFFF)
            return run
        }
        while position < end, entries[position] & 0xFFFF_FFFF_0000_0000 == mark {
            position += 1
            run.count += 1
        }
        run.total = run.count
        return run
    }

    /// The card of a number; they lie in the order of their numbers.
    func card(ofNumber number: Int64) -> Int? {
        var (low, high) = (0, cards)
        // Numbers follow one another with few gaps, so the first guess is near.
        if cards > 0, number >= numbers[0], number - numbers[0] < Int64(cards) {
            let guess = Int(number - numbers[0])
            if numbers[guess] == number { return guess }
            if numbers[guess] > number { high = guess } else { low = guess }
        }
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < cards && numbers[low] == number ? low : nil
    }

    func number(_ card: Int) -> Int64 { numbers[card] }

    /// The keys that were too frequent to be kept with their cards, the most frequent first.
    var hotKeys: UnsafeBufferPointer<HotKey> { hot.buffer }
}
