import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport

/// An installation at work: an organisation with its first administrator, on a clock that the test moves.
struct Office: Sendable {
    let database: Database
    let clock: TestClock
    let capabilities: Capabilities
    let sealingKeys: SealingKeys
    /// The first administrator, signed in.
    let ada: Caller
    let adaToken: Secret

    static let adaEmail = "ada@example.org"
    static let password = Secret("plenty of looms 42")
    static let strength = Password.Strength(memoryKiB: 64, passes: 1)
    static let origin = Origin(
        address: "192.0.2.7",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        requestID: "request-1"
    )

    static func on(
        _ engine: Engine = .sqlite,
        sendsMail: Bool = false,
        indexFolder: String = "/nowhere/index",
        _ body: (Office) async throws -> Void
    ) async throws {
        try await FreshDatabase.on(engine, migrations: Capabilities.migrations) { database in
            let clock = TestClock()
            let keys = SealingKeys.generate()
            let capabilities = capabilities(on: database, keys, sendsMail, clock, indexFolder: indexFolder)
            let signedIn = try await capabilities.firstRun.perform(firstRunForm(), from: origin)
            try await body(
                Office(
                    database: database,
                    clock: clock,
                    capabilities: capabilities,
                    sealingKeys: keys,
                    ada: signedIn.caller,
                    adaToken: signedIn.token
                )
            )
        }
    }

    static func capabilities(
        on database: Database,
        _ keys: SealingKeys,
        _ sendsMail: Bool,
        _ clock: TestClock,
        indexFolder: String = "/nowhere/index"
    ) -> Capabilities {
        Capabilities(
            database: database,
            sealingKeys: keys,
            settings: .init(
                publicURL: "https://loam.example.org",
                indexFolder: indexFolder,
                sendsMail: sendsMail,
                // What it costs to guess is tested where it is computed; here it would only cost time.
                passwordStrength: strength
            ),
            clock: clock.wallClock
        )
    }

    static func firstRunForm() -> FirstRun.Form {
        .init(
            organisation: "Weaver & Sons",
            timeZone: "Europe/Berlin",
            name: "Ada Weaver",
            email: adaEmail,
            password: password
        )
    }

    func signIn(_ email: String = adaEmail, _ password: Secret = password) async throws -> SignedIn {
        try await capabilities.signIn.perform(email: email, password: password, from: Office.origin)
    }

    func caller(_ token: Secret) async throws -> Caller? {
        try await capabilities.sessions.caller(for: token.reveal(), from: Office.origin)
    }

    /// Invites a person, who accepts and is signed in.
    func hire(_ email: String, _ name: String = "Ben Spinner", role: Role = .member) async throws -> SignedIn {
        let form = Users.Form(email: email, name: name, role: role)
        let invitation = try await capabilities.users.invite(form, by: ada)
        return try await capabilities.passwords.use(
            link: token(in: invitation.link ?? ""),
            password: Office.password,
            from: Office.origin
        )
    }

    /// The last part of a link.
    func token(in link: String) -> String { link.split(separator: "/").last.map(String.init) ?? "" }

    func entries(_ filter: AuditEntry.Filter = .init()) async throws -> [AuditEntry] {
        try await capabilities.auditLog.page(filter, size: 500, by: ada).entries
    }
}

/// The code of the refusal that the body ends in; nil when it ends well or otherwise.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? Refusal)?.code ?? "\(error)"
    }
}
