/// Gathers the words of all entries; each word is kept once.
struct WordShelfWriter {
    private var codes: [[UInt8]: UInt32] = [:]
    private var words: [[UInt8]] = []
    private var counts: [UInt32] = []
    private var last: [UInt32] = []
    /// Pairs of word and entry as they came, each entry's together.
    private var pairs: [UInt64] = []

    mutating func add(_ word: ArraySlice<UInt8>, of entry: UInt32) {
        let key = Array(word)
        let code: UInt32
        if let known = codes[key] {
            code = known
        } else {
            code = UInt32(words.count)
            codes[key] = code
            words.append(key)
            counts.append(0)
            last.append(.max)
        }
        // A word that an entry has twice counts once.
        guard last[Int(code)] != entry else { return }
        last[Int(code)] = entry
        counts[Int(code)] += 1
        pairs.append(UInt64(code) << 32 | UInt64(entry))
    }

    consuming func write(to sections: inout SectionWriter) throws(IndexError) {
        let order = words.indices.sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
        var (text, textEnds, masks, starts): ([UInt8], [UInt32], [UInt32], [UInt32]) = ([], [0], [], [0])
        var next = [UInt32](repeating: 0, count: words.count)
        for code in order {
            text += words[code]
            textEnds.append(UInt32(text.count))
            masks.append(LetterMask.of(words[code]))
            next[code] = starts[starts.count - 1]
            starts.append(next[code] + counts[code])
        }
        var postings = [UInt32](repeating: 0, count: pairs.count)
        for pair in pairs {
            let code = Int(pair >> 32)
            postings[Int(next[code])] = UInt32(truncatingIfNeeded: pair)
            next[code] += 1
        }
        try sections.add(text)
        try sections.add(textEnds)
        try sections.add(masks)
        try sections.add(starts)
        try sections.add(postings)
    }
}

/// The words of a search index in the order of the alphabet, each with the entries that have it.
struct WordShelf: Sendable {
    private let text: MappedArray<UInt8>
    private let ends: MappedArray<UInt32>
    private let masks: MappedArray<UInt32>
    private let starts: MappedArray<UInt32>
    private let postings: MappedArray<UInt32>

    var count: Int { masks.count }

    init(_ sections: inout SectionReader) throws(IndexError) {
        text = try sections.next(UInt8.self)
        ends = try sections.next(UInt32.self)
        masks = try sections.next(UInt32.self)
        starts = try sections.next(UInt32.self)
        postings = try sections.next(UInt32.self)
    }

    func word(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        text.buffer(Int(ends[index])..<Int(ends[index + 1]))
    }

    func entries(_ index: Int) -> UnsafeBufferPointer<UInt32> {
        postings.buffer(Int(starts[index])..<Int(starts[index + 1]))
    }

    /// How many entries the words of a range have together, those that have several counted for each.
    func entryCount(_ range: Range<Int>) -> Int { Int(starts[range.upperBound] - starts[range.lowerBound]) }

    /// The words that begin with these letters; the first of them may be the word itself.
    func range(of prefix: [UInt8]) -> Range<Int> {
        let low = firstIndex { !$0.lexicographicallyPrecedes(prefix) }
        let high = firstIndex { !$0.lexicographicallyPrecedes(prefix) && !$0.starts(with: prefix) }
        return low..<high
    }

    func isWord(_ index: Int, _ word: [UInt8]) -> Bool { index < count && self.word(index).elementsEqual(word) }

    private func firstIndex(_ isBehind: (UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(word(middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The words that differ in at most so many letters, with how many those are.
    func alike(_ word: [UInt8], within limit: Int) -> [(index: Int, distance: Int)] {
        let mask = LetterMask.of(word)
        var found: [(Int, Int)] = []
        for index in 0..<count {
            let length = Int(ends[index + 1] - ends[index])
            guard abs(length - word.count) <= limit, (masks[index] ^ mask).nonzeroBitCount <= 2 * limit else {
                continue
            }
            let distance = EditDistance.bounded(word.span, self.word(index).span, limit: limit)
            if distance <= limit { found.append((index, distance)) }
        }
        return found
    }
}
