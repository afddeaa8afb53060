import Store
import Telemetry

/// What a mail says: pure text, made from what its reader needs to know.
package struct MailText: Sendable, Equatable {
    package let kind: String
    package let subject: String
    package let body: String
}

extension MailText {
    static func invitation(to user: User, of organisation: String, from inviter: String, link: String) -> MailText {
        MailText(
            kind: "invitation",
            subject: "\(inviter) invites you to Loam of \(organisation)",
            body: """
                Hello \(user.name),

                \(inviter) invites you to Loam, where \(organisation) keeps its Salesforce records
                complete and up to date. Choose your password here:

                \(link)

                The link works once, for \(words(for: Passwords.invitationLifetime)). If you did not expect this
                mail, you need not do anything.

                """
        )
    }

    static func passwordReset(to user: User, of organisation: String, link: String, lifetime: Duration) -> MailText {
        MailText(
            kind: "password-reset",
            subject: "A new password for Loam of \(organisation)",
            body: """
                Hello \(user.name),

                somebody, probably you, asked for a new password for \(user.email.rawValue).
                Choose it here:

                \(link)

                The link works once, for \(words(for: lifetime)). If it was not you, you need not do
                anything: your password stays as it is.

                """
        )
    }

    static func passwordChanged(to user: User, of organisation: String, signIn: String) -> MailText {
        MailText(
            kind: "password-changed",
            subject: "Your password for Loam of \(organisation) was changed",
            body: """
                Hello \(user.name),

                your password for Loam of \(organisation) was just changed, and all other browsers
                were signed out. If it was you, all is well.

                If it was not, ask for a new password at once, and tell an administrator:

                \(signIn)

                """
        )
    }

    static func connectionBroken(to user: User, _ connection: String, cause: String, link: String) -> MailText {
        MailText(
            kind: "connection-broken",
            subject: "Salesforce refuses the connection \(connection)",
            body: """
                Hello \(user.name),

                Salesforce no longer lets Loam in by the connection \(connection):

                \(cause)

                What runs on it waits, and goes on by itself once this is mended. Loam tries again
                every few minutes. If it needs a new sign-in, do it here:

                \(link)

                """
        )
    }

    static func alerts(
        _ alerts: [(title: String, sentence: String)],
        to user: User,
        of organisation: String,
        link: String
    ) -> MailText {
        MailText(
            kind: "alert",
            subject: alerts.count == 1 ? alerts[0].title : "\(alerts.count) things to know in Loam of \(organisation)",
            body: """
                Hello \(user.name),

                \(alerts.map { "\($0.title).\n\($0.sentence)" }.joined(separator: "\n\n"))

                What is open now, and where each leads to:

                \(link)

                """
        )
    }

    static func test(to user: String, of organisation: String) -> MailText {
        MailText(
            kind: "test",
            subject: "A test mail from Loam of \(organisation)",
            body: """
                Hello \(user),

                this is the test mail that you asked for. It arrived: Loam can send mails.

                """
        )
    }

    private static func words(for lifetime: Duration) -> String {
        let hours = lifetime.components.seconds / 3600
        return hours >= 48 ? "\(hours / 24) days" : "\(hours) hours"
    }
}
