import Crypto
import Glibc
import HTTP
import Sandbox
import Telemetry

extension Command {
    static let sandbox = Command(
        "sandbox",
        "Run an org of one's own that speaks Salesforce's APIs.",
        discussion: """
            For rehearsals and tests: programs that work on Salesforce work on it unchanged, and a browser shows what they
            do. It prints where it is and how to sign in, one thing a line, and runs until SIGTERM or SIGINT.

            Without --data the org is in memory and gone when it stops. With it, the folder holds the org and its sign-in,
            which stay the same.

            An org that holds no records yet can be filled at the start: with made-up ones, or with those of CSV files, one
            file an object. The same seed makes the same rows.

              loam sandbox --accounts 2000 --contacts 5000 --leads 1000
              loam sandbox --port 8443 --tls --data ./org
              loam sandbox --fault latency:milliseconds=500 --json
              loam sandbox --instant-enrich http://127.0.0.1:8080/ --data ./org
            """,
        options: [
            OptionGroup("Server", .port, .host, .tls),
            OptionGroup("Records", .accounts, .contacts, .leads, .seed, .from),
            OptionGroup("Org", .folder, .apiLimit, .sessionMinutes, .callback, .appCertificate, .fault),
            OptionGroup("Instant Enrich", .instantEnrich, .instantEnrichUser),
            .output,
        ],
        action: runSandbox
    )
}

extension Option {
    fileprivate static let port = Option.value("port", "N", "Listen on this port; 0 takes a free one. Default 8081.")
    fileprivate static let host = Option.value("host", "ADDRESS", "Listen on this address. Default 127.0.0.1.")
    fileprivate static let tls = Option.flag(
        "tls",
        "Speak TLS, with a certificate that is made now and written to a file for clients to trust."
    )
    fileprivate static let accounts = Option.value("accounts", "N", "Make so many accounts up, with opportunities.")
    fileprivate static let contacts = Option.value(
        "contacts",
        "N",
        "Make so many contacts up, with tasks and campaigns."
    )
    fileprivate static let leads = Option.value("leads", "N", "Make so many leads up.")
    fileprivate static let seed = Option.value("seed", "S", "Make up other rows than those of seed 1.")
    fileprivate static let from = Option.value("from", "DIR", "Load the CSV files of this folder, such as Account.csv.")
    fileprivate static let folder = Option.value("data", "DIR", "Keep the org in this folder.")
    fileprivate static let apiLimit = Option.value(
        "api-limit",
        "N",
        "Take so many calls in 24 hours. Default 100000."
    )
    fileprivate static let sessionMinutes = Option.value(
        "session-minutes",
        "N",
        "End a session that was not used for so long. Default 120."
    )
    fileprivate static let callback = Option.value(
        "callback",
        "URL",
        "Let the connected app send browsers back to this address."
    )
    fileprivate static let appCertificate = Option.value(
        "app-certificate",
        "FILE",
        "Let the connected app sign in by JWTs that this certificate checks."
    )
    fileprivate static let fault = Option.value(
        "fault",
        "KIND[:NAME=VALUE,...]",
        "Let something go wrong, as latency, error, drop or daily-limit; several are separated by semicolons."
    )
    fileprivate static let instantEnrich = Option.value(
        "instant-enrich",
        "URL",
        "Call this address for new leads, contacts and accounts of the administrator, as the Salesforce package does."
    )
    fileprivate static let instantEnrichUser = Option.value(
        "instant-enrich-user",
        "NAME",
        "Make those calls under this username, which Loam shows when it is given the org's certificate."
    )
}

@Sendable private func runSandbox(_ invocation: Invocation) async throws -> ExitCode {
    let settings = try SandboxSettings(invocation)
    signal(SIGPIPE, SIG_IGN)
    let grace = Duration.seconds(20)
    let signals = StopSignals(endingAfter: grace + .seconds(5))
    let clock = invocation.surroundings.clock
    let log = Log(output: isatty(2) == 1 ? .human() : .json(), level: .warning, clock: clock)
    return try await Log.$current.withValue(log) {
        let lock = try settings.folder.map { folder in
            try folder.create()
            return try DataFolderLock(folder, .alone)
        }
        let org = try await Org.open(folder: settings.folder?.path, switches: settings.switches)
        try await invocation.fill(org, settings)
        if let endpoint = settings.instantEnrich {
            try await org.switchOnInstantEnrich(endpoint: endpoint, username: settings.instantEnrichUser)
        }
        for fault in settings.faults { org.faults.add(fault) }
        let sandbox = try await SandboxServer(org: org, options: settings.options)
        let first = try await sandbox.firstSignIn(settings.app)
        let certificate = settings.isSecure ? try await SandboxCertificate.make(for: settings.host, clock) : nil
        let server = try Server(try sandbox.router, settings.serverOptions(certificate))
        let certificateFile = try certificate?.write(into: settings.folder)
        invocation.show(first, of: server, certificate: certificateFile)
        let work = Part(name: "work", run: { await sandbox.run() }, stop: { await sandbox.stop() })
        try await runTogether([.of(server), work], until: signals.first, within: grace, clock: clock)
        try await sandbox.close()
        await org.close()
        if settings.folder == nil, let certificateFile { unlink(certificateFile) }
        _ = consume lock
        return .done
    }
}

extension Invocation {
    /// Puts the wished records into an org that has none. One that has some keeps those, so that a restart is no surprise.
    fileprivate func fill(_ org: Org, _ settings: SandboxSettings) async throws {
        guard settings.plan != nil || settings.source != nil else { return }
        guard try await !org.holdsRecords() else {
            return terminal.printError("The org in this folder holds records already; it is served as it is.")
        }
        do {
            if let source = settings.source {
                try await Progress("Loading records", in: surroundings).during {
                    _ = try await org.load(folder: source)
                }
            }
        } catch let error as ImportError {
            throw Failure(error.description)
        }
        if let plan = settings.plan {
            let progress = Progress("Making records up", unit: .rows, in: surroundings)
            defer { progress.finish() }
            try await org.plant(plan) { progress.update($0, of: $1) }
        }
    }

    fileprivate func show(_ first: FirstSignIn, of server: Server, certificate: String?) {
        guard !has(.json) else {
            let json: JSON = [
                "url": .text(server.url), "username": .text(first.username),
                "password": .text(first.password.reveal()), "securityToken": .text(first.securityToken.reveal()),
                "consumerKey": .text(first.consumerKey), "consumerSecret": .text(first.consumerSecret.reveal()),
                "certificate": .optional(certificate),
            ]
            return terminal.print(json.formatted)
        }
        terminal.print("URL: \(server.url)")
        terminal.print("Username: \(first.username)")
        terminal.print("Password: \(first.password.reveal())")
        terminal.print("Security token: \(first.securityToken.reveal())")
        terminal.print("Consumer key: \(first.consumerKey)")
        terminal.print("Consumer secret: \(first.consumerSecret.reveal())")
        if let certificate { terminal.print("Certificate: \(certificate)") }
    }
}

/// What the words of the command come to.
private struct SandboxSettings: Sendable {
    let host: String
    let port: Int
    let isSecure: Bool
    let folder: DataFolder?
    let faults: [Fault]
    /// What is made up, and the folder whose files are loaded.
    let plan: SeedPlan?
    let source: String?
    let instantEnrich: String?
    let instantEnrichUser: String?
    var switches = OrgSwitches()
    var options = SandboxServer.Options()
    var app = SandboxServer.FirstApp()

    init(_ invocation: Invocation) throws {
        func number(_ option: Option, _ range: ClosedRange<Int>) throws(UsageError) -> Int? {
            guard let text = invocation[option] else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw UsageError(
                    "The option --\(option.name) must be a number from \(range.lowerBound) to \(range.upperBound)."
                )
            }
            return number
        }
        host = invocation[.host] ?? "127.0.0.1"
        port = try number(.port, 0...65535) ?? 8081
        isSecure = invocation.has(.tls)
        folder = invocation[.folder].map { DataFolder(path: $0) }
        faults = try SandboxSettings.faults(invocation[.fault] ?? "")
        source = invocation[.from]
        instantEnrich = invocation[.instantEnrich]
        if let instantEnrich {
            do {
                _ = try HTTPURL(instantEnrich)
            } catch {
                throw UsageError("The option --instant-enrich cannot be used: \(error.message)")
            }
        }
        instantEnrichUser = invocation[.instantEnrichUser]
        guard instantEnrich != nil || instantEnrichUser == nil else {
            throw UsageError("The option --instant-enrich-user has no meaning without --instant-enrich.")
        }
        let most = 0...10_000_000
        let plan = SeedPlan(
            accounts: try number(.accounts, most) ?? 0,
            contacts: try number(.contacts, most) ?? 0,
            leads: try number(.leads, most) ?? 0,
            seed: UInt64(try number(.seed, 0...Int.max) ?? 1)
        )
        self.plan = plan.accounts + plan.contacts + plan.leads > 0 ? plan : nil
        if let limit = try number(.apiLimit, 1...1_000_000_000) { switches.dailyRequestLimit = limit }
        if let minutes = try number(.sessionMinutes, 1...1440) {
            options.policy.sessionLifetime = .minutes(Int64(minutes))
        }
        app.callbacks = invocation[.callback].map { [$0] } ?? []
        app.certificate = try invocation[.appCertificate].map(SandboxSettings.certificate)
    }

    private static func faults(_ text: String) throws -> [Fault] {
        try text.split(separator: ";").map { part in
            do {
                return try Fault(parsing: String(part))
            } catch let error as Fault.Unreadable {
                throw UsageError("The option --fault cannot be used: \(error.description)")
            }
        }
    }

    private static func certificate(at path: String) throws -> Certificate {
        try Certificate(parsing: fileBytes(path))
    }

    func serverOptions(_ certificate: SandboxCertificate?) throws -> ServerOptions {
        var options = ServerOptions(host: host, port: port, tls: try certificate?.tls)
        // Salesforce takes heads of up to 16 KiB, besides an address as long.
        options.limits.connectionMemory = 48 * 1024
        return options
    }
}

/// The certificate of a server that speaks TLS on one's own machine.
private struct SandboxCertificate: Sendable {
    let certificate: Certificate
    let key: RSAPrivateKey

    /// Also in the names at which some clients insist to sign in, for machines that resolve those to this one.
    static func make(for host: String, _ clock: WallClock) async throws -> SandboxCertificate {
        let key = try await RSAPrivateKey.generate(.bits2048)
        var names = ["localhost", "127.0.0.1", "::1", "login.salesforce.com", "test.salesforce.com"]
        if !names.contains(host), host != "0.0.0.0", host != "::" { names.append(host) }
        // Clocks of machines differ a little.
        let start = clock.now().seconds - 3600
        return SandboxCertificate(
            certificate: try .selfSigned(for: names, key: key, notBefore: start, days: 365),
            key: key
        )
    }

    var tls: ServerOptions.TLS {
        get throws { ServerOptions.TLS(certificate: certificate.pem, key: try key.pem) }
    }

    /// Where clients find what to trust: in the org's folder, or else among the temporary files.
    func write(into folder: DataFolder?) throws -> String {
        let path = folder.map { $0.path + "/certificate.pem" } ?? "/tmp/loam-sandbox-\(getpid()).pem"
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure("The certificate cannot be written to \(path) (\(systemReason(errno))).")
        }
        defer { close(descriptor) }
        let bytes = Array(certificate.pem.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Failure("The certificate cannot be written to \(path) (\(systemReason(errno))).")
        }
        return path
    }
}
