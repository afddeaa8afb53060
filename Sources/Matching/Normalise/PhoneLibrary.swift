internal import CPhoneNumber

/// What libphonenumber makes of a number, for all that is not in a plain and common form.
enum PhoneLibrary {
    private static let longest = 128

    static func read(_ text: Span<UInt8>, in country: Country, digits: PhoneDigits) -> PhoneNumber {
        // Without a country and a plus the library knows nothing, and is slow to say so. The digits alone are kept: they
        // may still equal the end of another number.
        guard country == .none, digits.isPlain, !digits.hasPlus else { return ask(text, in: country) }
        let count = digits.count - digits.leadingZeros
        guard (5...15).contains(count) else { return .none }
        return PhoneNumber(kind: .national, digits: digits.value, extension: digits.extension)
    }

    static func ask(_ text: Span<UInt8>, in country: Country) -> PhoneNumber {
        let end = end(of: text)
        guard end > 0 else { return .none }
        var bytes = [CChar](repeating: 0, count: end)
        for index in 0..<end { bytes[index] = CChar(bitPattern: text[index]) }
        let (first, second) = country == .none ? (0x5A, 0x5A) : (country.packed >> 8, country.packed & 0xFF)
        let region: [CChar] = [CChar(truncatingIfNeeded: first), CChar(truncatingIfNeeded: second), 0]
        let found = loam_phone_read(bytes, Int32(end), region)
        guard found.digits > 0 else { return .none }
        return PhoneNumber(kind: .international, digits: found.digits, extension: found.extension)
    }

    /// Where the first of several numbers ends.
    private static func end(of text: Span<UInt8>) -> Int {
        for index in 0..<min(text.count, longest) {
            if text[index] == 0x7C || text[index] == 0x0A { return index }
            let isParameter = index + 1 < text.count && text[index + 1] | 0x20 == 0x65
            if text[index] == 0x3B, !isParameter { return index }
        }
        return min(text.count, longest)
    }
}
