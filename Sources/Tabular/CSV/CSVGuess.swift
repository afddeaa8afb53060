/// Finds out how a CSV file is laid out by looking at its first rows.
enum CSVGuess {
    /// What rows of the world may hold; far more than people write, so that only a lost quote reaches it.
    static let limits = CSVFormat.Limits(cell: 1 << 20, row: 4 << 20, header: 1 << 20, columns: 5000)

    static func format(of head: [UInt8], in path: String, delimiter: CSVFormat.Delimiter?) throws -> CSVFormat {
        if head.isEmpty { throw TableError("The file \(path) is empty.") }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw TableError("The file \(path) is UTF-16; save it as UTF-8, then try again.")
        }
        var format = CSVFormat(lineEnding: .any, limits: limits)
        if let delimiter {
            format.delimiter = delimiter
            return format
        }
        var best = 0
        for candidate in [CSVFormat.Delimiter.comma, .tab, .semicolon, .pipe] {
            let score = score(of: CSVFormat(delimiter: candidate, lineEnding: .any, limits: limits), in: head)
            if score > best {
                best = score
                format.delimiter = candidate
            }
        }
        return format
    }

    /// The more columns the better, as long as the rows agree on how many there are.
    private static func score(of format: CSVFormat, in head: [UInt8]) -> Int {
        var parser = CSVParser(format)
        var width = 0
        var agreeing = 0
        var rows = 0
        _ = try? head.withUnsafeBufferPointer { head in
            try parser.parse(head, isLast: false) { row in
                rows += 1
                if rows == 1 { width = row.count }
                if row.count == width { agreeing += 1 }
                return rows < 50
            }
        }
        if rows == 0 { width = head.prefix { $0 != UInt8(ascii: "\n") }.count { $0 == format.delimiter.byte } + 1 }
        return rows == 0 ? width : (width - 1) * 100 * agreeing / rows
    }
}
