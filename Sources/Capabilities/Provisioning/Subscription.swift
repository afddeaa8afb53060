package import Store
import Telemetry
import Database
import Directory

/// What the organisation has subscribed to, and who holds seats of it by an administrator's hand.
package struct Subscription: Sendable {
    package struct Form: Sendable {
        package var name: String
        package var seats: String
        /// The last day of the subscription, such as 2026-12-31; empty for one without an end.
        package var lastDay: String

        package init(name: String, seats: String, lastDay: String) {
            self.name = name
            self.seats = seats
            self.lastDay = lastDay
        }
    }

    private static let mostSeats = 1_000_000
    private static let mostProducts = 100
    private static let shownGroups = 500

    let database: Database
    let clock: WallClock

    // MARK: Products

    package func products(by caller: Caller) async throws -> [Product] {
        try caller.require(.inspect)
        return try await database.read { db in try Product.list(in: caller.organisation, on: db) }
    }

    package func product(_ id: String, by caller: Caller) async throws -> Product {
        try caller.require(.inspect)
        let product = try await database.read { db in try Product.find(id, in: caller.organisation, on: db) }
        guard let product else { throw Refusal.productUnknown }
        return product
    }

    /// Adds a product. Its id is what identity providers call it, and never changes.
    package func add(_ id: String, _ form: Form, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        var faults = Faults()
        let isWellFormed =
            (1...40).contains(id.utf8.count)
            && id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        if !isWellFormed { faults.add("id", "Use at most 40 small letters, digits and hyphens, such as sales.") }
        let product = try check(form, id: id, caller, faults)
        do {
            try await database.write { db in
                try caller.confirmAdministers(on: db)
                guard try Product.list(in: caller.organisation, on: db).count < Subscription.mostProducts else {
                    throw Refusal.productsTooMany
                }
                try Product.insert(product, in: caller.organisation, at: now, on: db)
                try record(
                    .productAdded,
                    .product(product),
                    became: try words(for: product, caller),
                    by: Author(caller),
                    at: now,
                    on: db
                )
            }
        } catch let error as DatabaseError where error.code == .uniqueViolation("products_pkey") {
            var faults = Faults()
            faults.add("id", "There is a product of this id already.")
            throw faults.refusal
        }
    }

    package func change(_ id: String, to form: Form, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        let product = try check(form, id: id, caller, Faults())
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let before = try Product.find(id, in: caller.organisation, on: db) else {
                throw Refusal.productUnknown
            }
            guard try Product.update(product, in: caller.organisation, on: db) else {
                var faults = Faults()
                faults.add("seats", "\(before.used) seats are in use; free some first.")
                throw faults.refusal
            }
            try record(
                .productChanged,
                .product(before),
                was: try words(for: before, caller),
                became: try words(for: product, caller),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    package func remove(_ id: String, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let product = try Product.find(id, in: caller.organisation, on: db) else {
                throw Refusal.productUnknown
            }
            guard try Product.remove(id, in: caller.organisation, on: db) else { throw Refusal.productInUse }
            try record(
                .productRemoved,
                .product(product),
                was: try words(for: product, caller),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: People

    /// What a person has been given, whether or not they hold the seats at the moment.
    package struct Assigned: Sendable {
        /// The products that were given to the person alone.
        package let products: [String]
        /// Those that come from their groups.
        package let grants: [GroupProduct.Grant]
        /// The products of which they hold a seat.
        package let seats: [String]
    }

    package func assigned(to id: ID<User>, by caller: Caller) async throws -> Assigned {
        try caller.require(.inspect)
        return try await database.read { db in
            let entry = try DirectoryEntry.find(id.entry, .user, in: caller.organisation, on: db)
            let seats = try Seat.list(of: [id], in: caller.organisation, on: db).map(\.product)
            return Assigned(
                products: entry?.resource.products ?? [],
                grants: try GroupProduct.grants(to: id, in: caller.organisation, on: db),
                seats: seats
            )
        }
    }

    /// Gives a person these products and no others; all of their seats, or none.
    package func assign(_ products: [String], to id: ID<User>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let user = try User.find(id, in: caller.organisation, on: db),
                let entry = try DirectoryEntry.hold(id.entry, .user, in: caller.organisation, on: db)
            else { throw Refusal.userUnknown }
            try Users.refuseManaged(entry, in: caller.organisation, on: db)
            var resource = entry.resource
            resource.setLoam("products", products.isEmpty ? nil : .list(products.map { .text($0) }))
            guard resource != entry.resource else { return }
            try DirectoryEntry.write(resource, to: entry, in: caller.organisation, at: now, on: db)
            try Seating.check(products, in: caller.organisation, at: now, on: db)
            try Seating.settle(user, resource, at: now, on: db)
            try record(
                .userProductsChanged,
                .user(user),
                was: words(for: entry.resource.products),
                became: words(for: products),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: Groups

    /// The groups that the identity provider has sent, the first by name.
    package func groups(by caller: Caller) async throws -> [GroupProduct.Listed] {
        try caller.require(.inspect)
        return try await database.read { db in
            try GroupProduct.groups(in: caller.organisation, limit: Subscription.shownGroups, on: db)
        }
    }

    package func group(_ id: ID<DirectoryEntry>, by caller: Caller) async throws -> (name: String, products: [String]) {
        try caller.require(.inspect)
        return try await database.read { db in
            guard let entry = try DirectoryEntry.find(id, .group, in: caller.organisation, on: db) else {
                throw Refusal.groupUnknown
            }
            return (entry.name, try GroupProduct.list(of: id, in: caller.organisation, on: db))
        }
    }

    /// Lets a group give these products to its members; all of their seats, or none.
    package func grant(_ products: [String], to id: ID<DirectoryEntry>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let group = try DirectoryEntry.hold(id, .group, in: caller.organisation, on: db) else {
                throw Refusal.groupUnknown
            }
            let before = try GroupProduct.list(of: id, in: caller.organisation, on: db)
            let wanted = Set(products).sorted()
            guard wanted != before else { return }
            try Seating.check(wanted, in: caller.organisation, at: now, on: db)
            try GroupProduct.replace(with: wanted, of: id, in: caller.organisation, on: db)
            for member in try GroupMember.members(of: [id], in: caller.organisation, on: db) where member.kind == .user
            {
                guard let entry = try DirectoryEntry.find(member.member, .user, in: caller.organisation, on: db),
                    let user = try User.find(ID(rawValue: member.member.rawValue), in: caller.organisation, on: db)
                else { continue }
                try Seating.settle(user, entry.resource, at: now, on: db)
            }
            try record(
                .groupProductsChanged,
                .group(group),
                was: words(for: before),
                became: words(for: wanted),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: Parts

    private func check(_ form: Form, id: String, _ caller: Caller, _ earlier: Faults) throws -> Product {
        var faults = earlier
        let name = faults.name(form.name)
        let seats = Int(form.seats.filter { !$0.isWhitespace && $0 != "," })
        if seats.map({ (0...Subscription.mostSeats).contains($0) }) != true {
            faults.add("seats", "Enter a whole number from 0 to 1,000,000.")
        }
        var endsAt: Timestamp?
        let day = form.lastDay.filter { !$0.isWhitespace }
        if !day.isEmpty {
            if let date = CivilDate(iso8601: day) {
                endsAt = try Zone(named: caller.timeZone).moment(of: CivilDate(daysSince1970: date.daysSince1970 + 1))
            } else {
                faults.add("lastDay", "Enter a day such as 2026-12-31, or nothing.")
            }
        }
        try faults.check()
        guard let name, let seats else { throw faults.refusal }
        return Product(id: id, name: name, seats: seats, endsAt: endsAt)
    }

    private func words(for product: Product, _ caller: Caller) throws -> String {
        let lastDay = product.lastDay(in: try Zone(named: caller.timeZone))
        return "\(product.name), \(counted(product.seats, "seat")), \(lastDay.map { "last day \($0)" } ?? "no end")"
    }

    private func words(for products: [String]) -> String {
        products.isEmpty
            ? "no products" : "\(products.count == 1 ? "product" : "products") " + products.joined(separator: " ")
    }
}

extension Refusal {
    package static let productUnknown = Refusal(
        .notFound,
        "product.unknown",
        "There is no such product; reload the list."
    )
    package static let groupUnknown = Refusal(.notFound, "group.unknown", "There is no such group; reload the list.")
    package static let productInUse = Refusal(
        .conflict,
        "product.in-use",
        "Somebody holds a seat of this product; take the seats away first."
    )
    static let productsTooMany = Refusal(.conflict, "product.too-many", "There are 100 products already.")
}
