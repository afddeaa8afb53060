import Database
import Store
import TestSupport
import Testing

@testable import Capabilities

@Suite struct SubscriptionTests {
    @Test(
        "U-07 · U-08 · products are given by hand: a seat each, all or none, free again at once",
        arguments: Engine.available
    )
    func byHand(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let subscription = office.capabilities.subscription
            for (id, seats) in [("sales", "1"), ("data", "5")] {
                try await subscription.add(id, .init(name: id, seats: seats, lastDay: ""), by: office.ada)
            }
            func hire(_ name: String) async throws -> ID<User> {
                let form = Users.Form(email: "\(name)@example.org", name: name, role: .member)
                return try await office.capabilities.users.invite(form, by: office.ada).user.id
            }
            func seats() async throws -> [String: Int] {
                let products = try await subscription.products(by: office.ada)
                return Dictionary(uniqueKeysWithValues: products.map { ($0.id, $0.used) })
            }
            let (ben, eve) = (try await hire("ben"), try await hire("eve"))
            try await subscription.assign(["sales", "data"], to: ben, by: office.ada)
            #expect(try await seats() == ["sales": 1, "data": 1])
            // The one product that is full keeps the other from being given as well.
            #expect(
                await refusal { try await subscription.assign(["data", "sales"], to: eve, by: office.ada) }
                    == "product.no-seat"
            )
            #expect(try await seats() == ["sales": 1, "data": 1])
            #expect(try await subscription.assigned(to: eve, by: office.ada).seats.isEmpty)
            try await subscription.assign(["data"], to: ben, by: office.ada)
            try await subscription.assign(["data", "sales"], to: eve, by: office.ada)
            #expect(try await seats() == ["sales": 1, "data": 2])
            #expect(Set(try await subscription.assigned(to: eve, by: office.ada).products) == ["data", "sales"])
            // Who is shut out holds no seat.
            try await office.capabilities.users.deactivate(eve, by: office.ada)
            #expect(try await seats() == ["sales": 0, "data": 1])
            #expect(
                await refusal { try await subscription.assign(["gone"], to: ben, by: office.ada) }
                    == "product.not-subscribed"
            )
        }
    }
}
