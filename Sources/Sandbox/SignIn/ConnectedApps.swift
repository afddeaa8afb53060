import Crypto
import Database

/// The connected apps of an org.
struct ConnectedApps: Sendable {
    let database: Database

    func all() async throws -> [ConnectedApp] {
        try await database.read { db in
            try db.fetch(ConnectedApp.self, "SELECT * FROM sign_in_apps ORDER BY name, consumer_key")
        }
    }

    /// The app with this consumer key, or the refusal that clients know.
    func app(_ consumerKey: String?) async throws -> ConnectedApp {
        guard let consumerKey, !consumerKey.isEmpty else { throw OAuthError.missing("client_id") }
        let app = try await database.read { db in
            try db.first(ConnectedApp.self, "SELECT * FROM sign_in_apps WHERE consumer_key = \(consumerKey)")
        }
        guard let app else { throw OAuthError.unknownClient }
        return app
    }

    /// Adds the app, or puts it in the place of the one with its key.
    func save(_ app: ConnectedApp) async throws {
        try await database.write { db in
            try db.run(
                """
                INSERT OR REPLACE INTO sign_in_apps (
                    consumer_key, consumer_secret, name, callbacks, scopes, certificate, run_as, permitted,
                    needs_secret, rotates
                ) VALUES (
                    \(app.consumerKey), \(app.consumerSecret), \(app.name), \(app.callbacks.joined(separator: "\n")),
                    \(app.scopes.description), \(app.certificate?.pem), \(app.runAs),
                    \(app.permitted?.joined(separator: "\n")), \(app.needsSecret), \(app.rotatesRefreshTokens)
                )
                """
            )
        }
    }

    /// Whether the administrator has approved the user for the app, by profile or permission set.
    func isPermitted(_ user: Person, in app: ConnectedApp) async throws -> Bool {
        guard let permitted = app.permitted else { return false }
        if permitted.contains(user.profileID) { return true }
        let count = try await database.read { db in
            try db.one(
                Int.self,
                """
                SELECT count(*) FROM "PermissionSetAssignment"
                WHERE "AssigneeId" = \(user.id) AND "PermissionSetId" IN \(in: permitted)
                """
            )
        }
        return count > 0
    }

    /// What the user has let the app do.
    func approval(of userID: String, for app: ConnectedApp) async throws -> Scopes? {
        try await database.read { db in
            try db.first(
                String.self,
                """
                SELECT scopes FROM sign_in_approvals
                WHERE consumer_key = \(app.consumerKey) AND user_id = \(userID)
                """
            )
        }.map { try Scopes(parsing: $0) }
    }

    func approve(_ app: ConnectedApp, for userID: String, _ scopes: Scopes) async throws {
        try await database.write { db in
            try db.run(
                """
                INSERT OR REPLACE INTO sign_in_approvals (consumer_key, user_id, scopes)
                VALUES (\(app.consumerKey), \(userID), \(scopes.description))
                """
            )
        }
    }
}
