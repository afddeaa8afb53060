/// Writes CSV into a buffer that is handed on whenever it is full enough.
package struct CSVWriter: Sendable {
    /// Which cells stand in quotes.
    package enum Quotes: Sendable {
        /// All of them, as Salesforce writes its values.
        case all
        /// Those that could not be read without.
        case needed
    }

    package private(set) var bytes: [UInt8] = []
    private let delimiter: UInt8
    private let lineEnding: StaticString
    private let quotes: Quotes
    private var isFirst = true

    package init(_ format: CSVFormat = CSVFormat(), quotes: Quotes = .all, capacity: Int = 1 << 16) {
        self.quotes = quotes
        delimiter = format.delimiter.byte
        lineEnding = format.lineEnding.text
        bytes.reserveCapacity(capacity)
    }

    package mutating func cell(_ text: String) {
        var text = text
        text.withUTF8 { cell(utf8: $0) }
    }

    package mutating func cells(_ texts: String...) { for text in texts { cell(text) } }

    package mutating func cell(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        if quotes == .needed, !text.contains(where: needsQuotes) { return bytes.append(contentsOf: text) }
        bytes.append(UInt8(ascii: "\""))
        if text.contains(UInt8(ascii: "\"")) {
            for byte in text {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
        } else {
            bytes.append(contentsOf: text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A cell of a row that was read, whose doubled quotes stay as they are.
    package mutating func cell(_ index: Int, of row: CSVRow) {
        let cell = row.cells[index]
        let content = UnsafeBufferPointer(rebasing: row.bytes[cell.start..<cell.end])
        guard cell.isQuoted else { return self.cell(utf8: content) }
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: content)
        bytes.append(UInt8(ascii: "\""))
    }

    /// A cell without quotes, for names that need none.
    package mutating func bare(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func cell(_ number: Int) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let rest = number.magnitude
        var scale: UInt = 1
        while rest / scale >= 10 { scale *= 10 }
        while scale > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / scale % 10))
            scale /= 10
        }
    }

    package mutating func endRow() {
        bytes.append(contentsOf: UnsafeBufferPointer(start: lineEnding.utf8Start, count: lineEnding.utf8CodeUnitCount))
        isFirst = true
    }

    /// Ends the row with cells that were written elsewhere, line ending and all.
    package mutating func endRow(with cells: ArraySlice<UInt8>) {
        separate()
        bytes.append(contentsOf: cells)
        isFirst = true
    }

    /// What was written, which is then forgotten.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    @inline(__always)
    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    @inline(__always)
    private mutating func separate() {
        if isFirst { isFirst = false } else { bytes.append(delimiter) }
    }
}
