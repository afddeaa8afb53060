import Database

/// Writes values as Salesforce writes them, straight into bytes.
enum ValueText {
    /// A value without quotes around it; what is missing writes nothing and gives false.
    static func append(_ row: borrowing ScannedRow, _ cell: RowShape.Cell, to bytes: inout [UInt8]) -> Bool {
        if row.isNull(cell.column) { return false }
        switch cell.form {
        case .plain, .text, .moment: bytes.append(contentsOf: row.text(cell.column))
        case .flag: bytes.append(contentsOf: row.integer(cell.column) == 0 ? "false".utf8 : "true".utf8)
        case .integer: append(row.integer(cell.column), to: &bytes)
        case .number: append(row.real(cell.column), to: &bytes)
        case .blob: bytes.append(contentsOf: row.text(cell.column))
        case .people(let type, let scale):
            bytes.append(contentsOf: PeopleText.text(row, cell.column, type, scale: scale).utf8)
        }
        return true
    }

    static func append(_ number: Int64, to bytes: inout [UInt8]) {
        guard number >= 10 || number < 0 else {
            bytes.append(UInt8(truncatingIfNeeded: 48 + number))
            return
        }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        while rest > 0 {
            bytes.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    /// A number as Java writes one: `12.0`, `0.5`, and `3.5E8` from ten million on.
    static func append(_ number: Double, to bytes: inout [UInt8]) {
        guard number.isFinite else {
            bytes.append(contentsOf: "0.0".utf8)
            return
        }
        let size = number.magnitude
        if size < 1e7, number == number.rounded(.towardZero) {
            append(Int64(number), to: &bytes)
            bytes.append(contentsOf: ".0".utf8)
        } else if size >= 1e-3, size < 1e7 {
            bytes.append(contentsOf: String(number).utf8)
        } else {
            appendScientific(number, to: &bytes)
        }
    }

    private static func appendScientific(_ number: Double, to bytes: inout [UInt8]) {
        var digits: [UInt8] = []
        var exponent = 0
        var seenPoint = false
        var given = 0
        let text = String(number.magnitude)
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "."): seenPoint = true
            case UInt8(ascii: "e"): given = Int(text.dropFirst(index + 1)) ?? 0
            case _ where byte.isASCIIDigit && given == 0:
                if digits.isEmpty, byte == UInt8(ascii: "0") {
                    if seenPoint { exponent -= 1 }
                } else {
                    if !seenPoint { exponent += 1 }
                    digits.append(byte)
                }
            default: break
            }
            if byte == UInt8(ascii: "e") { break }
        }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(digits.first ?? UInt8(ascii: "0"))
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits.count > 1 ? digits.dropFirst() : [UInt8(ascii: "0")])
        bytes.append(UInt8(ascii: "E"))
        append(Int64(exponent - 1 + given), to: &bytes)
    }
}
