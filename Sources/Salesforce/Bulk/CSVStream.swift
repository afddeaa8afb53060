import Tabular

/// Reads CSV that arrives in pieces: holds what is not yet a whole row, and no more.
struct CSVStream {
    private var parser = CSVParser(CSVFormat(limits: .fromSalesforce))
    private var waiting: [UInt8] = []
    /// The names at the head; empty until they are there.
    private(set) var columns: [String] = []
    private(set) var rows = 0

    /// Takes a piece and hands on the rows that are whole with it; the last may be told by an empty piece.
    mutating func read(_ piece: [UInt8], isLast: Bool, _ visit: (CSVRow, [String]) throws -> Void) throws {
        if waiting.isEmpty { waiting = piece } else { waiting += piece }
        var columns = columns
        var rows = rows
        let used: Int
        do {
            used = try waiting.withUnsafeBufferPointer { bytes in
                try parser.parse(bytes, isLast: isLast) { row in
                    if columns.isEmpty {
                        columns = row.texts
                    } else {
                        guard row.count == columns.count else { throw SalesforceError(.notUnderstood) }
                        rows += 1
                        try visit(row, columns)
                    }
                    return true
                }
            }
        } catch is CSVError {
            throw SalesforceError(.notUnderstood)
        }
        self.columns = columns
        self.rows = rows
        waiting.removeFirst(used)
    }
}

extension CSVFormat.Limits {
    /// What Salesforce writes back may be longer than what it takes, by an error and by fields of formulas.
    fileprivate static let fromSalesforce = CSVFormat.Limits(
        cell: 1 << 20,
        row: 8 << 20,
        header: 1 << 20,
        columns: 5000
    )
}
