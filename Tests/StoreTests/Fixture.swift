import Database
import Store
import Telemetry
import TestSupport

/// An organisation with people, at a fixed moment.
struct Fixture: Sendable {
    static let now = Timestamp(seconds: 1_772_946_000)

    let organisation = Organisation(
        id: .make(at: now),
        name: "Weaver & Sons",
        timeZone: "Europe/Berlin",
        createdAt: now
    )
    let ada: User
    let ben: User

    init() throws {
        ada = try Fixture.user("ada@example.org", "Ada Weaver", .admin, in: organisation)
        ben = try Fixture.user("ben@example.org", "Ben Käfer", .member, in: organisation)
    }

    static func user(_ email: String, _ name: String, _ role: Role, in organisation: Organisation) throws -> User {
        guard let email = EmailAddress(rawValue: email) else { throw Unfit() }
        return User(
            id: .make(at: now),
            organisation: organisation.id,
            email: email,
            name: name,
            role: role,
            state: .active,
            createdAt: now
        )
    }

    struct Unfit: Error {}

    /// A database of the engine that holds the organisation and its people.
    static func on(_ engine: Engine, _ body: (Database, Fixture) async throws -> Void) async throws {
        let fixture = try Fixture()
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            try await database.write { db in
                try Organisation.install(fixture.organisation, on: db)
                try User.insert(fixture.ada, passwordHash: "$argon2id$", on: db)
                try User.insert(fixture.ben, passwordHash: nil, on: db)
            }
            try await body(database, fixture)
        }
    }
}
