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
    private let memory = Mutex(Memory())

    private struct Memory {
        /// By the hash of the token.
        var sessions: [[UInt8]: Session] = [:]
        /// By the field of the request that brought the token, so that a program that asks often is known by a look.
        /// Whatever ends or extends a session empties it.
        var tickets: [String: Ticket] = [:]
    }

    /// What of a session a call needs.
    private struct Ticket {
        let userID: String
        let allowsAPI: Bool
        /// From here on the session must be extended.
        let settledUntil: Timestamp

        func userID(at now: Timestamp) -> String? { allowsAPI && now <= settledUntil ? userID : nil }
    }

    private static let mostTickets = 1000

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
        memory.withLock { memory in
            memory.sessions = memory.sessions.filter { $0.value.expiresAt > now }
            memory.sessions[session.hash] = session
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
        var found = memory.withLock { $0.sessions[hash] }
        if found == nil {
            found = try await database.read { db in
                try db.first(Session.self, "SELECT * FROM sign_in_sessions WHERE hash = \(hash)")
            }
            if let found { memory.withLock { $0.sessions[hash] = found } }
        }
        guard let found, found.expiresAt > now else { return nil }
        return found.expiresAt - now < lifetime / 2 ? try await extend(found, to: now + lifetime) : found
    }

    /// The user whom an Authorization field lets call the APIs, if the session is known and need not be extended.
    func userID(calling field: String, at now: Timestamp) -> String? {
        if let ticket = memory.withLock({ $0.tickets[field] }) { return ticket.userID(at: now) }
        guard let token = try? Request.token(inAuthorization: field) else { return nil }
        let hash = Digest.sha256(token)
        let ticket: Ticket? = memory.withLock { memory in
            guard let session = memory.sessions[hash] else { return nil }
            let ticket = Ticket(
                userID: session.userID,
                allowsAPI: session.scopes.allowsAPI,
                settledUntil: session.expiresAt - lifetime / 2
            )
            if memory.tickets.count >= Sessions.mostTickets { memory.tickets = [:] }
            memory.tickets[field] = ticket
            return ticket
        }
        return ticket?.userID(at: now)
    }

    /// Only in its second half, so that not every request writes.
    private func extend(_ session: Session, to end: Timestamp) async throws -> Session {
        let hash = session.hash
        try await database.write { db in
            try db.run("UPDATE sign_in_sessions SET expires_at = \(end) WHERE hash = \(hash)")
        }
        var session = session
        session.expiresAt = end
        memory.withLock { memory in
            // It may have been ended in the meantime.
            if memory.sessions[session.hash] != nil { memory.sessions[session.hash] = session }
            memory.tickets = [:]
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
        memory.withLock { memory in
            for hash in ended { memory.sessions[hash] = nil }
            memory.tickets = [:]
        }
        return ended.count
    }

    /// Forgets what is in memory, because the tables were changed behind it.
    func forget() { memory.withLock { $0 = Memory() } }
}
