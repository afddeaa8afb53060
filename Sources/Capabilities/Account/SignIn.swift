package import Crypto
import Database
import Store
import Telemetry

/// Lets people in by address and password. What it answers, and how long it takes, does not tell whether there is such an
/// account.
package struct SignIn: Sendable {
    let database: Database
    let sessions: Sessions
    let strength: Password.Strength
    let clock: WallClock

    /// Signs the person in, or refuses in the same words whatever was wrong. `replacing` is the token that the browser
    /// came with, if any: it ends. `isLocal` is the way beside an identity provider that is the only way in for others;
    /// it is for administrators.
    package func perform(
        email: String,
        password: Secret,
        isLocal: Bool = false,
        from origin: Origin,
        replacing old: String? = nil
    ) async throws -> SignedIn {
        let account = EmailAddress(rawValue: email)?.rawValue ?? email.lowercased()
        let candidate = try await begin(account, isLocal, from: origin)
        guard let hash = candidate.hash, let user = candidate.user, user.state == .active,
            !isLocal || user.role == .admin
        else {
            try await computing { () async throws(CryptoError) in
                try await Password.verifyNothing(password, strength: strength)
            }
            throw refuse(origin)
        }
        let isRight = try await computing { () async throws(CryptoError) in
            try await Password.verify(password, against: hash)
        }
        guard isRight else { throw refuse(origin) }
        let fresh = try await freshHash(password, instead: hash)
        let signedIn = try await finish(candidate.organisation, user, account, fresh, from: origin, replacing: old)
        Metrics.current.add(to: .signIns, [MetricLabel("outcome", "accepted")])
        return signedIn
    }

    private struct Candidate: Sendable {
        let organisation: Organisation
        let user: User?
        let hash: String?
    }

    /// Counts the attempt and looks the account up, in one transaction that is the same for every address.
    private func begin(_ account: String, _ isLocal: Bool, from origin: Origin) async throws -> Candidate {
        let now = clock.now()
        return try await database.write { db in
            guard let organisation = try Organisation.installed(on: db) else { throw Refusal.firstRunNeeded }
            let email = EmailAddress(rawValue: account)
            // Which domains sign in elsewhere is told to all alike, whether or not there is such an account.
            if !isLocal, let email { try PasswordSignIn.check(email, in: organisation.id, on: db) }
            let attempts = Attempts(organisation: organisation.id, now: now)
            try attempts.count(.account, account, on: db)
            if let address = origin.address { try attempts.count(.address, address, on: db) }
            let user = try email.flatMap { try User.find(email: $0, in: organisation.id, on: db) }
            let hash = try user.flatMap { try User.passwordHash(of: $0.id, in: organisation.id, on: db) }
            return Candidate(organisation: organisation, user: user, hash: hash)
        }
    }

    /// A hash with today's parameters, when the stored one was made with others.
    private func freshHash(_ password: Secret, instead hash: String) async throws -> String? {
        guard Password.needsRehash(hash, strength: strength) else { return nil }
        return try await computing { () async throws(CryptoError) in
            try await Password.hash(password, strength: strength)
        }
    }

    private func finish(
        _ organisation: Organisation,
        _ user: User,
        _ account: String,
        _ freshHash: String?,
        from origin: Origin,
        replacing old: String?
    ) async throws -> SignedIn {
        let now = clock.now()
        let token = Token(for: organisation.id)
        return try await database.write { db in
            // Somebody may have deactivated the person while the password was computed.
            guard let user = try User.find(user.id, in: organisation.id, on: db), user.state == .active else {
                throw Refusal.signInRefused
            }
            try Attempts(organisation: organisation.id, now: now)
                .succeeded(account: account, address: origin.address, on: db)
            if let freshHash { try User.setPassword(freshHash, of: user.id, in: organisation.id, on: db) }
            let signedIn = try sessions.begin(
                for: user,
                in: organisation,
                token: token,
                replacing: old.flatMap(Token.init(parsing:)),
                from: origin,
                at: now,
                on: db
            )
            try record(
                .sessionStarted,
                .user(user),
                became: Device.summary(of: origin.userAgent),
                by: Author(signedIn.caller),
                at: now,
                on: db
            )
            return signedIn
        }
    }

    private func refuse(_ origin: Origin) -> Refusal {
        Log.notice("A sign-in was refused", ["address": origin.address ?? "unknown"])
        Metrics.current.add(to: .signIns, [MetricLabel("outcome", "refused")])
        return .signInRefused
    }
}

extension Refusal {
    package static let signInRefused = Refusal(
        .notSignedIn,
        "sign-in.refused",
        "This e-mail address and password do not belong together; try again, or ask for a new password."
    )
}
