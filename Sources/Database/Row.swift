/// One row of an answer: its columns by name.
package struct Row: Sendable {
    let columns: [String]
    /// The values in the order of the columns, for those who asked for the columns by their order.
    package let values: [SQLValue]

    init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value of a column as the type that is asked for.
    package subscript<Value: SQLReadable>(column: String) -> Value {
        get throws {
            guard let index = columns.firstIndex(of: column) else {
                throw DatabaseError(
                    .unreadable(column: column),
                    "The answer has no column \(column); it has \(columns.joined(separator: ", "))."
                )
            }
            return try value(at: index)
        }
    }

    /// The value of the only column.
    func only<Value: SQLReadable>() throws -> Value {
        guard values.count == 1 else {
            throw DatabaseError(
                .unreadable(column: columns.first ?? ""),
                "One column was expected, but the answer has \(values.count): \(columns.joined(separator: ", "))."
            )
        }
        return try value(at: 0)
    }

    private func value<Value: SQLReadable>(at index: Int) throws -> Value {
        if let value = Value(sqlValue: values[index]) { return value }
        let found = values[index] == .null ? "NULL" : SQLType.any.refined(by: values[index]).words
        let expected = Value.sqlType.words
        throw DatabaseError(
            .unreadable(column: columns[index]),
            found == expected
                ? "Column \(columns[index]) holds \(found), but none that \(Value.self) can be made of."
                : "Column \(columns[index]) holds \(found) where \(expected) was expected."
        )
    }
}

/// A type that is read from one row of an answer.
package protocol RowDecodable {
    init(row: Row) throws
}

extension RowDecodable where Self: SQLReadable {
    package init(row: Row) throws { self = try row.only() }
}
