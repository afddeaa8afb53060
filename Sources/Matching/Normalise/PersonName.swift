/// The name of a person in its normal form: given names and family name told apart, without titles and degrees, any script
/// spelled in small Latin letters.
///
/// A workspace like `CompanyName`. `text` is `family|given middle`, and reading it gives the same again. For an index keep
/// `text` with the counts, and `keys`; a blank name has no text and keys of 0, and equals no other.
package struct PersonName: Sendable {
    package private(set) var text: [UInt8] = []
    /// Where in the text the family name, the first given name and the others stand.
    package private(set) var family = 0..<0
    package private(set) var given = 0..<0
    package private(set) var middle = 0..<0
    package private(set) var keys = PersonKeys()

    private struct Word {
        var start: Int
        var end: Int
        var meaning: UInt32
        var isWide: Bool
    }

    private var folded = [UInt8](repeating: 0, count: Folding.room)
    private var bytes: [UInt8] = []
    private var words: [Word] = []
    private let tables = PersonWords.shared

    package init() {
        text.reserveCapacity(256)
        bytes.reserveCapacity(1024)
        words.reserveCapacity(32)
    }

    package init(_ name: String) {
        self.init()
        let bytes = Array(name.utf8)
        read(bytes.span)
    }

    package init(given: String, family: String) {
        self.init()
        let (first, last) = (Array(given.utf8), Array(family.utf8))
        read(given: first.span, family: last.span)
    }

    /// Reads a whole name in any order that people write: `Dr. Anna van der Berg, PhD`, `Berg, Anna`, `王小明`.
    package mutating func read(_ name: Span<UInt8>) {
        clear()
        let count = Folding.shared.fold(name, into: &folded)
        let bar = folded[..<count].firstIndex(of: 0x7C)
        let comma = bar ?? comma(before: count)
        let first = addWords(0..<(comma ?? count))
        // A bar stands in a normal form only, where nothing is left to take off.
        if bar == nil { trim(from: 0) }
        let boundary = words.count
        if let comma {
            _ = addWords(comma + 1..<count)
            if bar == nil { trim(from: boundary) }
        }
        guard !words.isEmpty else { return }
        if comma != nil, boundary > 0, bar != nil || boundary < words.count {
            write(family: 0..<boundary, given: boundary..<words.count)
        } else if first == 1, words.count == 1, words[0].isWide {
            writeWide()
        } else {
            let start = familyStart()
            write(family: start..<words.count, given: 0..<start)
        }
    }

    /// Reads a name of which the two parts are known.
    package mutating func read(given: Span<UInt8>, family: Span<UInt8>) {
        clear()
        let firstCount = Folding.shared.fold(given, into: &folded)
        _ = addWords(0..<firstCount)
        trim(from: 0)
        let boundary = words.count
        let lastCount = Folding.shared.fold(family, into: &folded)
        _ = addWords(0..<(comma(before: lastCount) ?? lastCount))
        trim(from: boundary)
        guard !words.isEmpty else { return }
        if boundary == 0 { return write(family: 0..<words.count, given: 0..<0) }
        if boundary == words.count {
            let start = familyStart()
            return write(family: start..<words.count, given: 0..<start)
        }
        write(family: boundary..<words.count, given: 0..<boundary)
    }

    private mutating func clear() {
        text.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        (family, given, middle) = (0..<0, 0..<0, 0..<0)
        keys = PersonKeys()
    }

    /// The comma that divides family from given names: not the one before a degree.
    private func comma(before count: Int) -> Int? {
        for index in 0..<count where folded[index] == 0x2C {
            var start = index + 1
            while start < count, !isLetter(folded[start]) { start += 1 }
            var end = start
            while end < count, isLetter(folded[end]) || folded[end] == 0x2E { end += 1 }
            guard start < end else { return nil }
            var word: [UInt8] = []
            for byte in folded[start..<end] where byte != 0x2E { word.append(byte) }
            let isSuffix = tables.words.meaning(of: word.span, 0..<word.count) & PersonWords.suffix != 0
            return isSuffix ? nil : index
        }
        return nil
    }

    private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || TokenReader.isWord(byte) }

    /// Adds the words of a part; what stands in brackets or quotes is a name for friends and left out.
    private mutating func addWords(_ range: Range<Int>) -> Int {
        var added = 0
        var start = -1
        var depth = 0
        for index in range.lowerBound...range.upperBound {
            let byte = index < range.upperBound ? folded[index] : 0x20
            if isLetter(byte), depth == 0 {
                if start < 0 { start = bytes.count }
                if bytes.count - start < 40 { bytes.append(byte) }
                continue
            }
            if byte == 0x27 || byte == 0x60, depth == 0 { continue }
            // `Sig.ra`, `Dott.ssa` are one word.
            if byte == 0x2E, start >= 0, endsTitle(index + 1, before: range.upperBound) { continue }
            if start >= 0 {
                trimBroken(from: start)
                let meaning = tables.words.meaning(of: bytes.span, start..<bytes.count)
                if words.count < 12, bytes.count > start {
                    words.append(
                        Word(start: start, end: bytes.count, meaning: meaning, isWide: bytes[start] >= 0xE0)
                    )
                    added += 1
                }
                start = -1
            }
            switch byte {
            case 0x28, 0x5B: depth += 1
            case 0x29, 0x5D: depth = max(0, depth - 1)
            default: break
            }
        }
        return added
    }

    private func endsTitle(_ start: Int, before end: Int) -> Bool {
        for ending in ["ra", "ssa"] {
            let next = start + ending.utf8.count
            guard next <= end, folded[start..<next].elementsEqual(ending.utf8) else { continue }
            if next == end || !isLetter(folded[next]) { return true }
        }
        return false
    }

    /// A word that was cut at its longest may end within a character.
    private mutating func trimBroken(from start: Int) {
        while bytes.count > start, let last = bytes.last, last >= 0x80 {
            let whole = String(validating: bytes[start...], as: UTF8.self) != nil
            if whole { return }
            bytes.removeLast()
        }
    }

    /// Drops titles before and degrees behind, as long as a word is left.
    private mutating func trim(from first: Int) {
        while words.count - first > 1, words[first].meaning & PersonWords.title != 0 { words.remove(at: first) }
        while words.count - first > 1, words[words.count - 1].meaning & PersonWords.suffix != 0 { words.removeLast() }
    }

    /// The last word, and the particles before it; of a name with a comma nothing is left to ask.
    private func familyStart() -> Int {
        var start = words.count - 1
        while start > 1, words[start - 1].meaning & PersonWords.particle != 0,
            words[start - 1].end - words[start - 1].start > 1
        {
            start -= 1
        }
        return start
    }

    /// Chinese, Japanese and Korean names begin with the family: one character, or two where the name has four.
    private mutating func writeWide() {
        let word = words[0]
        let characters = (word.end - word.start) / 3
        let isRegular = stride(from: word.start, to: word.end, by: 3).allSatisfy { bytes[$0] & 0xF0 == 0xE0 }
        guard (word.end - word.start) % 3 == 0, isRegular, (2...4).contains(characters) else {
            return write(family: 0..<1, given: 0..<0)
        }
        let split = word.start + (characters == 4 ? 6 : 3)
        words = [
            Word(start: word.start, end: split, meaning: 0, isWide: true),
            Word(start: split, end: word.end, meaning: 0, isWide: true),
        ]
        write(family: 0..<1, given: 1..<2)
    }

    private mutating func write(family familyWords: Range<Int>, given givenWords: Range<Int>) {
        family = append(familyWords)
        text.append(0x7C)
        if !givenWords.isEmpty {
            given = append(givenWords.prefix(1))
            if givenWords.count > 1 {
                text.append(0x20)
                middle = append(givenWords.dropFirst())
            }
        }
        let first = givenWords.isEmpty ? 0 : words[givenWords.lowerBound].meaning
        keys = PersonKeys(text.span, family: family, given: given, middle: middle, classes: tables.classes(first))
    }

    private mutating func append(_ range: Range<Int>) -> Range<Int> {
        let start = text.count
        for index in range {
            if text.count > start { text.append(0x20) }
            text.append(contentsOf: bytes[words[index].start..<words[index].end])
        }
        return start..<text.count
    }
}

/// What of a person's name can be looked up and compared as a number; 48 bytes without a pointer.
package struct PersonKeys: BitwiseCopyable, Sendable, Hashable {
    /// Over the letters of the family name without blanks and particles' gaps: *Van der Berg* is *Vanderberg*. 0 for none.
    package var family: UInt32 = 0
    package var given: UInt32 = 0
    /// The first letters of the given names, five bits each.
    package var initials: UInt32 = 0
    /// By the sound of the family name: `Phonetic.key`.
    package var sound: UInt32 = 0
    /// Family and first name in either order.
    package var whole: UInt64 = 0
    package var nicknames = NicknameClasses.none

    package init() {}

    init(
        _ text: Span<UInt8>,
        family: Range<Int>,
        given: Range<Int>,
        middle: Range<Int>,
        classes: SIMD8<UInt16>
    ) {
        self.family = PersonKeys.joined(text, family)
        self.given = PersonKeys.joined(text, given)
        sound = Phonetic.key(text, family)
        nicknames = NicknameClasses(lines: classes)
        if !given.isEmpty { initials = UInt32(text[given.lowerBound] & 0x1F) }
        var isStart = true
        for index in middle {
            if isStart, initials < 1 << 25 { initials = initials << 5 | UInt32(text[index] & 0x1F) }
            isStart = text[index] == 0x20
        }
        whole = (family.isEmpty ? 0 : Hash.spread(self.family)) &+ (given.isEmpty ? 0 : Hash.spread(self.given))
    }

    private static func joined(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        guard !range.isEmpty else { return 0 }
        var skeleton = Skeleton()
        for index in range where text[index] != 0x20 { skeleton.add(text[index]) }
        return skeleton.value | 1
    }
}
