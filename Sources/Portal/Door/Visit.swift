import Capabilities
import Crypto
import HTML
import HTTP
import Store
import Telemetry

/// A request of somebody who is signed in.
struct Visit: Sendable {
    let portal: Portal
    let request: Request
    let caller: Caller
    /// The session's token, to which the forms of the page are tied.
    let secret: Secret

    var app: Capabilities { portal.app }
    var time: LocalTime { portal.localTime(caller) }

    /// Who looks at the page; costs a look at the queue for those who may see it.
    func viewer() async throws -> Viewer {
        let sees = caller.role.allows(.inspect)
        let dead = sees ? try await app.jobs.deadCount(by: caller) : 0
        return Viewer(
            name: caller.name,
            email: caller.email?.rawValue ?? "",
            roleName: caller.role.title,
            organisation: caller.organisationName,
            navigation: Navigation.groups(for: caller, deadJobs: dead),
            mayChange: caller.role.allows(.administer),
            token: FormToken.make(for: secret),
            theme: Theme(request),
            toast: Toast(request),
            address: request.method == .get ? request.target.text : Paths.overview,
            version: portal.version
        )
    }

    func page(_ html: HTML, status: Status = .ok) -> Response {
        let response = Response.html(html.bytes, status: status)
        // Said once.
        guard BrowserCookie.toast.value(in: request) != nil else { return response }
        return response.setting(BrowserCookie.toast.removed(over: request))
    }

    /// On to another page, which says what was done.
    func redirect(to path: String, saying toast: String? = nil, isProblem: Bool = false) -> Response {
        let response = Response.redirect(to: path)
        guard let toast else { return response }
        return response.setting(Toast(text: toast, isProblem: isProblem).cookie(over: request))
    }

    /// Does something, and goes on to a page that says that it was done or why it was not.
    func act(then path: String, saying toast: String, _ body: () async throws -> Void) async throws -> Response {
        do {
            try await body()
            return redirect(to: path, saying: toast)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return redirect(to: path, saying: refusal.sentence, isProblem: true)
        }
    }
}

/// What the navigation offers to whom.
enum Navigation {
    static func groups(for caller: Caller, deadJobs: Int) -> [NavigationGroup] {
        guard !caller.lacksSeat else { return [] }
        let start = NavigationGroup(title: nil, items: [.init(section: .overview)])
        let catalogue = NavigationGroup(
            title: "Catalogue",
            items: [
                .init(section: .companies), .init(section: .people), .init(section: .lists), .init(section: .sources),
            ]
        )
        let matching = NavigationGroup(title: "Matching", items: [.init(section: .reviews), .init(section: .explain)])
        guard caller.role.allows(.inspect) else { return [start, catalogue, matching] }
        return [
            NavigationGroup(title: nil, items: [.init(section: .overview), .init(section: .alerts)]),
            NavigationGroup(
                title: "Enrichment",
                items: [
                    .init(section: .dashboard), .init(section: .scheduledEnrich), .init(section: .runs),
                    .init(section: .credits),
                ]
            ),
            catalogue,
            matching,
            NavigationGroup(title: "Integrations", items: [.init(section: .salesforce)]),
            NavigationGroup(
                title: "Access",
                items: [
                    .init(section: .users), .init(section: .products), .init(section: .provisioning),
                    .init(section: .keys), .init(section: .singleSignOn),
                ]
            ),
            NavigationGroup(
                title: "Activity",
                items: [
                    .init(section: .audit), .init(section: .mail),
                    .init(section: .jobs, count: deadJobs > 0 ? deadJobs : nil),
                ]
            ),
            NavigationGroup(title: "Installation", items: [.init(section: .settings), .init(section: .system)]),
        ]
    }
}
