import Capabilities
import HTML
import Store
import Testing

@testable import Portal

/// Every page as it is kept in `Tests/Golden/pages`.
enum GoldenPages {
    struct Page: Sendable, CustomTestStringConvertible {
        let name: String
        let html: @Sendable () -> String

        var testDescription: String { name }
    }

    static let all: [Page] =
        enrich + entrance + people + provisioning + catalogue + connections + singleSignOn + operations + others

    private static let entrance: [Page] = [
        Page(name: "first-run") {
            FirstRunPage(context: Mock.context, timeZone: "Europe/Berlin", timeZones: ["Europe/Berlin", "UTC"]).html
                .string
        },
        Page(name: "first-run-faults") {
            FirstRunPage(
                context: Mock.context,
                organisation: "Analytical Engines",
                name: "",
                email: "ada",
                timeZone: "Mars/Olympus",
                timeZones: ["Europe/Berlin"],
                faults: FormFaults(
                    summary: "Three answers need another look.",
                    fields: [
                        "name": "Your name is missing.", "email": "This is no e-mail address.",
                        "timeZone": "There is no such time zone; choose one from the list.",
                    ]
                )
            ).html.string
        },
        Page(name: "sign-in") { SignInPage(context: Mock.context).html.string },
        Page(name: "sign-in-throttled") {
            SignInPage(
                context: Mock.context,
                email: "ada@example.com",
                next: "/users?page=2",
                faults: FormFaults(summary: "Too many sign-ins failed; try again in 4 minutes.")
            ).html.string
        },
        Page(name: "sign-in-providers") {
            SignInPage(context: Mock.context, next: "/users", offers: Mock.offers).html.string
        },
        Page(name: "sign-in-local") { SignInPage(context: Mock.context, isLocal: true).html.string },
        Page(name: "sign-on-refused") {
            SignOnRefusedPage(
                context: Mock.context,
                title: "You are not signed in",
                sentence: "There is no account for you here; ask an administrator."
            )
            .html.string
        },
        Page(name: "signed-out") {
            SignedOutPage(context: Mock.context, provider: "Okta", address: "https://id.example.org/end?a=1&b=2")
                .html.string
        },
        Page(name: "forgot-password") { ForgotPasswordPage(context: Mock.context, sendsMail: true).html.string },
        Page(name: "link-sent") { LinkSentPage(context: Mock.context, sendsMail: false).html.string },
        Page(name: "reset-password") {
            SetPasswordPage(
                context: Mock.context,
                action: "/invitation/mock",
                name: "Grace Hopper",
                email: "grace@example.com",
                organisation: "Analytical Engines",
                isInvitation: true
            ).html.string
        },
        Page(name: "dead-link") { DeadLinkPage(context: Mock.context).html.string },
    ]

    private static let singleSignOn: [Page] = [
        Page(name: "identity-providers") { Mock.identityProviders().html.string },
        Page(name: "identity-providers-none") { Mock.identityProviders(Mock.auditor, isEmpty: true).html.string },
        Page(name: "identity-provider-new") { NewIdentityProviderPage(viewer: Mock.viewer()).html.string },
        Page(name: "identity-provider-oidc") { Mock.identityProvider(.oidc).html.string },
        Page(name: "identity-provider-saml") { Mock.identityProvider(.saml).html.string },
        Page(name: "identity-provider-auditor") { Mock.identityProvider(.oidc, Mock.auditor).html.string },
    ]

    private static let works = [Mock.token("Okta", .far), Mock.token("Okta, last year", .revoked, ends: "12 Jan")]
    private static let ended = [
        Mock.token("Okta, last year", .over, ends: "1 Mar"), Mock.token("Okta, before", .revoked, ends: "12 Jan"),
    ]

    private static let provisioning: [Page] = [
        Page(name: "users-managed") { Mock.managedUsers.html.string },
        Page(name: "user-managed") { Mock.managedUser.html.string },
        Page(name: "products") { Mock.products().html.string },
        Page(name: "products-none") { Mock.products(Mock.auditor, isEmpty: true).html.string },
        Page(name: "product-faults") { Mock.product.html.string },
        Page(name: "choose-products") { Mock.chooseProducts.html.string },
        Page(name: "provisioning") { Mock.provisioning(.never, isEmpty: true).html.string },
        Page(name: "provisioning-on") { Mock.provisioning(.on, tokens: works).html.string },
        Page(name: "provisioning-off") { Mock.provisioning(.off, Mock.auditor, tokens: works).html.string },
        Page(name: "provisioning-token-ends") {
            Mock.provisioning(.on, tokens: [Mock.token("Okta", .soon(daysLeft: 12), ends: "20 Mar")] + ended).html
                .string
        },
        Page(name: "provisioning-tokens-end") {
            Mock.provisioning(
                .on,
                tokens: [
                    Mock.token("Okta", .soon(daysLeft: 1), ends: "9 Mar"),
                    Mock.token("Entra ID", .soon(daysLeft: 0), ends: "8 Mar"),
                ]
            ).html.string
        },
        Page(name: "provisioning-tokens-ended") { Mock.provisioning(.on, tokens: ended).html.string },
        Page(name: "provisioning-token-new") { Mock.newProvisioningToken.html.string },
        Page(name: "provisioning-token") { Mock.provisioningToken.html.string },
        Page(name: "provisioning-requests") { Mock.provisioningRequests().html.string },
        Page(name: "provisioning-requests-none") { Mock.provisioningRequests(isEmpty: true).html.string },
        Page(name: "provisioning-groups") { Mock.provisioningGroups().html.string },
        Page(name: "provisioning-groups-none") { Mock.provisioningGroups(isEmpty: true).html.string },
    ]

    private static let connections: [Page] = [
        Page(name: "connections") { Mock.connections().html.string },
        Page(name: "connections-none") { Mock.connections(Mock.auditor, isEmpty: true).html.string },
        Page(name: "connect") { Mock.connect(isFaulty: false).html.string },
        Page(name: "connect-faults") { Mock.connect(isFaulty: true).html.string },
        Page(name: "connection") { Mock.connection().html.string },
        Page(name: "connection-broken") { Mock.connection(Mock.auditor, isBroken: true).html.string },
        Page(name: "connection-permissions") { Mock.permissions.html.string },
        Page(name: "connection-admins") { Mock.admins().html.string },
        Page(name: "connection-people") { Mock.userMapping().html.string },
        Page(name: "connection-people-none") { Mock.userMapping(isEmpty: true).html.string },
        Page(name: "connection-person") { Mock.chooseUser.html.string },
        Page(name: "own-accounts") { Mock.ownAccounts().html.string },
        Page(name: "own-accounts-none") { Mock.ownAccounts(isEmpty: true).html.string },
    ]

    private static let people: [Page] = [
        Page(name: "overview") { Mock.overview.html.string },
        Page(name: "overview-quiet") { Mock.quietOverview.html.string },
        Page(name: "overview-member") { Mock.memberOverview.html.string },
        Page(name: "account") { Mock.account.html.string },
        Page(name: "users") { Mock.users.html.string },
        Page(name: "users-none") { Mock.noUsers.html.string },
        Page(name: "invite") { Mock.invite.html.string },
        Page(name: "user") { Mock.user(Mock.viewer()).html.string },
        Page(name: "user-auditor") { Mock.user(Mock.auditor).html.string },
        Page(name: "user-edit") {
            EditUserPage(
                viewer: Mock.viewer(),
                id: Mock.userID,
                title: "Charles Babbage",
                name: "Charles Babbage",
                email: "charles@example.com",
                role: "admin",
                roles: Mock.roles
            ).html.string
        },
        Page(name: "link-shown") {
            LinkShownPage(
                viewer: Mock.viewer(),
                id: Mock.userID,
                name: "Grace Hopper",
                link: "https://loam.example.com/invitation/3q2-7wEXAMPLE",
                isInvitation: true
            ).html.string
        },
        Page(name: "keys") { Mock.keys.html.string },
        Page(name: "keys-none") { KeysPage(viewer: Mock.viewer(), lines: []).html.string },
        Page(name: "key-new") { Mock.newKey.html.string },
        Page(name: "key-shown") {
            KeyShownPage(
                viewer: Mock.viewer(),
                name: "Nightly report",
                key: "loam_9Fq2s8dT4mZx1Lq7Vb3NcY6wKp0RhJ5EXAMPLE",
                example: "curl -H 'Authorization: Bearer loam_9Fq2…' https://loam.example.com/v1/users"
            ).html.string
        },
    ]

    private static let enrich: [Page] = [
        Page(name: "enrich-jobs") { Mock.enrichJobs().html.string },
        Page(name: "enrich-jobs-auditor") { Mock.enrichJobs(Mock.auditor).html.string },
        Page(name: "enrich-jobs-none") { Mock.enrichJobs(isEmpty: true).html.string },
        Page(name: "enrich-jobs-unconnected") { Mock.enrichJobs(isEmpty: true, isConnected: false).html.string },
        Page(name: "enrich-job") { (try? Mock.enrichJob().html.string) ?? "" },
        Page(name: "enrich-job-new") {
            Mock.newJob.html.string
        },
        Page(name: "enrich-job-new-none") { NewJobPage(viewer: Mock.viewer(), orgs: []).html.string },
        Page(name: "enrich-job-editor") { Mock.fullEditor.html.string },
        Page(name: "enrich-job-editor-faults") { Mock.faultyEditor.html.string },
        Page(name: "enrich-job-editor-trouble") { Mock.troubledEditor.html.string },
        Page(name: "enrich-job-import") { Mock.importJob.html.string },
        Page(name: "match-inputs") { Mock.matchInputs().html.string },
        Page(name: "match-inputs-auditor") { Mock.matchInputs(Mock.auditor).html.string },
        Page(name: "match-inputs-none") { Mock.noMatchInputs.html.string },
    ]

    private static let catalogue: [Page] = [
        Page(name: "companies") { Mock.companies().html.string },
        Page(name: "companies-guess") { Mock.companies(isGuess: true).html.string },
        Page(name: "companies-none") { Mock.companies(isEmpty: true).html.string },
        Page(name: "catalogue-empty") { Mock.noCatalogue.html.string },
        Page(name: "people") { Mock.people.html.string },
        Page(name: "company") { Mock.company.html.string },
        Page(name: "company-alone") { Mock.companyAlone.html.string },
        Page(name: "lists") { Mock.lists(isEmpty: false).html.string },
        Page(name: "lists-none") { Mock.lists(isEmpty: true).html.string },
        Page(name: "list") { Mock.list.html.string },
        Page(name: "list-add") { Mock.addToList.html.string },
        Page(name: "search-save") { Mock.saveSearch.html.string },
        Page(name: "sources") { Mock.sources(isEmpty: false).html.string },
        Page(name: "sources-none") { Mock.sources(isEmpty: true).html.string },
        Page(name: "source") { Mock.source.html.string },
        Page(name: "source-priority") { Mock.priority.html.string },
        Page(name: "rejects") { Mock.rejects.html.string },
        Page(name: "person") { Mock.person.html.string },
        Page(name: "explain") { Mock.explain(isAnswered: false).html.string },
        Page(name: "explain-answer") { Mock.explain(isAnswered: true).html.string },
        Page(name: "review") { Mock.reviews().html.string },
        Page(name: "review-decided") { Mock.reviews(Mock.auditor, isDecided: true).html.string },
        Page(name: "reviews-none") { Mock.reviews(isEmpty: true).html.string },
    ]

    private static let operations: [Page] = [
        Page(name: "audit") { Mock.fullAudit.html.string },
        Page(name: "audit-none") { Mock.audit([]).html.string },
        Page(name: "alerts") { Mock.alerts(true).html.string },
        Page(name: "alerts-none") { Mock.alerts(false).html.string },
        Page(name: "mail") { Mock.mails(sendsMail: false).html.string },
        Page(name: "mail-one") { Mock.mail.html.string },
        Page(name: "mail-test") { TestMailPage(viewer: Mock.viewer(), email: "ada@example.com").html.string },
        Page(name: "jobs") { Mock.jobs(Mock.viewer()).html.string },
        Page(name: "jobs-none") { Mock.jobs(Mock.auditor, isEmpty: true).html.string },
        Page(name: "job") { Mock.job.html.string },
        Page(name: "system") { Mock.system.html.string },
    ]

    private static let others: [Page] = [
        Page(name: "settings") {
            SettingsPage(
                viewer: Mock.viewer(),
                name: "Analytical Engines",
                timeZone: "Europe/Berlin",
                exportRows: .usual,
                timeZones: ["Europe/Berlin", "UTC"],
                created: Mock.moment("12 Jan")
            ).html.string
        },
        Page(name: "settings-auditor") {
            SettingsPage(
                viewer: Mock.auditor,
                name: "Analytical Engines",
                timeZone: "Europe/Berlin",
                exportRows: .usual,
                timeZones: [],
                created: Mock.moment("12 Jan")
            ).html.string
        },
        Page(name: "confirmation") {
            ConfirmationPage(
                viewer: Mock.viewer(),
                section: .users,
                title: "Deactivate Ben Carter?",
                text: "Ben can no longer sign in, every session ends at once, and the keys that Ben made stop working.",
                crumbs: [
                    .init(text: "Users", path: "/users"), .init(text: "Ben Carter", path: "/users/" + Mock.userID),
                ],
                action: "/users/\(Mock.userID)/deactivation",
                submit: Button(text: "Deactivate", style: .danger),
                back: "/users/" + Mock.userID
            ).html.string
        },
        Page(name: "shortcuts") { ShortcutsPage(viewer: Mock.viewer(theme: .dark)).html.string },
        Page(name: "not-found") {
            ProblemPage(status: 404, title: "There is nothing here", text: "The page was moved or never existed.")
                .html(for: Mock.viewer(), theme: .auto, version: "0.1.0").string
        },
        Page(name: "internal-error") {
            ProblemPage(
                status: 500,
                title: "Something went wrong",
                text: "It is our fault. Try again.",
                requestID: "01890000"
            )
            .html(for: nil, theme: .auto, version: "0.1.0").string
        },
    ]
}
