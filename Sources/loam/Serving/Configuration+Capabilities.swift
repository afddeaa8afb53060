import Capabilities
import Crypto
import Database
import Glibc
import Store
import Telemetry

extension Configuration {
    /// Everything that the product can do, over this database.
    func capabilities(
        over database: Database,
        keys: SealingKeys,
        at address: String? = nil,
        in surroundings: Surroundings
    ) -> Capabilities {
        Capabilities(
            database: database,
            sealingKeys: keys,
            settings: Capabilities.Settings(
                publicURL: address ?? publicAddress,
                indexFolder: folder.indexPath,
                sessionIdle: self.sessionIdle,
                sessionLifetime: self.sessionLifetime,
                keepRunValues: self.runsKeepValues,
                sendsMail: self.smtpURL != nil,
                outgoing: outgoing(environment: surroundings.environment, clock: surroundings.clock),
                privateSalesforceHosts: self.salesforcePrivateHosts,
                privateSignOnHosts: self.signOnPrivateHosts
            ),
            clock: surroundings.clock
        )
    }

    /// The address that people type, without a slash at its end.
    var publicAddress: String { publicAddress(atPort: self.port) }

    /// Where another process serves the portal, as far as that is known here.
    fileprivate var servedAddress: String {
        self.publicURL == nil ? folder.lastAddress ?? publicAddress : publicAddress
    }

    func publicAddress(atPort port: Int) -> String {
        if var url = self.publicURL {
            while url.hasSuffix("/") { url.removeLast() }
            return url
        }
        let scheme = self.tlsCertificate == nil ? "http" : "https"
        // What stands for every address is none that one can type.
        let host = ["0.0.0.0", "::", "[::]"].contains(self.host) ? "localhost" : self.host
        return "\(scheme)://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host):\(port)"
    }

    /// The keys for this database. A new key file is made only where nothing was sealed yet.
    func sealingKeys(for database: Database) async throws -> SealingKeys {
        let sealed = try await database.read { db in try Sealing.countByKey(on: db) }
        if self.sealingKey == nil, access(folder.sealingKeyPath, F_OK) != 0, !sealed.isEmpty {
            throw Failure(
                "The sealing key file \(folder.sealingKeyPath) is gone, and the database holds secrets that only it opens. "
                    + "Put it back from where you keep it; if it is lost for good, 'loam secrets create' makes a new one."
            )
        }
        let keys = try sealingKeys(creating: true)
        let known = Set([keys.currentKeyID] + keys.olderKeyIDs)
        let foreign = sealed.filter { !known.contains($0.key) }.values.reduce(0, +)
        if foreign > 0 {
            Log.warning(
                "Some secrets were sealed with a key that is not here, so they cannot be read.",
                ["secrets": foreign]
            )
        }
        return keys
    }
}

extension Invocation {
    /// The database and what the product can do with it, for the operator who runs this command.
    ///
    /// Where `creating`, an installation that is not there yet is made, as `serve` would.
    func asOperator<Result>(
        creating: Bool = false,
        _ body: (Capabilities, String) async throws -> Result
    ) async throws -> Result {
        let configuration = try configuration()
        let clock = surroundings.clock
        if creating { try configuration.folder.create() }
        let database = try await configuration.openDatabase(creating: creating, clock: clock)
        return try await closing(database) {
            if creating {
                try await database.migrate(Schema.migrations)
            } else if !(try await database.pending(Schema.migrations).isEmpty) {
                throw Failure("The tables of the database are not up to date, so nothing was done. Run 'loam migrate'.")
            }
            let keys = try await configuration.sealingKeys(for: database)
            return try await body(
                configuration.capabilities(
                    over: database,
                    keys: keys,
                    at: configuration.servedAddress,
                    in: surroundings
                ),
                operatorName
            )
        }
    }

    /// As the audit log calls whoever runs this command.
    private var operatorName: String {
        let environment = surroundings.environment
        let name = environment["SUDO_USER"] ?? environment["USER"] ?? "user \(getuid())"
        return "\(printable(name)) at the command line"
    }
}
