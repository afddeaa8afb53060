import HTML
import HTTP

/// The org as a person sees it with a browser; no page needs a script.
struct Pages: Sendable {
    let signIn: SignIn
    let usage: APIUsage
    let requests: RecentRequests
    let callouts: Callouts

    typealias Page = @Sendable (Request, Visitor) async throws -> Response

    func door(with others: [Route]) -> Door {
        Door("pages", ignoresTrailingSlash: true, routes: routes + others) { problem, _ in
            Entrance(title: problem.title, status: problem.status).response(
                "<p class=\"sub\">\(problem.detail ?? "")</p><p><a href=\"/home\">To the front page</a></p>"
            )
        }
    }

    private var routes: [Route] {
        let setup = SetupPages(signIn: signIn, usage: usage)
        let records = RecordPages(signIn: signIn)
        let home = HomePage(signIn: signIn, usage: usage, requests: requests)
        let users = UserPages(setup: setup)
        let fields = FieldPages()
        let enrich = InstantEnrichPage(signIn: signIn, callouts: callouts)
        let rights = RightsPages(signIn: signIn)
        let rules = RulePages(signIn: signIn)
        let editing = RecordEditing(signIn: signIn)
        return SignInPages(signIn: signIn).routes + Style.routes + [
            .get("/", access: .open) { _ in .redirect(to: "/home", .found) },
            page("/home", home.show),
            page("/records", records.objects),
            page("/records/:object", records.list),
            page("/records/:object/new", editing.new),
            .post("/records/:object/new", access: .session, seen(editing.create)),
            page("/records/:object/:record", RecordPage(signIn: signIn).show),
            page("/records/:object/:record/edit", editing.edit),
            .post("/records/:object/:record/edit", access: .session, seen(editing.change)),
            page("/records/:object/:record/delete", editing.askToDelete),
            .post("/records/:object/:record/delete", access: .session, seen(editing.delete)),
            .post("/records/:object/:record/restore", access: .session, seen(editing.restore)),
            page("/requests", log),
            setupPage("/setup", users.list),
            setupPage("/setup/users", users.list),
            setupPage("/setup/users/:user", users.show),
            .post("/setup/users/:user/password", access: .session, seen(users.setPassword)),
            setupPage("/setup/users/:user/rights", rights.objects),
            setupPage("/setup/users/:user/rights/:object", rights.fields),
            setupPage("/setup/permissions", setup.permissions),
            setupPage("/setup/fields", fields.list),
            setupPage("/setup/fields/:object", fields.show),
            setupPage("/setup/rules", rules.show),
            .post("/setup/rules", access: .session, seen(rules.turn)),
            setupPage("/setup/instant-enrich", enrich.show),
            .post("/setup/instant-enrich", access: .session, seen(enrich.save)),
            .post("/setup/instant-enrich/certificates", access: .session, seen(enrich.makeCertificate)),
            .post("/setup/instant-enrich/callouts/:callout/retry", access: .session, seen(enrich.retry)),
            setupPage("/setup/certificates/:name", enrich.download),
            setupPage("/setup/apps", setup.apps),
            setupPage("/setup/usage", setup.usage),
            page("/:record", find),
        ]
    }

    private func page(_ pattern: RoutePattern, _ show: @escaping Page) -> Route {
        .get(pattern, access: .session, seen(show))
    }

    /// For who may see the setup.
    private func setupPage(_ pattern: RoutePattern, _ show: @escaping Page) -> Route {
        page(pattern) { request, visitor in
            guard visitor.caller.isAdmin || visitor.caller.rights.permissions.contains("ViewSetup") else {
                throw Problem(
                    .forbidden,
                    code: "sandbox.no-setup",
                    title: "You may not see the setup.",
                    detail: "It takes the permission View Setup and Configuration."
                )
            }
            return try await show(request, visitor)
        }
    }

    /// Shows the page to who is signed in, and asks everybody else to sign in first.
    private func seen(_ show: @escaping Page) -> Handler {
        { request in
            guard let visitor = try await signIn.visitor(of: request) else {
                let start = request.path + (request.target.queryText.isEmpty ? "" : "?" + request.target.queryText)
                let query: Query = request.method == .get ? ["startURL": start] : [:]
                return .redirect(to: "/login" + (query.isEmpty ? "" : "?" + query.encoded), .found)
            }
            return try await show(request, visitor)
        }
    }

    @Sendable private func log(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let entries = requests.entries
        return Frame(
            title: "Requests",
            place: .requests,
            visitor: visitor,
            lead: "What programs asked of the APIs, the newest first. Times are UTC; secrets are left out."
        ).response("<div class=\"card\">\(RequestTable(entries: Array(entries.prefix(200))).html)</div>")
    }

    /// An address that is nothing but a record's id leads to the record, as in Salesforce.
    @Sendable private func find(_ request: Request, _ visitor: Visitor) async throws -> Response {
        guard let id = RecordID.canonical(request.parameters["record"] ?? ""),
            let object = visitor.caller.schema.object(ofID: id)
        else { throw Problem.notFound }
        return .redirect(to: Paths.record(object, id), .found)
    }
}
