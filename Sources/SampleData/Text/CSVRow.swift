/// Rows of a CSV file, one cell after the other, into bytes.
struct CSVRow {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func cell(_ text: String) {
        if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
        var text = text
        text.withUTF8 { cell in
            let isPlain = !cell.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                    || byte == UInt8(ascii: "\r")
            }
            guard !isPlain else { return bytes.append(contentsOf: cell) }
            bytes.append(UInt8(ascii: "\""))
            for byte in cell {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    mutating func cells(_ texts: String...) { for text in texts { cell(text) } }

    mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }
}
