/// A phone number as a number: country code and national digits by E.164, the extension apart. Twelve bytes and a kind,
/// compared as they are.
package struct PhoneNumber: BitwiseCopyable, Sendable, Hashable {
    package enum Kind: UInt8, BitwiseCopyable, Sendable {
        case none
        /// Country code and national number: equal for two spellings of one line.
        case international
        /// Digits of which the country is not known, without leading zeros; equal at most at the end to another.
        case national
    }

    package var kind: Kind
    package var digits: UInt64
    /// 0 for none.
    package var `extension`: UInt32

    package static let none = PhoneNumber(kind: .none, digits: 0, extension: 0)

    package init(kind: Kind, digits: UInt64, extension: UInt32) {
        (self.kind, self.digits, self.extension) = (kind, digits, `extension`)
    }

    /// Reads a number as people write it; the country of its record helps where it begins without a plus.
    package init(_ text: Span<UInt8>, in country: Country = .none) {
        let digits = PhoneDigits(text)
        if digits.isPlain {
            self = PhonePlan.read(digits, in: country) ?? PhoneLibrary.read(text, in: country, digits: digits)
        } else {
            self = PhoneLibrary.read(text, in: country, digits: digits)
        }
        if isJunk { self = .none }
    }

    package init(_ text: String, in country: Country = .none) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, in: country)
    }

    /// As `+493012345;ext=6`, or the bare digits where the country is not known.
    package var text: String {
        switch kind {
        case .none: ""
        case .international: "+\(digits)" + (`extension` > 0 ? ";ext=\(`extension`)" : "")
        case .national: "\(digits)" + (`extension` > 0 ? ";ext=\(`extension`)" : "")
        }
    }

    /// The last seven digits, for numbers of which one lacks its country or area.
    package var ending: UInt32 { UInt32(digits % 10_000_000) }

    private static let runs: [UInt64] = [
        1_234_567, 12_345_678, 123_456_789, 1_234_567_890, 987_654_321, 9_876_543_210, 11_234_567_890, 19_876_543_210,
    ]

    /// What people write to fill a field: one digit again and again, or the keys in a row.
    private var isJunk: Bool {
        guard kind != .none else { return false }
        let ending = digits % 10_000_000
        if ending % 1_111_111 == 0 { return true }
        if kind == .national, digits < 10_000 { return true }
        return PhoneNumber.runs.contains(digits)
    }
}

/// The digits of a number that is written with nothing but digits, blanks, hyphens, dots, brackets and one plus.
struct PhoneDigits {
    /// Nothing else stands in it, so that the digits say all.
    private(set) var isPlain = false
    private(set) var hasPlus = false
    private(set) var value: UInt64 = 0
    private(set) var count = 0
    private(set) var leadingZeros = 0
    private(set) var `extension`: UInt32 = 0

    init(_ text: Span<UInt8>) {
        let end = min(text.count, 64)
        var position = 0
        while position < end {
            let byte = text[position]
            switch byte {
            case 0x30...0x39:
                if count == leadingZeros, byte == 0x30 { leadingZeros += 1 }
                count += 1
                guard count <= 17 else { return }
                value = value * 10 + UInt64(byte - 0x30)
            case 0x2B:
                guard count == 0, !hasPlus else { return }
                hasPlus = true
            case 0x20, 0x2D, 0x2E, 0x28, 0x29: break
            case 0x78, 0x58, 0x65, 0x45, 0x23:
                guard count >= 7, readExtension(text, position, end) else { return }
                isPlain = end == text.count
                return
            default: return
            }
            position += 1
        }
        isPlain = end == text.count && count > 0
    }

    /// `x12`, `ext. 12`, `#12` at the end of the number.
    private mutating func readExtension(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var position = start + 1
        if text[start] | 0x20 == 0x65 {
            guard position + 1 < end, text[position] | 0x20 == 0x78, text[position + 1] | 0x20 == 0x74 else {
                return false
            }
            position += 2
        }
        if position < end, text[position] == 0x2E { position += 1 }
        if position < end, text[position] == 0x20 { position += 1 }
        guard position < end, end - position <= 5 else { return false }
        var value: UInt32 = 0
        while position < end {
            guard TokenReader.isDigit(text[position]) else { return false }
            value = value * 10 + UInt32(text[position] - 0x30)
            position += 1
        }
        `extension` = value
        return true
    }
}
