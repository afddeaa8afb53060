package import Crypto
package import Database
package import HTTP
import Jobs
package import Salesforce
import Store
package import Telemetry

/// What a door receives: everything that the product can do.
package struct Capabilities: Sendable {
    package struct Settings: Sendable {
        /// The address that people type, for the links in mails, without a slash at its end.
        package var publicURL: String
        /// Where the matching index is kept on this machine.
        package var indexFolder: String
        /// A person who does nothing for so long is signed out.
        package var sessionIdle: Duration
        /// A person signs in again after so long in any case.
        package var sessionLifetime: Duration
        /// For so long after its end a run can be taken back.
        package var keepRunValues: Duration
        /// Whether there is a mail server; without one, mails are held to be read in the portal.
        package var sendsMail: Bool
        package var passwordStrength: Password.Strength
        /// How other systems are called.
        package var outgoing: HTTPClient.Options
        /// Salesforce hosts that may lie at private addresses and speak without TLS.
        package var privateSalesforceHosts: [String]
        /// Hosts of identity providers that may lie at private addresses.
        package var privateSignOnHosts: [String]
        /// When a call to Salesforce is made again.
        package var salesforceRetry: RetryRule
        /// How often Salesforce is asked whether it has done a Bulk job.
        package var salesforcePace: PollPace

        package init(
            publicURL: String,
            indexFolder: String,
            sessionIdle: Duration = .hours(12),
            sessionLifetime: Duration = .days(30),
            keepRunValues: Duration = .days(180),
            sendsMail: Bool = false,
            passwordStrength: Password.Strength = .standard,
            outgoing: HTTPClient.Options = HTTPClient.Options(),
            privateSalesforceHosts: [String] = [],
            privateSignOnHosts: [String] = [],
            salesforceRetry: RetryRule = RetryRule(),
            salesforcePace: PollPace = PollPace()
        ) {
            self.publicURL = publicURL
            self.indexFolder = indexFolder
            self.sessionIdle = sessionIdle
            self.sessionLifetime = sessionLifetime
            self.keepRunValues = keepRunValues
            self.sendsMail = sendsMail
            self.passwordStrength = passwordStrength
            self.outgoing = outgoing
            self.privateSalesforceHosts = privateSalesforceHosts
            self.privateSignOnHosts = privateSignOnHosts
            self.salesforceRetry = salesforceRetry
            self.salesforcePace = salesforcePace
        }
    }

    package let firstRun: FirstRun
    package let signIn: SignIn
    package let sessions: Sessions
    package let passwords: Passwords
    package let users: Users
    package let apiKeys: APIKeys
    package let provisioning: Provisioning
    package let directory: DirectoryAccess
    package let subscription: Subscription
    package let auditLog: AuditLog
    package let organisation: OrganisationSettings
    package let outbox: Outbox
    package let jobs: BackgroundJobs
    package let sealing: Sealing
    package let installation: Installation
    package let profiles: Profiles
    package let search: CatalogueSearch
    package let finding: Finding
    package let sources: CatalogueSources
    package let savedSearches: SavedSearches
    package let lists: ProfileLists
    package let catalogue: OpenCatalogue
    package let matches: Matches
    package let reconciliation: Reconciliation
    package let reviews: Reviews
    package let connections: Connections
    package let runs: Runs
    package let credits: CreditStatements
    package let allowances: CreditAllowances
    package let dashboard: Dashboard
    package let attention: AttentionLists
    package let alerts: Alerts
    package let enrichJobs: EnrichJobs
    package let mappingTrials: MappingTrials
    package let matchInputs: MatchInputSettings
    package let singleSignOn: SingleSignOn

    let steps: RunSteps
    let valuesSweep: RunValuesSweep
    let database: Database
    let sealingKeys: SealingKeys
    let clock: WallClock

    package init(
        database: Database,
        sealingKeys: SealingKeys,
        settings: Settings,
        clock: WallClock = .system
    ) {
        self.database = database
        self.sealingKeys = sealingKeys
        self.clock = clock
        let strength = settings.passwordStrength
        let links = Links(base: settings.publicURL)
        outbox = Outbox(database: database, keys: sealingKeys, sendsMail: settings.sendsMail, clock: clock)
        sessions = Sessions(
            database: database,
            idle: settings.sessionIdle,
            lifetime: settings.sessionLifetime,
            clock: clock
        )
        firstRun = FirstRun(database: database, sessions: sessions, strength: strength, clock: clock)
        signIn = SignIn(database: database, sessions: sessions, strength: strength, clock: clock)
        passwords = Passwords(
            database: database,
            sessions: sessions,
            outbox: outbox,
            links: links,
            strength: strength,
            clock: clock
        )
        users = Users(database: database, outbox: outbox, links: links, clock: clock)
        apiKeys = APIKeys(database: database, clock: clock)
        provisioning = Provisioning(database: database, clock: clock)
        directory = DirectoryAccess(database: database, clock: clock)
        subscription = Subscription(database: database, clock: clock)
        auditLog = AuditLog(database: database)
        organisation = OrganisationSettings(database: database, clock: clock)
        jobs = BackgroundJobs(database: database, clock: clock)
        sealing = Sealing(database: database, keys: sealingKeys, clock: clock)
        installation = Installation(database: database)
        profiles = Profiles(database)
        catalogue = OpenCatalogue(folder: settings.indexFolder, database: database, clock: clock)
        matches = Matches(catalogue: catalogue, database: database)
        search = CatalogueSearch(database, catalogue)
        finding = Finding(database: database, search: search)
        sources = CatalogueSources(database: database, clock: clock)
        savedSearches = SavedSearches(database: database, clock: clock)
        lists = ProfileLists(database: database, clock: clock)
        reconciliation = Reconciliation(catalogue: catalogue, search: search, database: database)
        reviews = Reviews(database: database, catalogue: catalogue, matches: matches, clock: clock)
        let orgs = OpenOrgs(settings.outgoing)
        singleSignOn = SingleSignOn(
            database: database,
            secrets: SecretBox(keys: sealingKeys),
            sessions: sessions,
            links: links,
            orgs: orgs,
            egress: .publicOnly(allowing: settings.privateSignOnHosts),
            clock: clock
        )
        connections = Connections(
            database: database,
            secrets: SecretBox(keys: sealingKeys),
            outbox: outbox,
            links: links,
            orgs: orgs,
            calls: CallSettings(privateHosts: settings.privateSalesforceHosts, retry: settings.salesforceRetry),
            clock: clock
        )
        runs = Runs(database: database, clock: clock)
        credits = CreditStatements(database: database, clock: clock)
        allowances = CreditAllowances(database: database, clock: clock)
        dashboard = Dashboard(database: database, clock: clock)
        attention = AttentionLists(database: database, clock: clock)
        alerts = Alerts(database: database, clock: clock)
        steps = RunSteps(
            database: database,
            connections: connections,
            catalogue: catalogue,
            ending: RunEndings(database: database, outbox: outbox, links: links, clock: clock),
            clock: clock,
            pace: settings.salesforcePace
        )
        valuesSweep = RunValuesSweep(database: database, keep: settings.keepRunValues, clock: clock)
        enrichJobs = EnrichJobs(database: database, connections: connections, clock: clock)
        mappingTrials = MappingTrials(database: database, connections: connections, clock: clock)
        matchInputs = MatchInputSettings(database: database, connections: connections, clock: clock)
    }

    /// Every table of the product, in the order in which they are made.
    package static let migrations = Queue.migrations + StoreMigrations.all

    /// Does what only reads, such as showing a page: all of it sees one state of the data.
    package func reading<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        try await database.snapshot(body)
    }

    /// The operator at the command line, who administers this installation; `name` goes into the audit log.
    package func atCommandLine(as name: String) async throws -> Caller {
        guard let organisation = try await database.read({ db in try Organisation.installed(on: db) }) else {
            throw Refusal.firstRunNeeded
        }
        return Caller(
            organisation: organisation.id,
            organisationName: organisation.name,
            timeZone: organisation.timeZone,
            user: nil,
            name: name,
            email: nil,
            role: .admin,
            via: .command,
            origin: Origin()
        )
    }
}
