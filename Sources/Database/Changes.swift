/// What a statement changed.
package struct Changes: Sendable {
    package let rows: Int
    private let statement: String

    init(rows: Int, statement: String) {
        self.rows = rows
        self.statement = statement
    }

    /// Throws when the statement changed another number of rows, as when a condition no longer held.
    @discardableResult
    package func expect(rows expected: Int) throws -> Changes {
        guard rows == expected else {
            throw DatabaseError(
                .wrongRowCount,
                "The statement should have changed \(expected) rows, but it changed \(rows).",
                statement: statement
            )
        }
        return self
    }
}
