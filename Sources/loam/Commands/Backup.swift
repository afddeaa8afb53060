import Database
import Glibc
import Telemetry

extension Command {
    static let backup = Command(
        "backup",
        "Write a copy of all data to a file, and check it.",
        discussion: """
            Loam may run meanwhile: the copy is of one moment. Of SQLite it is a database file, of PostgreSQL an archive
            that pg_dump makes. Keep the sealing key too, apart from the backups: secrets open with it alone.
            """,
        arguments: [.newFile],
        options: [.output],
        configuration: Keys.forStorage
    ) { invocation in
        let path = try invocation.required(Argument.newFile)
        let clock = invocation.surroundings.clock
        let began = clock.now()
        try await invocation.withDatabase { database in
            let whole = database.location.fileSize
            try await Progress("Backing up", unit: .bytes, in: invocation.surroundings).during(
                measuring: { (fileSize(path + ".partial"), whole) },
                { try await database.backup(to: path) }
            )
            try await Progress("Checking", in: invocation.surroundings).during {
                try await database.check(backup: path)
            }
        }
        let taken = clock.now() - began
        let size = fileSize(path)
        if invocation.has(.json) {
            let json: JSON = ["file": .text(path), "bytes": .integer(size), "seconds": .real(taken.inSeconds)]
            invocation.terminal.print(json.formatted)
        } else {
            invocation.terminal.print("\(path) holds \(byteText(size)), written and checked in \(durationText(taken)).")
        }
        return .done
    }
}

extension Argument {
    fileprivate static let newFile = Argument("file", "The file to write; it must not exist yet.")
}

extension Database.Location {
    /// How large the database is, where it is one file.
    fileprivate var fileSize: Int? {
        if case .sqlite(let path) = self { loam.fileSize(path) } else { nil }
    }
}

func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}
