package import Database
package import Telemetry

/// A browser on its way to an identity provider and back.
package struct SignOnTrip: Sendable, Equatable, RowDecodable {
    package let provider: ID<SignOnProvider>
    /// The administrator who tries the provider; nil for a sign-in.
    package let tester: ID<User>?
    /// Where to go after the sign-in.
    package let next: String
    package let expiresAt: Timestamp

    package init(provider: ID<SignOnProvider>, tester: ID<User>?, next: String, expiresAt: Timestamp) {
        self.provider = provider
        self.tester = tester
        self.next = next
        self.expiresAt = expiresAt
    }

    package init(row: Row) throws {
        provider = try row["provider_id"]
        tester = try row["tester_id"]
        next = try row["next_path"]
        expiresAt = try row["expires_at"]
    }
}

extension SignOnTrip {
    /// Begins it for the browser that has the cookie.
    package static func insert(_ trip: SignOnTrip, cookie: Token, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO sign_on_trips (organisation_id, cookie_hash, provider_id, tester_id, next_path, expires_at)
            VALUES (\(cookie.organisation), \(cookie.hash), \(trip.provider), \(trip.tester), \(trip.next),
                \(trip.expiresAt))
            """
        )
    }

    /// Ends the trip of the browser that has the cookie; of two who try at once, one gets it.
    package static func take(_ cookie: Token, at now: Timestamp, on db: isolated Connection) throws -> SignOnTrip? {
        let trip = try db.first(
            SignOnTrip.self,
            """
            DELETE FROM sign_on_trips
            WHERE organisation_id = \(cookie.organisation) AND cookie_hash = \(cookie.hash)
            RETURNING provider_id, tester_id, next_path, expires_at
            """
        )
        return trip.flatMap { $0.expiresAt > now ? $0 : nil }
    }

    package static func removeExpired(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM sign_on_trips WHERE expires_at < \(moment)")
    }
}
