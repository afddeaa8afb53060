import Crypto
import Database

/// Secrets that the org itself has to know, under their names.
struct SignInSecrets: Sendable {
    let database: Database

    /// The secret of this name, made when it is asked for the first time.
    func value(_ name: String, _ make: () async throws -> Secret) async throws -> (secret: Secret, isNew: Bool) {
        let stored = try await database.read { db in
            try db.first(String.self, "SELECT value FROM sign_in_secrets WHERE name = \(name)")
        }
        if let stored { return (Secret(stored), false) }
        let made = try await make()
        let text = made.reveal()
        try await database.write { db in
            try db.run("INSERT INTO sign_in_secrets (name, value) VALUES (\(name), \(text))")
        }
        return (made, true)
    }
}
