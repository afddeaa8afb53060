/// A part of the portal that the navigation leads to.
enum Section: String, CaseIterable, Sendable {
    case overview, alerts, dashboard, scheduledEnrich, runs, credits, companies, people, lists, sources, reviews,
        explain, salesforce, users, products, provisioning, keys, singleSignOn,
        audit, mail, jobs, settings, system, account

    var title: String {
        switch self {
        case .overview: "Overview"
        case .dashboard: "Dashboard"
        case .alerts: "Alerts"
        case .scheduledEnrich: "Scheduled Enrich"
        case .runs: "Runs"
        case .credits: "Credits"
        case .companies: "Companies"
        case .people: "People"
        case .lists: "Lists"
        case .sources: "Sources"
        case .reviews: "Review"
        case .explain: "Explain"
        case .salesforce: "Salesforce"
        case .users: "Users"
        case .products: "Products"
        case .provisioning: "Auto provisioning"
        case .keys: "API keys"
        case .singleSignOn: "Single sign-on"
        case .audit: "Audit log"
        case .mail: "Mail"
        case .jobs: "Background jobs"
        case .settings: "Organisation"
        case .system: "System"
        case .account: "My account"
        }
    }

    var icon: Icon {
        switch self {
        case .overview: .home
        case .dashboard: .chart
        case .alerts: .alert
        case .scheduledEnrich: .clock
        case .runs: .again
        case .credits: .credit
        case .companies: .company
        case .people: .contact
        case .lists: .list
        case .sources: .source
        case .reviews: .check
        case .explain: .eye
        case .salesforce: .cloud
        case .users: .users
        case .products: .bookmark
        case .provisioning: .download
        case .keys: .key
        case .singleSignOn: .lock
        case .audit: .audit
        case .mail: .mail
        case .jobs: .jobs
        case .settings: .settings
        case .system: .system
        case .account: .user
        }
    }

    var path: String {
        switch self {
        case .overview: Paths.overview
        case .dashboard: Paths.dashboard
        case .alerts: Paths.alerts
        case .scheduledEnrich: Paths.enrichJobs
        case .runs: Paths.runs
        case .credits: Paths.credits
        case .companies: Paths.companies
        case .people: Paths.people
        case .lists: Paths.lists
        case .sources: Paths.sources
        case .reviews: Paths.reviews
        case .explain: Paths.explain
        case .salesforce: Paths.salesforce
        case .users: Paths.users
        case .products: Paths.products
        case .provisioning: Paths.provisioning
        case .keys: Paths.keys
        case .singleSignOn: Paths.identityProviders
        case .audit: Paths.audit
        case .mail: Paths.mails
        case .jobs: Paths.jobs
        case .settings: Paths.settings
        case .system: Paths.system
        case .account: Paths.account
        }
    }

    /// The letter that leads here after a "g".
    var key: String {
        switch self {
        case .overview: "o"
        case .dashboard: "b"
        case .alerts: "t"
        case .scheduledEnrich: "h"
        case .runs: "n"
        case .credits: "d"
        case .companies: "c"
        case .people: "p"
        case .lists: "i"
        case .sources: "r"
        case .reviews: "v"
        case .explain: "e"
        case .salesforce: "f"
        case .users: "u"
        case .products: "q"
        case .provisioning: "z"
        case .keys: "k"
        case .singleSignOn: "w"
        case .audit: "l"
        case .mail: "m"
        case .jobs: "j"
        case .settings: "s"
        case .system: "y"
        case .account: "a"
        }
    }
}
