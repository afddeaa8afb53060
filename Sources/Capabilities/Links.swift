import Crypto
import Store

/// The addresses of pages that mails point to; the portal serves them under the same paths.
package struct Links: Sendable {
    let base: String

    package static let invitationPath = "/invitation"
    package static let passwordResetPath = "/password-reset"
    package static let signInPath = "/sign-in"

    func link(_ purpose: PasswordLink.Purpose, _ token: Token) -> String {
        let path = purpose == .invitation ? Links.invitationPath : Links.passwordResetPath
        return "\(base)\(path)/\(token.text.reveal())"
    }

    var signIn: String { base + Links.signInPath }
}
