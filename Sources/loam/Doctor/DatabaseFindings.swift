import Database
import Glibc
import Telemetry

/// The database: that it is whole, current and of a version that we know, and that its clock agrees with ours.
struct DatabaseFindings: Sendable {
    let database: Database
    let migrations: [Migration]
    let clock: WallClock

    /// Unless `thorough`, what takes longer the more there is in the database is left out.
    func all(thorough: Bool = true) async -> [Finding] {
        var findings = [await version, await schema]
        switch database.location {
        case .sqlite(let path):
            if thorough { findings.append(await integrity) }
            findings.append(writeAheadLog(of: path))
        case .memory: break
        case .postgres: findings.append(await clockSkew)
        }
        return findings
    }

    private var version: Finding {
        get async {
            await finding("database") {
                switch database.engine {
                case .sqlite:
                    let version = try await database.read { try $0.one(String.self, "SELECT sqlite_version()") }
                    return .good("database", "SQLite \(version) opens \(database.location).")
                case .postgres:
                    let number = try await database.read { db in
                        try db.one(Int.self, "SELECT CAST(current_setting('server_version_num') AS BIGINT)")
                    }
                    let version = "PostgreSQL \(number / 10_000).\(number % 10_000)"
                    guard number >= 140_000 else {
                        return .broken(
                            "database",
                            "\(version) is older than Loam supports.",
                            remedy: "Upgrade the server to PostgreSQL 14 or later."
                        )
                    }
                    return .good("database", "\(version) answers at \(database.location).")
                }
            }
        }
    }

    private var schema: Finding {
        get async {
            await finding("tables") {
                let pending = try await database.pending(migrations).map(\.id)
                guard pending.isEmpty else {
                    return .warning(
                        "tables",
                        "\(pending.count) of \(migrations.count) migrations have not run: \(pending.joined(separator: ", ")).",
                        remedy: "Run 'loam migrate', or start 'loam serve', which does it."
                    )
                }
                return .good("tables", "All \(migrations.count) migrations have run.")
            }
        }
    }

    private var integrity: Finding {
        get async {
            await finding("integrity") {
                let faults = try await database.read { db in
                    try db.fetch(String.self, "PRAGMA integrity_check(10)") + db.fetch(String.self, foreignKeyFaults)
                }
                guard faults == ["ok"] else {
                    return .broken(
                        "integrity",
                        "The database file is damaged (\(faults.count) faults or more).",
                        remedy: "Stop Loam, keep a copy of the file, and restore the last backup: loam restore FILE"
                    )
                }
                return .good("integrity", "Every page and index of the database is whole.")
            }
        }
    }

    /// The log grows while a reader holds an old snapshot; it is emptied once nobody does.
    private func writeAheadLog(of path: String) -> Finding {
        let subject = "write-ahead log"
        var status = stat()
        let size = stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
        guard size < 256 << 20 else {
            return .warning(
                subject,
                "It has grown to \(byteText(size)), because something has been reading for very long.",
                remedy: "Restart Loam; if it grows again, look for a program that holds \(path) open."
            )
        }
        return .good(subject, "It holds \(byteText(size)).")
    }

    private var clockSkew: Finding {
        get async {
            await finding("clock") {
                let before = clock.now()
                let theirs = try await database.read { db in
                    try db.one(Int64.self, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)")
                }
                let after = clock.now()
                // The answer was made somewhere between the two.
                let skew = max(0, before.microseconds - theirs, theirs - after.microseconds)
                let words = durationText(.microseconds(skew))
                guard skew < 1_000_000 else {
                    return .broken(
                        "clock",
                        "The clock of this machine and the database's differ by \(words).",
                        remedy: "Let both follow the same time server (NTP): leases and sessions depend on it."
                    )
                }
                return .good("clock", "It agrees with the database's to within \(words).")
            }
        }
    }
}

private let foreignKeyFaults: SQL = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 10"

/// The body's finding, or the error that it met.
func finding(_ subject: String, _ body: () async throws -> Finding) async -> Finding {
    do {
        return try await body()
    } catch {
        return .broken(subject, sentence(for: error), remedy: "Mend that, then run 'loam doctor' again.")
    }
}
