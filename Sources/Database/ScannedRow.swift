import CPostgres
import CSQLite

/// One row of an answer where the engine holds it: its texts are borrowed, and gone when the visitor returns.
///
/// Columns are counted from zero. Ask for a column's kind first: reading a number as a text makes a text of it.
package struct ScannedRow: ~Copyable {
    package enum Kind: Sendable {
        case null, integer, real, text, bytes, flag
    }

    private enum Source {
        case sqlite(OpaquePointer)
        case postgres(OpaquePointer, row: Int32)
    }

    private let source: Source

    init(sqlite statement: OpaquePointer) { source = .sqlite(statement) }

    init(postgres result: OpaquePointer, row: Int32) { source = .postgres(result, row: row) }

    /// What the column holds in this row.
    package func kind(_ column: Int) -> Kind {
        let index = Int32(truncatingIfNeeded: column)
        switch source {
        case .sqlite(let statement):
            switch sqlite3_column_type(statement, index) {
            case SQLITE_INTEGER: return .integer
            case SQLITE_FLOAT: return .real
            case SQLITE_TEXT: return .text
            case SQLITE_BLOB: return .bytes
            default: return .null
            }
        case .postgres(let result, let row):
            return PQgetisnull(result, row, index) == 1 ? .null : PostgresType.kind(oid: PQftype(result, index))
        }
    }

    package func isNull(_ column: Int) -> Bool { kind(column) == .null }

    /// A whole number, or 0 where there is none.
    package func integer(_ column: Int) -> Int64 {
        let index = Int32(truncatingIfNeeded: column)
        switch source {
        case .sqlite(let statement): return sqlite3_column_int64(statement, index)
        case .postgres:
            let text = text(column)
            // PostgreSQL says `t` for true.
            return text.first == UInt8(ascii: "t") ? 1 : Int64(String(decoding: text, as: UTF8.self)) ?? 0
        }
    }

    /// A number, or 0 where there is none.
    package func real(_ column: Int) -> Double {
        let index = Int32(truncatingIfNeeded: column)
        switch source {
        case .sqlite(let statement): return sqlite3_column_double(statement, index)
        case .postgres: return Double(String(decoding: text(column), as: UTF8.self)) ?? 0
        }
    }

    /// The UTF-8 of a text, or of what another value is as a text; empty for `NULL`.
    package func text(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let index = Int32(truncatingIfNeeded: column)
        switch source {
        case .sqlite(let statement):
            // The count is right only after the text was asked for.
            let start = sqlite3_column_text(statement, index)
            return UnsafeBufferPointer(
                start: start,
                count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, index))
            )
        case .postgres(let result, let row):
            guard PQgetisnull(result, row, index) == 0, let start = PQgetvalue(result, row, index) else {
                return UnsafeBufferPointer(start: nil, count: 0)
            }
            let raw = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, index)))
            return raw.bindMemory(to: UInt8.self)
        }
    }
}
