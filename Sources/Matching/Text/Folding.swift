/// Writes text of any script in one comparable form: small ASCII letters, digits, the marks of ASCII, and what has no
/// spelling in them (Chinese characters, Thai) as it is.
///
/// Accents go, scripts are spelled in Latin letters, wide forms become narrow, control and format characters go, emoji and
/// bytes that are no UTF-8 become a blank. What is folded already stays as it is.
package struct Folding: Sendable {
    /// What is beyond is not read: no name, street or title is longer.
    static let longest = 1024
    /// Room for whatever a text of the longest length folds to.
    static let room = 4 * longest

    static let shared = Folding()

    /// For each ASCII byte what it becomes.
    private let narrow: [UInt8]
    /// For each scalar below U+3100 its spelling: the length in the low byte, then the bytes.
    private let spellings: [UInt64]
    private let plainHan: [UInt32: UInt32]

    private init() {
        narrow = (0..<128).map { byte in
            switch UInt8(byte) {
            case 0x41...0x5A: UInt8(byte) + 0x20
            case 0...0x20, 0x7F: 0x20
            default: UInt8(byte)
            }
        }
        spellings = FoldingTables.spellings()
        plainHan = FoldingTables.plainHan()
    }

    /// Folds into a buffer that has room, and answers how many bytes it wrote.
    func fold(_ text: Span<UInt8>, into out: inout [UInt8]) -> Int {
        let end = Folding.end(of: text)
        var output = out.mutableSpan
        var written = 0
        var position = 0
        var before: UInt32 = 0
        let narrow = narrow.span
        while position < end {
            if position + 8 <= end, let eight = Folding.narrowed(text.bytes, at: position) {
                var bytes = output.mutableBytes
                bytes.storeBytes(of: eight, toByteOffset: written, as: UInt64.self)
                written += 8
                position += 8
                before = 0
                continue
            }
            let byte = text[position]
            if byte < 0x80 {
                output[written] = narrow[Int(byte)]
                written += 1
                position += 1
                before = 0
            } else {
                let (scalar, length) = Folding.scalar(in: text, at: position, end: end)
                write(scalar, after: before, into: &output, at: &written)
                position += length
                before = scalar
            }
        }
        return written
    }

    /// The same, for what is not in the hot loop.
    package func folded(_ text: String) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: Folding.room)
        let bytes = Array(text.utf8)
        let count = fold(bytes.span, into: &out)
        return Array(out[..<count])
    }

    /// What `narrow` makes of eight bytes at once, nil where one of them is beyond ASCII.
    @inline(__always)
    private static func narrowed(_ bytes: RawSpan, at position: Int) -> UInt64? {
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        var eight = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
        guard eight & high == 0 else { return nil }
        // Adding what lacks to 0x80 sets the high bit of each byte that is as great.
        let isLarge = (eight &+ (0x3F &* ones)) & ~(eight &+ (0x25 &* ones)) & high
        let isBlank = (~(eight &+ (0x5F &* ones)) | (eight &+ ones)) & high
        eight |= isLarge >> 2
        let blanks = (isBlank >> 7) &* 0xFF
        eight = (eight & ~blanks) | (blanks & (0x20 &* ones))
        return eight
    }

    private static func end(of text: Span<UInt8>) -> Int {
        guard text.count > longest else { return text.count }
        var end = longest
        while end > longest - 4, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    private func write(_ scalar: UInt32, after before: UInt32, into out: inout MutableSpan<UInt8>, at count: inout Int)
    {
        if scalar < UInt32(spellings.count) {
            // Greek omicron and upsilon are one sound.
            if scalar == 0x3C5 || scalar == 0x3CD, before == 0x3BF || before == 0x3CC || before == 0x39F {
                return Folding.put(0x75, into: &out, at: &count)
            }
            var spelling = spellings[Int(scalar)]
            let length = spelling & 0xFF
            guard length < 8 else { return Folding.keep(scalar, into: &out, at: &count) }
            for _ in 0..<length {
                spelling >>= 8
                Folding.put(UInt8(truncatingIfNeeded: spelling), into: &out, at: &count)
            }
            return
        }
        switch scalar {
        case 0x3400...0x9FFF: Folding.keep(plainHan[scalar] ?? scalar, into: &out, at: &count)
        case 0xAC00...0xD7A3:
            let index = scalar - 0xAC00
            write(0x1100 + index / 588, after: 0, into: &out, at: &count)
            write(0x1161 + index % 588 / 28, after: 0, into: &out, at: &count)
            if index % 28 > 0 { write(0x11A7 + index % 28, after: 0, into: &out, at: &count) }
        case 0xFF01...0xFF5E: Folding.put(narrow[Int(scalar - 0xFEE0)], into: &out, at: &count)
        case 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0000...0xE0FFF: break
        case 0x3231: Folding.put([0x28, 0xE6, 0xA0, 0xAA, 0x29], into: &out, at: &count)  // ㈱ is (株)
        case 0x321C: Folding.put([0x28, 0x6A, 0x75, 0x29], into: &out, at: &count)  // ㈜ is (ju)
        case 0x3200...0x33FF, 0xA4D0...0xABFF, 0xF900...0xFAFF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0xFF66...0xFF9D,
            0x10000...0x1CFFF, 0x20000...0x3FFFF:
            Folding.keep(scalar, into: &out, at: &count)
        default: Folding.put(0x20, into: &out, at: &count)
        }
    }

    @inline(__always)
    private static func put(_ byte: UInt8, into out: inout MutableSpan<UInt8>, at count: inout Int) {
        out[count] = byte
        count += 1
    }

    private static func put(_ bytes: [UInt8], into out: inout MutableSpan<UInt8>, at count: inout Int) {
        for byte in bytes { put(byte, into: &out, at: &count) }
    }

    private static func keep(_ scalar: UInt32, into out: inout MutableSpan<UInt8>, at count: inout Int) {
        if scalar < 0x800 {
            put(UInt8(0xC0 | scalar >> 6), into: &out, at: &count)
        } else if scalar < 0x10000 {
            put(UInt8(0xE0 | scalar >> 12), into: &out, at: &count)
            put(UInt8(0x80 | scalar >> 6 & 0x3F), into: &out, at: &count)
        } else {
            put(UInt8(0xF0 | scalar >> 18), into: &out, at: &count)
            put(UInt8(0x80 | scalar >> 12 & 0x3F), into: &out, at: &count)
            put(UInt8(0x80 | scalar >> 6 & 0x3F), into: &out, at: &count)
        }
        put(UInt8(0x80 | scalar & 0x3F), into: &out, at: &count)
    }

    /// The scalar that begins here and its length in bytes; a blank of one byte where there is none.
    static func scalar(in text: Span<UInt8>, at position: Int, end: Int) -> (UInt32, Int) {
        let first = UInt32(text[position])
        let length: Int
        var scalar: UInt32
        switch first {
        case 0x00...0x7F: return (first, 1)
        case 0xC2...0xDF: (length, scalar) = (2, first & 0x1F)
        case 0xE0...0xEF: (length, scalar) = (3, first & 0x0F)
        case 0xF0...0xF4: (length, scalar) = (4, first & 0x07)
        default: return (0x20, 1)
        }
        guard position + length <= end else { return (0x20, 1) }
        for index in 1..<length {
            let next = UInt32(text[position + index])
            guard next & 0xC0 == 0x80 else { return (0x20, 1) }
            scalar = scalar << 6 | next & 0x3F
        }
        let isShort = length == 3 && scalar < 0x800 || length == 4 && scalar < 0x10000
        guard !isShort, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return (0x20, 1) }
        return (scalar, length)
    }
}
