/// Reads the street of an address: house number, words of the street, and what says where in the house.
struct StreetReader: Sendable {
    struct Street: Sendable {
        /// `12a` and the like, hashed; 0 for none.
        var house: UInt32 = 0
        /// Suite, floor or flat, hashed; 0 for none.
        var unit: UInt32 = 0
        /// The letters of the street without its kind, however they are divided into words; 0 for none.
        var name: UInt32 = 0
        /// Words were left out or moved to the end, so that what is left may mean something else together.
        var mayChange = false
    }

    private var reader = TokenReader(joinsOverBlanks: false)
    private let words = StreetWords.shared

    /// Writes the normal form, `12a main street unit 4`, behind what the text holds already.
    mutating func read(_ folded: Span<UInt8>, count: Int, into text: inout [UInt8]) -> Street {
        reader.read(folded, count: count)
        var street = Street()
        let begin = text.count
        let house = houseIndex()
        if let house { street.house = append(reader.tokens[house], to: &text, from: begin) }
        var units: UInt32 = 0
        var name = Skeleton()
        var hasName = false
        var kinds: UInt32 = 0
        var index = 0
        var isFirst = true
        while index < reader.tokens.count {
            defer { index += 1 }
            if index == house { continue }
            let meaning = meaning(index)
            let isMark = meaning & StreetWords.number != 0 && index + 1 == house
            let isFiller = meaning & (StreetWords.filler | StreetWords.unit) == StreetWords.filler
            if isMark || isFiller && reader.tokens.count > 2 || isBoxMark(index) {
                street.mayChange = true
                continue
            }
            if meaning & StreetWords.unit != 0, index > 0 || meaning & StreetWords.word == 0,
                opensUnit(index, but: house)
            {
                units |= 1 << UInt32(index + 1)
                index += 1
                if index + 1 < reader.tokens.count { street.mayChange = true }
                continue
            }
            let (word, isKind) = appendWord(reader.tokens[index], meaning, isFirst: isFirst, to: &text, from: begin)
            if isKind {
                kinds &+= Skeleton.hash(of: text.span, word)
            } else {
                hasName = true
                for position in word { name.add(text[position]) }
            }
            isFirst = false
        }
        street.name = hasName ? name.value : kinds
        while units != 0 {
            if text.count > begin { text.append(0x20) }
            text.append(contentsOf: "unit".utf8)
            street.unit &+= append(reader.tokens[units.trailingZeroBitCount], to: &text, from: begin)
            units &= units - 1
        }
        return street
    }

    private func meaning(_ index: Int) -> UInt32 {
        let token = reader.tokens[index]
        return words.table.meaning(of: reader.bytes.span, token.start..<token.end)
    }

    /// The `P.O.` of `P.O. Box`.
    private func isBoxMark(_ index: Int) -> Bool {
        let token = reader.tokens[index]
        guard index + 1 < reader.tokens.count, token.end - token.start == 2 else { return false }
        return reader.bytes[token.start..<token.end].elementsEqual("po".utf8) && meaning(index + 1) == words.box
    }

    /// A number that leads, or the first behind a word; `5th` is a street's name.
    private func houseIndex() -> Int? {
        for (index, token) in reader.tokens.enumerated() {
            guard TokenReader.isDigit(reader.bytes[token.start]) else { continue }
            if words.isOrdinal(reader.bytes, token.start..<token.end) { continue }
            if index == 0 { return index }
            // A number behind "suite" is none of the street's.
            let before = meaning(index - 1)
            if before & StreetWords.unit == 0 || before & StreetWords.number != 0 { return index }
        }
        return nil
    }

    /// Whether a unit's word is followed by what may be its number.
    private func opensUnit(_ index: Int, but house: Int?) -> Bool {
        let next = index + 1
        guard next < reader.tokens.count, next != house else { return false }
        let token = reader.tokens[next]
        return token.end - token.start <= 2 || TokenReader.isDigit(reader.bytes[token.end - 1])
            || TokenReader.isDigit(reader.bytes[token.start])
    }

    private func append(_ token: RawToken, to text: inout [UInt8], from begin: Int) -> UInt32 {
        if text.count > begin { text.append(0x20) }
        text.append(contentsOf: reader.bytes[token.start..<token.end])
        return Hash.of(reader.bytes.span, token.start..<token.end) | 1
    }

    private func appendWord(
        _ token: RawToken,
        _ meaning: UInt32,
        isFirst: Bool,
        to text: inout [UInt8],
        from begin: Int
    ) -> (Range<Int>, Bool) {
        if text.count > begin { text.append(0x20) }
        let start = text.count
        let word = Int(meaning & StreetWords.word)
        // "St. James Street" begins with a saint.
        let isSaint = isFirst && reader.bytes[token.start..<token.end].elementsEqual("st".utf8)
        if isSaint {
            text.append(contentsOf: "saint".utf8)
        } else if word > 0 {
            words.canonical.write(word - 1, to: &text)
        } else if let stem = words.attached(reader.bytes, token.start..<token.end) {
            text.append(contentsOf: reader.bytes[token.start..<stem])
            text.append(contentsOf: "strasse".utf8)
        } else {
            text.append(contentsOf: reader.bytes[token.start..<token.end])
        }
        return (start..<text.count, word > 0 && !isSaint)
    }
}

/// The tables of words of streets, read once from their list.
struct StreetWords: Sendable {
    static let shared = StreetWords()
    static let word: UInt32 = 0xFFF
    static let unit: UInt32 = 1 << 12
    static let filler: UInt32 = 1 << 13
    /// The word is followed by a house number.
    static let number: UInt32 = 1 << 14

    private(set) var table = WordTable(capacity: 1024)
    private(set) var canonical = PackedWords([])
    /// The meaning of a post-office box.
    private(set) var box: UInt32 = 0

    private init() {
        var meanings: [[UInt8]: UInt32] = [:]
        var reader = TokenReader()
        func word(_ text: Substring) -> [UInt8]? {
            let folded = Folding.shared.folded(String(text))
            reader.read(folded.span, count: folded.count)
            guard reader.tokens.count == 1, let token = reader.tokens.first else { return nil }
            return Array(reader.bytes[token.start..<token.end])
        }
        var written: [[UInt8]] = []
        for line in StreetWordList.words.split(separator: "\n") {
            let spellings = line.split(separator: "|").compactMap { word($0) }
            written.append(spellings[0])
            for spelling in spellings where meanings[spelling] == nil { meanings[spelling] = UInt32(written.count) }
        }
        // What stands for others stands for itself.
        for (index, name) in written.enumerated() { meanings[name] = UInt32(index + 1) }
        canonical = PackedWords(written)
        box = meanings[Array("pobox".utf8)] ?? 0
        for unit in StreetWordList.units.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if let unit = word(unit) { meanings[unit, default: 0] |= StreetWords.unit }
        }
        for number in ["no", "nr", "num", "numero", "n", "house", "haus", "dom", "d", "hse", "c", "cp"] {
            meanings[Array(number.utf8), default: 0] |= StreetWords.number
        }
        for filler in StreetWordList.fillers.split(separator: " ") {
            if let filler = word(filler) { meanings[filler, default: 0] |= StreetWords.filler }
        }
        for (word, meaning) in meanings { table.insert(word, meaning) }
    }

    /// Where `str` or `strasse` begins at the end of a word: `hauptstr` is `hauptstrasse`.
    func attached(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        for ending in ["str", "straat", "strase"] where range.count > ending.utf8.count + 2 {
            let start = range.upperBound - ending.utf8.count
            // The whole word must still be short enough to be read again.
            guard start - range.lowerBound + 7 <= TokenReader.longestWord else { continue }
            if bytes[start..<range.upperBound].elementsEqual(ending.utf8) { return start }
        }
        return nil
    }

    /// `1st`, `22nd`, `5th`: digits and an ending.
    func isOrdinal(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count > 2 else { return false }
        let digits = bytes[range].prefix { TokenReader.isDigit($0) }
        let ending = bytes[digits.endIndex..<range.upperBound]
        return ["st", "nd", "rd", "th"].contains { ending.elementsEqual($0.utf8) }
    }
}
