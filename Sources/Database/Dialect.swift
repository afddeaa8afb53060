/// The engine under a database.
package enum Engine: String, Sendable, CaseIterable {
    case sqlite, postgres
}

/// The places where the engines differ; everything else is one text for both.
struct Dialect: Sendable {
    let engine: Engine

    // 1. The row lock in a claim. SQLite has one writer, so there is nobody to skip.
    func text(of fragment: SQL.Fragment) -> String {
        switch (fragment, engine) {
        case (.skipLocked, .sqlite): ""
        case (.skipLocked, .postgres): "FOR UPDATE SKIP LOCKED"
        case (.either(let text, _), .sqlite): text.description
        case (.either(_, let text), .postgres): text.description
        }
    }

    // 9. The mark before a value's number. SQLite takes `$1` for a name, and looks for it among all names before it.
    var placeMark: String {
        switch engine {
        case .sqlite: "?"
        case .postgres: "$"
        }
    }

    // 2. The beginning of a write. A SQLite transaction that reads first and writes later would fail as busy at once.
    // 3. The beginning of a read. Both are one snapshot from their first statement to their last.
    func begin(_ mode: TransactionMode) -> String {
        switch (mode, engine) {
        case (.write, .sqlite), (.migration, .sqlite): "BEGIN IMMEDIATE"
        case (.write, .postgres): "BEGIN"
        // Takes as long as it takes.
        case (.migration, .postgres): "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0"
        case (.read, .sqlite): "BEGIN"
        case (.read, .postgres): "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        }
    }

    // 4. Bulk load is a prepared insert or `COPY`: `Connection.load`.
    // 5. The wake-up of sleeping workers is a signal in the process or `NOTIFY`: `Connection.signal`.

    // 6. The migration lock. SQLite's is the write transaction; ours in PostgreSQL is for one schema, until the commit.
    var migrationLock: SQL? {
        switch engine {
        case .sqlite: nil
        case .postgres:
            "SELECT pg_advisory_xact_lock(hashtext('loam migrations ' || current_schema()))"
        }
    }

    // 7. Backup is `VACUUM INTO` or `pg_dump`: `Database.backup`.
    // 8. Triggers of the schema are written for each engine where they stand: `SQL.Fragment.either`.
}

enum TransactionMode: Sendable {
    case read, write
    /// A write that changes the schema: references are checked at its end, so that a table can be made anew.
    case migration
}
