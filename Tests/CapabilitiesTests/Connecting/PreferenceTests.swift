@testable import Capabilities
import Crypto
import Database
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct PreferenceTests {
    @Test("C-09 · Only from user accounts to the service account the connection has to be off")
    func order() {
        for (old, new, isRefused) in [
            (OrgConnection.Preference.service, OrgConnection.Preference.service, false), (.service, .user, false),
            (.user, .user, false), (.user, .service, true),
        ] {
            #expect(old.refusal(ofChangeTo: new, isOn: false) == nil)
            #expect((old.refusal(ofChangeTo: new, isOn: true) != nil) == isRefused, "\(old) to \(new)")
        }
    }

    @Test(
        "C-04 · Exports run as the service account, or as each person, who is told where to connect",
        arguments: Engine.available
    )
    func exports(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let connections = bench.capabilities.connections
            let service = try await connections.get(bench.connection, by: bench.ada).serviceAccount
            let ben = try await bench.hire("ben@example.org", "Ben Spinner", role: .member)
            let (username, password) = try await bench.addUser("ben@org.example", "Ben", "Spinner")
            func exporter() async throws -> String {
                try await connections.exporting(bench.connection, by: ben) { org in
                    try await org.session.signIn.userInfo(await org.session.current).username
                }
            }
            #expect(try await exporter() == service?.username)
            #expect(
                await refusal { _ = try await connections.begin(.ownAccount, bench.connection, by: ben) }
                    == "connection.own-account-not-needed"
            )
            try await bench.prefer(.user)
            #expect(try await connections.ownAccounts(by: ben).map(\.account) == [nil])
            let error = await #expect(throws: Refusal.self) { _ = try await exporter() }
            #expect(error?.code == "connection.own-account-needed" && error?.sentence.contains("My account") == true)
            try await bench.arrive(.ownAccount, bench.connection, by: ben, as: username, password)
            #expect(try await exporter() == username)

            // One who is locked out stops their own exports and nobody else's.
            let own = try await connections.open(
                bench.connection,
                in: bench.organisation,
                as: .person(try #require(ben.user)),
                for: .setup
            )
            try await own.org.session.signIn.revoke(await own.org.session.current)
            #expect(
                await refusal {
                    try await connections.exporting(bench.connection, by: ben) { _ = try await $0.limits() }
                } == "salesforce.invalid_grant"
            )
            #expect(try await connections.ownAccounts(by: ben).first?.account?.cause?.isEmpty == false)
            #expect(try await connections.get(bench.connection, by: bench.ada).connection.state == .working)
        }
    }

    @Test("C-09 · Going back to the service account keeps every setting and everybody's mapping")
    func back() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            try await connections.resetMapping(bench.connection, by: bench.ada)
            try await bench.prefer(.user)
            let before = try await connections.people(bench.connection, by: bench.ada)
            #expect(await refusal { try await bench.prefer(.service) } == "connection.switch-off-first")
            try await connections.setOn(false, bench.connection, by: bench.ada)
            try await bench.prefer(.service)
            try await connections.setOn(true, bench.connection, by: bench.ada)
            #expect(try await connections.people(bench.connection, by: bench.ada) == before)
            let after = try await connections.get(bench.connection, by: bench.ada).connection
            #expect(after.preference == .service && after.budget == APIBudget() && after.name == "Sandbox")
        }
    }

    @Test("C-08 · Of two who change the settings at once the second is told, and what makes no sense is refused")
    func settings() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let seen = try await connections.get(bench.connection, by: bench.ada).connection
            var settings = Connections.Settings(seen)
            settings.name = "Ours"
            try await connections.change(bench.connection, to: settings, expecting: seen.revision, by: bench.ada)
            let stale = settings
            #expect(
                await refusal {
                    try await connections.change(bench.connection, to: stale, expecting: seen.revision, by: bench.ada)
                } == "connection.changed"
            )
            settings.dailyCalls = "-3"
            settings.keptPercent = "96"
            settings.name = " "
            let wrong = settings
            let error = await #expect(throws: Refusal.self) {
                try await connections.change(bench.connection, to: wrong, expecting: nil, by: bench.ada)
            }
            #expect(error?.fields.keys.sorted() == ["dailyCalls", "keptPercent", "name"])
        }
    }
}

extension ConnectedOrg {
    func prefer(_ preference: OrgConnection.Preference) async throws {
        let connections = capabilities.connections
        var settings = Connections.Settings(try await connections.get(connection, by: ada).connection)
        settings.preference = preference
        try await connections.change(connection, to: settings, expecting: nil, by: ada)
    }

    /// Adds a user to the org, as the org's administrator would, and gives them a password.
    func addUser(_ email: String, _ first: String, _ last: String) async throws -> (username: String, Secret) {
        let org = try await capabilities.connections.org(connection, in: organisation, for: .setup)
        let profile = try #require(try await org.rows("SELECT Id FROM Profile WHERE Name = 'Standard User'").first?.id)
        let username = "\(UUIDv7.make(at: clock.now.microseconds))@org.example"
        let id = try await org.create(
            Draft(
                "User",
                [
                    .init("Username", .text(username)), .init("FirstName", .text(first)),
                    .init("LastName", .text(last)), .init("Email", .text(email)), .init("Alias", .text("user")),
                    .init("ProfileId", .reference(profile)), .init("TimeZoneSidKey", .text("Europe/Berlin")),
                    .init("LocaleSidKey", .text("en_US")), .init("EmailEncodingKey", .text("UTF-8")),
                    .init("LanguageLocaleKey", .text("en_US")),
                ]
            )
        )
        let password = Secret("plenty of looms 42")
        try await server.signIn.passwords.set(password, securityToken: Secret("token"), of: id.text)
        let app = try #require(
            try await server.signIn.apps.all().first { $0.consumerKey == self.first.consumerKey }
        )
        try await server.signIn.apps.approve(app, for: id.text, app.scopes)
        return (username, password)
    }
}
