import Crypto
import Database
import Telemetry

/// The passwords and security tokens of an org's users.
struct Passwords: Sendable {
    let database: Database
    let policy: SignInPolicy
    /// What a check costs; tests take less.
    var strength = Password.Strength.standard

    /// Why somebody was not let in.
    enum Refusal: Error, Sendable, Equatable {
        case wrong, noSecurityToken, lockedOut, inactive
    }

    /// Gives the user this password and a new security token, which nobody can read later.
    func set(_ password: Secret, of userID: String) async throws -> Secret {
        let token = Secret(Hex.encode(Random.bytes(Passwords.tokenLength / 2)))
        try await set(password, securityToken: token, of: userID)
        return token
    }

    func set(_ password: Secret, securityToken: Secret, of userID: String) async throws {
        let hash = try await Password.hash(password, strength: strength)
        let tokenHash = Digest.sha256(securityToken.reveal())
        try await database.write { db in
            try db.run(
                """
                INSERT OR REPLACE INTO sign_in_passwords (user_id, password, token_hash)
                VALUES (\(userID), \(hash), \(tokenHash))
                """
            )
        }
    }

    static let tokenLength = 24

    /// The user with this name and password, who has come through a browser.
    func check(_ username: String, _ password: Secret) async throws -> Person {
        try await check(username, password, .none)
    }

    /// The user with this name and password, behind which a program has put the security token. Where the token is not
    /// needed it may be there all the same.
    func check(_ username: String, withToken password: Secret) async throws -> Person {
        try await check(username, password, policy.needsSecurityToken ? .required : .possible)
    }

    /// Whether the security token stands behind the password.
    private enum TokenRule { case none, possible, required }

    private enum Verdict { case right, wrong, withoutToken }

    private func judge(_ password: Secret, _ rule: TokenRule, _ stored: Stored) async throws -> Verdict {
        if rule == .required, try await verify(password, behindToken: stored) { return .right }
        if try await Password.verify(password, against: stored.password) {
            return rule == .required ? .withoutToken : .right
        }
        if rule == .possible, try await verify(password, behindToken: stored) { return .right }
        return .wrong
    }

    private func verify(_ password: Secret, behindToken stored: Stored) async throws -> Bool {
        let text = password.reveal()
        let token = String(text.suffix(Passwords.tokenLength))
        guard Digest.equal(Digest.sha256(token), stored.tokenHash) else { return false }
        return try await Password.verify(Secret(String(text.dropLast(token.count))), against: stored.password)
    }

    private struct Stored: RowDecodable, Sendable {
        let password: String
        let tokenHash: [UInt8]
        let failures: Int
        let lockedUntil: Timestamp?

        init(row: Row) throws {
            password = try row["password"]
            tokenHash = try row["token_hash"]
            failures = try row["failures"]
            lockedUntil = try row["locked_until"]
        }
    }

    /// Counts failures and locks the user out for a while when there are too many.
    private func check(_ username: String, _ password: Secret, _ rule: TokenRule) async throws -> Person {
        guard let person = try await Person.find(username: username, in: database),
            let stored = try await database.read({ db in
                try db.first(Stored.self, "SELECT * FROM sign_in_passwords WHERE user_id = \(person.id)")
            })
        else {
            try await Password.verifyNothing(Secret(""), strength: strength)
            throw Refusal.wrong
        }
        let now = Log.current.clock.now()
        if let until = stored.lockedUntil, until > now { throw Refusal.lockedOut }
        let verdict = try await judge(password, rule, stored)
        guard verdict == .right else {
            let failures = stored.failures + 1
            let isTooMany = failures >= policy.failuresUntilLockout
            try await note(
                failures: isTooMany ? 0 : failures,
                lockedUntil: isTooMany ? now + policy.lockout : nil,
                of: person.id
            )
            throw verdict == .withoutToken ? Refusal.noSecurityToken : Refusal.wrong
        }
        if stored.failures > 0 || stored.lockedUntil != nil {
            try await note(failures: 0, lockedUntil: nil, of: person.id)
        }
        guard person.isActive else { throw Refusal.inactive }
        return person
    }

    private func note(failures: Int, lockedUntil: Timestamp?, of userID: String) async throws {
        try await database.write { db in
            try db.run(
                """
                UPDATE sign_in_passwords SET failures = \(failures), locked_until = \(lockedUntil)
                WHERE user_id = \(userID)
                """
            )
        }
    }
}
