package import Directory
package import Store

/// Who calls the directory: an identity provider, by one of its tokens. It is no caller of anything else.
package struct Provisioner: Sendable {
    package let organisation: ID<Organisation>
    package let token: ID<ProvisioningToken>
    package let tokenName: String
    package let settings: ProvisioningSettings
    package let origin: Origin
    /// The ids of what the organisation has subscribed to.
    package let products: [String]
    /// How bodies are read. A role that may not be given is known, because whoever has it already may keep it.
    package let people: ResourceType

    package init(
        organisation: ID<Organisation>,
        token: ProvisioningToken,
        settings: ProvisioningSettings,
        products: [String],
        origin: Origin
    ) {
        self.organisation = organisation
        self.token = token.id
        tokenName = token.name
        self.settings = settings
        self.products = products
        self.origin = origin
        people = .user(products: products, roles: Role.allCases.map(\.word))
    }

    /// What is told of people: the roles that may be given.
    package var publishedPeople: ResourceType {
        .user(
            products: products,
            roles: Role.allCases.filter { settings.mayMakeAdmins || $0 != .admin }.map(\.word)
        )
    }

    package func type(of kind: ResourceType.Kind) -> ResourceType { kind == .user ? people : .group }
}

extension Author {
    init(_ provisioner: Provisioner) {
        self.init(
            organisation: provisioner.organisation,
            via: .provider,
            viaID: provisioner.token.rawValue,
            user: nil,
            name: provisioner.tokenName,
            origin: provisioner.origin
        )
    }
}
