import CSQLite
import Glibc

/// A prepared statement of one SQLite connection; a class because the cache of statements keeps it.
final class SQLiteStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer
    let text: String

    /// How many values it takes: `?1`, `?2` …
    private let places: Int
    private var columns: [String]

    init(_ connection: OpaquePointer, _ text: String, isKept: Bool) throws(DatabaseError) {
        var prepared: OpaquePointer?
        var isAlone = true
        var text = text
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var rest: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    connection,
                    characters.baseAddress,
                    Int32(characters.count),
                    isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0,
                    &prepared,
                    &rest
                )
                if let rest, let start = characters.baseAddress {
                    isAlone = characters[(rest - start)...].allSatisfy {
                        " \n\r\t;".utf8.contains(UInt8(bitPattern: $0))
                    }
                }
                return code
            }
        }
        guard code == SQLITE_OK, let statement = prepared, isAlone else {
            let error: DatabaseError =
                code == SQLITE_OK
                ? DatabaseError(
                    .faultyStatement,
                    "A statement's text holds none, or more than one. Run them one by one."
                )
                : .sqlite(preparing: connection)
            sqlite3_finalize(prepared)
            throw error.at(text)
        }
        let places = Int(sqlite3_bind_parameter_count(statement))
        // SQLite finds a name by looking through all of them: among the thousands of a long list that takes long, and
        // those are never written by hand.
        if isKept, !SQLiteStatement.areNumbered(statement, places) {
            sqlite3_finalize(statement)
            throw DatabaseError(
                .faultyStatement,
                "A statement names its values otherwise than by number without a gap. Interpolate the values instead.",
                statement: text
            )
        }
        self.connection = connection
        self.statement = statement
        self.text = text
        self.places = places
        columns = SQLiteStatement.columns(of: statement)
    }

    deinit { sqlite3_finalize(statement) }

    private static func areNumbered(_ statement: OpaquePointer, _ places: Int) -> Bool {
        (0..<places).allSatisfy { place in
            guard let name = sqlite3_bind_parameter_name(statement, Int32(place + 1)) else { return false }
            return String(cString: name) == "?\(place + 1)"
        }
    }

    /// Binds the values, hands each row to the visitor until it says that it has seen enough, and makes ready for reuse.
    func run(
        _ parameters: [SQL.Parameter],
        _ visit: (Row) throws -> Continuation
    ) throws -> Int {
        defer { clear() }
        try bind(parameters)
        let before = sqlite3_total_changes64(connection)
        while try step() {
            if try visit(row()) == .enough { break }
        }
        return sqlite3_total_changes64(connection) == before ? 0 : Int(sqlite3_changes64(connection))
    }

    /// The same without making values of the columns.
    func scan(_ parameters: [SQL.Parameter], _ visit: (borrowing ScannedRow) -> Continuation) throws(DatabaseError) {
        defer { clear() }
        try bind(parameters)
        while try step() {
            let row = ScannedRow(sqlite: statement)
            if visit(row) == .enough { break }
        }
    }

    /// Binds the one value, and gives what is made of the first row; nil when there is none.
    func first<Value>(_ value: SQLValue, _ make: (borrowing ScannedRow) throws -> Value) throws -> Value? {
        defer { clear() }
        try check(count: 1)
        try bind(value, at: 0)
        guard try step() else { return nil }
        return try make(ScannedRow(sqlite: statement))
    }

    /// Binds the values, and tells how many rows it changed; ready for the next values afterwards.
    func change(_ values: [SQLValue]) throws(DatabaseError) -> Int {
        defer { sqlite3_reset(statement) }
        try check(count: values.count)
        for position in values.indices { try bind(values[position], at: position) }
        let before = sqlite3_total_changes64(connection)
        while try step() {}
        return sqlite3_total_changes64(connection) == before ? 0 : Int(sqlite3_changes64(connection))
    }

    private func bind(_ parameters: [SQL.Parameter]) throws(DatabaseError) {
        try check(count: parameters.count)
        for (position, parameter) in parameters.enumerated() {
            try bind(parameter.value, at: position)
        }
    }

    private func check(count: Int) throws(DatabaseError) {
        if count != places { throw .wrongCount(of: count, for: places).at(text) }
    }

    /// Runs a statement that takes no values and whose answer nobody reads.
    func run() throws(DatabaseError) {
        defer { sqlite3_reset(statement) }
        while try step() {}
    }

    /// Binds the value of the given place, counted from zero.
    func bind(_ value: SQLValue, at position: Int) throws(DatabaseError) {
        let index = Int32(position + 1)
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(statement, index)
        case .integer(let number): code = sqlite3_bind_int64(statement, index, number)
        case .flag(let flag): code = sqlite3_bind_int64(statement, index, flag ? 1 : 0)
        case .real(let number):
            // SQLite would keep it as NULL without a word.
            guard !number.isNaN else { throw DatabaseError.notANumber.at(text) }
            code = sqlite3_bind_double(statement, index, number)
        case .text(var string):
            let outcome = string.withUTF8 { bytes in
                Result { () throws(DatabaseError) in try bind(utf8: bytes, at: position) }
            }
            return try outcome.get()
        case .bytes(let bytes):
            code = bytes.withUnsafeBytes { buffer in
                guard let start = buffer.baseAddress, !buffer.isEmpty else {
                    return sqlite3_bind_zeroblob(statement, index, 0)
                }
                return csqlite_bind_blob(statement, index, start, Int32(clamping: buffer.count))
            }
        }
        guard code == SQLITE_OK else { throw DatabaseError.sqlite(running: connection).at(text) }
    }

    func bind(utf8 bytes: UnsafeBufferPointer<UInt8>, at position: Int) throws(DatabaseError) {
        let index = Int32(position + 1)
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            csqlite_bind_text(statement, index, "", 0)
            return
        }
        guard memchr(start, 0, bytes.count) == nil else { throw DatabaseError.nulInText.at(text) }
        let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
        let code = csqlite_bind_text(statement, index, characters, Int32(clamping: bytes.count))
        guard code == SQLITE_OK else { throw DatabaseError.sqlite(running: connection).at(text) }
    }

    /// Inserts with the values bound before, and makes ready for the next row.
    func insert() throws(DatabaseError) {
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE else {
            let error = DatabaseError.sqlite(running: connection).at(text)
            clear()
            throw error
        }
        sqlite3_reset(statement)
    }

    /// Lets go of the values bound last.
    func clear() {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw DatabaseError.sqlite(running: connection).at(text)
        }
    }

    private func row() -> Row {
        // Another connection may have changed the schema, whereupon SQLite prepared the statement anew.
        if sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 1) > 0 {
            columns = SQLiteStatement.columns(of: statement)
        }
        let values = (0..<Int32(columns.count)).map { value(at: $0) }
        return Row(columns: columns, values: values)
    }

    private func value(at index: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)))
        default: return .null
        }
    }

    private static func columns(of statement: OpaquePointer) -> [String] {
        (0..<sqlite3_column_count(statement)).map { index in
            sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
        }
    }
}

extension DatabaseError {
    static func wrongCount(of values: Int, for places: Int) -> DatabaseError {
        DatabaseError(.faultyStatement, "A statement has \(places) places for values, but \(values) were given.")
    }
}

/// Whether the reader of an answer wants its next row.
package enum Continuation {
    case more, enough
}
