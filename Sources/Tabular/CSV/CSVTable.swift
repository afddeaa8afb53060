import CSimdJSON

/// The rows of a CSV file under its header; a faulty one is told, and passed over.
final class CSVTable {
    let columns: [String]
    private var csv: CSVReader
    private var cells = Cells()

    init(_ file: PackedFile, _ format: CSVFormat, from position: TableReader.Position?) throws {
        let source: CSVReader.Source = { buffer, offset in try file.read(into: buffer, at: offset) }
        var head = CSVReader(format, source: source)
        var names: [String] = []
        do {
            try head.read(upTo: 1) { names = $0.texts }
        } catch let error as CSVError {
            throw TableError("The header of \(file.path) cannot be read: \(error.fault.words).")
        }
        guard !names.isEmpty else { throw TableError("The file \(file.path) is empty: it has not even a header.") }
        columns = names.map { $0.trimmed }
        if let position {
            csv = CSVReader(format, from: position.offset, after: position.row, source: source)
        } else {
            csv = head
        }
    }

    var position: TableReader.Position { TableReader.Position(offset: csv.position, row: csv.rows) }

    func read(
        upTo limit: Int,
        _ visit: (TableRow) throws -> Void,
        refused: (RefusedRow) throws -> Void
    ) throws -> Int {
        var count = 0
        while count < limit {
            do {
                try csv.read(upTo: limit - count) { row in
                    count += 1
                    if let fault = self.fault(of: row) { return try refused(fault) }
                    try self.handOn(row, visit)
                }
                break
            } catch let error as CSVError {
                count += 1
                if !error.isPassed { try csv.skipLine() }
                try refused(RefusedRow(number: error.row, column: nil, reason: error.fault.words))
            }
        }
        return count
    }

    private func fault(of row: CSVRow) -> RefusedRow? {
        // Cells too many are borne when nothing stands in them.
        let isTooLong = row.count > columns.count && !(columns.count..<row.count).allSatisfy { row.isEmpty($0) }
        if row.count < columns.count || isTooLong {
            let reason = "it has \(row.count) cells where the header has \(columns.count)"
            return RefusedRow(number: row.number, column: nil, reason: reason)
        }
        let extent = UnsafeBufferPointer(rebasing: row.bytes[row.extent])
        if isSound(extent) { return nil }
        let column = (0..<columns.count).first { index in
            !isSound(UnsafeBufferPointer(rebasing: row.bytes[row.cells[index].start..<row.cells[index].end]))
        }
        let reason = "it is not UTF-8, or holds a zero byte"
        return RefusedRow(number: row.number, column: column.map { columns[$0] }, reason: reason)
    }

    @inline(__always)
    private func handOn(_ row: CSVRow, _ visit: (TableRow) throws -> Void) throws {
        try cells.read(row, columns.count) { try visit(TableRow(number: row.number, cells: $0)) }
    }

    /// The contents of a row's cells; a workspace.
    private struct Cells {
        private var contents: [UnsafeBufferPointer<UInt8>] = []
        /// Cells whose doubled quotes were made single.
        private var plain: [UInt8] = []

        mutating func read(
            _ row: CSVRow,
            _ count: Int,
            _ visit: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws -> Void
        ) throws {
            contents.removeAll(keepingCapacity: true)
            plain.removeAll(keepingCapacity: true)
            // Never moved while the row is looked at.
            plain.reserveCapacity(row.extent.count)
            for index in 0..<count {
                let cell = row.cells[index]
                let content = UnsafeBufferPointer(rebasing: row.bytes[cell.start..<cell.end])
                contents.append(cell.hasDoubledQuotes ? undoubled(content) : content)
            }
            try contents.withUnsafeBufferPointer(visit)
        }

        private mutating func undoubled(_ content: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
            let start = plain.count
            var index = 0
            while index < content.count {
                plain.append(content[index])
                index += content[index] == UInt8(ascii: "\"") ? 2 : 1
            }
            return plain.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[start...]) }
        }
    }
}

/// Whether the bytes are UTF-8 without a zero byte.
@inline(__always)
func isSound(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return true }
    return loam_text_is_sound(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), bytes.count) != 0
}

extension CSVError.Fault {
    /// As it is told of a row.
    fileprivate var words: String {
        switch self {
        case .lineEnding: "its line ends otherwise than the others"
        case .afterQuote: "something follows the quote that ends a cell"
        case .openQuote: "a quote in it has no end"
        case .cellTooLong: "a cell in it is longer than a megabyte, or a quote has no end"
        case .rowTooLong: "it is longer than four megabytes, or a quote has no end"
        case .headerTooLong: "it is longer than a megabyte"
        case .tooManyColumns: "it has more than 5,000 cells"
        }
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        let isBlank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
        var text = utf8[...]
        while let first = text.first, isBlank(first) { text.removeFirst() }
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(Substring(text))
    }
}
