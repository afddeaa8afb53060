package import Database

/// How an identity provider manages the people of an organisation.
package struct ProvisioningSettings: Sendable, Equatable, RowDecodable {
    package enum Provider: String, CaseIterable, Sendable, SQLConvertible, SQLReadable { case okta, entra, other }

    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable {
        /// No valid call has come yet; the first turns it on.
        case never
        case on
        /// An administrator turned it off; calls are refused until it is on again.
        case off
    }

    package var provider: Provider
    package var state: State
    /// Whether a person who comes without a product is refused.
    package var needsProduct: Bool
    /// Whether the identity provider may make administrators.
    package var mayMakeAdmins: Bool

    package static let usual = ProvisioningSettings()

    private init() {
        provider = .okta
        state = .never
        needsProduct = true
        mayMakeAdmins = false
    }

    package init(row: Row) throws {
        provider = try row["provider"]
        state = try row["state"]
        needsProduct = try row["needs_product"]
        mayMakeAdmins = try row["may_make_admins"]
    }
}

extension ProvisioningSettings {
    package static func find(in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> ProvisioningSettings
    {
        try db.first(
            ProvisioningSettings.self,
            """
            SELECT provider, state, needs_product, may_make_admins FROM provisioning
            WHERE organisation_id = \(organisation)
            """
        ) ?? .usual
    }

    package static func keep(
        _ settings: ProvisioningSettings,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO provisioning (organisation_id, provider, state, needs_product, may_make_admins)
            VALUES (\(organisation), \(settings.provider), \(settings.state), \(settings.needsProduct),
                \(settings.mayMakeAdmins))
            ON CONFLICT (organisation_id) DO UPDATE SET provider = EXCLUDED.provider, state = EXCLUDED.state,
                needs_product = EXCLUDED.needs_product, may_make_admins = EXCLUDED.may_make_admins
            """
        )
    }
}
