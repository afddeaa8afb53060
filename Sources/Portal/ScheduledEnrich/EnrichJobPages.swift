import Capabilities
import Enrichment
import FoundationEssentials
import HTML
import HTTP
import Store

/// The table of jobs, and what can be done with one without opening it.
struct EnrichJobPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let time = visit.time
        let jobs = try await visit.app.enrichJobs.list(by: visit.caller)
        let orgs = try await visit.app.connections.list(by: visit.caller)
        let query = EnrichJobsPage.query(visit.request.query)
        let page = EnrichJobsPage(
            viewer: try await visit.viewer(),
            query: query,
            lines: jobs.filter { EnrichJobPages.fits($0.job, query) }.map { line($0, time) },
            hasJobs: !jobs.isEmpty,
            isConnected: orgs.contains { $0.isUsable }
        )
        return visit.page(page.html)
    }

    /// By parts of words of its name, in any order.
    private static func fits(_ job: EnrichJob, _ query: ListQuery) -> Bool {
        let name = job.settings.name.lowercased()
        return query["name"].lowercased().split(separator: " ").allSatisfy { name.contains($0) }
            && (query["object"].isEmpty || query["object"] == job.settings.object.rawValue)
            && (query["status"].isEmpty || (query["status"] == "on") == job.isOn)
    }

    private func line(_ listed: EnrichJobs.Listed, _ time: LocalTime) -> EnrichJobsPage.Line {
        let job = listed.job
        return EnrichJobsPage.Line(
            id: job.id.rawValue,
            name: job.settings.name,
            description: job.description,
            object: job.settings.object.plural,
            orgName: listed.connection?.name ?? "",
            trouble: listed.connection?.trouble,
            interval: job.frequency?.interval ?? "By hand",
            schedule: job.frequency?.words ?? "",
            created: time.moment(job.createdAt),
            creator: listed.createdByName,
            next: time.moment(listed.nextRunAt),
            isOn: job.isOn,
            alerts: job.alerts
        )
    }

    func run(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try visit.enrichJob()
        do {
            let isPreview = form["purpose"] == "preview"
            let run =
                isPreview
                ? try await visit.app.runs.preview(id, by: visit.caller)
                : try await visit.app.runs.start(id, by: visit.caller)
            let words = isPreview ? "The preview begins; nothing is written." : "The run begins."
            return visit.redirect(to: Paths.run(run.rawValue), saying: words)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return visit.redirect(to: Paths.enrichJobs, saying: refusal.sentence, isProblem: true)
        }
    }

    func setStatus(_ visit: Visit, _ form: Query) async throws -> Response {
        let (id, isOn) = (try visit.enrichJob(), form["on"] == "on")
        let table = EnrichJobsPage.query(visit.request.query).address
        return try await visit.act(then: table, saying: isOn ? "The job is on." : "The job is off.") {
            try await visit.app.enrichJobs.setOn(isOn, id, by: visit.caller)
        }
    }

    func setAlerts(_ visit: Visit, _ form: Query) async throws -> Response {
        let (id, isOn) = (try visit.enrichJob(), form["on"] == "on")
        let words = isOn ? "A mail tells how each run ended." : "No mails are sent about runs of this job."
        let table = EnrichJobsPage.query(visit.request.query).address
        return try await visit.act(then: table, saying: words) {
            try await visit.app.enrichJobs.setAlerts(isOn, id, by: visit.caller)
        }
    }

    func clone(_ visit: Visit, _ form: Query) async throws -> Response {
        let clone = try await visit.app.enrichJobs.clone(try visit.enrichJob(), by: visit.caller)
        return visit.redirect(to: Paths.enrichJob(clone.id.rawValue), saying: "This is the clone; it is off.")
    }

    func askToDelete(_ visit: Visit) async throws -> Response {
        let job = try await visit.app.enrichJobs.get(try visit.enrichJob(), by: visit.caller).job
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .scheduledEnrich,
            title: "Delete “\(job.settings.name)”?",
            text: "It runs no more. Its past runs, and what they wrote, stay.",
            crumbs: [.init(text: "Scheduled Enrich", path: Paths.enrichJobs)],
            action: Paths.enrichJobDeletion(job.id.rawValue),
            submit: Button(text: "Delete job", style: .danger),
            back: Paths.enrichJobs
        )
        return visit.page(page.html)
    }

    func delete(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try visit.enrichJob()
        return try await visit.act(then: Paths.enrichJobs, saying: "The job was deleted.") {
            try await visit.app.enrichJobs.delete(id, by: visit.caller)
        }
    }

    func export(_ visit: Visit) async throws -> Response {
        let job = try await visit.app.enrichJobs.get(try visit.enrichJob(), by: visit.caller).job
        let name = job.settings.name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return .json(text: try EnrichJobDraft(job).document)
            .adding(.contentDisposition, "attachment; filename=\"\(String(name.prefix(60))).json\"")
    }

    func askToImport(_ visit: Visit) async throws -> Response {
        let orgs = try await visit.app.connections.list(by: visit.caller).filter(\.isUsable)
        let page = ImportJobPage(viewer: try await visit.viewer(), orgs: orgs.map { ($0.id.rawValue, $0.name) })
        return visit.page(page.html)
    }

    func importJob(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let connection = form["connection"].flatMap(ID<OrgConnection>.init(parsing:)) else {
            throw Problem.staleForm
        }
        do {
            let draft = try EnrichJobDraft(document: (form["document"] ?? "").utf8)
            let job = try await visit.app.enrichJobs.create(draft, on: connection, isOn: false, by: visit.caller)
            let words = "The job was imported; it is off until you turn it on."
            return visit.redirect(to: Paths.enrichJob(job.id.rawValue), saying: words)
        } catch let refusal as Refusal where refusal.kind != .forbidden {
            let orgs = try await visit.app.connections.list(by: visit.caller).filter(\.isUsable)
            var page = ImportJobPage(viewer: try await visit.viewer(), orgs: orgs.map { ($0.id.rawValue, $0.name) })
            page.document = form["document"] ?? ""
            page.connection = connection.rawValue
            page.refusal = refusal
            return visit.page(page.html, status: .unprocessableContent)
        }
    }
}

extension Visit {
    func enrichJob() throws(Problem) -> ID<EnrichJob> {
        guard let id = request.parameters["job"].flatMap(ID<EnrichJob>.init(parsing:)) else { throw .notFound }
        return id
    }
}

extension OrgConnection {
    /// Whether jobs can be made for it.
    var isUsable: Bool { state == .working || state == .broken }

    /// Why nothing runs on it.
    var trouble: String? {
        switch state {
        case .working: isOn ? nil : "The connection is switched off."
        case .broken: cause ?? "The connection is broken."
        case .pending: "Nobody has signed in to the org yet."
        case .disconnected: "The org is disconnected."
        }
    }
}

/// Takes a job in as the document that another was exported as.
struct ImportJobPage: Sendable {
    let viewer: Viewer
    let orgs: [(id: String, name: String)]
    var document = ""
    var connection = ""
    var refusal: Refusal?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Import a job",
                section: .scheduledEnrich,
                crumbs: [.init(text: "Scheduled Enrich", path: Paths.enrichJobs)],
                isNarrow: true,
                isTitleHidden: !orgs.isEmpty
            ),
            viewer: viewer,
            orgs.isEmpty
                ? EmptyState.noOrgYet(
                    viewer,
                    "A job is verified against an org before it is taken in; connect one first."
                ).html
                : sheet
        )
    }

    private var sheet: HTML {
        Sheet(
            title: "Import a job",
            lead: "Paste what a job was exported as. It is verified against the org, and is off at first.",
            action: Paths.importEnrichJob,
            token: viewer.token,
            submit: Button(text: "Import", style: .primary),
            back: Paths.enrichJobs
        ).html(
            """
            \(faults)
            \(Field(
                name: "connection",
                label: "Salesforce org",
                kind: .options(orgs.map { .init(value: $0.id, text: $0.name) }),
                value: connection
            ).html)
            \(TextArea(name: "document", label: "Document", value: document, rows: 12).html)
            """
        )
    }

    private var faults: HTML? {
        guard let refusal else { return nil }
        let lines = refusal.fields.sorted { $0.key < $1.key }
        return """
            <div class="notice is-red faults" role="alert" tabindex="-1">\(Icon.alert.html)<div>\
            <p><strong>\(refusal.sentence)</strong></p>\(when: !lines.isEmpty, "<ul>\(each: lines, Self.line)</ul>")\
            </div></div>
            """
    }

    private static func line(_ line: (key: String, value: String)) -> HTML {
        "<li><code>\(line.key)</code>: \(line.value)</li>"
    }
}
