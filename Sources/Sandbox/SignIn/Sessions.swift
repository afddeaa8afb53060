import Crypto
import Database
import HTTP
import Synchronization
import Telemetry

/// Who is signed in. The table is the truth; what was asked for once stays in memory, because every request asks.
final class Sessions: Sendable {
    private let database: Database
    private let organization: Organization
    private let lifetime: Duration
    private let known = Mutex<[[UInt8]: Session]>([:])

    init(database: Database, organization: Organization, policy: SignInPolicy) {
        self.database = database
        self.organization = organization
        lifetime = policy.sessionLifetime
    }

    /// Begins a session and returns its access token, which nobody can read later.
    func begin(
        _ kind: Session.Kind,
        of userID: String,
        app consumerKey: String? = nil,
        scopes: Scopes = .all,
        refreshHash: [UInt8]? = nil
    ) async throws -> (token: Secret, session: Session) {
        let token = newToken()
        let now = Log.current.clock.now()
        let session = Session(
            hash: Digest.sha256(token.reveal()),
            kind: kind,
            consumerKey: consumerKey,
            userID: userID,
            scopes: scopes,
            refreshHash: refreshHash,
            issuedAt: now,
            expiresAt: now + lifetime
        )
        try await database.write { db in
            try db.run("DELETE FROM sign_in_sessions WHERE expires_at <= \(now)")
            try db.run(
                """
                INSERT INTO sign_in_sessions (
                    hash, kind, consumer_key, user_id, scopes, refresh_hash, issued_at, expires_at
                ) VALUES (
                    \(session.hash), \(session.kind), \(session.consumerKey), \(session.userID),
                    \(session.scopes.description), \(session.refreshHash), \(session.issuedAt), \(session.expiresAt)
                )
                """
            )
        }
        known.withLock { known in
            known = known.filter { $0.value.expiresAt > now }
            known[session.hash] = session
        }
        return (token, session)
    }

    /// Begins with the org's id, by which clients tell orgs apart, and an exclamation mark.
    private func newToken() -> Secret {
        Secret(organization.shortID + "!AQ" + Random.token(bytes: 69).replacing("-", with: "."))
    }

    /// The session of this access token, if it is good; using it keeps it so.
    func find(_ token: String) async throws -> Session? {
        let hash = Digest.sha256(token)
        let now = Log.current.clock.now()
        var found = known.withLock { $0[hash] }
        if found == nil {
            found = try await database.read { db in
                try db.first(Session.self, "SELECT * FROM sign_in_sessions WHERE hash = \(hash)")
            }
            if let found { known.withLock { $0[hash] = found } }
        }
        guard let found, found.expiresAt > now else { return nil }
        return found.expiresAt - now < lifetime / 2 ? try await extend(found, to: now + lifetime) : found
    }

    /// The session of this access token when it is known and need not be extended.
    func known(_ token: String) -> Session? {
        let hash = Digest.sha256(token)
        guard let session = known.withLock({ $0[hash] }) else { return nil }
        return session.expiresAt - Log.current.clock.now() < lifetime / 2 ? nil : session
    }

    /// Only in its second half, so that not every request writes.
    private func extend(_ session: Session, to end: Timestamp) async throws -> Session {
        let hash = session.hash
        try await database.write { db in
            try db.run("UPDATE sign_in_sessions SET expires_at = \(end) WHERE hash = \(hash)")
        }
        var session = session
        session.expiresAt = end
        known.withLock { known in
            // It may have been ended in the meantime.
            if known[session.hash] != nil { known[session.hash] = session }
        }
        return session
    }

    /// Ends the session of this token; false when there was none.
    func end(_ token: String) async throws -> Bool {
        let hash = Digest.sha256(token)
        return try await end(where: "hash = \(hash)") > 0
    }

    func endAll(ofRefreshToken hash: [UInt8]) async throws {
        try await end(where: "refresh_hash = \(hash)")
    }

    /// Ends what the user has begun, but for sessions of one kind.
    func endAll(of userID: String, except kind: Session.Kind? = nil) async throws {
        try await end(where: "user_id = \(userID) AND kind IS NOT \(kind)")
    }

    @discardableResult
    private func end(where condition: SQL) async throws -> Int {
        let ended = try await database.write { db in
            try db.fetch([UInt8].self, "DELETE FROM sign_in_sessions WHERE \(sql: condition) RETURNING hash")
        }
        known.withLock { known in
            for hash in ended { known[hash] = nil }
        }
        return ended.count
    }

    /// Forgets what is in memory, because the tables were changed behind it.
    func forget() { known.withLock { $0 = [:] } }
}
