extension Double {
    /// Appends the shortest digits that mean this number, laid out as Java does: plain from a thousandth to ten
    /// millions, with an exponent beyond, and always with a fraction.
    func appendJavaText(to bytes: inout [UInt8]) {
        guard isFinite, self != 0 else {
            bytes.append(contentsOf: "0.0".utf8)
            return
        }
        let plain = description
        if magnitude >= 1e-3, magnitude < 1e7 {
            bytes.append(contentsOf: plain.utf8)
            return
        }
        if sign == .minus { bytes.append(UInt8(ascii: "-")) }
        let (digits, exponent) = Double.scientific(plain)
        bytes.append(digits[0])
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits.count > 1 ? digits[1...] : [UInt8(ascii: "0")])
        bytes.append(UInt8(ascii: "E"))
        bytes.append(contentsOf: String(exponent).utf8)
    }

    /// The digits of a printed number without zeros at its ends, and the power of ten of the first.
    private static func scientific(_ text: String) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var exponent = 0
        var pointAt: Int?
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "."): pointAt = digits.count
            case UInt8(ascii: "e"):
                exponent = Int(Substring(rest)) ?? 0
                rest = rest.suffix(0)
            case UInt8(ascii: "-"): break
            default: digits.append(byte)
            }
        }
        exponent += (pointAt ?? digits.count) - 1
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        exponent -= zeros
        digits.removeFirst(zeros)
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, exponent)
    }
}
