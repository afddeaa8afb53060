/// What a word means in a company's name, packed into 32 bits.
struct CompanyWord: Equatable {
    var bits: UInt32

    static let any: UInt32 = 1 << 8
    static let start: UInt32 = 1 << 9
    static let end: UInt32 = 1 << 10
    static let stop: UInt32 = 1 << 11
    static let place: UInt32 = 1 << 12
    static let begins: UInt32 = 1 << 13
    static let trading: UInt32 = 1 << 14
    static let former: UInt32 = 1 << 15
    static let web: UInt32 = 1 << 16
    private static let wordShift: UInt32 = 17
    /// How many words the longest phrase has that begins with this one.
    private static let phraseShift: UInt32 = 29

    var form: UInt8 { UInt8(truncatingIfNeeded: bits) }
    var isLegal: Bool { bits & (CompanyWord.any | CompanyWord.start | CompanyWord.end) != 0 }
    var isStop: Bool { bits & CompanyWord.stop != 0 }
    /// The word that this is short for: its index plus one, 0 for none.
    var word: Int { Int(bits >> CompanyWord.wordShift & 0xFFF) }
    var phrase: Int { Int(bits >> CompanyWord.phraseShift) }

    func has(_ flag: UInt32) -> Bool { bits & flag != 0 }
    static func opensPhrase(of count: Int) -> UInt32 { begins | UInt32(min(count, 7)) << phraseShift }
    static func standsFor(_ index: Int) -> UInt32 { UInt32(index + 1) << wordShift }
}

/// The tables of company words, read once from their list.
struct CompanyWords: Sendable {
    static let shared = CompanyWords()

    private(set) var words = WordTable(capacity: 4096)
    private(set) var phrases = WordTable(capacity: 2048)
    /// The words that abbreviations stand for.
    private(set) var canonical = PackedWords([])
    /// What they mean themselves.
    private(set) var canonicalMeanings: [UInt32] = []
    /// Forms and words that are written without a blank: bytes, and the form or 0.
    private(set) var attached: [(bytes: [UInt8], form: UInt8)] = []
    /// Those of them that are spelled in ASCII, for Korean and Thai.
    private(set) var attachedPlain = PackedWords([])
    /// Those that stand in brackets, as in `（株）`.
    private(set) var bracketed = WordTable(capacity: 16)
    private(set) var forms: [String] = [""]

    private init() {
        var meanings: [[UInt8]: UInt32] = [:]
        var reader = TokenReader()
        let written = readAbbreviations(&meanings, &reader)
        readLegalForms(&meanings, written, &reader)
        for marker in CompanyWordList.aliasMarkers.split(separator: "\n") {
            let parts = marker.split(separator: " ", maxSplits: 1)
            let flag = parts[0] == "trading" ? CompanyWord.trading : CompanyWord.former
            for spelling in parts[1].split(separator: "|") { add(spelling, flag, &meanings, written, &reader) }
        }
        let flagged = [
            (CompanyWordList.stopWords, CompanyWord.stop), (CompanyWordList.places, CompanyWord.place),
            (CompanyWordList.webSuffixes, CompanyWord.web),
        ]
        for (list, flag) in flagged {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                meanings[Folding.shared.folded(String(word)), default: 0] |= flag
            }
        }
        canonical = PackedWords(written)
        canonicalMeanings = written.map { meanings[$0] ?? 0 }
        for (word, meaning) in meanings { words.insert(word, meaning) }
        readAttached()
    }

    /// Takes the abbreviations, and answers what they stand for.
    private func readAbbreviations(_ meanings: inout [[UInt8]: UInt32], _ reader: inout TokenReader) -> [[UInt8]] {
        var written: [[UInt8]] = []
        for line in CompanyWordList.abbreviations.split(separator: "\n") {
            let spellings = line.split(separator: " ").map { word -> [UInt8] in
                CompanyWords.tokens(of: word, &reader)[0]
            }
            written.append(spellings[0])
            for spelling in spellings.dropFirst() where meanings[spelling] == nil && spelling != spellings[0] {
                meanings[spelling] = CompanyWord.standsFor(written.count - 1)
            }
        }
        // A word that others stand for stands for itself.
        for word in written { meanings[word] = nil }
        return written
    }

    private mutating func readLegalForms(
        _ meanings: inout [[UInt8]: UInt32],
        _ written: [[UInt8]],
        _ reader: inout TokenReader
    ) {
        let places: [Substring: UInt32] = [
            "any": CompanyWord.any, "start": CompanyWord.start, "end": CompanyWord.end,
            "edge": CompanyWord.start | CompanyWord.end,
        ]
        for line in CompanyWordList.legalForms.split(separator: "\n") {
            let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: true)
            var head = parts[0].split(separator: " ")
            guard let place = head.firstIndex(where: { places[$0] != nil }), let flag = places[head[place]] else {
                continue
            }
            let name = head[..<place].joined(separator: " ")
            head.removeSubrange(...place)
            let first = head.joined(separator: " ")
            if forms.last != name { forms.append(name) }
            let meaning = flag | UInt32(forms.count - 1)
            let rest = parts.count > 1 ? parts[1].split(separator: "|") : []
            for spelling in [first[...]] + rest { add(spelling, meaning, &meanings, written, &reader) }
        }
    }

    private mutating func add(
        _ spelling: Substring,
        _ meaning: UInt32,
        _ meanings: inout [[UInt8]: UInt32],
        _ written: [[UInt8]],
        _ reader: inout TokenReader
    ) {
        let tokens = CompanyWords.tokens(of: spelling, &reader).map { token -> [UInt8] in
            guard let known = meanings[token], case let word = CompanyWord(bits: known).word, word > 0 else {
                return token
            }
            return written[word - 1]
        }
        guard let first = tokens.first else { return }
        if tokens.count == 1 {
            let known = meanings[first] ?? 0
            // The first form that claims a word keeps it; where it may stand adds up.
            let form = known & 0xFF == 0 ? meaning & 0xFF : 0
            meanings[first] = known | meaning & ~0xFF | form
        } else {
            let known = meanings[first] ?? 0
            let longest = max(tokens.count, CompanyWord(bits: known).phrase)
            meanings[first] = known & 0x1FFF_FFFF | CompanyWord.opensPhrase(of: longest)
            phrases.insert(Array(tokens.prefix(7).joined(separator: [0x20])), meaning)
        }
    }

    private mutating func readAttached() {
        for line in CompanyWordList.attached.split(separator: "\n") {
            let parts = line.split(separator: " ")
            let form = parts[0] == "words" ? 0 : forms.firstIndex(of: String(parts[0])) ?? forms.count
            if form == forms.count { forms.append(String(parts[0])) }
            for spelling in parts.dropFirst() {
                attached.append((Folding.shared.folded(String(spelling)), UInt8(form)))
            }
        }
        for line in CompanyWordList.bracketed.split(separator: "\n") {
            let parts = line.split(separator: " ").map { String($0) }
            guard let form = forms.firstIndex(of: parts[0]) else { continue }
            for spelling in parts.dropFirst() { bracketed.insert(Folding.shared.folded(spelling), UInt32(form)) }
        }
        attached.sort { $0.bytes.count > $1.bytes.count }
        attachedPlain = PackedWords(attached.map(\.bytes).filter { $0.allSatisfy(TokenReader.isWord) })
    }

    private static func tokens(of text: Substring, _ reader: inout TokenReader) -> [[UInt8]] {
        let folded = Folding.shared.folded(String(text))
        reader.read(folded.span, count: folded.count)
        return reader.tokens.map { Array(reader.bytes[$0.start..<$0.end]) }
    }
}
