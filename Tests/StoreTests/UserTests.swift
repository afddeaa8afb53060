import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct UserTests {
    @Test("A person is found by id and by address, in their organisation only", arguments: Engine.available)
    func finding(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let other = ID<Organisation>.make(at: Fixture.now)
            let organisation = fixture.organisation.id
            try await database.read { db in
                let found = try [
                    User.find(fixture.ben.id, in: organisation, on: db),
                    User.find(email: fixture.ben.email, in: organisation, on: db),
                    User.find(fixture.ben.id, in: other, on: db),
                    User.find(email: fixture.ben.email, in: other, on: db),
                ]
                #expect(found == [fixture.ben, fixture.ben, nil, nil])
                let hashes = try [fixture.ada, fixture.ben].map {
                    try User.passwordHash(of: $0.id, in: organisation, on: db)
                }
                #expect(hashes == ["$argon2id$", nil])
                let admins = try User.countActiveAdmins(in: organisation, on: db)
                #expect(admins == 1)
            }
        }
    }

    @Test(
        "The list is searched by words, filtered, sorted and paged alike on both engines",
        arguments: Engine.available
    )
    func listing(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation
            try await database.write { db in
                for (email, name, role) in [
                    ("zoe@example.org", "Zoë Äpfel", Role.auditor), ("c_d@example.org", "100% Cotton", .member),
                    ("cxd@example.org", "Carl", .admin),
                ] {
                    try User.insert(Fixture.user(email, name, role, in: organisation), passwordHash: nil, on: db)
                }
                try User.signedIn(fixture.ben.id, in: organisation.id, at: Fixture.now, on: db)
            }
            let cases: [(User.Query, [String], Int)] = [
                (.init(), ["100% Cotton", "Ada Weaver", "Ben Käfer", "Carl", "Zoë Äpfel"], 5),
                (.init(search: "ÄPFEL zo"), ["Zoë Äpfel"], 1),
                (.init(search: "100%"), ["100% Cotton"], 1),
                (.init(search: "c_d"), ["100% Cotton"], 1),
                (.init(search: "\\"), [], 0),
                (.init(role: .admin), ["Ada Weaver", "Carl"], 2),
                (.init(state: .deactivated), [], 0),
                (.init(order: .email, isDescending: true, pageSize: 2), ["Zoë Äpfel", "Carl"], 5),
                (.init(page: 3, pageSize: 2), ["Zoë Äpfel"], 5),
                (.init(order: .lastSignInAt, isDescending: true, pageSize: 1), ["Ben Käfer"], 5),
            ]
            for (query, names, total) in cases {
                let found = try await database.read { db in
                    let (users, total) = try User.list(query, in: organisation.id, on: db)
                    return Found(names: users.map(\.name), total: total)
                }
                #expect(found == Found(names: names, total: total))
            }
        }
    }

    private struct Found: Equatable { let names: [String], total: Int }
}
