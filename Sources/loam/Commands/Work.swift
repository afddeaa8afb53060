import Crypto
import Database
import HTTP
import Jobs
import Telemetry

extension Command {
    static let work = Command(
        "work",
        "Work on jobs, and serve nothing.",
        discussion: """
            Start it on as many machines as needed, over the same PostgreSQL and with the same sealing key. A job that a
            killed worker held is taken over by another one.
            """,
        configuration: [
            Keys.declared.data.description, Keys.declared.database.description, Keys.declared.slots.description,
            Keys.declared.kinds.description, Keys.declared.workPort.description, Keys.declared.stopWithin.description,
            Keys.declared.logFormat.description, Keys.declared.logLevel.description,
        ]
    ) { invocation in
        let configuration = try invocation.configuration()
        guard configuration.slots > 0 else { throw UsageError("A worker needs at least one slot: --slots 1.") }
        let running = Running(configuration: configuration, surroundings: invocation.surroundings)
        try await running.run { database in
            let keys = try await configuration.sealingKeys(for: database)
            let assembly = try Assembly(running, database: database, keys: keys)
            var parts = assembly.backgroundParts
            if let port = configuration.workPort {
                let router = try Router(doors: [assembly.operations.onlyDoor], middleware: .standard(problems: .ofLoam))
                let server = try Server(router, configuration.serverOptions(port: port))
                running.state.begin(server)
                parts.append(.of(server))
                Log.info("Answering monitors.", ["url": server.url])
            }
            Log.info("Working.", ["slots": configuration.slots, "engine": database.engine.rawValue])
            invocation.terminal.print("Loam \(Version.number) works on jobs, \(configuration.slots) at a time")
            return parts
        }
        return .done
    }
}
