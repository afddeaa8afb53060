/// Reads the rows of a CSV file some at a time, through a buffer that stays small however long the file is.
struct CSVFile: ~Copyable {
    private let file: SpooledFile
    private var parser: CSVParser
    private var buffer: [UInt8]
    /// What of the buffer is still to be parsed.
    private var waiting = 0..<0
    private var offset: Int
    private var isAtEnd = false

    /// Reads from the head of a file, or from where a row begins behind so many others.
    init(_ file: SpooledFile, _ format: CSVFormat, from offset: Int = 0, after rows: Int = 0, bufferSize: Int = 1 << 20)
    {
        self.file = file
        self.offset = offset
        parser = CSVParser(format, after: rows)
        buffer = [UInt8](repeating: 0, count: bufferSize)
    }

    /// Where in the file the next row begins.
    var position: Int { offset - waiting.count }

    /// Rows read so far, the header included.
    var rows: Int { parser.rows }

    /// Hands on the next rows, and tells how many there were: fewer than asked for only at the end.
    @discardableResult
    mutating func read(upTo limit: Int, _ visit: (CSVRow) throws -> Void) throws -> Int {
        var count = 0
        while count < limit {
            let parsed = waiting
            let used = try buffer.withUnsafeBufferPointer { buffer in
                try parser.parse(UnsafeBufferPointer(rebasing: buffer[parsed]), isLast: isAtEnd) { row in
                    try visit(row)
                    count += 1
                    return count < limit
                }
            }
            waiting = (waiting.lowerBound + used)..<waiting.upperBound
            if count == limit || isAtEnd { break }
            try refill()
        }
        return count
    }

    /// Moves what is left to the front and reads on behind it.
    private mutating func refill() throws {
        let left = waiting.count
        if left > 0 { buffer.replaceSubrange(0..<left, with: Array(buffer[waiting])) }
        // Only a row longer than the buffer lets it grow; the parser refuses one that is too long.
        if left == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
        let read = try buffer.withUnsafeMutableBytes { buffer in
            try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[left...]), at: offset)
        }
        offset += read
        isAtEnd = read == 0
        waiting = 0..<(left + read)
    }
}
