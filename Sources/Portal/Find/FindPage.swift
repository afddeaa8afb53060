import Capabilities
import Enrichment
import HTML
import Store

/// What was found, kind by kind, each a link.
struct FindPage: Sendable {
    struct Line: Sendable {
        let path: String
        let icon: Icon
        let title: String
        var detail = ""
    }

    struct Group: Sendable {
        let title: String
        let lines: [Line]
    }

    let viewer: Viewer
    let query: ListQuery
    let groups: [Group]

    var html: HTML {
        Layout.page(
            PageHead(title: "Find", isNarrow: true, isTitleHidden: true),
            viewer: viewer,
            """
            <section class="card sheet palette" data-sheet data-palette aria-labelledby="sheet-title">
            <h2 class="visually-hidden" id="sheet-title">Find</h2>
            <form method="get" action="\(Paths.find)" role="search" data-filter="found">
            <label class="search">\(Icon.search.html)<span class="visually-hidden">Find by name or id</span>\
            <input class="field-input" type="search" name="q" value="\(query["q"])" autocomplete="off" autofocus \
            placeholder="A company, a person, a job, a Salesforce id, a page …"></label>\
            <button type="submit" class="button" data-apply>Find</button></form>
            <div id="found" aria-live="polite">\(results)</div></section>
            """
        )
    }

    private var results: HTML {
        if query["q"].isEmpty {
            return "<p class=\"muted palette-hint\">Type the beginning of a name, or paste an id.</p>"
        }
        guard !groups.isEmpty else {
            return "<p class=\"muted palette-hint\">Nothing has this name or id. Fewer letters find more.</p>"
        }
        return "\(each: groups, group)"
    }

    private func group(_ group: Group) -> HTML {
        """
        <div class="palette-group"><h3>\(group.title)</h3><ul>\(each: group.lines, { line in
            "<li><a href=\"\(line.path)\" data-found>\(line.icon.html)<span>\(line.title)</span><small>\(line.detail)</small></a></li>"
        })</ul></div>
        """
    }
}

extension FindPage {
    /// Only kinds of which there are some.
    static func groups(sections: [Section], _ found: Finding.Found, _ time: LocalTime) -> [Group] {
        [
            Group(title: "Record", lines: found.record.map { [Line(record: $0.text)] } ?? []),
            Group(title: "Pages", lines: sections.map { Line(path: $0.path, icon: $0.icon, title: $0.title) }),
            Group(title: "Jobs", lines: found.jobs.map(Line.init)),
            Group(title: "Runs", lines: found.runs.map { Line($0, time) }),
            Group(title: "Connections", lines: found.connections.map(Line.init)),
            Group(title: "Users", lines: found.users.map(Line.init)),
            Group(title: "Companies", lines: found.companies.map(Line.init)),
            Group(title: "People", lines: found.people.map(Line.init)),
        ].filter { !$0.lines.isEmpty }
    }
}

extension FindPage.Line {
    fileprivate init(record: String) {
        self.init(
            path: Paths.recordHistory(record),
            icon: .again,
            title: record,
            detail: "What Loam did with this record"
        )
    }

    fileprivate init(_ job: EnrichJob) {
        self.init(
            path: Paths.enrichJob(job.id.rawValue),
            icon: .clock,
            title: job.settings.name,
            detail: job.settings.object.plural
        )
    }

    fileprivate init(_ run: Run, _ time: LocalTime) {
        self.init(
            path: Paths.run(run.id.rawValue),
            icon: .again,
            title: run.name,
            detail: "\(run.purpose.title), \(time.exact(run.createdAt))"
        )
    }

    fileprivate init(_ connection: OrgConnection) {
        self.init(
            path: Paths.connection(connection.id.rawValue),
            icon: .cloud,
            title: connection.name,
            detail: connection.orgName ?? connection.host
        )
    }

    fileprivate init(_ user: User) {
        self.init(path: Paths.user(user.id.rawValue), icon: .user, title: user.name, detail: user.email.rawValue)
    }

    fileprivate init(_ company: CompanySummary) {
        let place = [company.city, company.country].filter { !$0.isEmpty }.joined(separator: ", ")
        self.init(path: Paths.company(company.number), icon: .company, title: company.name, detail: place)
    }

    fileprivate init(_ person: PersonSummary) {
        let place = [person.title, person.companyName].filter { !$0.isEmpty }.joined(separator: ", ")
        self.init(path: Paths.person(person.number), icon: .contact, title: person.name, detail: place)
    }
}

extension Section {
    /// What people call what is found there, besides its title.
    var contents: String {
        switch self {
        case .overview: "home start attention"
        case .alerts: "warnings attention"
        case .scheduledEnrich: "jobs mapping match inputs schedule buying committee intent scoops"
        case .dashboard: "match rate e-mail quality moved duplicates defunct errors attention"
        case .runs: "history undo preview records"
        case .credits: "statement usage ledger"
        case .companies, .people: "catalogue search"
        case .lists: "saved searches export"
        case .sources: "catalogue loads files"
        case .reviews: "borderline matches decisions"
        case .explain: "why match score"
        case .salesforce: "connections integrations org permissions user mapping api limits"
        case .users: "people invite roles credit limit password"
        case .products: "seats subscription licences"
        case .provisioning: "scim okta entra identity provider groups tokens requests"
        case .keys: "api token"
        case .singleSignOn: "sso oidc saml okta entra identity provider"
        case .audit: "log history acts"
        case .mail: "outbox e-mail invitations"
        case .jobs: "queue background failed"
        case .settings: "organisation name time zone settings"
        case .system: "version database disk health settings"
        case .account: "password sessions theme profile sign out"
        }
    }
}
