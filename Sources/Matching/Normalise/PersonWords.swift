/// The tables of words in people's names, read once from their list.
struct PersonWords: Sendable {
    static let shared = PersonWords()

    static let title: UInt32 = 1
    static let suffix: UInt32 = 2
    static let particle: UInt32 = 4
    static let given: UInt32 = 8
    private static let classesShift: UInt32 = 4

    private(set) var words = WordTable(capacity: 4096)
    private var classes: [SIMD8<UInt16>] = []

    private init() {
        var meanings: [[UInt8]: UInt32] = [:]
        let flagged = [
            (PersonWordList.titles, PersonWords.title), (PersonWordList.suffixes, PersonWords.suffix),
            (PersonWordList.particles, PersonWords.particle),
        ]
        for (list, flag) in flagged {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let folded = Folding.shared.folded(String(word)).filter { TokenReader.isWord($0) }
                meanings[folded, default: 0] |= flag
            }
        }
        var known: [[UInt8]: [UInt16]] = [:]
        for (index, line) in PersonWordList.nicknames.split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") {
                let lines = known[Array(word.utf8), default: []]
                guard lines.last != UInt16(index + 1), lines.count < 8 else { continue }
                known[Array(word.utf8)] = lines + [UInt16(index + 1)]
            }
        }
        for (word, lines) in known.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            var vector = SIMD8<UInt16>(repeating: 0)
            for (index, line) in lines.enumerated() { vector[index] = line }
            classes.append(vector)
            meanings[word, default: 0] |= PersonWords.given | UInt32(classes.count) << PersonWords.classesShift
        }
        for (word, meaning) in meanings { words.insert(word, meaning) }
    }

    /// The lines of the list in which the name stands.
    func classes(_ meaning: UInt32) -> SIMD8<UInt16> {
        let index = Int(meaning >> PersonWords.classesShift)
        return index == 0 ? SIMD8(repeating: 0) : classes[index - 1]
    }
}

/// To which families of first names a name belongs: *Bob* and *Rupert* share one with *Robert*, though none with each
/// other's other names. Sixteen bytes, compared in a few instructions.
package struct NicknameClasses: BitwiseCopyable, Sendable, Hashable {
    package var lines: SIMD8<UInt16>

    package static let none = NicknameClasses(lines: SIMD8(repeating: 0))

    package init(lines: SIMD8<UInt16>) { self.lines = lines }

    /// Whether both may be short for one name. A name without a family shares none.
    package func meets(_ other: NicknameClasses) -> Bool {
        for index in 0..<8 {
            let line = other.lines[index]
            if line == 0 { return false }
            if any(lines .== SIMD8(repeating: line)) { return true }
        }
        return false
    }
}
