import Crypto
import Database
import Telemetry

/// What turns into access tokens: codes, which do so once, and refresh tokens.
struct Grants: Sendable {
    let database: Database
    let policy: SignInPolicy

    /// What the user agreed to in the browser.
    struct Code: Sendable, Equatable {
        let consumerKey: String
        let userID: String
        let scopes: Scopes
        let redirectURI: String
        let proof: ProofKey?
        let nonce: String?
        var expiresAt = Timestamp(microseconds: 0)
    }

    /// Keeps what was agreed to and returns the code for it.
    func issue(_ code: Code) async throws -> String {
        // Real ones end in padding, which has to survive the way through a URL.
        let text = "aPrx" + Random.token(bytes: 46) + "=="
        let hash = Digest.sha256(text)
        let now = Log.current.clock.now()
        let end = now + policy.codeLifetime
        try await database.write { db in
            try db.run("DELETE FROM sign_in_codes WHERE expires_at < \(now - .days(1))")
            try db.run(
                """
                INSERT INTO sign_in_codes (
                    hash, consumer_key, user_id, scopes, redirect_uri, challenge, nonce, expires_at
                ) VALUES (
                    \(hash), \(code.consumerKey), \(code.userID), \(code.scopes.description), \(code.redirectURI),
                    \(code.proof?.challenge), \(code.nonce), \(end)
                )
                """
            )
        }
        return text
    }

    /// What the code stands for. It is spent now, whatever becomes of the request.
    func redeem(code text: String, by app: ConnectedApp) async throws -> Code {
        let hash = Digest.sha256(text)
        let code = try await database.write { db in
            try db.first(Code.self, "DELETE FROM sign_in_codes WHERE hash = \(hash) RETURNING *")
        }
        guard let code, code.consumerKey == app.consumerKey else { throw OAuthError.invalidCode }
        guard code.expiresAt > Log.current.clock.now() else { throw OAuthError.expiredCode }
        return code
    }
}

extension Grants.Code: RowDecodable {
    init(row: Row) throws {
        consumerKey = try row["consumer_key"]
        userID = try row["user_id"]
        scopes = try Scopes(parsing: row["scopes"])
        redirectURI = try row["redirect_uri"]
        let challenge: String? = try row["challenge"]
        proof = challenge.map { ProofKey(challenge: $0) }
        nonce = try row["nonce"]
        expiresAt = try row["expires_at"]
    }
}

// MARK: - Refresh tokens

extension Grants {
    struct RefreshToken: Sendable, Equatable, RowDecodable {
        let hash: [UInt8]
        let consumerKey: String
        let userID: String
        let scopes: Scopes
        let issuedAt: Timestamp

        init(row: Row) throws {
            hash = try row["hash"]
            consumerKey = try row["consumer_key"]
            userID = try row["user_id"]
            scopes = try Scopes(parsing: row["scopes"])
            issuedAt = try row["issued_at"]
        }
    }

    /// Gives out a refresh token; the hashes are of those that had to die for it.
    func issueRefreshToken(
        to app: ConnectedApp,
        for userID: String,
        _ scopes: Scopes
    ) async throws -> (token: Secret, hash: [UInt8], dead: [[UInt8]]) {
        let token = Secret("5Aep861" + Random.token(bytes: 60).replacing("-", with: "."))
        let hash = Digest.sha256(token.reveal())
        let now = Log.current.clock.now()
        let kept = policy.refreshTokens
        let dead = try await database.write { db in
            try db.run(
                """
                INSERT INTO sign_in_refresh_tokens (hash, consumer_key, user_id, scopes, issued_at)
                VALUES (\(hash), \(app.consumerKey), \(userID), \(scopes.description), \(now))
                """
            )
            return try db.fetch(
                [UInt8].self,
                """
                DELETE FROM sign_in_refresh_tokens WHERE hash IN (
                    SELECT hash FROM sign_in_refresh_tokens
                    WHERE consumer_key = \(app.consumerKey) AND user_id = \(userID)
                    ORDER BY hash = \(hash) DESC, issued_at DESC LIMIT -1 OFFSET \(kept)
                ) RETURNING hash
                """
            )
        }
        return (token, hash, dead)
    }

    func refreshToken(_ text: String) async throws -> RefreshToken? {
        let hash = Digest.sha256(text)
        return try await database.read { db in
            try db.first(RefreshToken.self, "SELECT * FROM sign_in_refresh_tokens WHERE hash = \(hash)")
        }
    }

    /// Takes the token away; false when it was gone already, so that of two who use it at once one fails.
    func revoke(_ token: RefreshToken) async throws -> Bool {
        let hash = token.hash
        return try await database.write { db in
            try db.run("DELETE FROM sign_in_refresh_tokens WHERE hash = \(hash)").rows > 0
        }
    }
}
