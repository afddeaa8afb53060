import Capabilities
import Crypto
import Database
import HTTP
import SampleData
import Store
import Telemetry

extension Command {
    static let demo = Command(
        "demo",
        "Try Loam out: a made-up catalogue, an org, and jobs that are ready to run.",
        discussion: """
            Everything is kept in one folder and nothing leaves this machine. The first start makes companies and people up
            and loads them, fills a Salesforce-compatible org with records about them as people would have typed them,
            connects the two, and makes a job for accounts, contacts and leads. It prints where to look and how to sign in,
            and runs until SIGTERM or SIGINT. Another start goes on where the last one ended; remove the folder to begin
            anew.

            With --check nothing is served to look at: every job is run, previewed again and undone, and what comes out is
            compared with the org. It ends with an error when anything does not add up.

              loam demo
              loam demo --accounts 10000 --contacts 20000 --leads 5000 --check
            """,
        options: [
            OptionGroup("Place", .demoFolder, .demoPort, .demoOrgPort),
            OptionGroup("Size", .demoCompanies, .demoPeople, .demoAccounts, .demoContacts, .demoLeads, .demoSeed),
            OptionGroup("Proof", .demoCheck),
        ],
        action: runDemo
    )
}

extension Option {
    fileprivate static let demoFolder = Option.value(
        "data",
        "DIR",
        "Keep everything in this folder. Default ./loam-demo."
    )
    fileprivate static let demoPort = Option.value("port", "N", "The port of the portal. Default 8080.")
    fileprivate static let demoOrgPort = Option.value("org-port", "N", "The port of the org. Default 8081.")
    fileprivate static let demoCompanies = Option.value("companies", "N", "Companies of the catalogue. Default 20000.")
    fileprivate static let demoPeople = Option.value("people", "N", "People of the catalogue. Default 40000.")
    fileprivate static let demoAccounts = Option.value("accounts", "N", "Accounts of the org. Default 2000.")
    fileprivate static let demoContacts = Option.value("contacts", "N", "Contacts of the org. Default 4000.")
    fileprivate static let demoLeads = Option.value("leads", "N", "Leads of the org. Default 1000.")
    fileprivate static let demoSeed = Option.value("seed", "S", "Make up other data than those of seed 1.")
    fileprivate static let demoCheck = Option.flag("check", "Run, preview and undo every job, compare, and end.")
}

/// What the words of the command come to.
private struct DemoSettings: Sendable {
    let folder: DemoFolder
    let port: Int
    let orgPort: Int
    let records: DemoRecords
    let isCheck: Bool

    init(_ invocation: Invocation) throws {
        func number(_ option: Option, _ standard: Int, _ range: ClosedRange<Int>) throws(UsageError) -> Int {
            guard let text = invocation[option] else { return standard }
            guard let number = Int(text), range.contains(number) else {
                throw UsageError(
                    "The option --\(option.name) must be a number from \(range.lowerBound) to \(range.upperBound)."
                )
            }
            return number
        }
        let most = 0...10_000_000
        folder = DemoFolder(path: invocation[.demoFolder] ?? "./loam-demo")
        port = try number(.demoPort, 8080, 1...65535)
        orgPort = try number(.demoOrgPort, 8081, 1...65535)
        let world = SampleWorld(
            seed: UInt64(try number(.demoSeed, 1, 0...Int.max)),
            companies: try number(.demoCompanies, 20_000, 100...10_000_000),
            people: try number(.demoPeople, 40_000, 0...10_000_000)
        )
        records = DemoRecords(
            world: world,
            accounts: try number(.demoAccounts, 2000, most),
            contacts: try number(.demoContacts, 4000, most),
            leads: try number(.demoLeads, 1000, most)
        )
        isCheck = invocation.has(.demoCheck)
    }

    func configuration(_ environment: [String: String]) throws -> Configuration {
        var flags = [
            "data": folder.loam.path, "port": String(port), "salesforce.private-hosts": "127.0.0.1",
        ]
        if isCheck { flags["log-level"] = "warning" }
        return try Configuration(file: nil, environment: [:], flags: flags)
    }
}

@Sendable private func runDemo(_ invocation: Invocation) async throws -> ExitCode {
    let settings = try DemoSettings(invocation)
    let configuration = try settings.configuration(invocation.surroundings.environment)
    let terminal = invocation.terminal
    try settings.folder.create()
    let running = Running(configuration: configuration, surroundings: invocation.surroundings)
    try await running.run { database in
        try await invocation.fillCatalogue(settings.records.world, database, settings.folder)
        let keys = try await configuration.sealingKeys(for: database)
        let assembly = try Assembly(running, database: database, keys: keys)
        let callback = "\(configuration.publicAddress)/integrations/salesforce/callback"
        let org = try await Progress("Filling the org", in: invocation.surroundings).during {
            try await DemoOrg.open(
                settings.folder,
                port: settings.orgPort,
                callback: callback,
                records: settings.records
            )
        }
        let demo = Demo(
            folder: settings.folder,
            app: assembly.capabilities,
            database: database,
            org: org,
            clock: invocation.surroundings.clock,
            say: { terminal.print($0) }
        )
        let server = try Server(assembly.router, configuration.serverOptions(port: configuration.port))
        running.state.begin(server)
        let work = Part(
            name: "demo",
            run: {
                try await demo.setUp()
                guard !settings.isCheck else { return try await DemoCheck(demo: demo).run() }
                try await demo.untilCatalogueIsOpen()
                terminal.print("Loam: \(server.url)")
                terminal.print(
                    "  Sign in as \(Demo.email) with the password \(try settings.folder.password().reveal())"
                )
                terminal.print("The org that it writes into: \(org.url)")
                terminal.print("  Sign in as \(org.username) with the password \(org.password.reveal())")
                try await Task.sleep(for: .days(10_000))
            },
            stop: {}
        )
        return org.parts + assembly.backgroundParts + [.of(server), work]
    }
    return .done
}

extension Invocation {
    /// Loads the made-up catalogue, unless that was done before.
    fileprivate func fillCatalogue(_ world: SampleWorld, _ database: Database, _ folder: DemoFolder) async throws {
        let isFilled = try await database.read { db in try CatalogueSource.find("sample", on: db) != nil }
        guard !isFilled else { return }
        try await load(world, by: CatalogueLoading(database, clock: surroundings.clock), in: folder.loam.path)
    }
}
