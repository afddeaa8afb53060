import Glibc

/// Reads the rows of a CSV file some thousands at a time, however long the file is.
final class CSVPieces {
    private let path: String
    private let descriptor: Int32
    private var parser: CSVParser
    private var buffer: [UInt8] = []
    private var isAtEnd = false

    init(path: String) throws {
        self.path = path
        var format = CSVFormat()
        format.lineEnding = .any
        parser = CSVParser(format)
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ImportError(description: "The file \(path) cannot be read: \(String(cString: strerror(errno))).")
        }
    }

    deinit { close(descriptor) }

    /// The first row, asked for before any other.
    func header() throws -> [String]? {
        var header: [String]?
        _ = try rows(upTo: 1) { header = $0.texts }
        return header
    }

    /// The next rows, each with its number in the file; none at the end.
    func next(_ limit: Int) throws -> [(number: Int, values: [Scalar?])] {
        var rows: [(number: Int, values: [Scalar?])] = []
        while rows.isEmpty, try self.rows(upTo: limit, { rows.append(CSVPieces.values(of: $0)) }) {}
        return rows
    }

    private static func values(of row: CSVRow) -> (number: Int, values: [Scalar?]) {
        (row.number, (0..<row.count).map { row.value($0) })
    }

    /// Hands on rows, and tells whether there may be more.
    private func rows(upTo limit: Int, _ visit: (CSVRow) -> Void) throws -> Bool {
        var count = 0
        while count < limit {
            let used: Int
            do {
                used = try buffer.withUnsafeBufferPointer { bytes in
                    try parser.parse(bytes, isLast: isAtEnd) { row in
                        visit(row)
                        count += 1
                        return count < limit
                    }
                }
            } catch let error as CSVError {
                throw ImportError(
                    description: "The file \(path) is no CSV from row \(error.row) on: a quote or a cell is faulty."
                )
            }
            buffer.removeFirst(used)
            if count >= limit || isAtEnd { break }
            try refill()
        }
        return count > 0 || !isAtEnd
    }

    private func refill() throws {
        let size = 1 << 18
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: size))
        let count = buffer.withUnsafeMutableBytes { bytes in
            read(descriptor, bytes.baseAddress?.advanced(by: start), size)
        }
        guard count >= 0 else {
            throw ImportError(description: "The file \(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        buffer.removeLast(size - count)
        isAtEnd = count == 0
    }
}
