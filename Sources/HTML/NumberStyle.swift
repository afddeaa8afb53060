/// How a number is written for people.
package struct NumberStyle: Sendable {
    let format: @Sendable (Int) -> String

    /// 1234567 as 1,234,567.
    package static let grouped = NumberStyle { number in
        let digits = String(number.magnitude)
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// 1536 as 1.5 kB: a size in bytes.
    package static let bytes = NumberStyle { number in
        guard number >= 1000 else { return number == 1 ? "1 byte" : "\(number) bytes" }
        var size = Double(number) / 1000
        for unit in ["kB", "MB", "GB"] {
            // What would be rounded up to 1,000 belongs to the next unit.
            if size < 999.95 { return "\(oneDecimal(size)) \(unit)" }
            size /= 1000
        }
        return "\(oneDecimal(size)) TB"
    }

    private static func oneDecimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}

extension Int {
    package func formatted(_ style: NumberStyle) -> String { style.format(self) }
}
