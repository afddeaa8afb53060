/// A word of a folded text before anything is known of it.
struct RawToken {
    var start: Int
    var end: Int
    /// It stood in brackets.
    var isAside: Bool
    /// It follows the word before without a blank, behind a full stop.
    var followsDot: Bool
}

/// Splits folded text into words: initials become one word (`i.b.m.`, `s / a`, `h & m`), apostrophes vanish, and a
/// change between ASCII and other scripts divides.
///
/// The words stand in `bytes`, each ended by a blank.
struct TokenReader {
    /// More words than any name has; what is behind them is not read.
    static let most = 24
    static let longestWord = 48

    private(set) var bytes = [UInt8](repeating: 0, count: most * (longestWord + 1) + 64)
    private(set) var tokens: [RawToken] = []
    /// A bit for each word that was made of initials: those that follow belong to it.
    private var runs: UInt64 = 0

    /// Initials with blanks between them are one word, as in names; in streets they are not.
    private let joinsOverBlanks: Bool

    init(joinsOverBlanks: Bool = true) {
        self.joinsOverBlanks = joinsOverBlanks
        tokens.reserveCapacity(TokenReader.most)
    }

    mutating func read(_ text: Span<UInt8>, count: Int) {
        tokens.removeAll(keepingCapacity: true)
        runs = 0
        var written = 0
        var start = -1
        var depth = 0
        /// What stood between the last word and this place: a blank, a dot, a slash, an ampersand.
        var gap: UInt8 = 0x20
        var gapWidth = 0
        var position = 0
        while position < count {
            let byte = text[position]
            let isWide = byte >= 0x80
            if isWide || TokenReader.isWord(byte) {
                if start >= 0, isWide != (bytes[written - 1] >= 0x80) {
                    close(&start, &written, depth: depth, gap: gap, gapWidth: gapWidth)
                    (gap, gapWidth) = (0x20, 1)
                }
                if start < 0 {
                    guard tokens.count < TokenReader.most else { break }
                    start = written
                }
                let end = TokenReader.end(ofWordIn: text, from: position, before: count)
                let room = TokenReader.longestWord - (written - start)
                put(text.extracting(position..<min(end, position + room)), at: &written)
                position = end
                continue
            }
            position += 1
            if byte == 0x27 || byte == 0x60 { continue }
            if start >= 0 {
                close(&start, &written, depth: depth, gap: gap, gapWidth: gapWidth)
                (gap, gapWidth) = (byte, 1)
            } else {
                if byte != 0x20 { gap = byte }
                gapWidth += 1
            }
            switch byte {
            case 0x28, 0x5B, 0x7B: depth += 1
            case 0x29, 0x5D, 0x7D: depth = max(0, depth - 1)
            default: break
            }
        }
        if start >= 0 { close(&start, &written, depth: depth, gap: gap, gapWidth: gapWidth) }
    }

    /// Where the letters and digits end that begin here, or the bytes of other scripts.
    @inline(__always)
    private static func end(ofWordIn text: Span<UInt8>, from start: Int, before end: Int) -> Int {
        var position = start + 1
        if text[start] >= 0x80 {
            while position < end, text[position] >= 0x80 { position += 1 }
        } else {
            while position < end, isWord(text[position]) { position += 1 }
        }
        return position
    }

    @inline(__always)
    private mutating func put(_ word: Span<UInt8>, at written: inout Int) {
        var bytes = bytes.mutableSpan
        for index in word.indices { bytes[written + index] = word[index] }
        written += word.count
    }

    private mutating func close(
        _ start: inout Int,
        _ written: inout Int,
        depth: Int,
        gap: UInt8,
        gapWidth: Int
    ) {
        defer { start = -1 }
        let isDotted = gap == 0x2E && gapWidth == 1 && !tokens.isEmpty
        // A long word of many bytes may have been cut within a character.
        while bytes[written - 1] >= 0x80, written - start == TokenReader.longestWord, !endsWhole(start, written) {
            written -= 1
        }
        let token = RawToken(start: start, end: written, isAside: depth > 0, followsDot: isDotted)
        if let last = tokens.last, joins(last, token, gap: gap, gapWidth: gapWidth) {
            // The blank behind the word before goes.
            for index in token.start..<token.end { bytes[index - 1] = bytes[index] }
            written -= 1
            tokens[tokens.count - 1].end = written
            runs |= 1 << UInt64(tokens.count - 1)
        } else {
            tokens.append(token)
        }
        bytes[written] = 0x20
        written += 1
    }

    /// Whether two words are one: initials, however they are divided.
    private func joins(_ last: RawToken, _ token: RawToken, gap: UInt8, gapWidth: Int) -> Bool {
        guard last.isAside == token.isAside else { return false }
        let (width, added) = (last.end - last.start, token.end - token.start)
        guard TokenReader.isLetter(bytes[last.start]), TokenReader.isLetter(bytes[last.end - 1]),
            TokenReader.isLetter(bytes[token.start]), width + added <= TokenReader.longestWord
        else { return false }
        let isRun = runs & 1 << UInt64(tokens.count - 1) != 0
        switch gap {
        case 0x26, 0x2B: return min(added, width) == 1 && added <= 2 && width <= 2 || isRun && added == 1
        case 0x2F: return added == 1 && width <= 2 && gapWidth == 1
        // `f.lli`, `p.zza`: the end of a word behind its first letter.
        case 0x2E where gapWidth == 1 && added == 3 && width == 1 && !last.followsDot: return true
        case 0x2E where gapWidth == 1 && added <= 2 && (isRun || width <= 2 && !last.followsDot): return true
        case 0x2E, 0x20: return joinsOverBlanks && added == 1 && (width == 1 || isRun)
        default: return false
        }
    }

    private func endsWhole(_ start: Int, _ end: Int) -> Bool {
        var lead = end - 1
        while lead > start, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : bytes[lead] >= 0xC0 ? 2 : 1
        return end - lead == length
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    @inline(__always)
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}
