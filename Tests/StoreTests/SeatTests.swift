import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite("U-04 seats") struct SeatTests {
    @Test("No more seats are given than there are, whoever comes at the same time", arguments: Engine.available)
    func race(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation
            var users: [User] = []
            for number in 0..<24 {
                users.append(try Fixture.user("u\(number)@example.org", "U\(number)", .member, in: organisation))
            }
            let people = users
            try await database.write { db in
                try Product.insert(
                    Product(id: "sales", name: "Sales", seats: 20),
                    in: organisation.id,
                    at: Fixture.now,
                    on: db
                )
                for user in people { try User.insert(user, passwordHash: nil, on: db) }
            }
            let claimed = await withTaskGroup(of: Bool.self) { group in
                for user in people {
                    group.addTask {
                        (try? await database.write { db in
                            try Seat.claim("sales", for: user.id, in: organisation.id, at: Fixture.now, on: db)
                        }) ?? false
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(claimed == 20)
            try await database.write { db in
                #expect(try Product.find("sales", in: organisation.id, on: db)?.used == 20)
                let holders = try Seat.list(of: people.map(\.id), in: organisation.id, on: db)
                #expect(holders.count == 20)
                try Seat.release("sales", of: holders[0].user, in: organisation.id, on: db)
                try Seat.release("sales", of: holders[0].user, in: organisation.id, on: db)
                #expect(try Product.find("sales", in: organisation.id, on: db)?.used == 19)
                let isFreeAtOnce = try Seat.claim(
                    "sales",
                    for: holders[0].user,
                    in: organisation.id,
                    at: Fixture.now,
                    on: db
                )
                #expect(isFreeAtOnce)
                let isSmaller = try Product.update(
                    Product(id: "sales", name: "Sales", seats: 19),
                    in: organisation.id,
                    on: db
                )
                #expect(!isSmaller)
                #expect(try !Product.remove("sales", in: organisation.id, on: db))
            }
        }
    }

    @Test(
        "U-08 · the last day of a subscription is the same day wherever the organisation is",
        arguments: ["UTC", "America/New_York", "Europe/Berlin", "Pacific/Auckland"]
    )
    func lastDay(name: String) throws {
        let zone = try Zone(named: name)
        let end = zone.moment(of: CivilDate(iso8601: "2027-01-01")!)
        let product = Product(id: "sales", name: "Sales", seats: 1, endsAt: end)
        #expect(product.lastDay(in: zone).map { "\($0)" } == "2026-12-31")
    }

    @Test("Of a subscription that is over no seat is given", arguments: Engine.available)
    func ended(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            try await database.write { db in
                let product = Product(id: "sales", name: "Sales", seats: 20, endsAt: Fixture.now)
                try Product.insert(product, in: fixture.organisation.id, at: Fixture.now, on: db)
                let isGiven = try Seat.claim(
                    "sales",
                    for: fixture.ben.id,
                    in: fixture.organisation.id,
                    at: Fixture.now,
                    on: db
                )
                #expect(!isGiven)
            }
        }
    }
}
