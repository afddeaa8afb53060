@testable import Capabilities
import Crypto
import Database
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct StatementTests {
    @Test("C-02 · A key made by Loam signs in once its certificate is uploaded, and again without a browser")
    func byStatement() async throws {
        try await ConnectedOrg.on(connects: false) { bench in
            let connections = bench.capabilities.connections
            var form = ConnectedOrg.form(at: bench.address, bench.first)
            form.way = .statement
            form.username = bench.first.username
            let made = try await connections.create(form, by: bench.ada)
            let early = await #expect(throws: Refusal.self) {
                try await connections.connectByStatement(made.id, by: bench.ada)
            }
            #expect(early?.code.hasPrefix("salesforce.") == true)

            let pem = try #require(try await connections.certificate(of: made.id, by: bench.ada))
            var app = try #require(
                try await bench.server.signIn.apps.all().first { $0.consumerKey == bench.first.consumerKey }
            )
            app.certificate = try Certificate(pem: pem)
            try await bench.server.signIn.apps.save(app)
            try await connections.connectByStatement(made.id, by: bench.ada)
            let seen = try await connections.get(made.id, by: bench.ada)
            #expect(seen.connection.state == .working && seen.serviceAccount?.username == bench.first.username)
            #expect(seen.primaryAdmin?.id == bench.ada.user)

            let org = try await connections.org(made.id, in: bench.organisation, for: .setup)
            let before = await org.session.current
            #expect(before.refresh == nil)
            try await org.session.signIn.revoke(before)
            _ = try await org.limits()
            #expect(await org.session.current.access != before.access)
        }
    }

    @Test("C-02 · A key that an administrator brings is taken if it is one, and the operator names who answers for it")
    func ownKey() async throws {
        try await ConnectedOrg.on(connects: false) { bench in
            let connections = bench.capabilities.connections
            let shell = try await bench.capabilities.atCommandLine(as: "root at the command line")
            let key = try await RSAPrivateKey.generate(.bits2048)
            var app = try #require(try await bench.server.signIn.apps.all().first)
            app.certificate = try Certificate.selfSigned(
                for: ["app.example"],
                key: key,
                notBefore: (bench.clock.now - .hours(1)).seconds,
                days: 30
            )
            try await bench.server.signIn.apps.save(app)
            var form = ConnectedOrg.form(at: bench.address, bench.first)
            form.way = .statement
            form.username = bench.first.username
            form.privateKey = Secret("-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----")
            let wrong = form
            #expect(await refusal { _ = try await connections.create(wrong, by: shell) } == "form.invalid")
            form.privateKey = try key.pem
            let made = try await connections.create(form, by: shell)
            #expect(try await connections.certificate(of: made.id, by: shell) == nil)
            #expect(
                await refusal { try await connections.connectByStatement(made.id, by: shell) }
                    == "connection.admin-needed"
            )
            try await connections.connectByStatement(made.id, answeredForBy: Office.adaEmail, by: shell)
            let seen = try await connections.get(made.id, by: shell)
            #expect(seen.primaryAdmin?.email.rawValue == Office.adaEmail)
            #expect(await refusal { _ = try await connections.begin(.connect, made.id, by: bench.ada) } != nil)
        }
    }
}
