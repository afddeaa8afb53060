import Database
import Store

/// Who may still sign in by password where an identity provider is the only way in.
///
/// An active administrator always may, at a link of its own, so that nobody is locked out when the provider fails.
enum PasswordSignIn {
    /// Throws where people of this address sign in elsewhere.
    static func check(
        _ email: EmailAddress,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        guard let provider = try SignOnDomain.provider(of: email, in: organisation, on: db), provider.isOn,
            provider.isEnforced
        else { return }
        throw Refusal.signInElsewhere(provider.name)
    }

    /// Throws where a provider is the only way in for somebody and no administrator could sign in without it.
    static func confirmLocalAdmin(in organisation: ID<Organisation>, on db: isolated Connection) throws {
        guard try SignOnProvider.list(in: organisation, on: db).contains(where: { $0.isOn && $0.isEnforced }),
            try User.countLocalAdmins(in: organisation, on: db) == 0
        else { return }
        throw Refusal.lastLocalAdmin
    }
}

extension Refusal {
    package static func signInElsewhere(_ provider: String) -> Refusal {
        Refusal(
            .notSignedIn,
            "sign-in.elsewhere",
            "People of this domain sign in with \(provider); use its button."
        )
    }

    static let lastLocalAdmin = Refusal(
        .conflict,
        "user.last-local-admin",
        "An active administrator with a password must remain, who can sign in when the identity provider fails."
    )
}
