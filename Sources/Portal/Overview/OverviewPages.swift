import Capabilities
import HTML
import HTTP
import Jobs
import Store
import Telemetry

/// Gathers what the first page shows.
struct OverviewPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let sees = visit.caller.role.allows(.inspect)
        let page = OverviewPage(
            viewer: try await visit.viewer(),
            greeting: greeting(visit),
            tasks: sees ? try await tasks(visit) : [],
            operations: sees ? try await operations(visit) : nil,
            standing: sees ? try await Standing(visit) : nil
        )
        return visit.page(page.html)
    }

    private func greeting(_ visit: Visit) -> String {
        let hour = visit.time.zone.local(at: visit.time.now).secondOfDay / 3600
        let time =
            switch hour {
            case 5..<12: "morning"
            case 12..<18: "afternoon"
            default: "evening"
            }
        let name = visit.caller.name.split(separator: " ").first.map(String.init) ?? visit.caller.name
        return "Good \(time), \(name)"
    }

    // MARK: What needs attention

    private static let mostAlerts = 5

    private func tasks(_ visit: Visit) async throws -> [OverviewPage.Task] {
        let dead = try await visit.app.jobs.deadCount(by: visit.caller)
        let failed = try await visit.app.outbox.list(state: .failed, pageSize: 1, by: visit.caller).total
        var admins = User.Query()
        admins.role = .admin
        admins.state = .active
        admins.pageSize = 1
        let adminCount = try await visit.app.users.list(admins, by: visit.caller).total
        let health = await visit.portal.health.recent(at: visit.time.now)
        var tasks = try await visit.app.alerts.open(by: visit.caller).prefix(OverviewPages.mostAlerts).map(
            OverviewPage.Task.init
        )
        tasks += health.filter { $0.state == .broken }.map(OverviewPage.Task.init)
        if dead > 0 { tasks.append(.deadJobs(dead)) }
        if failed > 0 { tasks.append(.failedMails(failed)) }
        if !visit.app.outbox.sendsMail { tasks.append(.noMailServer) }
        tasks += health.filter { $0.state == .warning && !["mail", "dead jobs"].contains($0.subject) }.map(
            OverviewPage.Task.init
        )
        if let step = try await nextStep(visit) { tasks.insert(step, at: 0) }
        if adminCount == 1 { tasks.append(.onlyAdmin(mayInvite: visit.caller.role.allows(.administer))) }
        return tasks
    }

    /// What comes next on the first day; nil once a job has been made, or for those who may not make one.
    private func nextStep(_ visit: Visit) async throws -> OverviewPage.Task? {
        guard visit.caller.role.allows(.administer) else { return nil }
        guard try await visit.app.enrichJobs.list(by: visit.caller).isEmpty else { return nil }
        guard try await !visit.app.sources.list().isEmpty else { return .loadCatalogue }
        let orgs = try await visit.app.connections.list(by: visit.caller)
        return orgs.contains(where: \.isUsable) ? .makeJob : .connectOrg
    }

    // MARK: How things go

    private func operations(_ visit: Visit) async throws -> OverviewPage.Operations {
        let counts = try await visit.app.jobs.counts(by: visit.caller)
        let hours = Hours(endingAt: visit.time.now)
        let ended = try await visit.app.jobs.ended(since: hours.start, by: visit.caller)
        let acts = try await visit.app.auditLog.page(AuditEntry.Filter(), size: 6, by: visit.caller)
        let doneCount = ended.filter { $0.state == .done }.reduce(0) { $0 + $1.count }
        return OverviewPage.Operations(
            figures: try await figures(visit, counts, doneCount),
            jobsByState: byState(counts, doneCount),
            jobsPerHour: hours.chart(of: ended, visit.time),
            jobsByKind: byKind(counts),
            activity: Activity(events: acts.entries.map { Activity.Event($0, visit.time) })
        )
    }

    private func figures(_ visit: Visit, _ counts: [Queue.Count], _ done: Int) async throws -> Figures {
        func users(_ state: User.State) async throws -> Int {
            var query = User.Query()
            query.state = state
            query.pageSize = 1
            return try await visit.app.users.list(query, by: visit.caller).total
        }
        let sendsMail = visit.app.outbox.sendsMail
        let mailState: OutboxMail.State = sendsMail ? .queued : .held
        let mails = try await visit.app.outbox.list(state: mailState, pageSize: 1, by: visit.caller).total
        let (active, invited) = (try await users(.active), try await users(.invited))
        let line = counts.filter { $0.state == .ready || $0.state == .waiting }.reduce(0) { $0 + $1.count }
        let oldest = counts.compactMap(\.oldestAge).max()
        return Figures(figures: [
            .init(
                name: "Active users",
                value: active.formatted(.grouped),
                detail: "\(invited.formatted(.grouped)) invited",
                path: Paths.users + Paths.query([("state", "active")])
            ),
            .init(
                name: "Background jobs done",
                value: done.formatted(.grouped),
                detail: "in the last 24 hours",
                path: Paths.jobs + Paths.query([("state", "done")])
            ),
            .init(
                name: "Background jobs in line",
                value: line.formatted(.grouped),
                detail: oldest.map { "the oldest has been due for \(LocalTime.length($0))" } ?? "none is due",
                path: Paths.jobs
            ),
            .init(
                name: sendsMail ? "Mails to send" : "Mails held",
                value: mails.formatted(.grouped),
                detail: sendsMail ? "on their way" : "to be passed on by hand",
                path: Paths.mails + Paths.query([("state", mailState.rawValue)])
            ),
        ])
    }

    private func byState(_ counts: [Queue.Count], _ done: Int) -> DonutChart {
        DonutChart(
            name: "Background jobs by state",
            noun: "jobs",
            parts: [JobState.done, .leased, .ready, .waiting, .dead].map { state in
                DonutChart.Part(
                    name: state.badge.text,
                    value: state == .done ? done : counts.filter { $0.state == state }.reduce(0) { $0 + $1.count },
                    colour: state.colour,
                    path: Paths.jobs + Paths.query([("state", state.rawValue)])
                )
            }
        )
    }

    private func byKind(_ counts: [Queue.Count]) -> BarChart {
        let sums = Dictionary(grouping: counts, by: \.kind).mapValues { $0.reduce(0) { $0 + $1.count } }
        let highest = sums.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.prefix(6)
        return BarChart(
            bars: highest.map { kind, count in
                .init(
                    name: kind.words,
                    value: count,
                    path: Paths.jobs + Paths.query([("kind", kind.rawValue)])
                )
            }
        )
    }
}

/// The last 24 hours, the present one included.
private struct Hours {
    let start: Timestamp

    init(endingAt now: Timestamp) {
        start = Timestamp(seconds: (now.seconds.floorDivided(by: 3600) - 23) * 3600)
    }

    func chart(of counts: [Queue.HourCount], _ time: LocalTime) -> LineChart {
        let hours = (0..<24).map { start + .hours($0) }
        func series(_ name: String, _ state: JobState) -> LineChart.Series {
            let byHour = Dictionary(
                counts.filter { $0.state == state }.map { ($0.hour, $0.count) },
                uniquingKeysWith: +
            )
            return .init(name: name, colour: state.colour, values: hours.map { byHour[$0] ?? 0 })
        }
        return LineChart(
            name: "Jobs finished per hour in the last 24 hours",
            pointName: "Hour",
            points: hours.map { .init(label: time.clock($0), detail: "\(time.date($0)), \(time.clock($0))") },
            series: [series("done", .done), series("failed", .dead)]
        )
    }
}

extension OverviewPage.Task {
    init(_ health: Portal.Health) {
        self.init(
            tone: health.state == .broken ? .red : .amber,
            icon: .system,
            title: "\(health.title): \(health.sentence)",
            text: health.remedy ?? "",
            action: Button(text: "See system", isSmall: true),
            path: Paths.system
        )
    }

    init(_ alert: Alert) {
        self.init(
            tone: alert.kind.tone,
            icon: alert.kind.icon,
            title: alert.title,
            text: alert.sentence,
            action: Button(text: alert.place.text, isSmall: true),
            path: alert.place.path
        )
    }

    static func deadJobs(_ count: Int) -> OverviewPage.Task {
        .init(
            tone: .red,
            icon: .alert,
            title: count == 1
                ? "A job failed for good"
                : "\(count == BackgroundJobs.mostCounted ? "\(count) or more" : "\(count)") jobs failed for good",
            text: "Nothing is tried again by itself now. Look at the error of each, then retry it.",
            action: Button(text: "See jobs", isSmall: true),
            path: Paths.jobs + Paths.query([("state", "dead")])
        )
    }

    static func failedMails(_ count: Int) -> OverviewPage.Task {
        .init(
            tone: .red,
            icon: .mail,
            title: count == 1 ? "A mail could not be sent" : "\(count.formatted(.grouped)) mails could not be sent",
            text: "The list says why. Once it is mended, send them again.",
            action: Button(text: "See mails", isSmall: true),
            path: Paths.mails + Paths.query([("state", "failed")])
        )
    }

    static let loadCatalogue = OverviewPage.Task(
        tone: .blue,
        icon: .source,
        title: "First, fill the catalogue",
        text: "Records are completed from it. Load a file of companies or people, or make up a sample to look around.",
        action: Button(text: "See how", isSmall: true),
        path: Paths.sources
    )

    static let connectOrg = OverviewPage.Task(
        tone: .blue,
        icon: .source,
        title: "Next, connect Salesforce",
        text: "The org whose accounts, contacts and leads are to be completed. A sandbox is a good place to begin.",
        action: Button(text: "Connect an org", isSmall: true),
        path: Paths.newConnection
    )

    static let makeJob = OverviewPage.Task(
        tone: .blue,
        icon: .clock,
        title: "Next, make a job, and look at its preview",
        text: "A job says which records are completed, and how. Its preview shows every change and writes nothing.",
        action: Button(text: "New job", isSmall: true),
        path: Paths.newEnrichJob
    )

    static let noMailServer = OverviewPage.Task(
        tone: .amber,
        icon: .mail,
        title: "No mail server is set",
        text:
            "Invitations and password links wait here to be passed on by hand. Set smtp.url and smtp.from to have them sent.",
        action: Button(text: "See mails", isSmall: true),
        path: Paths.mails
    )

    static func onlyAdmin(mayInvite: Bool) -> OverviewPage.Task {
        .init(
            tone: .blue,
            icon: .users,
            title: "There is only one admin",
            text: "If that person cannot sign in, nobody can help them in the portal. A second admin makes this safe.",
            action: mayInvite ? Button(text: "Invite an admin", isSmall: true) : nil,
            path: Paths.newUser
        )
    }
}
