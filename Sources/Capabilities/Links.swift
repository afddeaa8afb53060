import Crypto
import HTTP
package import Store

/// The addresses of pages that mails point to; the portal serves them under the same paths.
package struct Links: Sendable {
    let base: String

    package static let invitationPath = "/invitation"
    package static let passwordResetPath = "/password-reset"
    package static let signInPath = "/sign-in"
    package static let salesforcePath = "/integrations/salesforce"
    package static let salesforceCallbackPath = salesforcePath + "/callback"
    package static let runsPath = "/runs"
    package static let alertsPath = "/alerts"

    func link(_ purpose: PasswordLink.Purpose, _ token: Token) -> String {
        let path = purpose == .invitation ? Links.invitationPath : Links.passwordResetPath
        return "\(base)\(path)/\(token.text.reveal())"
    }

    /// What an identity provider's address leads to.
    package enum SignOnStep: String, Sendable {
        case begin = ""
        case callback = "/callback"
        case consumer = "/saml"
        case metadata = "/metadata"
        case signedOut = "/signed-out"
        /// With SAML: where the provider's own sign-out, and its answer to ours, is brought.
        case signOut = "/sign-out"
    }

    package static let signOnPath = "/single-sign-on"

    package static func signOnPath(_ provider: ID<SignOnProvider>, _ step: SignOnStep) -> String {
        "\(signOnPath)/\(provider)\(step.rawValue)"
    }

    func signOn(_ provider: ID<SignOnProvider>, _ step: SignOnStep) -> String {
        base + Links.signOnPath(provider, step)
    }

    func run(_ run: ID<Run>) -> String { "\(base)\(Links.runsPath)/\(run)" }

    var alerts: String { base + Links.alertsPath }

    var signIn: String { base + Links.signInPath }

    /// Where Salesforce sends a browser back to; each org's connected app names it exactly so.
    var salesforceCallback: String { base + Links.salesforceCallbackPath }

    func connection(_ id: ID<OrgConnection>) -> String { "\(base)\(Links.salesforcePath)/\(id)" }

    /// As which host Loam is known; localhost where the address says none.
    var hostName: String { (try? HTTPURL(base))?.host.filter { $0 != "[" && $0 != "]" } ?? "localhost" }
}
