import Capabilities
import Crypto
import Database
import HTTP
import Telemetry

extension Command {
    static let serve = Command(
        "serve",
        "Serve the portal and the API, and work on jobs.",
        discussion: """
            Needs no configuration: data is kept in ./loam-data, the address is http://127.0.0.1:8080. The tables are
            brought up to date at the start.

            SIGTERM and SIGINT stop it in order: nothing new is begun, requests and steps of jobs under way are finished.
            A second signal ends it at once.
            """,
        configuration: [
            Keys.declared.data.description, Keys.declared.database.description, Keys.declared.host.description,
            Keys.declared.port.description, Keys.declared.publicURL.description,
            Keys.declared.tlsCertificate.description, Keys.declared.tlsKey.description,
            Keys.declared.trustedProxies.description, Keys.declared.slots.description,
            Keys.declared.logFormat.description, Keys.declared.logLevel.description,
        ]
    ) { invocation in
        let configuration = try invocation.configuration()
        let running = Running(configuration: configuration, surroundings: invocation.surroundings)
        try await running.run { database in
            let keys = try await configuration.sealingKeys(for: database)
            let assembly = try Assembly(running, database: database, keys: keys)
            let server = try Server(assembly.router, configuration.serverOptions(port: configuration.port))
            running.state.begin(server)
            configuration.folder.keep(address: configuration.publicAddress(atPort: server.port))
            Log.info("Serving.", ["url": server.url, "engine": database.engine.rawValue])
            invocation.terminal.print("Loam \(Version.number) serves \(configuration.publicURL ?? server.url)")
            if try await assembly.capabilities.firstRun.isPossible() {
                invocation.terminal.print("Open it in a browser to make your organisation and its first administrator.")
            }
            return assembly.backgroundParts + [.of(server)]
        }
        return .done
    }
}
