import Capabilities
import Store

extension Paths {
    // For everybody.
    static let localSignIn = "/sign-in/local"
    static let signOnBeginPattern = Links.signOnPath + "/:provider"
    static let signOnCallbackPattern = signOnBeginPattern + Links.SignOnStep.callback.rawValue
    static let signOnConsumerPattern = signOnBeginPattern + Links.SignOnStep.consumer.rawValue
    static let signOnMetadataPattern = signOnBeginPattern + Links.SignOnStep.metadata.rawValue
    static let signedOutPattern = signOnBeginPattern + Links.SignOnStep.signedOut.rawValue
    static let signOutPattern = signOnBeginPattern + Links.SignOnStep.signOut.rawValue
    static func signOnBegin(_ id: ID<SignOnProvider>, next: String, email: String) -> String {
        let known = [(name: "next", value: next), (name: "email", value: email)].filter { !$0.value.isEmpty }
        return Links.signOnPath(id, .begin) + query(known)
    }
    static func signOnMetadata(_ id: ID<SignOnProvider>) -> String { Links.signOnPath(id, .metadata) }

    // For administrators.
    static let identityProviders = "/access/single-sign-on"
    static let newIdentityProvider = identityProviders + "/new"
    static let identityProviderPattern = identityProviders + "/:provider"
    static func identityProvider(_ id: String) -> String { identityProviders + "/" + segment(id) }
    static let identityProviderRulesPattern = identityProviderPattern + "/rules"
    static func identityProviderRules(_ id: String) -> String { identityProvider(id) + "/rules" }
    static let identityProviderSwitchPattern = identityProviderPattern + "/switch"
    static func identityProviderSwitch(_ id: String) -> String { identityProvider(id) + "/switch" }
    static let identityProviderTestPattern = identityProviderPattern + "/test"
    static func identityProviderTest(_ id: String) -> String { identityProvider(id) + "/test" }
    static let identityProviderPeoplePattern = identityProviderPattern + "/people"
    static func identityProviderPeople(_ id: String) -> String { identityProvider(id) + "/people" }
    static let identityProviderRemovalPattern = identityProviderPattern + "/removal"
    static func identityProviderRemoval(_ id: String) -> String { identityProvider(id) + "/removal" }
}
