import Capabilities
import Enrichment
import HTML
import HTTP
import Store

/// The editor of a job: one form, whose buttons change rows, ask the org, or save.
struct JobEditorPages: Sendable {
    // MARK: A new job

    func new(_ visit: Visit) async throws -> Response {
        let orgs = try await visit.app.connections.list(by: visit.caller).filter(\.isUsable)
        let query = visit.request.query
        guard let object = query["object"].flatMap(CRMObject.init(rawValue:)),
            let org = orgs.first(where: { $0.id.rawValue == query["connection"] })
        else {
            let page = NewJobPage(viewer: try await visit.viewer(), orgs: orgs.map { ($0.id.rawValue, $0.name) })
            return visit.page(page.html)
        }
        do {
            let mapping = try await visit.app.enrichJobs.defaults(of: object, on: org.id, by: visit.caller)
            var page = try await page(visit, JobForm(on: org.id, mapping), at: Paths.newEnrichJob)
            page.form.name = ""
            return visit.page(page.html)
        } catch let refusal as Refusal {
            var page = NewJobPage(viewer: try await visit.viewer(), orgs: orgs.map { ($0.id.rawValue, $0.name) })
            page.trouble = refusal.sentence
            return visit.page(page.html)
        }
    }

    func change(newJob visit: Visit, _ form: Query) async throws -> Response {
        guard let object = form["object"].flatMap(CRMObject.init(rawValue:)),
            let connection = form["connection"].flatMap(ID<OrgConnection>.init(parsing:))
        else { throw Problem.staleForm }
        return try await answer(visit, form, connection, object, at: Paths.newEnrichJob) { draft in
            _ = try await visit.app.enrichJobs.create(draft, on: connection, by: visit.caller)
            return visit.redirect(to: Paths.enrichJobs, saying: "The job is saved, and on.")
        }
    }

    // MARK: One that is there

    func show(_ visit: Visit) async throws -> Response {
        let listed = try await visit.app.enrichJobs.get(try visit.enrichJob(), by: visit.caller)
        guard visit.caller.role.allows(.administer) else {
            let page = EnrichJobPage(
                viewer: try await visit.viewer(),
                job: listed.job,
                orgName: listed.connection?.name ?? "",
                next: visit.time.moment(listed.nextRunAt)
            )
            return visit.page(page.html)
        }
        let path = Paths.enrichJob(listed.job.id.rawValue)
        return visit.page(try await page(visit, JobForm(listed.job), at: path).html)
    }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try visit.enrichJob()
        let job = try await visit.app.enrichJobs.get(id, by: visit.caller).job
        guard let revision = form["revision"].flatMap({ Int($0) }) else { throw Problem.staleForm }
        let path = Paths.enrichJob(id.rawValue)
        return try await answer(visit, form, job.connection, job.settings.object, at: path) { draft in
            try await visit.app.enrichJobs.edit(id, to: draft, expecting: revision, by: visit.caller)
            return visit.redirect(to: Paths.enrichJobs, saying: "The job is saved.")
        }
    }

    // MARK: What a button asks for

    private func answer(
        _ visit: Visit,
        _ sent: Query,
        _ connection: ID<OrgConnection>,
        _ object: CRMObject,
        at path: String,
        saving save: (EnrichJobDraft) async throws -> Response
    ) async throws -> Response {
        let (schemas, trouble) = try await schemas(visit, connection)
        var form = JobForm(sent, on: connection, of: object, schemas)
        let act = sent["act"] ?? "verify"
        let isOfRows = form.perform(act) { object in
            schemas[object].map { Mapping.standard(for: object, in: $0) }
        }
        var page = try await page(visit, form, at: path, schemas, trouble)
        guard !isOfRows, act != "refresh" else {
            page.fresh = form.place(ofRowAddedBy: act)
            return visit.page(page.html)
        }
        let jobs = visit.app.enrichJobs
        let reading = form.reading
        let draft = reading.draft
        do {
            switch act {
            case "count":
                page.faults = reading.faults.filter { $0.section == .filters }
                if page.faults.isEmpty {
                    page.count = try await jobs.count(
                        draft.settings.records,
                        of: object,
                        on: connection,
                        by: visit.caller
                    )
                }
            case "test":
                page.faults = reading.faults.filter { $0.section == .mapping }
                if page.faults.isEmpty {
                    page.trial = try await visit.app.mappingTrials.run(
                        draft.settings.mapping,
                        placeholders: draft.settings.placeholders,
                        on: connection,
                        by: visit.caller
                    )
                }
            default:
                page.faults = reading.faults(with: try await jobs.verify(draft, on: connection, by: visit.caller))
                if page.faults.isEmpty, act == "save" { return try await save(draft) }
                page.isInOrder = page.faults.isEmpty
            }
        } catch let refusal as Refusal where refusal.kind != .forbidden && refusal.kind != .notFound {
            page.trouble = refusal.sentence
        }
        return visit.page(page.html, status: page.faults.isEmpty ? .ok : .unprocessableContent)
    }

    private func page(_ visit: Visit, _ form: JobForm, at path: String) async throws -> JobEditorPage {
        let (schemas, trouble) = try await schemas(visit, form.connection)
        return try await page(visit, form, at: path, schemas, trouble)
    }

    private func page(
        _ visit: Visit,
        _ form: JobForm,
        at path: String,
        _ schemas: [CRMObject: ObjectSchema],
        _ trouble: String?
    ) async throws -> JobEditorPage {
        let orgs = try await visit.app.connections.list(by: visit.caller)
        var page = JobEditorPage(
            viewer: try await visit.viewer(),
            action: path,
            form: form,
            orgName: orgs.first { $0.id == form.connection }?.name ?? "Salesforce",
            schemas: schemas,
            topics: try await visit.app.enrichJobs.signalWords(by: visit.caller),
            timeZones: TimeZones.all,
            trouble: trouble
        )
        guard trouble == nil else { return page }
        do {
            page.lists = try await visit.app.enrichJobs.listViews(
                of: form.object,
                on: form.connection,
                by: visit.caller
            )
        } catch let refusal as Refusal {
            page.trouble = refusal.sentence
        }
        return page
    }

    /// What the org says of every kind of record that a job can write; nothing, and why, while it cannot be asked.
    private func schemas(
        _ visit: Visit,
        _ connection: ID<OrgConnection>
    ) async throws -> ([CRMObject: ObjectSchema], trouble: String?) {
        do {
            return (try await visit.app.enrichJobs.schemas(on: connection, by: visit.caller), nil)
        } catch let refusal as Refusal where refusal.kind != .forbidden && refusal.kind != .notFound {
            return ([:], refusal.sentence)
        }
    }
}

extension JobForm {
    /// Where the row stands that a button has just added, as in `m.4`.
    fileprivate func place(ofRowAddedBy act: String) -> String? {
        switch act {
        case "m.add": "m.\(mapping.rows.count - 1)"
        case "n.add": newcomers.map { "n.\($0.rows.count - 1)" }
        case "b.add": committeeMapping.map { "b.\($0.rows.count - 1)" }
        case "c.add": "c.\(criteria.count - 1)"
        default: nil
        }
    }
}

/// Asks of which records a new job is.
struct NewJobPage: Sendable {
    let viewer: Viewer
    let orgs: [(id: String, name: String)]
    var trouble: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "New job",
                section: .scheduledEnrich,
                lead: "Which records does it enrich?",
                crumbs: [.init(text: "Scheduled Enrich", path: Paths.enrichJobs)],
                isNarrow: true
            ),
            viewer: viewer,
            """
            \(trouble.map { Notice(tone: .amber, title: $0).html })
            \(each: orgs, { org in
                Card(title: org.name).html(
                    "<div class=\"row\">\(each: CRMObject.allCases, { link($0, org.id) })</div>"
                )
            })\(when: orgs.isEmpty, none)
            """
        )
    }

    private func link(_ object: CRMObject, _ org: String) -> HTML {
        Button(text: object.plural, icon: object == .account ? .company : .contact)
            .link(to: Paths.newEnrichJob(object: object.rawValue, connection: org))
    }

    private var none: HTML {
        EmptyState.noOrgYet(viewer, "A job works on a connected org; connect one first.").html
    }
}

/// A job for those who may look at it, and no more.
struct EnrichJobPage: Sendable {
    let viewer: Viewer
    let job: EnrichJob
    let orgName: String
    let next: Moment?

    var html: HTML {
        Layout.page(
            PageHead(
                title: job.settings.name,
                section: .scheduledEnrich,
                lead: "Enriches \(job.settings.object.plural.lowercased()) of \(orgName).",
                crumbs: [.init(text: "Scheduled Enrich", path: Paths.enrichJobs)],
                badge: Badge(text: job.isOn ? "On" : "Off", tone: job.isOn ? .green : .neutral).html,
                actions: Button(text: "Export", icon: .download).link(to: Paths.enrichJobExport(job.id.rawValue))
            ),
            viewer: viewer,
            """
            \(Card(title: "Job").html(Pairs([
                ("Description", "\(job.description.isEmpty ? "None" : job.description)"),
                ("Runs", "\(job.frequency?.words ?? "By hand only")"),
                ("Next run", next?.exactHTML ?? "None"),
                ("E-mail alerts", job.alerts ? "On" : "Off"),
            ]).html))
            <section class="card table-card" aria-label="Mapping">\(mapping.html)</section>
            """
        )
    }

    private var mapping: Table {
        let rows = job.settings.mapping.rows
        return Table(
            caption: "Mapping",
            columns: [.init(title: "Loam field"), .init(title: "Salesforce field"), .init(title: "Update option")],
            rows: rows.indices.map { place in
                let row = rows[place]
                let rank = job.settings.mapping.rank(ofRow: place).map { "<small>Choice \($0)</small>" as HTML }
                return Table.Row(cells: ["\(row.source.label)", "\(row.target.rawValue)\(rank)", "\(row.rule.label)"])
            }
        )
    }
}
