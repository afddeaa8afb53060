package import Database
package import Telemetry

/// An identity provider by which people of the organisation sign in.
package struct SignOnProvider: Sendable, Equatable, RowDecodable {
    package enum Kind: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// OpenID Connect.
        case oidc
        case saml
    }

    package let id: ID<SignOnProvider>
    package let organisation: ID<Organisation>
    package let kind: Kind
    /// As it stands on the button at the sign-in.
    package var name: String
    package var isOn: Bool
    /// Whether people of its domains sign in here and nowhere else.
    package var isEnforced: Bool
    /// Whether somebody of its domains who is not known becomes a member at the first sign-in.
    package var createsPeople: Bool
    /// The provider's name for itself: the issuer, or with SAML the entity ID.
    package var issuer: String?
    package var clientID: String?
    package var signOnAddress: String?
    package var logoutAddress: String?
    /// Those it signs with, as PEM one after the other.
    package var certificates: String?
    package var signsRequests: Bool
    /// With SAML: the certificate of the key that we sign with, as PEM.
    package let ownCertificate: String?
    /// Grows with each change of what a test tries.
    package var revision: Int
    /// The revision with which a test passed last.
    package var testedRevision: Int?
    package let createdAt: Timestamp

    /// One that was entered and of which nothing is known yet.
    package init(
        id: ID<SignOnProvider>,
        organisation: ID<Organisation>,
        kind: Kind,
        name: String,
        ownCertificate: String?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.organisation = organisation
        self.kind = kind
        self.name = name
        self.ownCertificate = ownCertificate
        self.createdAt = createdAt
        (isOn, isEnforced, createsPeople, signsRequests) = (false, false, false, false)
        (issuer, clientID, signOnAddress, logoutAddress, certificates) = (nil, nil, nil, nil, nil)
        revision = 1
        testedRevision = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        kind = try row["kind"]
        name = try row["name"]
        isOn = try row["is_on"]
        isEnforced = try row["is_enforced"]
        createsPeople = try row["creates_people"]
        issuer = try row["issuer"]
        clientID = try row["client_id"]
        signOnAddress = try row["sign_on_address"]
        logoutAddress = try row["logout_address"]
        certificates = try row["certificates"]
        signsRequests = try row["signs_requests"]
        ownCertificate = try row["own_certificate"]
        revision = try row["revision"]
        testedRevision = try row["tested_revision"]
        createdAt = try row["created_at"]
    }

    /// Whether the provider, as it is entered now, has been tried and was right.
    package var isTested: Bool { testedRevision == revision }

    /// Whether all is entered that a sign-in needs.
    package var isComplete: Bool {
        switch kind {
        case .oidc: issuer != nil && clientID != nil
        case .saml: issuer != nil && signOnAddress != nil && certificates != nil
        }
    }

    /// The owner of its secrets.
    package var owner: String { "sign-on-provider/\(id)" }
    package static let clientSecret = "client-secret"
    package static let signingKey = "signing-key"

    private static let columns: SQL = """
        organisation_id, id, kind, name, is_on, is_enforced, creates_people, issuer, client_id, sign_on_address,
        logout_address, certificates, signs_requests, own_certificate, revision, tested_revision, created_at
        """
}

extension SignOnProvider {
    package static func insert(_ provider: SignOnProvider, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO sign_on_providers (\(sql: columns))
            VALUES (\(provider.organisation), \(provider.id), \(provider.kind), \(provider.name), \(provider.isOn),
                \(provider.isEnforced), \(provider.createsPeople), \(provider.issuer), \(provider.clientID),
                \(provider.signOnAddress), \(provider.logoutAddress), \(provider.certificates),
                \(provider.signsRequests), \(provider.ownCertificate), \(provider.revision),
                \(provider.testedRevision), \(provider.createdAt))
            """
        )
    }

    package static func update(_ provider: SignOnProvider, on db: isolated Connection) throws {
        try db.run(
            """
            UPDATE sign_on_providers
            SET name = \(provider.name), is_on = \(provider.isOn), is_enforced = \(provider.isEnforced),
                creates_people = \(provider.createsPeople), issuer = \(provider.issuer),
                client_id = \(provider.clientID), sign_on_address = \(provider.signOnAddress),
                logout_address = \(provider.logoutAddress), certificates = \(provider.certificates),
                signs_requests = \(provider.signsRequests), revision = \(provider.revision),
                tested_revision = \(provider.testedRevision)
            WHERE organisation_id = \(provider.organisation) AND id = \(provider.id)
            """
        ).expect(rows: 1)
    }

    package static func find(
        _ id: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> SignOnProvider? {
        try db.first(
            SignOnProvider.self,
            "SELECT \(sql: columns) FROM sign_on_providers WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// All of them, by name.
    package static func list(
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [SignOnProvider] {
        try db.fetch(
            SignOnProvider.self,
            "SELECT \(sql: columns) FROM sign_on_providers WHERE organisation_id = \(organisation) ORDER BY name, id"
        )
    }

    /// Whether people can sign in by any.
    package static func anyIsOn(in organisation: ID<Organisation>, on db: isolated Connection) throws -> Bool {
        try list(in: organisation, on: db).contains { $0.isOn }
    }

    package static func remove(_ provider: SignOnProvider, on db: isolated Connection) throws {
        try KeptSecret.remove(owner: provider.owner, in: provider.organisation, on: db)
        try db.run(
            """
            DELETE FROM sign_on_providers WHERE organisation_id = \(provider.organisation) AND id = \(provider.id)
            """
        )
    }
}
