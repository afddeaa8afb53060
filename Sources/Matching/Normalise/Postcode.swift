/// A postcode as one number: letters and digits without blanks, in the length that its land has.
package struct Postcode: BitwiseCopyable, Sendable, Hashable, CustomStringConvertible {
    /// Up to ten letters and digits, six bits each; 0 for none.
    package let packed: UInt64

    package static let none = Postcode(packed: 0)

    package init(packed: UInt64) { self.packed = packed }

    package init(_ text: String, in country: Country = .none) {
        let folded = Folding.shared.folded(text)
        self.init(folded.span, 0..<folded.count, in: country)
    }

    /// Of folded text. The land's letters before it go, zeros that a spreadsheet took come back, what is longer than the
    /// land's codes (the last four of a US code) goes.
    init(_ text: Span<UInt8>, _ range: Range<Int>, in country: Country) {
        var code: UInt64 = 0
        var count = 0
        var digits = 0
        var letters = 0
        var start = range.lowerBound
        // D-80331, FIN-00100: letters, a hyphen, a digit.
        var prefix = start
        while prefix < range.upperBound, TokenReader.isLetter(text[prefix]) { prefix += 1 }
        if prefix > start, prefix - start <= 3, prefix + 1 < range.upperBound, text[prefix] == 0x2D,
            TokenReader.isDigit(text[prefix + 1])
        {
            start = prefix + 1
        }
        let length = Postcode.digits(of: country)
        for index in start..<range.upperBound {
            let byte = text[index]
            guard TokenReader.isWord(byte) else { continue }
            guard count < 10 else {
                self = .none
                return
            }
            if TokenReader.isDigit(byte) { digits += 1 } else { letters += 1 }
            // A US code of nine digits is one of five and a part of town.
            if length > 0, letters == 0, digits > length, country == Postcode.unitedStates { break }
            code = code << 6 | UInt64(TokenReader.isDigit(byte) ? byte - 0x30 + 1 : byte - 0x60 + 10)
            count += 1
        }
        if letters == 0, length > 0, digits > 0, digits < length, digits >= length - 2 {
            // The zeros in front, each of them one in six bits.
            for place in digits..<length { code |= 1 << UInt64(6 * place) }
        }
        let isZero = letters == 0 && Postcode.isAllZero(code)
        packed = count < 2 || isZero ? 0 : code
    }

    /// The first characters, for codes of which one is more exact: the outer code in Britain, three digits elsewhere.
    package func area(_ count: Int) -> UInt64 {
        var code = packed
        var length = 0
        while code != 0 {
            code >>= 6
            length += 1
        }
        return length <= count ? packed : packed >> UInt64(6 * (length - count))
    }

    package var description: String {
        var text: [UInt8] = []
        var rest = packed
        while rest != 0 {
            let digit = UInt8(rest & 0x3F)
            text.append(digit <= 10 ? digit - 1 + 0x30 : digit - 10 + 0x40)
            rest >>= 6
        }
        return String(decoding: text.reversed(), as: UTF8.self)
    }

    private static func isAllZero(_ code: UInt64) -> Bool {
        var rest = code
        while rest != 0 {
            if rest & 0x3F != 1 { return false }
            rest >>= 6
        }
        return true
    }

    private static let unitedStates = Country("US")

    /// How many digits a code has in the lands where it has nothing else.
    private static func digits(of country: Country) -> Int { lengths[country.index] }

    private static let lengths: [Int] = {
        var lengths = [Int](repeating: 0, count: Country.count)
        let rows: [(Int, String)] = [
            (5, "US DE FR IT ES FI SE GR TR MX KR UA EE HR RS CZ SK TH MY ID SA PR MC MA DZ KW CU PE"),
            (4, "AT CH BE DK NO AU NZ LU HU BG SI LV ZA PH LI CY TN"),
            (6, "IN CN RU RO SG KZ BY CO VN"), (7, "JP IL CL PT"), (8, "BR"),
        ]
        for (length, codes) in rows {
            for code in codes.split(separator: " ") { lengths[Country(String(code)).index] = length }
        }
        return lengths
    }()
}
