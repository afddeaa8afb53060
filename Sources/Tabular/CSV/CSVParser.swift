import Glibc

/// Splits CSV text into rows, piece by piece and without copying: a state machine over bytes that performs no I/O.
///
/// ```swift
/// let used = try parser.parse(buffer, isLast: false) { row in … }
/// // What is behind `used` begins a row that is not whole: hand it over again, with what comes next.
/// ```
package struct CSVParser {
    package let format: CSVFormat
    /// Rows handed on so far, the header included.
    package private(set) var rows = 0
    /// How much of the piece parsed last is behind the rows that were handed on, also when a fault ended it.
    package private(set) var used = 0

    private let delimiter: UInt8
    private var cells: [CSVRow.Cell] = []
    /// What there was too much of in the row scanned last.
    private var excess: CSVError.Fault?
    /// Whether nothing of the text was used yet: only there a byte order mark is one.
    private var isAtHead: Bool

    /// Begins at the head of a text, or behind so many of its rows.
    package init(_ format: CSVFormat = CSVFormat(), after rows: Int = 0) {
        self.format = format
        self.rows = rows
        isAtHead = rows == 0
        delimiter = format.delimiter.byte
    }

    /// Hands each whole row to the visitor until it says that it wants no more, and tells how many bytes they took.
    ///
    /// Empty lines are passed over. After the last piece of a text nothing is left.
    package mutating func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        isLast: Bool,
        _ visit: (CSVRow) throws -> Bool
    ) throws -> Int {
        used = isAtHead ? lengthOfMark(bytes) : 0
        defer { if used > 0 { isAtHead = false } }
        while used < bytes.count {
            guard let (end, next) = try scanRow(bytes, from: used, isLast: isLast) else {
                if let fault = fault(ofLength: bytes.count - used, row: rows + 1) {
                    throw CSVError(fault: fault, row: rows + 1)
                }
                return used
            }
            let extent = used..<end
            if extent.isEmpty {
                used = next
                continue
            }
            used = next
            rows += 1
            if let fault = excess ?? fault(ofLength: extent.count, row: rows) {
                throw CSVError(fault: fault, row: rows, isPassed: true)
            }
            let wantsMore = try cells.withUnsafeBufferPointer { cells in
                try visit(CSVRow(bytes: bytes, cells: cells, number: rows, extent: extent))
            }
            if !wantsMore { return used }
        }
        return used
    }

    /// Counts a row that was passed over without being parsed.
    package mutating func skipRow() { rows += 1 }

    /// The length of a byte order mark at the beginning.
    private func lengthOfMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    private func fault(ofLength length: Int, row number: Int) -> CSVError.Fault? {
        if number == 1, length > format.limits.header { return .headerTooLong }
        return length > format.limits.row ? .rowTooLong : nil
    }

    /// Finds the row's cells, where it ends and where the next begins; nil when it is not all there.
    private mutating func scanRow(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        isLast: Bool
    ) throws(CSVError) -> (end: Int, next: Int)? {
        cells.removeAll(keepingCapacity: true)
        excess = nil
        var position = start
        while true {
            var cell: CSVRow.Cell
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                guard let quoted = try scanQuoted(bytes, from: position + 1, isLast: isLast) else { return nil }
                cell = quoted
                position = quoted.end + 1
            } else {
                let end = endOfPlain(bytes, from: position)
                cell = CSVRow.Cell(start: position, end: end, isQuoted: false, hasDoubledQuotes: false)
                position = end
            }
            // Told when the end of the row is found, so that what stands behind it can be read.
            if cell.end - cell.start > format.limits.cell { excess = excess ?? .cellTooLong }
            if cells.count < format.limits.columns { cells.append(cell) } else { excess = excess ?? .tooManyColumns }
            guard position < bytes.count else { return isLast ? (position, position) : nil }
            switch bytes[position] {
            case delimiter: position += 1
            case UInt8(ascii: "\n"):
                if format.lineEnding == .crlf { throw CSVError(fault: .lineEnding, row: rows + 1) }
                return (position, position + 1)
            case UInt8(ascii: "\r"):
                guard position + 1 < bytes.count || isLast else { return nil }
                let isFollowed = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n")
                switch format.lineEnding {
                case .any: return (position, position + (isFollowed ? 2 : 1))
                case .crlf where isFollowed: return (position, position + 2)
                case .crlf, .lf: throw CSVError(fault: .lineEnding, row: rows + 1)
                }
            default: throw CSVError(fault: .afterQuote, row: rows + 1)
            }
        }
    }

    @inline(__always)
    private func endOfPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position + 8 <= bytes.count {
            let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let ends =
                CSVParser.places(of: delimiter, in: eight) | CSVParser.places(of: UInt8(ascii: "\n"), in: eight)
                | CSVParser.places(of: UInt8(ascii: "\r"), in: eight)
            if ends != 0 { return position + UInt64(littleEndian: ends).trailingZeroBitCount / 8 }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            position += 1
        }
        return position
    }

    /// The high bit of each of eight bytes that is this one, and of none before the first of them.
    @inline(__always)
    private static func places(of byte: UInt8, in eight: UInt64) -> UInt64 {
        let zeroWhereSame = eight ^ UInt64(byte) &* 0x0101_0101_0101_0101
        return (zeroWhereSame &- 0x0101_0101_0101_0101) & ~zeroWhereSame & 0x8080_8080_8080_8080
    }

    /// Finds the quote that ends the cell; nil when it is not there yet.
    private func scanQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        isLast: Bool
    ) throws(CSVError) -> CSVRow.Cell? {
        guard let base = bytes.baseAddress else { return nil }
        var position = start
        var hasDoubledQuotes = false
        while position < bytes.count,
            let found = memchr(base + position, Int32(UInt8(ascii: "\"")), bytes.count - position)
        {
            let quote = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            // A quote at the very end may be the first of two.
            guard quote + 1 < bytes.count || isLast else { return nil }
            guard quote + 1 < bytes.count, bytes[quote + 1] == UInt8(ascii: "\"") else {
                return CSVRow.Cell(start: start, end: quote, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes)
            }
            hasDoubledQuotes = true
            position = quote + 2
        }
        if isLast { throw CSVError(fault: .openQuote, row: rows + 1) }
        return nil
    }
}
