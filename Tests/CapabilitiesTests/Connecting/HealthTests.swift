@testable import Capabilities
import Crypto
import Database
import HTTP
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct HealthTests {
    @Test("C-11 · A revoked permission breaks the connection, says so once by mail, and a new sign-in mends it")
    func revoked() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let ben = try await bench.hire("ben@example.org", "Ben Spinner")
            try await connections.becomeActiveAdmin(of: .scheduled, bench.connection, by: ben)
            let org = try await connections.org(bench.connection, in: bench.organisation)
            try await org.session.signIn.revoke(await org.session.current)
            for _ in 0..<3 {
                _ = await refusal {
                    try await connections.calling(bench.connection, in: bench.organisation) {
                        _ = try await $0.limits()
                    }
                }
            }
            let seen = try await connections.get(bench.connection, by: bench.ada).connection
            #expect(seen.state == .broken && seen.cause?.contains("connect it again") == true)
            let mails = try await bench.capabilities.outbox.list(by: bench.ada).mails
                .filter { $0.kind == "connection-broken" }
            #expect(mails.map(\.recipient.rawValue).sorted() == [Office.adaEmail, "ben@example.org"])
            let leave = try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation)
            guard case .waits(let sentence, _) = leave else {
                Issue.record("The work goes on")
                return
            }
            #expect(sentence.contains("connect it again"))
            #expect(try await connections.probe(bench.connection, in: bench.organisation) == .broken)

            try await bench.arrive(.connect, bench.connection, by: bench.ada)
            let mended = try await connections.get(bench.connection, by: bench.ada).connection
            #expect(mended.state == .working && mended.cause == nil && mended.isOn)
            #expect(try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation) == .go)
        }
    }

    @Test(
        "C-11 · A user who was locked out and let in again needs nobody: the probe mends it",
        arguments: Engine.available
    )
    func locked(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let connections = bench.capabilities.connections
            try await bench.setServiceUser(active: false)
            #expect(try await connections.probe(bench.connection, in: bench.organisation) == .broken)
            #expect(try await connections.probe(bench.connection, in: bench.organisation) == .broken)
            let jobs = try await bench.database.read { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM jobs WHERE kind = 'connection.probe'")
            }
            #expect(jobs == 1)
            try await bench.setServiceUser(active: true)
            #expect(try await connections.probe(bench.connection, in: bench.organisation) == .working)
            let mails = try await bench.capabilities.outbox.list(by: bench.ada).mails
            #expect(mails.count { $0.kind == "connection-broken" } == 1)
        }
    }

    @Test("C-11 · A session that ends twice in a row is bad luck, and nobody is alarmed")
    func twice() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            bench.fail(.expiredSession, times: 2, path: "/services/data/*/limits")
            let code = await refusal {
                try await connections.calling(bench.connection, in: bench.organisation) { _ = try await $0.limits() }
            }
            #expect(code == "salesforce.invalid_session_id")
            var seen = try await connections.get(bench.connection, by: bench.ada).connection
            #expect(seen.state == .working)
            // One that goes on ending is another matter.
            bench.fail(.expiredSession, times: nil, path: "/services/data/*")
            _ = await refusal {
                try await connections.calling(bench.connection, in: bench.organisation) { _ = try await $0.limits() }
            }
            seen = try await connections.get(bench.connection, by: bench.ada).connection
            #expect(seen.state == .broken)
        }
    }

    @Test("C-11 · What is wrong with a record or a line does not break the connection")
    func otherErrors() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            for name in [
                "STRING_TOO_LONG", "STORAGE_LIMIT_EXCEEDED", "UNABLE_TO_LOCK_ROW", "UNREACHABLE", "INVALID_FIELD",
            ] {
                let error = SalesforceError(ErrorCode(name), words: "", fields: [])
                try await connections.note(error, of: bench.connection, in: bench.organisation)
            }
            #expect(try await connections.get(bench.connection, by: bench.ada).connection.state == .working)
        }
    }
}

extension ConnectedOrg {
    /// Locks the service account's user out of the org, or lets it in again.
    fileprivate func setServiceUser(active: Bool) async throws {
        let org = server.signIn.org
        try await org.database.write { db in
            try db.run(
                "UPDATE \"User\" SET \"IsActive\" = \(active) WHERE \"Username\" = \(first.username)"
            )
        }
        org.forgetCallers()
        server.signIn.sessions.forget()
    }
}
