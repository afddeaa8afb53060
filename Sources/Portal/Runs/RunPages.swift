import Capabilities
import Enrichment
import HTML
import HTTP
import Store
import Telemetry

/// Runs of enrichment: the list, one run with its records, one record of it, and all runs of a record.
struct RunPages: Sendable {
    // MARK: The list

    func index(_ visit: Visit) async throws -> Response {
        let list = ListQuery(path: Paths.runs, reading: visit.request.query, filters: ["ending", "job"])
        var filter = Run.Filter()
        if list["ending"] == RunPages.underWay { filter.isEnded = false }
        if let ending = RunEnding(rawValue: list["ending"]) { filter.endings = [ending] }
        filter.job = ID(parsing: list["job"])
        let below: ID<Run>? = visit.request.query["after"].flatMap { ID(parsing: $0) }
        let jobs = try await visit.app.enrichJobs.list(by: visit.caller).map(\.job)
        let found = try await visit.app.runs.list(filter, below: below, by: visit.caller)
        let page = RunsPage(
            viewer: try await visit.viewer(),
            query: list,
            lines: RunLines(lines: found.runs.map { RunLine($0, visit.time) }),
            isFurther: below != nil,
            older: found.next?.rawValue,
            jobs: jobs.map { Field.Option(value: $0.id.rawValue, text: $0.settings.name) }.sorted { $0.text < $1.text }
        )
        return visit.page(page.html)
    }

    static let underWay = "under-way"

    /// The newest runs again whenever something has changed, while somebody looks.
    func live(_ visit: Visit) async throws -> Response {
        LiveFragment(visit) {
            let found = try await visit.app.runs.list(by: visit.caller)
            return RunLines(lines: found.runs.map { RunLine($0, visit.time) }).html
        }.response
    }

    // MARK: One run

    func show(_ visit: Visit) async throws -> Response {
        let run = try await visit.app.runs.find(try id(visit), by: visit.caller)
        let path = Paths.run(run.id.rawValue)
        let list = ListQuery(
            path: path,
            reading: visit.request.query,
            filters: ["status", "reason", "email", "record"]
        )
        let above = visit.request.query["after"].flatMap { CRMID($0) }
        let (filter, fault) = RunPages.filter(list)
        let found = try await visit.app.runs.records(of: run.id, filter, above: above, by: visit.caller)
        let names = try await visit.app.runs.names(of: found.records.compactMap(\.profile), by: visit.caller)
        let followUps = try await visit.app.runs.followUps(of: run.id, size: RunPages.followUpsShown, by: visit.caller)
        let shortfalls = try await visit.app.runs.shortfalls(
            of: run.id,
            size: RunPages.shortfallsShown,
            by: visit.caller
        )
        let page = RunPage(
            viewer: try await visit.viewer(),
            run: run,
            course: RunCourse(run, visit.time),
            facts: facts(of: run, visit.time),
            fields: FieldTotals(
                totals: try await visit.app.runs.fields(of: run.id, by: visit.caller),
                isPlan: run.purpose == .preview,
                download: Paths.runReport(run.id.rawValue)
            ),
            followUps: FollowUpSummary(
                counts: try await visit.app.runs.followUpCounts(of: run.id, by: visit.caller)
            ),
            followUpLines: try await lines(of: followUps.followUps, visit),
            shortfalls: ShortfallTable(lines: shortfalls.first, total: shortfalls.total),
            sequel: try await visit.app.runs.sequel(of: run.id, by: visit.caller).map { sequel in
                RunSequel(run: sequel, begun: visit.time.moment(sequel.createdAt))
            },
            digest: run.purpose == .preview && run.state == .ended
                ? try await visit.app.runs.digest(of: run.id, by: visit.caller) : nil,
            query: list,
            fault: fault,
            lines: found.records.map { RunRecordLine($0, names) },
            isFurther: above != nil,
            next: found.next?.text
        )
        return visit.page(page.html)
    }

    /// All that the run plans or did, for spreadsheets.
    func report(_ visit: Visit) async throws -> Response {
        let (runs, caller) = (visit.app.runs, visit.caller)
        return RunReportFile(
            report: try await runs.report(of: try id(visit), by: caller),
            names: { try await runs.names(of: $0, by: caller) },
            time: visit.time
        ).response
    }

    private static func filter(_ list: ListQuery) -> (filter: RunRecord.Filter, fault: String?) {
        var filter = RunRecord.Filter()
        filter.status = RunRecord.Status(rawValue: list["status"])
        filter.reason = NoMatchReason(rawValue: list["reason"])
        filter.email = EmailQuality(rawValue: list["email"])
        switch list["status"] {
        case RunRecordLine.changed: filter.isChanged = true
        case RunRecordLine.held: filter.isDeferred = true
        case RunRecordLine.enriched: filter.isEnriched = true
        default: break
        }
        guard !list["record"].isEmpty else { return (filter, nil) }
        filter.record = CRMID(list["record"])
        let fault = "This is no id of a Salesforce record; it has 15 or 18 letters and digits."
        return (filter, filter.record == nil ? fault : nil)
    }

    /// The figures of the run again whenever they have changed, while somebody looks.
    func liveCourse(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        return LiveFragment(visit) {
            RunCourse(try await visit.app.runs.find(id, by: visit.caller), visit.time).html
        }.response
    }

    private func facts(of run: Run, _ time: LocalTime) -> [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [
            ("What", "\(run.purpose.title)"), ("Records", "\(run.object.plural)"),
            ("Started by", "\(run.startedByName)"), ("Started", time.moment(run.createdAt).exactHTML),
        ]
        if let ended = run.endedAt {
            facts.append(("Ended", time.moment(ended).exactHTML))
            facts.append(("Took", "\(LocalTime.length(ended - run.createdAt))"))
        }
        if let source = run.source {
            facts.append(("Of", "<a href=\"\(Paths.run(source.rawValue))\">the run that it goes back to</a>"))
        }
        facts.append(("REST calls", "\(run.restCalls, .grouped)"))
        facts.append(("Bulk calls", "\(run.bulkCalls, .grouped)"))
        facts.append(("Batches", "\(run.settled, .grouped) of \(run.batches, .grouped) settled"))
        facts.append(("Id", "<span class=\"mono\">\(run.id.rawValue)</span>"))
        return facts
    }

    // MARK: One record

    func record(_ visit: Visit) async throws -> Response {
        let run = try await visit.app.runs.find(try id(visit), by: visit.caller)
        guard let record = CRMID(visit.request.parameters["record"] ?? "") else { throw Refusal.recordUnknown }
        let found = try await visit.app.runs.outcome(of: record, in: run.id, by: visit.caller)
        let names = try await visit.app.runs.names(of: [found.record.profile].compactMap(\.self), by: visit.caller)
        let page = RunRecordPage(
            viewer: try await visit.viewer(),
            run: run,
            line: RunRecordLine(found.record, names),
            record: found.record,
            fields: found.outcome.patch.entries.map { FieldChange($0, visit.time) },
            evidence: found.outcome.evidence,
            followUps: try await following(record, in: run.id, visit)
        )
        return visit.page(page.html)
    }

    /// Every run that looked at a record.
    func history(_ visit: Visit) async throws -> Response {
        let text = visit.request.query["record"] ?? ""
        let record = CRMID(text)
        let history =
            try await record.asyncMap { try await visit.app.runs.history(of: $0, by: visit.caller) } ?? Runs.History()
        let visits = history.visits
        let names = try await visit.app.runs.names(of: visits.compactMap(\.record.profile), by: visit.caller)
        let followUps =
            try await record.asyncMap { try await visit.app.runs.followUps(about: $0, by: visit.caller) } ?? []
        let page = RecordHistoryPage(
            viewer: try await visit.viewer(),
            text: text,
            isFault: !text.isEmpty && record == nil,
            departures: history.departures.map { one in
                RecordHistoryPage.Departure(
                    master: one.master?.text,
                    run: one.run.rawValue,
                    moment: visit.time.moment(one.deletedAt),
                    wasFoundSince: visits.contains { $0.run.createdAt > one.deletedAt }
                )
            },
            visits: visits.map { RecordHistoryPage.Entry($0, names, visit.time) },
            followUps: try await lines(of: followUps, visit)
        )
        return visit.page(page.html)
    }

    // MARK: Acting

    func pause(_ visit: Visit, _ form: Query) async throws -> Response {
        try await act(visit, "The run pauses after the batch under way.") { try await visit.app.runs.pause($0, by: $1) }
    }

    func resume(_ visit: Visit, _ form: Query) async throws -> Response {
        try await act(visit, "The run goes on.") { try await visit.app.runs.resume($0, by: $1) }
    }

    func stop(_ visit: Visit, _ form: Query) async throws -> Response {
        try await act(visit, "The run stops after the batch under way.") { try await visit.app.runs.cancel($0, by: $1) }
    }

    private func act(
        _ visit: Visit,
        _ toast: String,
        _ body: (ID<Run>, Caller) async throws -> Void
    ) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.run(id.rawValue), saying: toast) { try await body(id, visit.caller) }
    }

    func askToStop(_ visit: Visit) async throws -> Response {
        try await ask(
            visit,
            "Stop this run?",
            "The batch under way is brought to its end; the rest is not written, and what was set aside for it comes back. "
                + "What was written stays, and can be undone.",
            Paths.runStop,
            Button(text: "Stop run", style: .danger)
        )
    }

    func askToUndo(_ visit: Visit) async throws -> Response {
        try await ask(
            visit,
            "Undo this run?",
            "Each field that still holds what the run wrote gets back what it held before. Fields that somebody changed since "
                + "stay as they are, and are listed. Records that the run made are deleted, as far as nobody has changed them.",
            Paths.runUndo,
            Button(text: "Undo run", style: .danger)
        )
    }

    private func ask(
        _ visit: Visit,
        _ title: String,
        _ text: String,
        _ action: (String) -> String,
        _ submit: Button
    ) async throws -> Response {
        let run = try await visit.app.runs.find(try id(visit), by: visit.caller)
        let path = Paths.run(run.id.rawValue)
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .runs,
            title: title,
            text: text,
            crumbs: [.init(text: "Runs", path: Paths.runs), .init(text: run.name, path: path)],
            action: action(run.id.rawValue),
            submit: submit,
            back: path
        )
        return visit.page(page.html)
    }

    func undo(_ visit: Visit, _ form: Query) async throws -> Response {
        try await begin(visit, "The run is being undone.") { try await visit.app.runs.undo($0, by: visit.caller) }
    }

    func apply(_ visit: Visit, _ form: Query) async throws -> Response {
        let digest = form["digest"] ?? ""
        return try await begin(visit, "The plan is being carried out.") {
            try await visit.app.runs.apply($0, digest: digest, by: visit.caller)
        }
    }

    /// Goes on to the run that was begun, or back with the reason why none was.
    private func begin(_ visit: Visit, _ toast: String, _ body: (ID<Run>) async throws -> ID<Run>) async throws
        -> Response
    {
        let id = try id(visit)
        do {
            return visit.redirect(to: Paths.run(try await body(id).rawValue), saying: toast)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return visit.redirect(to: Paths.run(id.rawValue), saying: refusal.sentence, isProblem: true)
        }
    }

    func id(_ visit: Visit) throws -> ID<Run> {
        guard let id = ID<Run>(parsing: visit.request.parameters["run"] ?? "") else { throw Refusal.runUnknown }
        return id
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ body: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let value = self else { return nil }
        return try await body(value)
    }
}
