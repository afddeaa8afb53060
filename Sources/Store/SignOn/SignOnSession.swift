package import Database

/// A session that a provider began, and what it calls it.
package struct SignOnSession: Sendable, Equatable, RowDecodable {
    package let session: ID<Session>
    package let provider: ID<SignOnProvider>
    package let nameID: String?
    package let nameFormat: String?
    package let index: String?
    /// With OpenID Connect: what some providers want to see again before they end the session.
    package let idToken: String?

    package init(
        session: ID<Session>,
        provider: ID<SignOnProvider>,
        nameID: String?,
        nameFormat: String?,
        index: String?,
        idToken: String?
    ) {
        self.session = session
        self.provider = provider
        self.nameID = nameID
        self.nameFormat = nameFormat
        self.index = index
        self.idToken = idToken
    }

    package init(row: Row) throws {
        session = try row["session_id"]
        provider = try row["provider_id"]
        nameID = try row["name_id"]
        nameFormat = try row["name_format"]
        index = try row["session_index"]
        idToken = try row["id_token"]
    }
}

extension SignOnSession {
    package static func insert(
        _ session: SignOnSession,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO sign_on_sessions
                (organisation_id, session_id, provider_id, name_id, name_format, session_index, id_token)
            VALUES (\(organisation), \(session.session), \(session.provider), \(session.nameID),
                \(session.nameFormat), \(session.index), \(session.idToken))
            """
        )
    }

    package static func find(
        _ session: ID<Session>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> SignOnSession? {
        try db.first(
            SignOnSession.self,
            """
            SELECT session_id, provider_id, name_id, name_format, session_index, id_token FROM sign_on_sessions
            WHERE organisation_id = \(organisation) AND session_id = \(session)
            """
        )
    }

    package struct Ended: Sendable, Equatable, RowDecodable {
        package let id: ID<Session>
        package let user: ID<User>
        package let device: String

        package init(row: Row) throws {
            id = try row["id"]
            user = try row["user_id"]
            device = try row["device"]
        }
    }

    /// Ends the sessions that the provider began for whom it calls so: those of these indexes, or all where it names none.
    package static func end(
        of name: String,
        _ indexes: [String],
        at provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Ended] {
        let which: SQL = indexes.isEmpty ? "" : " AND (session_index IS NULL OR session_index IN \(in: indexes))"
        return try db.fetch(
            Ended.self,
            """
            DELETE FROM sessions WHERE organisation_id = \(organisation) AND id IN (
                SELECT session_id FROM sign_on_sessions
                WHERE organisation_id = \(organisation) AND provider_id = \(provider) AND name_id = \(name)\(sql: which)
            )
            RETURNING id, user_id, device
            """
        )
    }

    /// Ends all sessions that the provider began, and tells how many.
    @discardableResult
    package static func endAll(
        of provider: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM sessions WHERE organisation_id = \(organisation) AND id IN (
                SELECT session_id FROM sign_on_sessions
                WHERE organisation_id = \(organisation) AND provider_id = \(provider)
            )
            """
        ).rows
    }
}
