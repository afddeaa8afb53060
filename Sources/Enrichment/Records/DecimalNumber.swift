/// A decimal number of up to 18 digits, exact: what a CRM keeps in its number, currency and percent fields.
package struct DecimalNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number without its point, and how many of the digits stand behind it; never with zeros at the end behind it.
    package let digits: Int64
    package let scale: Int

    package init(_ whole: Int64) { (digits, scale) = (whole, 0) }

    private init(trimming digits: Int64, scale: Int) {
        var (digits, scale) = (digits, scale)
        while scale > 0, digits % 10 == 0 { (digits, scale) = (digits / 10, scale - 1) }
        (self.digits, self.scale) = (digits, scale)
    }

    /// Reads `12`, `-3.50` or `3.5E8`; nil for other texts and for more digits than can be kept.
    package init?(_ text: String) {
        var (digits, scale, count) = (Int64(0), 0, 0)
        var rest = text.utf8[...]
        let sign = rest.first
        if sign == 0x2D || sign == 0x2B { rest.removeFirst() }
        var isBehindPoint = false
        while let byte = rest.first, byte != 0x45, byte != 0x65 {
            rest.removeFirst()
            if byte == 0x2E, !isBehindPoint {
                isBehindPoint = true
                continue
            }
            guard (0x30...0x39).contains(byte), let next = DecimalNumber.append(byte, to: digits) else { return nil }
            digits = next
            count += 1
            if isBehindPoint { scale += 1 }
        }
        guard count > 0 else { return nil }
        if !rest.isEmpty {
            guard let exponent = Int(Substring(rest.dropFirst())), (-40...40).contains(exponent) else { return nil }
            scale -= exponent
        }
        while scale < 0, digits != 0 {
            guard let next = DecimalNumber.append(0x30, to: digits) else { return nil }
            (digits, scale) = (next, scale + 1)
        }
        self.init(trimming: sign == 0x2D ? -digits : digits, scale: digits == 0 ? 0 : scale)
        guard self.scale <= DecimalNumber.mostDigits else { return nil }
    }

    package static let mostDigits = 18

    package var isWhole: Bool { scale == 0 }

    /// How many digits stand before the point.
    package var wholeDigits: Int { max(0, String(digits.magnitude).utf8.count - scale) }

    /// With at most so many digits behind the point, the half rounded away from zero.
    package func rounded(to places: Int) -> DecimalNumber {
        guard scale > places else { return self }
        var (rest, last) = (digits, Int64(0))
        for _ in places..<scale { (rest, last) = (rest / 10, rest % 10) }
        if last >= 5 { rest += 1 } else if last <= -5 { rest -= 1 }
        return DecimalNumber(trimming: rest, scale: places)
    }

    package var description: String {
        guard scale > 0 else { return String(digits) }
        var text = String(digits.magnitude)
        if text.utf8.count <= scale { text = String(repeating: "0", count: scale + 1 - text.utf8.count) + text }
        let point = text.index(text.endIndex, offsetBy: -scale)
        return (digits < 0 ? "-" : "") + text[..<point] + "." + text[point...]
    }

    private static func append(_ digit: UInt8, to digits: Int64) -> Int64? {
        let (shifted, isOver) = digits.multipliedReportingOverflow(by: 10)
        let next = shifted &+ Int64(digit - 0x30)
        return isOver || next < 0 || next >= 1_000_000_000_000_000_000 ? nil : next
    }
}
