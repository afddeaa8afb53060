import Crypto
import Database

/// The keys with which the org signs, made when first needed and kept.
actor OrgKeys {
    private let database: Database
    private var making: Task<RSAPrivateKey, any Error>?

    init(database: Database) {
        self.database = database
    }

    /// What identity tokens are signed with.
    var identityKey: RSAPrivateKey {
        get async throws {
            if let making { return try await making.value }
            let task = Task { [database] in try await OrgKeys.loadOrMake(in: database) }
            making = task
            do {
                return try await task.value
            } catch {
                making = nil
                throw error
            }
        }
    }

    /// Forgets what is in memory, because the tables were changed behind it.
    func forget() { making = nil }

    private static func loadOrMake(in database: Database) async throws -> RSAPrivateKey {
        let stored = try await SignInSecrets(database: database).value("identity key") {
            try await RSAPrivateKey.generate(.bits2048).pem
        }
        return try RSAPrivateKey(pem: stored.secret)
    }
}

extension RSAPublicKey {
    /// What a set of keys says of this one (RFC 7517); the id is the key's thumbprint (RFC 7638).
    var webKey: WebKey {
        get throws {
            let numbers = try numbers
            let modulus = Base64.encode(numbers.modulus, .url)
            let exponent = Base64.encode(numbers.exponent, .url)
            let print = Digest.sha256("{\"e\":\"\(exponent)\",\"kty\":\"RSA\",\"n\":\"\(modulus)\"}")
            return WebKey(kid: Base64.encode(print, .url), n: modulus, e: exponent)
        }
    }
}

/// A public key as JSON.
struct WebKey: Encodable, Sendable, Equatable {
    var kty = "RSA"
    var alg = "RS256"
    var use = "sig"
    let kid: String
    let n: String
    let e: String
}
