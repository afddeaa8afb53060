@testable import Capabilities
import Crypto
import Database
import Enrichment
import HTTP
import Jobs
import Salesforce
import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

struct ConnectionActTests {
    @Test(
        "C-05 · The first to connect is the primary admin; another becomes it by Change User, and only then disconnects"
    )
    func primary() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let ben = try await bench.hire("ben@example.org", "Ben Spinner")
            #expect(
                await refusal { try await connections.disconnect(bench.connection, by: ben) }
                    == "connection.not-primary"
            )
            #expect(
                await refusal { _ = try await connections.begin(.connect, bench.connection, by: ben) }
                    == "connection.not-primary-for-connecting"
            )
            let before = try await connections.org(bench.connection, in: bench.organisation).session.current
            let arrival = try await bench.arrive(.changeUser, bench.connection, by: ben)
            #expect(arrival == .init(connection: bench.connection, purpose: .changeUser))
            let seen = try await connections.get(bench.connection, by: ben)
            #expect(seen.primaryAdmin?.id == ben.user && seen.connectedBy?.id == bench.ada.user)
            // The admin who was replaced is secondary now, and their permission is given back.
            #expect(
                await refusal { try await connections.disconnect(bench.connection, by: bench.ada) }
                    == "connection.not-primary"
            )
            try await bench.work()
            let after = try await connections.org(bench.connection, in: bench.organisation).session.current
            #expect(after.access != before.access)
            #expect(await refusal { try await connections.disconnect(bench.connection, by: ben) } == nil)
        }
    }

    @Test("C-06 · Another admin becomes the active admin of a product, and not twice", arguments: Engine.available)
    func activeAdmin(engine: Engine) async throws {
        try await ConnectedOrg.on(engine) { bench in
            let connections = bench.capabilities.connections
            let ben = try await bench.hire("ben@example.org", "Ben Spinner")
            let before = try await connections.get(bench.connection, by: ben)
            #expect(before.activeAdmins.mapValues(\.name) == [.scheduled: "Ada Weaver", .instant: "Ada Weaver"])
            try await connections.becomeActiveAdmin(of: .scheduled, bench.connection, by: ben)
            let after = try await connections.get(bench.connection, by: ben)
            #expect(after.activeAdmins.mapValues(\.name) == [.scheduled: "Ben Spinner", .instant: "Ada Weaver"])
            #expect(
                await refusal {
                    try await connections.becomeActiveAdmin(of: .scheduled, bench.connection, by: ben)
                } == "connection.active-admin-already"
            )
            let entry = try #require(try await bench.entries().first)
            #expect(entry.action == "connection.active-admin-changed" && entry.was == "Ada Weaver")
        }
    }

    @Test("C-10 · A connection whose jobs are on is not disconnected; afterwards nothing is left but its history")
    func disconnect() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let job = EnrichJob(
                id: .make(at: bench.clock.now),
                organisation: bench.organisation,
                connection: bench.connection,
                settings: JobSettings("Nightly accounts", Mapping(.account, [])),
                isOn: true,
                createdBy: bench.ada.user,
                createdAt: bench.clock.now
            )
            try await bench.database.write { db in try EnrichJob.insert(job, on: db) }
            let error = await #expect(throws: Refusal.self) {
                try await connections.disconnect(bench.connection, by: bench.ada)
            }
            #expect(error?.sentence.contains("“Nightly accounts” is on") == true)
            var off = job
            off.isOn = false
            let change = off
            _ = try await bench.database.write { db in try EnrichJob.update(change, expecting: 1, on: db) }

            let org = try await connections.org(bench.connection, in: bench.organisation)
            try await connections.disconnect(bench.connection, by: bench.ada)
            #expect(
                await refusal { _ = try await connections.org(bench.connection, in: bench.organisation) }
                    == "connection.disconnected"
            )
            try await bench.work()
            // What Salesforce had given us is of no use to anybody.
            let refused = await #expect(throws: SalesforceError.self) { _ = try await org.limits() }
            #expect(refused?.code == .invalidGrant)
            let (secrets, usage) = try await bench.database.read { db in
                (
                    try db.fetch(String.self, "SELECT owner FROM secrets ORDER BY owner"),
                    try db.one(Int.self, "SELECT COUNT(*) FROM api_usage")
                )
            }
            #expect(secrets == ["org-app/\(bench.address)"] && usage > 0)

            // The same org can be connected again, and is on only when somebody says so.
            try await bench.arrive(.connect, bench.connection, by: bench.ada)
            let again = try await connections.get(bench.connection, by: bench.ada)
            #expect(again.connection.state == .working && !again.connection.isOn)
        }
    }

    @Test("C-12 · One switch turns everything off that runs, and no setting is lost")
    func switching() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let before = try await connections.get(bench.connection, by: bench.ada)
            try await connections.setOn(false, bench.connection, by: bench.ada)
            for use in APIUse.allCases {
                let code = await refusal {
                    _ = try await connections.org(bench.connection, in: bench.organisation, for: use)
                }
                #expect(code == (use == .setup ? nil : "connection.off"), "\(use)")
            }
            let leave = try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation)
            guard case .waits(let sentence, _) = leave else {
                Issue.record("The work goes on")
                return
            }
            #expect(sentence == "The connection is switched off for everybody.")
            try await connections.setOn(true, bench.connection, by: bench.ada)
            let after = try await connections.get(bench.connection, by: bench.ada)
            #expect(after.connection.isOn && Connections.Settings(after.connection) == .init(before.connection))
            #expect(try await connections.leave(for: .scheduled, bench.connection, in: bench.organisation) == .go)
        }
    }

    @Test("C-01 · A state that belongs to another browser, is old, or was used, connects nothing")
    func trips() async throws {
        try await ConnectedOrg.on(connects: false) { bench in
            let connections = bench.capabilities.connections
            let ben = try await bench.hire("ben@example.org", "Ben Spinner")
            let id = try await connections.create(ConnectedOrg.form(at: bench.address, bench.first), by: bench.ada).id
            var query = try await bench.travel(.connect, id, by: bench.ada)
            #expect(await refusal { _ = try await connections.complete(query, by: ben) } == "connection.trip-unknown")
            query["state"] = "guessed"
            #expect(
                await refusal { _ = try await connections.complete(query, by: bench.ada) } == "connection.trip-unknown"
            )
            query = try await bench.travel(.connect, id, by: bench.ada)
            bench.clock.advance(by: .minutes(16))
            #expect(
                await refusal { _ = try await connections.complete(query, by: bench.ada) } == "connection.trip-unknown"
            )
            query = try await bench.travel(.connect, id, by: bench.ada)
            _ = try await connections.complete(query, by: bench.ada)
            #expect(
                await refusal { _ = try await connections.complete(query, by: bench.ada) } == "connection.trip-unknown"
            )
            // Nobody came back from the first trip; it is swept away with its secret.
            _ = try await bench.travel(.connect, id, by: bench.ada)
            bench.clock.advance(by: .hours(1))
            try await connections.removeExpiredTrips()
            let left = try await bench.database.read { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM secrets WHERE owner LIKE 'org-trip/%'")
            }
            #expect(left == 0)
        }
    }

    @Test("C-01 · Tokens are sealed where they are kept, and sealed anew when the keys are rotated")
    func sealed() async throws {
        try await ConnectedOrg.on { bench in
            let org = try await bench.capabilities.connections.org(bench.connection, in: bench.organisation)
            let tokens = await org.session.current
            let bodies = try await bench.database.read { db in
                try db.fetch([UInt8].self, "SELECT body FROM secrets")
            }
            #expect(bodies.count == 2)
            for secret in [tokens.access, tokens.refresh, bench.first.consumerSecret].compactMap(\.self) {
                #expect(bodies.allSatisfy { !String(decoding: $0, as: UTF8.self).contains(secret.reveal()) })
            }
            let keys = bench.sealingKeys.rotated()
            let rotated = ConnectedOrg.capabilities(on: bench.database, keys, bench.clock)
            #expect(try await rotated.sealing.reseal(by: bench.ada) >= 2)
            let alone = ConnectedOrg.capabilities(on: bench.database, keys.currentOnly(), bench.clock)
            let opened = try await alone.connections.org(bench.connection, in: bench.organisation)
            #expect(await opened.session.current == tokens)
        }
    }

    @Test("C-01 · An address of this machine is connected to only where the operator allows it, and never by a guess")
    func hosts() async throws {
        try await ConnectedOrg.on(connects: false) { bench in
            let connections = bench.capabilities.connections
            func fault(_ address: String) async -> String? {
                var form = ConnectedOrg.form(at: bench.address, bench.first)
                form.place = .custom(address)
                do {
                    _ = try await connections.create(form, by: bench.ada)
                    return nil
                } catch {
                    return (error as? Refusal)?.fields["address"]
                }
            }
            #expect(await fault("http://acme.my.salesforce.com")?.contains("with https") == true)
            #expect(await fault("  ")?.contains("Enter the org’s address") == false)
            #expect(await fault("ftp://acme")?.isEmpty == false)
            #expect(await fault("acme.lightning.force.com") == nil)
            let kept = try await connections.list(by: bench.ada).first?.host
            #expect(kept == "https://acme.my.salesforce.com")
        }
    }

    @Test("C-01 · Nobody signs in to an org twice, nor brings another org under an old connection")
    func sameOrg() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            var form = ConnectedOrg.form(at: bench.address, bench.first)
            #expect(
                await refusal { _ = try await connections.create(form, by: bench.ada) } == "connection.name-taken"
            )
            form.name = "Another"
            form.consumerKey = ""
            form.consumerSecret = nil
            let second = try await connections.create(form, by: bench.ada)
            let error = await #expect(throws: Refusal.self) {
                try await bench.arrive(.connect, second.id, by: bench.ada)
            }
            #expect(error?.code == "connection.org-taken" && error?.sentence.contains("Sandbox") == true)
            try await connections.remove(second.id, by: bench.ada)
            #expect(
                await refusal { try await connections.remove(bench.connection, by: bench.ada) }
                    == "connection.not-pending"
            )
        }
    }

    @Test("Every act on connections is in the audit log, without a secret")
    func audited() async throws {
        try await ConnectedOrg.on { bench in
            let connections = bench.capabilities.connections
            let ben = try await bench.hire("ben@example.org", "Ben Spinner")
            try await connections.resetMapping(bench.connection, by: bench.ada)
            try await connections.choose(nil, for: try #require(ben.user), bench.connection, by: bench.ada)
            try await connections.becomeActiveAdmin(of: .instant, bench.connection, by: ben)
            let seen = try await connections.get(bench.connection, by: bench.ada).connection
            var settings = Connections.Settings(seen)
            (settings.preference, settings.dailyCalls) = (.user, "5,000")
            try await connections.change(bench.connection, to: settings, expecting: seen.revision, by: bench.ada)
            try await bench.arrive(.ownAccount, bench.connection, by: ben)
            try await connections.disconnectOwnAccount(bench.connection, by: ben)
            var other = ConnectedOrg.form(at: bench.address, bench.first)
            other.name = "Other"
            let pending = try await connections.create(other, by: bench.ada)
            try await connections.remove(pending.id, by: bench.ada)
            try await bench.arrive(.changeUser, bench.connection, by: ben)
            try await connections.disconnect(bench.connection, by: ben)
            let entries = try await bench.entries().filter { $0.action.hasPrefix("connection.") }
            let wanted = AuditAction.allCases.map(\.rawValue).filter { $0.hasPrefix("connection.") }
            #expect(Set(wanted).subtracting(entries.map(\.action)) == [])
            let words = entries.flatMap { [$0.was, $0.became, $0.subjectName] }.compactMap(\.self).joined(
                separator: " "
            )
            #expect(!words.contains(bench.first.consumerSecret.reveal()))
            #expect(!words.contains(bench.first.consumerKey))
        }
    }
}

extension ConnectedOrg {
    /// Does the jobs that are due, as a worker would.
    func work() async throws {
        for revocation in try await database.read({ db in
            try db.fetch(String.self, "SELECT owner FROM secrets WHERE owner LIKE 'org-revocation/%'")
        }) {
            try await capabilities.connections.revoke(
                .init(organisation: organisation, host: address, owner: revocation)
            )
        }
    }
}
