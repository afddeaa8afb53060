import Capabilities

/// Where everything is. A pattern for the table of routes stands beside each link with something in it.
enum Paths {
    static let overview = "/"

    static let firstRun = "/first-run"
    static let signIn = "/sign-in"
    static let signOut = "/sign-out"
    static let forgotPassword = "/forgot-password"
    static let passwordResetPattern = Links.passwordResetPath + "/:token"
    static let invitationPattern = Links.invitationPath + "/:token"

    static let account = "/account"
    static let accountName = "/account/name"
    static let accountPassword = "/account/password"
    static let accountOtherSessions = "/account/sessions/others"
    static let accountSessionPattern = "/account/sessions/:session"
    static func accountSession(_ id: String) -> String { "/account/sessions/" + segment(id) }
    static let theme = "/theme"
    static let shortcuts = "/shortcuts"
    static let find = "/find"

    static let reviews = "/reviews"
    static func reviews(after id: String) -> String { reviews + query([("after", id)]) }
    static func reviews(verdict: String) -> String { reviews + query([("verdict", verdict)]) }
    static let reviewPattern = "/reviews/:review"
    static func review(_ id: String) -> String { "/reviews/" + segment(id) }
    static let reviewDecisionPattern = "/reviews/:review/decision"
    static func reviewDecision(_ id: String) -> String { review(id) + "/decision" }
    static let explain = "/explain"
    static func explain(object: String) -> String { explain + query([("object", object)]) }

    static let users = "/users"
    static let newUser = "/users/new"
    static let userPattern = "/users/:user"
    static func user(_ id: String) -> String { "/users/" + segment(id) }
    static let userEditPattern = "/users/:user/edit"
    static func userEdit(_ id: String) -> String { user(id) + "/edit" }
    static let userInvitationPattern = "/users/:user/invitation"
    static func userInvitation(_ id: String) -> String { user(id) + "/invitation" }
    static let userDeactivationPattern = "/users/:user/deactivation"
    static func userDeactivation(_ id: String) -> String { user(id) + "/deactivation" }
    static let userReactivationPattern = "/users/:user/reactivation"
    static func userReactivation(_ id: String) -> String { user(id) + "/reactivation" }
    static let userPasswordLinkPattern = "/users/:user/password-link"
    static func userPasswordLink(_ id: String) -> String { user(id) + "/password-link" }
    static let userCreditsPattern = "/users/:user/credits"
    static func userCredits(_ id: String) -> String { user(id) + "/credits" }
    static let userCreditsResetPattern = "/users/:user/credits-reset"
    static func userCreditsReset(_ id: String) -> String { user(id) + "/credits-reset" }
    static let userSessionsPattern = "/users/:user/sessions"
    static func userSessions(_ id: String) -> String { user(id) + "/sessions" }

    static let userProductsPattern = "/users/:user/products"
    static func userProducts(_ id: String) -> String { user(id) + "/products" }
    static let userManagementPattern = "/users/:user/management"
    static func userManagement(_ id: String) -> String { user(id) + "/management" }

    static let products = "/products"
    static let newProduct = "/products/new"
    static let productPattern = "/products/:product"
    static func product(_ id: String) -> String { "/products/" + segment(id) }
    static let productRemovalPattern = "/products/:product/removal"
    static func productRemoval(_ id: String) -> String { product(id) + "/removal" }

    static let provisioning = "/provisioning"
    static let provisioningSwitch = "/provisioning/switch"
    static let provisioningTokens = "/provisioning/tokens"
    static let newProvisioningToken = "/provisioning/tokens/new"
    static let provisioningTokenRevocationPattern = "/provisioning/tokens/:token/revocation"
    static func provisioningTokenRevocation(_ id: String) -> String {
        "/provisioning/tokens/" + segment(id) + "/revocation"
    }
    static let provisioningRequests = "/provisioning/requests"
    static let refusedProvisioningRequests = provisioningRequests + "?refused=1"
    static func provisioningRequests(refusedOnly: Bool, before id: String) -> String {
        provisioningRequests + query((refusedOnly ? [("refused", "1")] : []) + [("before", id)])
    }
    static let provisioningGroups = "/provisioning/groups"
    static let provisioningGroupPattern = "/provisioning/groups/:group"
    static func provisioningGroup(_ id: String) -> String { "/provisioning/groups/" + segment(id) }

    static let keys = "/keys"
    static let newKey = "/keys/new"
    static let keyRevocationPattern = "/keys/:key/revocation"
    static func keyRevocation(_ id: String) -> String { "/keys/" + segment(id) + "/revocation" }

    static let audit = "/audit"
    static let auditExport = "/audit.csv"

    static let mails = "/mail"
    static let newTestMail = "/mail/test"
    static let mailPattern = "/mail/:mail"
    static func mail(_ id: String) -> String { "/mail/" + segment(id) }
    static let mailDeliveryPattern = "/mail/:mail/delivery"
    static func mailDelivery(_ id: String) -> String { mail(id) + "/delivery" }

    static let jobs = "/jobs"
    static let jobsLive = "/jobs/live"
    static let jobPattern = "/jobs/:job"
    static func job(_ id: String) -> String { "/jobs/" + segment(id) }
    static let jobRetryPattern = "/jobs/:job/retry"
    static func jobRetry(_ id: String) -> String { job(id) + "/retry" }
    static let jobCancellationPattern = "/jobs/:job/cancellation"
    static func jobCancellation(_ id: String) -> String { job(id) + "/cancellation" }

    static let companies = "/companies"
    static let companyPattern = "/companies/:company"
    static func company(_ number: Int64) -> String { "/companies/\(number)" }
    static let people = "/people"
    static let personPattern = "/people/:person"
    static func person(_ number: Int64) -> String { "/people/\(number)" }

    static let savedSearches = "/searches"
    static let newSavedSearch = "/searches/new"
    static let savedSearchDeletionPattern = "/searches/:search/deletion"
    static func savedSearchDeletion(_ id: String) -> String { "/searches/" + segment(id) + "/deletion" }

    static let lists = "/lists"
    static let addToList = "/lists/add"
    static let listPattern = "/lists/:list"
    static func list(_ id: String) -> String { "/lists/" + segment(id) }
    static let listRemovalPattern = "/lists/:list/removal"
    static func listRemoval(_ id: String) -> String { list(id) + "/removal" }
    static let listDeletionPattern = "/lists/:list/deletion"
    static func listDeletion(_ id: String) -> String { list(id) + "/deletion" }
    static let listExportPattern = "/lists/:list/export.csv"
    static func listExport(_ id: String) -> String { list(id) + "/export.csv" }

    static let sources = "/sources"
    static let sourcesLive = "/sources/live"
    static let sourcePattern = "/sources/:source"
    static func source(_ number: Int64) -> String { "/sources/\(number)" }
    static let sourcePriorityPattern = "/sources/:source/priority"
    static func sourcePriority(_ number: Int64) -> String { source(number) + "/priority" }
    static let loadRejectsPattern = "/loads/:load/rejects"
    static func loadRejects(_ number: Int64) -> String { "/loads/\(number)/rejects" }
    static let loadRejectsExportPattern = "/loads/:load/rejects.csv"
    static func loadRejectsExport(_ number: Int64) -> String { "/loads/\(number)/rejects.csv" }

    static let credits = "/credits"
    static func credits(of month: CivilMonth) -> String { "\(credits)?month=\(month)" }
    static let creditsExport = "/credits.csv"
    static func creditsExport(of month: CivilMonth) -> String { "\(creditsExport)?month=\(month)" }

    static let dashboard = "/dashboard"
    static let dashboardRuns = "/dashboard/runs"
    static let dashboardContacts = "/dashboard/contacts"
    static let dashboardContactsFile = "/dashboard/contacts.csv"
    static let dashboardCompanies = "/dashboard/companies"
    static let dashboardCompaniesFile = "/dashboard/companies.csv"

    static let alerts = Links.alertsPath
    static let alertDismissalPattern = "/alerts/:alert/dismissal"
    static func alertDismissal(_ id: String) -> String { "/alerts/" + segment(id) + "/dismissal" }
    static let runs = Links.runsPath
    static let runsLive = "/runs/live"
    static let runPattern = "/runs/:run"
    static func run(_ id: String) -> String { "/runs/" + segment(id) }
    static let runLivePattern = "/runs/:run/live"
    static func runLive(_ id: String) -> String { run(id) + "/live" }
    static let runReportPattern = "/runs/:run/changes.csv"
    static func runReport(_ id: String) -> String { run(id) + "/changes.csv" }
    static let runPausePattern = "/runs/:run/pause"
    static func runPause(_ id: String) -> String { run(id) + "/pause" }
    static let runResumptionPattern = "/runs/:run/resumption"
    static func runResume(_ id: String) -> String { run(id) + "/resumption" }
    static let runStopPattern = "/runs/:run/stop"
    static func runStop(_ id: String) -> String { run(id) + "/stop" }
    static let runUndoPattern = "/runs/:run/undo"
    static func runUndo(_ id: String) -> String { run(id) + "/undo" }
    static let runApplyPattern = "/runs/:run/application"
    static func runApply(_ id: String) -> String { run(id) + "/application" }
    static let runRecordPattern = "/runs/:run/records/:record"
    static func runRecord(_ id: String, _ record: String) -> String { run(id) + "/records/" + segment(record) }
    static let runFollowUpsPattern = "/runs/:run/follow-ups"
    static func runFollowUps(_ id: String) -> String { run(id) + "/follow-ups" }
    static let recordHistory = "/records"
    static func recordHistory(_ record: String) -> String { recordHistory + query([("record", record)]) }

    static let salesforce = Links.salesforcePath
    static let newConnection = salesforce + "/new"
    static let connectionCallback = Links.salesforceCallbackPath
    static let connectionPattern = salesforce + "/:connection"
    static func connection(_ id: String) -> String { salesforce + "/" + segment(id) }
    static let connectionPermissionsPattern = connectionPattern + "/permissions"
    static func connectionPermissions(_ id: String) -> String { connection(id) + "/permissions" }
    static let connectionAdminsPattern = connectionPattern + "/admins"
    static func connectionAdmins(_ id: String) -> String { connection(id) + "/admins" }
    static let connectionPeoplePattern = connectionPattern + "/people"
    static func connectionPeople(_ id: String) -> String { connection(id) + "/people" }
    static let connectionPeopleResetPattern = connectionPattern + "/people-reset"
    static func connectionPeopleReset(_ id: String) -> String { connection(id) + "/people-reset" }
    static let connectionPersonPattern = connectionPeoplePattern + "/:user"
    static func connectionPerson(_ id: String, _ user: String) -> String { connectionPeople(id) + "/" + segment(user) }
    static let connectionUserPattern = connectionPattern + "/user"
    static func connectionUser(_ id: String) -> String { connection(id) + "/user" }
    static let connectionDeparturePattern = connectionPattern + "/departure"
    static func connectionDeparture(_ id: String) -> String { connection(id) + "/departure" }
    static let connectionStatementPattern = connectionPattern + "/statement"
    static func connectionStatement(_ id: String) -> String { connection(id) + "/statement" }
    static let connectionCertificatePattern = connectionPattern + "/certificate.crt"
    static func connectionCertificate(_ id: String) -> String { connection(id) + "/certificate.crt" }
    static let connectionSwitchPattern = connectionPattern + "/switch"
    static func connectionSwitch(_ id: String) -> String { connection(id) + "/switch" }
    static let connectionEndPattern = connectionPattern + "/end"
    static func connectionEnd(_ id: String) -> String { connection(id) + "/end" }
    static let connectionRemovalPattern = connectionPattern + "/removal"
    static func connectionRemoval(_ id: String) -> String { connection(id) + "/removal" }
    static let ownAccounts = "/account/salesforce"
    static let connectionOwnEndPattern = "/account/salesforce/:connection/end"
    static func connectionOwnEnd(_ id: String) -> String { ownAccounts + "/" + segment(id) + "/end" }

    static let settings = "/settings"
    static let system = "/system"

    /// `?name=value&…`, or nothing when there are no parts.
    static func query(_ parts: [(name: String, value: String)]) -> String {
        guard !parts.isEmpty else { return "" }
        return "?" + parts.map { "\(segment($0.name))=\(segment($0.value))" }.joined(separator: "&")
    }

    /// Percent-encoded, so that it can stand between two slashes or in a query.
    static func segment(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return encoded
    }
}
