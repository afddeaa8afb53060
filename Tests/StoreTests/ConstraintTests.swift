import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct ConstraintTests {
    @Test("The installation has one organisation", arguments: Engine.available)
    func installation(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    let second = Organisation(
                        id: .make(at: Fixture.now),
                        name: "B",
                        timeZone: "UTC",
                        createdAt: Fixture.now
                    )
                    try Organisation.install(second, on: db)
                }
            }
            #expect(error?.code == .uniqueViolation("installation_pkey"))
            let installed = try await database.read { db in try Organisation.installed(on: db) }
            #expect(installed == fixture.organisation)
        }
    }

    @Test("An address belongs to one person of an organisation", arguments: Engine.available)
    func emails(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let twin = try Fixture.user("ADA@example.org", "Another", .member, in: fixture.organisation)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in try User.insert(twin, passwordHash: nil, on: db) }
            }
            #expect(error?.code == .uniqueViolation("users_email"))
        }
    }

    @Test("The audit log refuses to be changed or emptied", arguments: Engine.available)
    func auditLog(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let entry = AuditEntry.sample(at: Fixture.now, action: "user.invited", user: fixture.ada.id)
            try await database.write { db in try AuditEntry.insert(entry, in: fixture.organisation.id, on: db) }
            let attempts: [SQL] = [
                "UPDATE audit_entries SET user_name = 'Somebody else'", "DELETE FROM audit_entries",
                "DELETE FROM audit_entries WHERE id = \(entry.id)",
            ]
            for attempt in attempts + (engine == .postgres ? ["TRUNCATE audit_entries"] : []) {
                await #expect(throws: DatabaseError.self) { try await database.write { db in try db.run(attempt) } }
            }
            let kept = try await database.read { db in
                try AuditEntry.list(.init(), in: fixture.organisation.id, after: nil, limit: 10, on: db)
            }
            #expect(kept == [entry])
        }
    }

    @Test("Acts of an identity provider are told apart from those with an API key", arguments: Engine.available)
    func auditProviders(engine: Engine) async throws {
        let earlier = StoreMigrations.all.filter { $0.id < "0066" }
        try await FreshDatabase.on(engine, migrations: earlier) { database in
            let fixture = try Fixture()
            let entries = [
                AuditEntry.sample(at: Fixture.now, via: .key, action: "user.changed", user: fixture.ada.id),
                AuditEntry.sample(at: Fixture.now + .seconds(1), via: .key, action: "user.provisioned", user: nil),
                AuditEntry.sample(at: Fixture.now + .seconds(2), via: .command, action: "user.added", user: nil),
            ]
            try await database.write { db in
                try Organisation.install(fixture.organisation, on: db)
                for entry in entries { try AuditEntry.insert(entry, in: fixture.organisation.id, on: db) }
            }
            try await database.migrate(StoreMigrations.all)
            let kept = try await database.read { db in
                try AuditEntry.list(.init(), in: fixture.organisation.id, after: nil, limit: 10, on: db)
            }
            #expect(kept.map(\.id) == entries.reversed().map(\.id))
            #expect(kept.map(\.via) == [.command, .provider, .key])
            await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.run("DELETE FROM audit_entries") }
            }
        }
    }

    @Test("A word that is none of its column's is refused", arguments: Engine.available)
    func words(engine: Engine) async throws {
        try await Fixture.on(engine) { database, _ in
            let attempts: [(SQL, String)] = [
                ("UPDATE users SET role = 'owner'", "users_role"), ("UPDATE users SET state = 'gone'", "users_state"),
                ("UPDATE users SET email = 'ADA@example.org'", "users_email_normalised"),
                ("UPDATE users SET name = ''", "users_named"),
                ("UPDATE organisations SET name = ''", "organisations_named"),
                ("UPDATE installation SET id = 2", "installation_once"),
            ]
            for (attempt, constraint) in attempts {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.write { db in try db.run(attempt) }
                }
                #expect(error?.code == .check(constraint))
            }
        }
    }

    @Test("A mail has a body until it was sent", arguments: Engine.available)
    func outbox(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let mail = OutboxMail(
                id: .make(at: Fixture.now),
                organisation: fixture.organisation.id,
                kind: "test",
                recipient: fixture.ada.email,
                subject: "Test",
                state: .queued,
                createdAt: Fixture.now
            )
            try await database.write { db in
                try OutboxMail.insert(mail, sealedBody: [1, 2, 3], keyID: "k", on: db)
            }
            for attempt: SQL in ["UPDATE outbox_mails SET state = 'sent'", "UPDATE outbox_mails SET body = NULL"] {
                await #expect(throws: DatabaseError.self) { try await database.write { db in try db.run(attempt) } }
            }
            try await database.write { db in
                let isOurs = try OutboxMail.move(mail.id, in: mail.organisation, from: [.queued], to: .sending, on: db)
                #expect(isOurs)
                try OutboxMail.sent(mail.id, in: mail.organisation, at: Fixture.now, on: db)
                let body = try OutboxMail.sealedBody(of: mail.id, in: mail.organisation, on: db)
                #expect(body == nil)
            }
        }
    }
}

extension AuditEntry {
    static func sample(at moment: Timestamp, via: Via = .command, action: String, user: ID<User>?) -> AuditEntry {
        AuditEntry(
            id: .make(at: moment),
            at: moment,
            via: via,
            viaID: nil,
            user: user,
            userName: "Ada Weaver",
            action: action,
            subjectKind: "user",
            subjectID: "s",
            subjectName: "Ben",
            was: nil,
            became: "member",
            address: "192.0.2.1",
            requestID: "r1"
        )
    }
}
