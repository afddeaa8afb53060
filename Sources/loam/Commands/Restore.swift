import Database
import Telemetry

extension Command {
    static let restore = Command(
        "restore",
        "Put a backup in the place of the data.",
        discussion: """
            Refuses while Loam runs on the data folder, looks at the backup first, and keeps the database that was there
            beside the new one. A PostgreSQL database must be empty.
            """,
        arguments: [.backupFile],
        options: [.output],
        configuration: Keys.forStorage
    ) { invocation in
        let path = try invocation.required(Argument.backupFile)
        let configuration = try invocation.configuration()
        let clock = invocation.surroundings.clock
        let began = clock.now()
        try configuration.folder.create()
        let lock = try DataFolderLock(configuration.folder, .alone)
        let replaced = try await Progress("Restoring", in: invocation.surroundings).during {
            try await Database.restore(from: path, to: configuration.location)
        }
        _ = consume lock
        let taken = clock.now() - began
        if invocation.has(.json) {
            let json: JSON = ["replaced": .optional(replaced), "seconds": .real(taken.inSeconds)]
            invocation.terminal.print(json.formatted)
        } else {
            invocation.terminal.print("\(path) is restored, in \(durationText(taken)).")
            if let replaced { invocation.terminal.print("What was there before is kept as \(replaced).") }
        }
        return .done
    }
}

extension Argument {
    fileprivate static let backupFile = Argument("file", "A file that 'loam backup' wrote.")
}
