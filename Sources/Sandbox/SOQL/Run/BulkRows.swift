import Database
import Synchronization

/// The columns of a Bulk query: makes of each row's values what Salesforce's CSV has.
struct BulkColumns: Sendable {
    fileprivate let cells: [BulkCell]

    var count: Int { cells.count }

    /// Lends the text of a value to the body; tells false, and lends nothing, where there is none.
    @inline(__always)
    func withText(
        _ index: Int,
        of row: borrowing ScannedRow,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) rethrows -> Bool {
        let cell = cells[index]
        let column = cell.column
        if cell.form == .text {
            let text = row.text(column)
            guard text.baseAddress != nil else { return false }
            try body(text)
            return true
        }
        if row.isNull(column) { return false }
        switch cell.form {
        case .text, .integer: try body(row.text(column))
        case .flag:
            let flag: StaticString = row.integer(column) == 0 ? "false" : "true"
            try body(UnsafeBufferPointer(start: flag.utf8Start, count: flag.utf8CodeUnitCount))
        case .number:
            var bytes: [UInt8] = []
            ValueText.append(row.real(column), to: &bytes)
            try bytes.withUnsafeBufferPointer(body)
        case .people(let type, let scale):
            var text = PeopleText.text(row, column, type, scale: scale)
            try text.withUTF8(body)
        }
        return true
    }
}

/// A column of a Bulk query, without anything that would have to be counted for each value.
private struct BulkCell {
    enum Form: Equatable {
        case text, flag, integer, number
        case people(FieldType, scale: Int)
    }

    let column: Int
    let form: Form

    init(_ cell: RowShape.Cell) {
        column = cell.column
        form =
            switch cell.form {
            case .plain, .text, .moment, .blob: .text
            case .flag: .flag
            case .integer: .integer
            case .number: .number
            case .people(let type, let scale): .people(type, scale: scale)
            }
    }
}

extension QueryRun {
    /// The names of the columns, with their parents before them: `Id`, `Account.Name`.
    var columns: [String] { cells.map(\.name) }

    private var cells: [(name: String, cell: RowShape.Cell)] {
        guard case .rows(let plan) = plan else { return [] }
        func flatten(_ shape: RowShape, _ prefix: String) -> [(String, RowShape.Cell)] {
            shape.members.flatMap { member -> [(String, RowShape.Cell)] in
                switch member {
                case .value(let cell): [(prefix + cell.key, cell)]
                case .parent(let key, let parent): flatten(parent, prefix + key + ".")
                case .typeOf, .compound, .children: []
                }
            }
        }
        return flatten(plan.shape, "")
    }

    /// Hands each row, and the columns that read it, to the visitor in one snapshot of the data, and tells how many there were.
    ///
    /// With ids, only rows from the first to before the end: a chunk of a query that is cut by primary keys.
    func eachRow(
        between ids: (first: String, end: String?)? = nil,
        _ visit: @Sendable (borrowing ScannedRow, BulkColumns) throws -> Void
    ) async throws -> Int {
        guard case .rows(let plan) = plan else { throw OrgError.notInBulk("Aggregate functions") }
        let columns = BulkColumns(cells: cells.map { BulkCell($0.cell) })
        let statement = plan.statement(between: ids)
        let hasBegun = Mutex(false)
        return try await org.database.read { db in
            var rows = 0
            try db.scan(statement) { row in
                if rows == 0 {
                    // A transaction may be repeated, but what the visitor has written stays written.
                    let isSecond = hasBegun.withLock { begun in
                        defer { begun = true }
                        return begun
                    }
                    if isSecond { throw OrgError.timeout }
                }
                try visit(row, columns)
                rows += 1
                return .more
            }
            return rows
        }
    }

    /// The id of each row that begins a chunk of so many rows of the whole table.
    func chunkStarts(every size: Int, from first: String?) async throws -> [String] {
        guard let object else { return [] }
        let start = first ?? ""
        return try await org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT "Id" FROM (SELECT "Id", row_number() OVER (ORDER BY "Id") - 1 AS place
                    FROM \(identifier: object.name) WHERE "Id" >= \(start)) WHERE place % \(size) = 0 ORDER BY "Id"
                """
            )
        }
    }
}

extension OrgError {
    static let timeout = OrgError("QUERY_TIMEOUT", "Your query request was running for too long.")
}
