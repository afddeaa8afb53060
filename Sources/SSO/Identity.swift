package import Crypto

/// Who signed in, once every check has passed.
package struct Identity: Sendable, Equatable {
    /// The provider's name for itself.
    package let issuer: String
    /// The provider's lasting name for the person; nil where it makes up a new one for each sign-in.
    package let subject: String?
    package let email: String?
    /// False where the provider itself says that the address is not proven.
    package let emailIsProven: Bool
    package let name: String?
    package let arrived: Arrived
    /// What the provider may want to see again before it ends the session.
    package let signOutHint: Secret?

    package init(
        issuer: String,
        subject: String?,
        email: String?,
        emailIsProven: Bool,
        name: String?,
        arrived: Arrived,
        signOutHint: Secret? = nil
    ) {
        self.issuer = issuer
        self.subject = subject
        self.email = email
        self.emailIsProven = emailIsProven
        self.name = name
        self.arrived = arrived
        self.signOutHint = signOutHint
    }
}
