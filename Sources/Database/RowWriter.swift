/// Takes the rows of a bulk load, value by value, without making anything of them in between.
///
/// ```swift
/// try db.load(into: people) { rows in
///     for line in lines {
///         rows.text(line.name)
///         rows.integer(line.age)
///         try rows.endRow()
///     }
/// }
/// ```
package struct RowWriter: ~Copyable {
    enum Target: ~Copyable {
        case insert(SQLiteStatement)
        case copy(CopyBuffer)
    }

    private let target: Target
    private let width: Int
    private var column = 0
    private var flaw: DatabaseError?
    private(set) var rows = 0

    init(_ target: consuming Target, width: Int) {
        self.target = target
        self.width = width
    }

    package mutating func null() { append { .null } }
    package mutating func integer(_ number: Int64) { append { .integer(number) } }
    package mutating func real(_ number: Double) { append { .real(number) } }
    package mutating func flag(_ flag: Bool) { append { .flag(flag) } }
    package mutating func text(_ text: String) { append { .text(text) } }
    package mutating func bytes(_ bytes: [UInt8]) { append { .bytes(bytes) } }
    package mutating func value(_ value: SQLValue) { append { value } }

    /// A text from bytes of UTF-8, without a `String` in between.
    package mutating func text(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard flaw == nil, column < width else { return refuse() }
        do throws(DatabaseError) {
            switch target {
            case .insert(let statement): try statement.bind(utf8: bytes, at: column)
            case .copy(let buffer): try buffer.append(utf8: bytes, isFirst: column == 0)
            }
        } catch {
            flaw = error
        }
        column += 1
    }

    /// Throws what was wrong with one of the row's values, or with the row.
    package mutating func endRow() throws(DatabaseError) {
        if let flaw { throw flaw }
        guard column == width else {
            throw DatabaseError(
                .faultyStatement,
                "A row to load has \(column) values where the table takes \(width). Give each column a value or NULL."
            )
        }
        column = 0
        rows += 1
        switch target {
        case .insert(let statement): try statement.insert()
        case .copy(let buffer): try buffer.endRow()
        }
    }

    @inline(__always)
    private mutating func append(_ value: () -> SQLValue) {
        guard flaw == nil, column < width else { return refuse() }
        do throws(DatabaseError) {
            switch target {
            case .insert(let statement): try statement.bind(value(), at: column)
            case .copy(let buffer): try buffer.append(value(), isFirst: column == 0)
            }
        } catch {
            flaw = error
        }
        column += 1
    }

    private mutating func refuse() { column += 1 }
}
