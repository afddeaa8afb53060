package import Database
package import Telemetry

/// Loam as the orgs behind a host know it: the connected app under which it signs in.
package struct OrgApp: Sendable, Equatable, RowDecodable {
    package let organisation: ID<Organisation>
    /// As an origin.
    package let host: String
    package let consumerKey: String
    /// Whether a consumer secret is among the secrets.
    package let hasSecret: Bool
    /// As PEM; vouches for the private key among the secrets, with which statements are signed.
    package let certificate: String?
    package let revision: Int

    package init(
        organisation: ID<Organisation>,
        host: String,
        consumerKey: String,
        hasSecret: Bool,
        certificate: String?
    ) {
        self.organisation = organisation
        self.host = host
        self.consumerKey = consumerKey
        self.hasSecret = hasSecret
        self.certificate = certificate
        revision = 1
    }

    package init(row: Row) throws {
        organisation = try row["organisation_id"]
        host = try row["host"]
        consumerKey = try row["consumer_key"]
        hasSecret = try row["has_secret"]
        certificate = try row["certificate"]
        revision = try row["revision"]
    }

    /// The names of its secrets.
    package static let consumerSecret = "consumer-secret"
    package static let privateKey = "private-key"

    /// The owner of its secrets.
    package var owner: String { OrgApp.owner(host) }

    package static func owner(_ host: String) -> String { "org-app/\(host)" }
}

extension OrgApp {
    /// Keeps it in place of the one of this host.
    package static func save(_ app: OrgApp, at now: Timestamp, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO org_apps (organisation_id, host, consumer_key, has_secret, certificate, revision, updated_at)
            VALUES (\(app.organisation), \(app.host), \(app.consumerKey), \(app.hasSecret), \(app.certificate), 1, \(now))
            ON CONFLICT (organisation_id, host) DO UPDATE
            SET consumer_key = excluded.consumer_key, has_secret = excluded.has_secret,
                certificate = excluded.certificate, revision = org_apps.revision + 1, updated_at = excluded.updated_at
            """
        )
    }

    package static func find(
        _ host: String,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OrgApp? {
        try db.first(
            OrgApp.self,
            """
            SELECT organisation_id, host, consumer_key, has_secret, certificate, revision FROM org_apps
            WHERE organisation_id = \(organisation) AND host = \(host)
            """
        )
    }

    package static func list(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [OrgApp] {
        try db.fetch(
            OrgApp.self,
            """
            SELECT organisation_id, host, consumer_key, has_secret, certificate, revision FROM org_apps
            WHERE organisation_id = \(organisation) ORDER BY host
            """
        )
    }
}
