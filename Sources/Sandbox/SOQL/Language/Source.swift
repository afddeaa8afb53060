extension SOQL {
    /// The text of a query, and how a fault in it is told.
    struct Source: Sendable {
        let bytes: [UInt8]

        init(_ text: String) { bytes = Array(text.utf8) }

        init(bytes: [UInt8]) { self.bytes = bytes }

        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

        func isShort(than limit: Int) -> Bool {
            bytes.count <= limit || bytes.lazy.filter { $0 & 0xC0 != 0x80 }.count <= limit
        }

        /// The line and the column of a place, both counted from one, in characters.
        func position(of offset: Int) -> (row: Int, column: Int) {
            let before = bytes[..<min(offset, bytes.count)]
            let row = before.lazy.filter { $0 == UInt8(ascii: "\n") }.count + 1
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            return (row, bytes[start..<before.endIndex].lazy.filter { $0 & 0xC0 != 0x80 }.count + 1)
        }

        /// An error that shows the place: the line of the query, a caret below it, and the row and column.
        func fault(_ code: String, at offset: Int, _ message: String) -> OrgError {
            let (row, column) = position(of: offset)
            let (line, indent) = excerpt(around: min(offset, bytes.count))
            let caret = String(repeating: " ", count: indent) + "^"
            return OrgError(code, "\n\(line)\n\(caret)\nERROR at Row:\(row):Column:\(column)\n\(message)")
        }

        func malformed(at offset: Int, _ message: String) -> OrgError { fault("MALFORMED_QUERY", at: offset, message) }

        func invalidField(at offset: Int, _ message: String) -> OrgError { fault("INVALID_FIELD", at: offset, message) }

        /// The line around a place, cut where it is long, and how many characters of it come before the place.
        private func excerpt(around offset: Int) -> (line: String, indent: Int) {
            let reach = 100
            let isLineEnd: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            var start = bytes[..<offset].lastIndex(where: isLineEnd).map { $0 + 1 } ?? 0
            var end = bytes[offset...].firstIndex(where: isLineEnd) ?? bytes.count
            if end - start > 2 * reach {
                start = max(start, offset - reach)
                end = min(end, offset + reach)
                // No character is cut in two.
                while start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
                while end > offset, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            }
            return (text(start..<end), bytes[start..<offset].lazy.filter { $0 & 0xC0 != 0x80 }.count)
        }
    }
}

extension UInt8 {
    var isSOQLSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    var isASCIIWord: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }
}
