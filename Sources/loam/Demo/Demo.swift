import Capabilities
import Crypto
import Database
import Enrichment
import Salesforce
import SampleData
import Store
import Telemetry

/// Loam with a made-up catalogue, connected to an org of its own that holds records about it: everything that one would
/// set up on the first day.
struct Demo: Sendable {
    let folder: DemoFolder
    let app: Capabilities
    let database: Database
    let org: DemoOrg
    let clock: WallClock
    let say: @Sendable (String) -> Void

    static let email = "demo@loam.example"

    /// Makes the organisation, connects the org and makes a job for each kind of record, unless that was done before.
    func setUp() async throws {
        guard try await app.firstRun.isPossible() else { return }
        let form = FirstRun.Form(
            organisation: "Demonstration",
            timeZone: "UTC",
            name: "Dana Demo",
            email: Demo.email,
            password: try folder.password()
        )
        let dana = try await app.firstRun.perform(form, from: Origin()).caller
        let connection = try await app.connections.create(
            Connections.Form(
                name: "Sandbox org",
                place: .custom(org.url),
                way: .statement,
                consumerKey: org.consumerKey,
                consumerSecret: org.consumerSecret,
                username: org.username,
                privateKey: try org.key.pem
            ),
            by: dana
        )
        try await app.connections.connectByStatement(connection.id, by: dana)
        try await app.connections.setOn(true, connection.id, by: dana)
        for object in CRMObject.allCases { try await makeJob(object, connection.id, by: dana) }
    }

    private func makeJob(_ object: CRMObject, _ connection: ID<OrgConnection>, by caller: Caller) async throws {
        let description = try await app.connections.schema(connection, in: caller.organisation).object(object.name)
        let settings = JobSettings(
            "Enrich \(object.rawValue.lowercased())s",
            .standard(for: object, in: ObjectSchema(description))
        )
        let job = EnrichJob(
            id: .make(at: clock.now()),
            organisation: caller.organisation,
            connection: connection,
            description: "Completes what is missing, and says what each record was found to be.",
            settings: settings,
            createdBy: caller.user,
            createdAt: clock.now()
        )
        try await database.write { db in try EnrichJob.insert(job, on: db) }
    }

    /// Returns once records can be matched.
    func untilCatalogueIsOpen() async throws {
        while true {
            do {
                _ = try app.catalogue.current()
                return
            } catch Refusal.catalogueInTheMaking {
                try await clock.sleep(.milliseconds(100))
            }
        }
    }

    /// The administrator, at the command line.
    var operatorOfDemo: Caller {
        get async throws { try await app.atCommandLine(as: "demo at the command line") }
    }
}
