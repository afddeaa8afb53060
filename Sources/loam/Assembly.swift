import API
import Capabilities
import Crypto
import Database
import HTTP
import Jobs
import Portal
import SCIM
import Telemetry

/// Everything that a running Loam is made of, put together from its configuration in this one place.
struct Assembly: Sendable {
    let capabilities: Capabilities
    let operations: Operations
    let router: Router
    /// What runs beside the server, in the order in which it is begun.
    let backgroundParts: [Part]

    init(_ running: Running, database: Database, keys: SealingKeys) throws {
        let configuration = running.configuration
        let clock = running.surroundings.clock

        capabilities = configuration.capabilities(over: database, keys: keys, in: running.surroundings)
        operations = Operations(
            database: database,
            metrics: .current,
            metricsAccess: MetricsAccess(configuration),
            state: running.state
        )
        let handlers = capabilities.handlers(mailServer: try configuration.mailDelivery())
        let portal = Portal(
            capabilities,
            Portal.Surroundings(running, jobKinds: handlers.map(\.kind.rawValue).sorted(), database: database)
        )
        let rateLimit = RateLimit(burst: configuration.limitsAPIBurst, perSecond: configuration.limitsAPIRate)
        let api = API(
            capabilities,
            publicURL: configuration.publicAddress,
            rateLimit: rateLimit,
            clock: clock
        )
        let scim = SCIM(capabilities, publicURL: configuration.publicAddress, clock: clock)
        router = try Router(
            doors: operations.doors + [api.door, api.reconciliation, scim.door, portal.door],
            middleware: .standard(problems: .ofLoam)
        )

        var options = Worker.Options()
        options.slots = configuration.slots
        options.roll = WorkerRoll(folder: configuration.folder.workersPath)
        let worker = Worker(
            database,
            handlers: try configuration.chosen(from: handlers),
            options: options,
            clock: clock
        )
        let ticker = Ticker(database, entries: try Capabilities.schedules(), clock: clock)
        backgroundParts =
            [.of(capabilities.catalogue)] + (configuration.slots > 0 ? [.of(worker)] : []) + [.of(ticker)]
    }
}

extension Portal.Surroundings {
    fileprivate init(_ running: Running, jobKinds: [String], database: Database) {
        let configuration = running.configuration
        let clock = running.surroundings.clock
        self.init(
            version: Version.number,
            startedAt: clock.now(),
            publicURL: configuration.publicAddress,
            jobKinds: jobKinds,
            clock: clock
        ) {
            let examination = Examination(configuration: configuration, clock: clock)
            return await examination.quickFindings(of: database).map { Portal.Health($0) }
        }
    }
}

extension Portal.Health {
    fileprivate init(_ finding: Finding) {
        let state: State =
            switch finding.state {
            case .good: .good
            case .warning: .warning
            case .broken: .broken
            }
        self.init(subject: finding.subject, state: state, sentence: finding.sentence, remedy: finding.remedy)
    }
}

/// Every migration of the product, in the order in which they run.
enum Schema {
    static let migrations: [Migration] = Capabilities.migrations
}

extension Part {
    static func of(_ server: Server) -> Part {
        Part(name: "server", run: { await server.run() }, stop: { await server.stop() })
    }

    static func of(_ worker: Worker) -> Part {
        Part(name: "worker", run: { await worker.run() }, stop: { await worker.stop() })
    }

    /// It has nothing that must be finished: a file of the index counts once it is whole.
    static func of(_ catalogue: OpenCatalogue) -> Part {
        Part(name: "catalogue", run: { await catalogue.run() }, stop: {})
    }

    static func of(_ ticker: Ticker) -> Part {
        Part(name: "ticker", run: { await ticker.run() }, stop: { await ticker.stop() })
    }
}

extension Configuration {
    /// The handlers of the kinds that this process takes.
    fileprivate func chosen(from handlers: [JobHandler]) throws -> [JobHandler] {
        guard !self.kinds.isEmpty else { return handlers }
        let known = handlers.map(\.kind.rawValue)
        for kind in self.kinds where !known.contains(kind) {
            let question = suggestion(for: kind, among: known).map { " Did you mean '\($0)'?" } ?? ""
            throw Failure(
                "There are no jobs of the kind '\(printable(kind))'; there are \(listed(known, "and")).\(question)"
            )
        }
        return handlers.filter { self.kinds.contains($0.kind.rawValue) }
    }
}
