import Database
package import Store
import Telemetry

/// What somebody should know: open until it is over or dismissed.
package struct Alerts: Sendable {
    package struct Page: Sendable {
        package let alerts: [Alert]
        /// Where the next page begins; nil on the last one.
        package let next: ID<Alert>?
    }

    private static let mostOpen = 500

    let database: Database
    let clock: WallClock

    /// What is open now, the newest first.
    package func open(by caller: Caller) async throws -> [Alert] {
        try caller.require(.inspect)
        return try await database.read { db in
            try Alert.list(isOpen: true, in: caller.organisation, limit: Alerts.mostOpen, on: db)
        }
    }

    /// All, the newest first, also those that are over or dismissed.
    package func list(below: ID<Alert>? = nil, size: Int = 50, by caller: Caller) async throws -> Page {
        try caller.require(.inspect)
        let size = min(max(size, 1), 500)
        let found = try await database.read { db in
            try Alert.list(isOpen: false, in: caller.organisation, below: below, limit: size + 1, on: db)
        }
        let page = Array(found.prefix(size))
        return Page(alerts: page, next: found.count > size ? page.last?.id : nil)
    }

    /// Somebody knows it; it is not shown as open any more, and not told again.
    package func dismiss(_ id: ID<Alert>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            guard let alert = try Alert.find(id, in: caller.organisation, on: db) else { throw Refusal.alertUnknown }
            guard try Alert.dismiss(id, by: caller.name, in: caller.organisation, at: now, on: db) else {
                throw Refusal.alertOver
            }
            try record(.alertDismissed, .alert(alert), by: Author(caller), at: now, on: db)
        }
    }
}

extension Subject {
    fileprivate static func alert(_ alert: Alert) -> Subject {
        Subject(kind: "alert", id: alert.id.rawValue, name: alert.title)
    }
}

extension Refusal {
    package static let alertUnknown = Refusal(.notFound, "alert.unknown", "There is no such alert; reload the list.")
    static let alertOver = Refusal(
        .conflict,
        "alert.over",
        "This alert is over or was dismissed already, so there is nothing to do."
    )
}
