/// Reads the rows of a CSV text some at a time, through a buffer that stays small however long the text is.
package struct CSVReader: ~Copyable {
    /// Fills a buffer with what stands at an offset, and tells how much that was: nothing at the end.
    package typealias Source = (_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int) throws -> Int

    private let source: Source
    private var parser: CSVParser
    private var buffer: [UInt8]
    /// What of the buffer is still to be parsed.
    private var waiting = 0..<0
    private var offset: Int
    private var isAtEnd = false

    /// Reads from the head of a text, or from where a row begins behind so many others.
    package init(
        _ format: CSVFormat,
        from offset: Int = 0,
        after rows: Int = 0,
        bufferSize: Int = 1 << 20,
        source: @escaping Source
    ) {
        self.source = source
        self.offset = offset
        parser = CSVParser(format, after: rows)
        buffer = [UInt8](repeating: 0, count: bufferSize)
    }

    /// Where in the text the next row begins.
    package var position: Int { offset - waiting.count }

    /// Rows read so far, the header included.
    package var rows: Int { parser.rows }

    /// Hands on the next rows, and tells how many there were: fewer than asked for only at the end.
    ///
    /// After an error the reader stands behind the faulty row when that was passed, or where it begins; `skipLine` goes on
    /// behind its first line then.
    @discardableResult
    package mutating func read(upTo limit: Int, _ visit: (CSVRow) throws -> Void) throws -> Int {
        var count = 0
        while count < limit {
            let parsed = waiting
            let outcome = Result {
                try buffer.withUnsafeBufferPointer { buffer in
                    try parser.parse(UnsafeBufferPointer(rebasing: buffer[parsed]), isLast: isAtEnd) { row in
                        count += 1
                        try visit(row)
                        return count < limit
                    }
                }
            }
            waiting = (parsed.lowerBound + parser.used)..<parsed.upperBound
            _ = try outcome.get()
            if count == limit || isAtEnd { break }
            try refill()
        }
        return count
    }

    /// Goes behind the end of the line at hand, which counts as a row whatever it holds.
    package mutating func skipLine() throws {
        while true {
            if let end = buffer[waiting].firstIndex(of: UInt8(ascii: "\n")) {
                waiting = (end + 1)..<waiting.upperBound
                break
            }
            if isAtEnd {
                waiting = waiting.upperBound..<waiting.upperBound
                break
            }
            waiting = waiting.upperBound..<waiting.upperBound
            try refill()
        }
        parser.skipRow()
    }

    /// Moves what is left to the front and reads on behind it.
    private mutating func refill() throws {
        let left = waiting.count
        if left > 0 { buffer.replaceSubrange(0..<left, with: Array(buffer[waiting])) }
        // Only a row longer than the buffer lets it grow; the parser refuses one that is too long.
        if left == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
        let read = try buffer.withUnsafeMutableBytes { buffer in
            try source(UnsafeMutableRawBufferPointer(rebasing: buffer[left...]), offset)
        }
        offset += read
        isAtEnd = read == 0
        waiting = 0..<(left + read)
    }
}
