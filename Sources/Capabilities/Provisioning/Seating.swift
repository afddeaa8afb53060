import Database
import Directory
import Store
import Telemetry

/// Who gets a seat: somebody who is active, of every product that is assigned to them or to one of their groups. All or
/// none.
enum Seating {
    /// Gives and takes seats until the person has what they should have.
    static func settle(
        _ user: User,
        _ resource: Resource,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let organisation = user.organisation
        let held = try Seat.list(of: [user.id], in: organisation, on: db).map(\.product)
        let wanted = user.state == .deactivated ? [] : try wanted(of: user.id, resource, in: organisation, on: db)
        for product in held where !wanted.contains(product) {
            try Seat.release(product, of: user.id, in: organisation, on: db)
        }
        try claim(wanted.subtracting(held), for: user, at: now, on: db)
    }

    /// Gives their seats to somebody who has just been added, and so holds none and belongs to no group.
    static func seat(newcomer user: User, _ resource: Resource, at now: Timestamp, on db: isolated Connection) throws {
        guard user.state != .deactivated else { return }
        try claim(Set(resource.products), for: user, at: now, on: db)
    }

    private static func claim(
        _ products: Set<String>,
        for user: User,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        // In one order for everybody, so that two who take several never wait for each other.
        for product in products.sorted() {
            let isGiven = try Seat.claim(product, for: user.id, in: user.organisation, at: now, on: db)
            guard isGiven else { throw try refusal(of: product, in: user.organisation, at: now, on: db) }
        }
    }

    static func wanted(
        of user: ID<User>,
        _ resource: Resource,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<String> {
        Set(resource.products).union(try GroupProduct.granted(to: user, in: organisation, on: db))
    }

    /// Throws unless the organisation has subscribed to all of these.
    static func check(
        _ products: [String],
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        for product in products {
            guard let found = try Product.find(product, in: organisation, on: db), !found.isOver(at: now) else {
                throw try refusal(of: product, in: organisation, at: now, on: db)
            }
        }
    }

    private static func refusal(
        of id: String,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Refusal {
        guard let product = try Product.find(id, in: organisation, on: db) else {
            let known = try Product.list(in: organisation, on: db).map(\.id).joined(separator: ", ")
            return Refusal(
                .conflict,
                "product.not-subscribed",
                "Product \"\(id.prefix(40))\" is not in this organisation's subscription. Subscribed: "
                    + (known.isEmpty ? "nothing." : known + ".")
            )
        }
        if product.isOver(at: now) {
            let zone = try Zone(named: try Organisation.find(organisation, on: db)?.timeZone ?? "UTC")
            let day = product.lastDay(in: zone).map { "\($0)" } ?? ""
            return Refusal(
                .conflict,
                "product.over",
                "The subscription of \"\(id)\" ended on \(day). Extend it, then try again."
            )
        }
        return Refusal(
            .conflict,
            "product.no-seat",
            "No seat is left for product \"\(id)\" (\(product.used) of \(product.seats) in use). Nothing was changed. "
                + "Free a seat or add some, then try again."
        )
    }
}

extension Refusal {
    static let productNeeded = Refusal(
        .conflict,
        "product.needed",
        "At least one subscribed product is needed, and none is given: set \"products\" in the assignment, or let people "
            + "come without one in Loam under Auto provisioning."
    )
}
