package import Database
package import Telemetry

/// Which person a provider's lasting name stands for.
package enum SignOnIdentity {
    package static func user(
        of provider: ID<SignOnProvider>,
        subjectHash: [UInt8],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> ID<User>? {
        try db.first(
            ID<User>.self,
            """
            SELECT user_id FROM sign_on_identities
            WHERE organisation_id = \(organisation) AND provider_id = \(provider) AND subject_hash = \(subjectHash)
            """
        )
    }

    /// Whether the person is known by some name at the provider.
    package static func isLinked(
        _ user: ID<User>,
        to provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try db.first(
            ID<User>.self,
            """
            SELECT user_id FROM sign_on_identities
            WHERE organisation_id = \(organisation) AND user_id = \(user) AND provider_id = \(provider)
            """
        ) != nil
    }

    package static func insert(
        subjectHash: [UInt8],
        at provider: ID<SignOnProvider>,
        user: ID<User>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO sign_on_identities (organisation_id, provider_id, subject_hash, user_id, linked_at)
            VALUES (\(organisation), \(provider), \(subjectHash), \(user), \(now))
            """
        )
    }

    package static func count(
        at provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT COUNT(*) FROM sign_on_identities
            WHERE organisation_id = \(organisation) AND provider_id = \(provider)
            """
        )
    }

    /// Forgets who is whom at the provider, and tells of how many people.
    package static func removeAll(
        at provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM sign_on_identities WHERE organisation_id = \(organisation) AND provider_id = \(provider)
            """
        ).rows
    }
}
