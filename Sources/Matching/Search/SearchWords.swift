/// Splits what is searched and what is asked for into the same words.
///
/// Scripts that write no blanks give a word for each character.
struct SearchWords: Sendable {
    private var folded = [UInt8](repeating: 0, count: Folding.room)
    private var reader = TokenReader()

    mutating func each(of text: String, _ visit: (ArraySlice<UInt8>) -> Void) {
        guard !text.isEmpty else { return }
        var text = text
        let count = text.withUTF8 { Folding.shared.fold($0.span, into: &folded) }
        let source = folded
        reader.read(source.span, count: count)
        for token in reader.tokens {
            let word = reader.bytes[token.start..<token.end]
            guard word[token.start] >= 0x80 else {
                visit(word)
                continue
            }
            var start = token.start
            for index in token.start + 1...token.end where index == token.end || word[index] & 0xC0 != 0x80 {
                visit(word[start..<index])
                start = index
            }
        }
    }

    mutating func list(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        each(of: text) { words.append(Array($0)) }
        return words
    }
}

/// Which letters a word has, so that most words need no second look.
struct LetterMask {
    /// A bit for each of the letters, for digits and for all else.
    static func of(_ word: some Sequence<UInt8>) -> UInt32 {
        var mask: UInt32 = 0
        for byte in word {
            switch byte {
            case 0x61...0x7A: mask |= 1 << UInt32(byte - 0x61)
            case 0x30...0x39: mask |= 1 << (26 + UInt32(byte & 3))
            default: mask |= 1 << (30 + UInt32(byte & 1))
            }
        }
        return mask
    }
}
