import Crypto
import HTTP
import Sandbox
import Telemetry

/// The demonstration's own org, on a port of its own, filled with records at the first start.
struct DemoOrg: Sendable {
    let server: Server
    private let first: FirstSignIn
    let key: RSAPrivateKey
    private let sandbox: SandboxServer
    private let org: Org

    static func open(_ folder: DemoFolder, port: Int, callback: String, records: DemoRecords) async throws -> DemoOrg {
        try folder.org.create()
        let org = try await Org.open(folder: folder.org.path, switches: OrgSwitches())
        if try await !org.holdsRecords() {
            try DataFolder(path: folder.records).create()
            try await records.write(into: folder.records)
            do {
                try await org.load(folder: folder.records)
            } catch let error as ImportError {
                throw Failure(error.description)
            }
        }
        let key = try await folder.key()
        var app = SandboxServer.FirstApp()
        app.callbacks = [callback]
        app.certificate = try .selfSigned(
            for: ["localhost"],
            key: key,
            notBefore: WallClock.system.now().seconds - 3600,
            days: 3650
        )
        let sandbox = try await SandboxServer(org: org)
        let first = try await sandbox.firstSignIn(app)
        var options = ServerOptions(host: "127.0.0.1", port: port)
        // Salesforce takes heads of up to 16 KiB, besides an address as long.
        options.limits.connectionMemory = 48 * 1024
        return DemoOrg(
            server: try Server(try sandbox.router, options),
            first: first,
            key: key,
            sandbox: sandbox,
            org: org
        )
    }

    private init(server: Server, first: FirstSignIn, key: RSAPrivateKey, sandbox: SandboxServer, org: Org) {
        self.server = server
        self.first = first
        self.key = key
        self.sandbox = sandbox
        self.org = org
    }

    var url: String { server.url }
    var username: String { first.username }
    var password: Secret { first.password }
    var consumerKey: String { first.consumerKey }
    var consumerSecret: Secret { first.consumerSecret }

    /// How many calls the org has counted.
    var usedCalls: Int { sandbox.usedCalls }

    var parts: [Part] {
        [.of(server), Part(name: "org", run: { await sandbox.run() }, stop: { await sandbox.stop() })]
    }

    func close() async throws {
        try await sandbox.close()
        await org.close()
    }
}
