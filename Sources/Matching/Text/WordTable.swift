/// Words and what they mean, found by their bytes: open addressing over one block of bytes, built once.
struct WordTable: Sendable {
    private struct Slot {
        var hash: UInt32 = 0
        var start: UInt32 = 0
        var length: UInt32 = 0
        var meaning: UInt32 = 0
    }

    private var slots: [Slot]
    /// Of each slot some bits of its hash, 0 for an empty one: most words that are asked for are not in the table, and these
    /// are near the processor when the slots are not.
    private var tags: [UInt8]
    private var bytes: [UInt8] = []
    private var mask: Int
    private(set) var count = 0
    /// Longer words are not in the table; asking for them costs nothing.
    private(set) var longest = 0

    init(capacity: Int = 64) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        tags = Array(repeating: 0, count: size)
        mask = size - 1
    }

    /// The meaning that was given to the word, 0 if it has none.
    @inline(__always)
    func meaning(of text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        guard range.count <= longest else { return 0 }
        return meaning(of: text, range, hash: Hash.of(text, range))
    }

    func meaning(of text: Span<UInt8>, _ range: Range<Int>, hash: UInt32) -> UInt32 {
        var index = Int(hash) & mask
        let tag = WordTable.tag(of: hash)
        let tags = tags.span
        while tags[index] != 0 {
            if tags[index] == tag, slots[index].hash == hash, isSame(slots[index], text, range) {
                return slots[index].meaning
            }
            index = (index + 1) & mask
        }
        return 0
    }

    private func isSame(_ slot: Slot, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard Int(slot.length) == range.count else { return false }
        let bytes = bytes.span
        for index in 0..<range.count where bytes[Int(slot.start) + index] != text[range.lowerBound + index] {
            return false
        }
        return true
    }

    func meaning(of word: some Collection<UInt8>) -> UInt32 {
        let bytes = Array(word)
        return meaning(of: bytes.span, 0..<bytes.count)
    }

    /// A word keeps its first meaning; answers the one that it has. A meaning is not 0.
    @discardableResult
    mutating func insert(_ word: [UInt8], _ meaning: UInt32, replacing: Bool = false) -> UInt32 {
        guard !word.isEmpty, meaning != 0 else { return 0 }
        if (count + 1) * 2 > slots.count { grow() }
        let hash = Hash.of(word.span, 0..<word.count)
        var index = Int(hash) & mask
        while slots[index].meaning != 0 {
            if slots[index].hash == hash, isSame(slots[index], word.span, 0..<word.count) {
                if replacing { slots[index].meaning = meaning }
                return slots[index].meaning
            }
            index = (index + 1) & mask
        }
        slots[index] = Slot(hash: hash, start: UInt32(bytes.count), length: UInt32(word.count), meaning: meaning)
        tags[index] = WordTable.tag(of: hash)
        bytes += word
        count += 1
        longest = max(longest, word.count)
        return meaning
    }

    /// The table as words of 64 bits, to be kept in a file.
    var words: [UInt64] {
        var words = [UInt64(slots.count), UInt64(bytes.count), UInt64(count), UInt64(longest)]
        for slot in slots {
            words.append(UInt64(slot.hash) | UInt64(slot.start) << 32)
            words.append(UInt64(slot.length) | UInt64(slot.meaning) << 32)
        }
        for start in stride(from: 0, to: bytes.count, by: 8) {
            var word: UInt64 = 0
            for (place, byte) in bytes[start..<min(start + 8, bytes.count)].enumerated() {
                word |= UInt64(byte) << UInt64(8 * place)
            }
            words.append(word)
        }
        return words
    }

    /// The words of a table whose meanings count them from 1.
    var byMeaning: [[UInt8]] {
        slots.filter { $0.meaning != 0 }.sorted { $0.meaning < $1.meaning }
            .map { Array(bytes[Int($0.start)..<Int($0.start + $0.length)]) }
    }

    /// A table from a file; takes its words from the front.
    init?(_ words: inout UnsafeBufferPointer<UInt64>.SubSequence) {
        guard words.count >= 4 else { return nil }
        let start = words.startIndex
        let (slotCount, byteCount) = (Int(words[start]), Int(words[start + 1]))
        (count, longest) = (Int(words[start + 2]), Int(words[start + 3]))
        let size = 4 + 2 * slotCount + (byteCount + 7) / 8
        guard slotCount.nonzeroBitCount == 1, slotCount < 1 << 24, byteCount < 1 << 28, words.count >= size else {
            return nil
        }
        mask = slotCount - 1
        slots = (0..<slotCount).map { index in
            let (one, two) = (words[start + 4 + 2 * index], words[start + 5 + 2 * index])
            return Slot(
                hash: UInt32(truncatingIfNeeded: one),
                start: UInt32(one >> 32),
                length: UInt32(truncatingIfNeeded: two),
                meaning: UInt32(two >> 32)
            )
        }
        tags = slots.map { $0.meaning == 0 ? 0 : WordTable.tag(of: $0.hash) }
        let text = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: words[(start + 4 + 2 * slotCount)...]))
        bytes = Array(text.prefix(byteCount))
        words = words[(start + size)...]
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        tags = Array(repeating: 0, count: slots.count)
        mask = slots.count - 1
        for slot in old where slot.meaning != 0 {
            var index = Int(slot.hash) & mask
            while slots[index].meaning != 0 { index = (index + 1) & mask }
            slots[index] = slot
            tags[index] = WordTable.tag(of: slot.hash)
        }
    }

    /// Its low bits say where to look, its high ones are the tag.
    @inline(__always)
    private static func tag(of hash: UInt32) -> UInt8 { UInt8(hash >> 24) | 1 }
}

/// FNV-1a with a last stir: words are short, and the loop that reads them has the byte at hand.
package enum Hash {
    static let start: UInt32 = 0x811C_9DC5

    @inline(__always)
    static func next(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

    @inline(__always)
    static func end(_ hash: UInt32) -> UInt32 {
        let stirred = (hash ^ hash >> 15) &* 0x2C1B_3C6D
        return stirred ^ stirred >> 13
    }

    @inline(__always)
    static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var hash = start
        for index in range { hash = next(hash, text[index]) }
        return end(hash)
    }

    /// Spreads a small hash over 64 bits, for sums in which order must not matter.
    @inline(__always)
    static func spread(_ hash: UInt32) -> UInt64 {
        var value = (UInt64(hash) &+ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 31) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 29
    }
}
