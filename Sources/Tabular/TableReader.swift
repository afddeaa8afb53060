/// Reads a file as a table: CSV or JSON Lines, plain or packed, in constant memory however long it is.
///
/// ```swift
/// let table = try TableReader(path: "companies.csv.gz")
/// while try table.read(upTo: 1000, { row in row[0] … }, refused: { fault in … }) == 1000 {}
/// // Later, or after a crash: TableReader(path: …, from: table.position) goes on behind the last row.
/// ```
package final class TableReader {
    /// Behind how many rows we are, and where in the unpacked text that is.
    package struct Position: Sendable, Hashable {
        package var offset: Int
        /// As in `TableRow.number`.
        package var row: Int

        package init(offset: Int, row: Int) {
            self.offset = offset
            self.row = row
        }
    }

    package enum Layout: Sendable, Equatable {
        case csv(CSVFormat)
        case jsonLines
        /// One document that holds all rows, which is read as a whole.
        case jsonDocument
    }

    /// The names of the columns, without blanks around them.
    package let columns: [String]
    package let layout: Layout
    private let file: PackedFile
    private let rows: Rows

    private enum Rows {
        case csv(CSVTable), json(JSONTable)
    }

    /// Opens a file, and goes on from a position that was its reader's before; the separator is guessed when not said.
    package init(path: String, delimiter: CSVFormat.Delimiter? = nil, from position: Position? = nil) throws {
        file = try PackedFile(path: path)
        let head = try file.head(upTo: 1 << 20)
        switch TableReader.looksLikeJSON(head) {
        case true:
            let table = try JSONTable(file, head: head, from: position)
            rows = .json(table)
            columns = table.columns
            layout = table.isDocument ? .jsonDocument : .jsonLines
        case false:
            let format = try CSVGuess.format(of: head, in: path, delimiter: delimiter)
            let table = try CSVTable(file, format, from: position)
            rows = .csv(table)
            columns = table.columns
            layout = .csv(format)
        }
    }

    private static func looksLikeJSON(_ head: [UInt8]) -> Bool {
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        let first = start.first { !" \t\r\n".utf8.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// The place behind the last row that was handed on or refused.
    package var position: Position {
        switch rows {
        case .csv(let table): table.position
        case .json(let table): table.position
        }
    }

    /// How much of the file was read, of how much, in bytes as they lie on the disk: for telling progress.
    package var progress: (done: Int, whole: Int) { (min(file.consumed, file.size), file.size) }

    /// Hands on the next rows and those that cannot be read, in order; tells how many there were of both together.
    ///
    /// Fewer than asked for come only at the end. What is handed on is borrowed: valid until the visitor returns.
    package func read(
        upTo limit: Int,
        _ visit: (TableRow) throws -> Void,
        refused: (RefusedRow) throws -> Void
    ) throws -> Int {
        switch rows {
        case .csv(let table): try table.read(upTo: limit, visit, refused: refused)
        case .json(let table): try table.read(upTo: limit, visit, refused: refused)
        }
    }
}

/// One row, as many cells as the table has columns: UTF-8 without a zero byte.
package struct TableRow {
    /// Its number as people find it in the file: the header of a CSV file is row 1, the first line of JSON Lines too.
    package let number: Int
    package let cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>

    @inlinable
    package subscript(column: Int) -> UnsafeBufferPointer<UInt8> { cells[column] }

    @inlinable
    package var count: Int { cells.count }

    package func text(_ column: Int) -> String { String(decoding: cells[column], as: UTF8.self) }
}

/// A row that cannot be read, and why.
package struct RefusedRow: Sendable, Equatable {
    package let number: Int
    /// The column's name, when one is at fault.
    package let column: String?
    /// As "the quote at its beginning has no end".
    package let reason: String
}

extension PackedFile {
    /// The first bytes of the unpacked text.
    func head(upTo count: Int) throws(TableError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let outcome = bytes.withUnsafeMutableBytes { buffer in
                Result { () throws(TableError) in
                    try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]), at: filled)
                }
            }
            let more = try outcome.get()
            if more == 0 { break }
            filled += more
        }
        bytes.removeLast(count - filled)
        return bytes
    }
}
