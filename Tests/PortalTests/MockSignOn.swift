import Capabilities
import Store
import Telemetry

@testable import Portal

extension Mock {
    private static let organisation = ID<Organisation>(rawValue: "019cc5a0-0000-7000-8000-00000000d000")
    private static let providerID = ID<SignOnProvider>(rawValue: "019cc5a0-0000-7000-8000-00000000d001")

    static let offers = [
        SingleSignOn.Offer(id: providerID, name: "Okta", isOnlyWay: true),
        SingleSignOn.Offer(id: providerID, name: "Contractors <&> guests", isOnlyWay: false),
    ]

    static func identityProviders(_ viewer: Viewer = Mock.viewer(), isEmpty: Bool = false) -> IdentityProvidersPage {
        IdentityProvidersPage(
            viewer: viewer,
            lines: isEmpty
                ? []
                : [
                    .init(
                        id: providerID.rawValue,
                        name: "Okta",
                        kind: "OpenID Connect",
                        state: Badge(text: "On", tone: .green),
                        domains: "example.org, example.com",
                        isOnlyWay: true
                    ),
                    .init(
                        id: providerID.rawValue,
                        name: "Contractors <&> guests",
                        kind: "SAML 2.0",
                        state: Badge(text: "To be entered", tone: .blue),
                        domains: "",
                        isOnlyWay: false
                    ),
                ]
        )
    }

    /// One of OpenID Connect that works, or one of SAML whose last test was refused.
    static func identityProvider(_ kind: SignOnProvider.Kind, _ viewer: Viewer = Mock.viewer()) -> IdentityProviderPage
    {
        var provider = SignOnProvider(
            id: providerID,
            organisation: organisation,
            kind: kind,
            name: kind == .oidc ? "Okta" : "Contractors <&> guests",
            ownCertificate: nil,
            createdAt: Timestamp(seconds: 1_772_946_000)
        )
        let isSAML = kind == .saml
        provider.issuer = "https://id.example.org"
        provider.clientID = isSAML ? nil : "0oa1"
        provider.signOnAddress = isSAML ? "https://id.example.org/sso" : nil
        provider.certificates = isSAML ? "-----BEGIN CERTIFICATE-----" : nil
        provider.isOn = !isSAML
        provider.testedRevision = isSAML ? nil : provider.revision
        let base = "https://loam.example.org/single-sign-on/\(providerID)"
        return IdentityProviderPage(
            viewer: viewer,
            provider: provider,
            addresses: SingleSignOn.Addresses(
                answer: base + (isSAML ? "/saml" : "/callback"),
                entityID: base + "/metadata",
                begin: base,
                signedOut: base + "/signed-out",
                signOut: base + "/sign-out"
            ),
            test: IdentityProviderPage.Test(
                at: moment("3 minutes ago"),
                by: "Ada Lovelace",
                refusal: isSAML ? "The answer is meant for another application (audience); check the entity ID." : nil,
                arrived: [
                    ("Signs in here as", "Ada Lovelace, ada@example.org"), ("email", "ada@example.org"),
                    ("groups", "<script>alert(1)</script>"),
                ]
            ),
            people: isSAML ? 1 : 1204,
            hasSecret: !isSAML,
            name: provider.name,
            issuer: provider.issuer ?? "",
            clientID: provider.clientID ?? "",
            signOnAddress: provider.signOnAddress ?? "",
            logoutAddress: "",
            certificates: provider.certificates ?? "",
            signsRequests: isSAML,
            domains: "example.org\nexample.com",
            isEnforced: !isSAML,
            createsPeople: isSAML
        )
    }
}
