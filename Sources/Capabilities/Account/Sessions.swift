package import Crypto
import Database
package import Store
package import Telemetry

/// A person who has just signed in: what the browser is given, and who they are.
package struct SignedIn: Sendable {
    /// Goes into the cookie, nowhere else.
    package let token: Secret
    package let expiresAt: Timestamp
    package let caller: Caller
}

/// Who is signed in where.
package struct Sessions: Sendable {
    let database: Database
    let idle: Duration
    let lifetime: Duration
    let clock: WallClock

    /// A use is noted at most this often, so that reading a page does not write to the database.
    static let touchInterval = Duration.minutes(1)

    /// What a look at a cookie tells, which writes nothing.
    package enum Sighting: Sendable {
        /// It is no live session's.
        case nobody
        case caller(Caller)
        /// The use of the session is to be noted first, as `caller(for:from:)` does.
        case due
    }

    /// Whose cookie this is, as far as that can be told within a page's one reading. One indexed read.
    package func look(at token: String, from origin: Origin) async throws -> Sighting {
        let now = clock.now()
        guard let (holder, token) = try await holder(of: token, at: now) else { return .nobody }
        return Sessions.isDue(holder, at: now) ? .due : .caller(caller(holder, token, origin))
    }

    /// Whose cookie this is; nil when it is no live session's. One indexed read, and once a minute the note of its use.
    package func caller(for token: String, from origin: Origin) async throws -> Caller? {
        let now = clock.now()
        guard let (holder, token) = try await holder(of: token, at: now) else { return nil }
        if Sessions.isDue(holder, at: now) { await touch(holder.session, token, now) }
        return caller(holder, token, origin)
    }

    private func holder(of text: String, at now: Timestamp) async throws -> (Session.Holder, Token)? {
        guard let token = Token(parsing: text) else { return nil }
        return try await database.read { db in try Session.holder(of: token, at: now, on: db) }.map { ($0, token) }
    }

    private static func isDue(_ holder: Session.Holder, at now: Timestamp) -> Bool {
        holder.session.seenAt < now - touchInterval
    }

    /// The person's own sessions, the last used first; the one at hand is `caller.session`.
    package func list(by caller: Caller) async throws -> [Session] {
        let (user, _) = try caller.requireSession()
        let now = clock.now()
        return try await database.read { db in
            try Session.list(of: user, in: caller.organisation, at: now, on: db)
        }
    }

    /// Signs out.
    package func end(by caller: Caller) async throws {
        let (user, session) = try caller.requireSession()
        let now = clock.now()
        try await database.write { db in
            guard try Session.remove(session, of: user, in: caller.organisation, on: db) else { return }
            let subject = Subject.session(session, Device.summary(of: caller.origin.userAgent))
            try record(.sessionEnded, subject, by: Author(caller), at: now, on: db)
        }
    }

    /// Ends one of the person's own sessions, as of a device that was lost.
    package func revoke(_ id: ID<Session>, by caller: Caller) async throws {
        let (user, _) = try caller.requireSession()
        let now = clock.now()
        try await database.write { db in
            let session = try Session.list(of: user, in: caller.organisation, at: now, on: db).first { $0.id == id }
            guard let session, try Session.remove(id, of: user, in: caller.organisation, on: db) else {
                throw Refusal.sessionUnknown
            }
            try record(.sessionRevoked, .session(id, session.device), by: Author(caller), at: now, on: db)
        }
    }

    /// Ends all of the person's sessions but the one at hand, and tells how many.
    @discardableResult
    package func revokeOthers(by caller: Caller) async throws -> Int {
        let (user, session) = try caller.requireSession()
        let now = clock.now()
        return try await database.write { db in
            let count = try Session.removeAll(of: user, in: caller.organisation, except: session, on: db)
            let subject = Subject(kind: "session", id: nil, name: "Other sessions")
            try record(
                .otherSessionsRevoked,
                subject,
                was: counted(count, "device"),
                by: Author(caller),
                at: now,
                on: db
            )
            return count
        }
    }

    // MARK: For administrators

    /// Where a person is signed in, the last used first.
    package func list(of user: ID<User>, by caller: Caller) async throws -> [Session] {
        try caller.require(.inspect)
        let now = clock.now()
        return try await database.read { db in try Session.list(of: user, in: caller.organisation, at: now, on: db) }
    }

    /// Signs a person out everywhere, and tells of how many sessions.
    @discardableResult
    package func revokeAll(of id: ID<User>, by caller: Caller) async throws -> Int {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let user = try User.find(id, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            let count = try Session.removeAll(of: id, in: caller.organisation, except: caller.session, on: db)
            try record(.userSignedOut, .user(user), was: counted(count, "device"), by: Author(caller), at: now, on: db)
            return count
        }
    }

    private func touch(_ session: Session, _ token: Token, _ now: Timestamp) async {
        do {
            try await database.write { db in
                try Session.touch(
                    session.id,
                    in: token.organisation,
                    at: now,
                    endsAt: min(session.expiresAt, now + idle),
                    unlessSeenSince: now - Sessions.touchInterval,
                    on: db
                )
            }
        } catch {
            // A full disk must not sign people out: they need the portal to learn of it.
            Log.warning("The use of a session could not be noted", ["session": session.id])
        }
    }

    private func caller(_ holder: Session.Holder, _ token: Token, _ origin: Origin) -> Caller {
        Caller(
            organisation: token.organisation,
            organisationName: holder.organisationName,
            timeZone: holder.timeZone,
            user: holder.session.user,
            name: holder.name,
            email: holder.email,
            role: holder.role,
            via: .session(holder.session.id),
            origin: origin,
            lacksSeat: holder.lacksSeat
        )
    }
}

// MARK: - Beginnings

extension Sessions {
    /// Begins a session in the transaction of a sign-in. It always has a new token, and the one that the browser came
    /// with ends. An identity provider may say when the session has to end.
    func begin(
        for user: User,
        in organisation: Organisation,
        token: Token,
        replacing old: Token?,
        endingBy end: Timestamp? = nil,
        from origin: Origin,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> SignedIn {
        let expiresAt = max(now, min(now + lifetime, end ?? now + lifetime))
        let session = Session(
            id: .make(at: now),
            user: user.id,
            createdAt: now,
            seenAt: now,
            endsAt: min(expiresAt, now + idle),
            expiresAt: expiresAt,
            device: Device.summary(of: origin.userAgent),
            address: origin.address
        )
        if let old { try Session.remove(old, on: db) }
        try Session.insert(session, token: token, on: db)
        try User.signedIn(user.id, in: organisation.id, at: now, on: db)
        let caller = Caller(
            organisation: organisation.id,
            organisationName: organisation.name,
            timeZone: organisation.timeZone,
            user: user.id,
            name: user.name,
            email: user.email,
            role: user.role,
            via: .session(session.id),
            origin: origin
        )
        return SignedIn(token: token.text, expiresAt: expiresAt, caller: caller)
    }
}

extension Refusal {
    static let sessionUnknown = Refusal(
        .notFound,
        "session.unknown",
        "This session has ended already; reload the page to see those that are left."
    )
}
