import Capabilities
import HTML
import HTTP
import Jobs
import Telemetry

/// Looking at background jobs, retrying and cancelling them.
struct JobPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let list = ListQuery(path: Paths.jobs, reading: visit.request.query, filters: ["state", "kind"])
        let kinds = visit.portal.surroundings.jobKinds
        let below = visit.request.query["after"].map(JobID.init(rawValue:))
        let found = try await visit.app.jobs.list(
            states: JobState(rawValue: list["state"]).map { [$0] } ?? [],
            kind: kinds.contains(list["kind"]) ? JobKind(rawValue: list["kind"]) : nil,
            below: below,
            by: visit.caller
        )
        let time = visit.time
        let page = JobsPage(
            viewer: try await visit.viewer(),
            counts: JobCounts(try await visit.app.jobs.counts(by: visit.caller)),
            query: list,
            lines: found.jobs.map { line($0, time) },
            isFurther: below != nil,
            older: found.next?.rawValue,
            states: JobState.options,
            kinds: kinds.map { Field.Option(value: $0, text: JobKind(rawValue: $0).words) }
                .sorted { $0.text < $1.text }
        )
        return visit.page(page.html)
    }

    private func line(_ job: JobRow, _ time: LocalTime) -> JobsPage.Line {
        JobsPage.Line(
            path: Paths.job(job.id.rawValue),
            kind: job.kind.words,
            state: job.state.badge,
            attempts: "\(job.attempts) of \(job.maxAttempts)",
            created: time.moment(job.createdAt),
            next: time.moment(job.finishedAt ?? (job.state == .leased ? nil : job.runAt)),
            error: job.state == .done ? nil : job.lastError
        )
    }

    /// The counts again whenever they have changed, while somebody looks.
    func live(_ visit: Visit) async throws -> Response {
        LiveFragment(visit) { JobCounts(try await visit.app.jobs.counts(by: visit.caller)).html }.response
    }

    func show(_ visit: Visit) async throws -> Response {
        let job = try await visit.app.jobs.find(id(visit), by: visit.caller)
        let time = visit.time
        let page = JobPage(
            viewer: try await visit.viewer(),
            id: job.id.rawValue,
            kind: job.kind.words,
            state: job.state.badge,
            facts: facts(of: job, time),
            arguments: job.arguments,
            error: job.state == .done ? nil : job.lastError,
            isDead: job.state == .dead,
            timeline: TimelineChart(courseOf: job, time),
            mayRetry: job.state == .dead || job.state == .cancelled,
            mayCancel: job.state.isLive
        )
        return visit.page(page.html)
    }

    private func facts(of job: JobRow, _ time: LocalTime) -> [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [
            ("Attempts", "\(job.attempts) of \(job.maxAttempts)"), ("Priority", "\(job.priority)"),
            ("Asked for", time.moment(job.createdAt).html),
        ]
        if let finishedAt = job.finishedAt {
            facts.append(("Ended", time.moment(finishedAt).html))
        } else if job.state != .leased {
            facts.append(("Runs", time.moment(job.runAt).html))
        }
        if let worker = job.worker { facts.append(("Worker", "<span class=\"mono\">\(worker)</span>")) }
        if let group = job.group { facts.append(("Group", "<span class=\"mono\">\(group)</span>")) }
        facts.append(("Kind", "<span class=\"mono\">\(job.kind.rawValue)</span>"))
        facts.append(("Id", "<span class=\"mono\">\(job.id.rawValue)</span>"))
        return facts
    }

    func retry(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = id(visit)
        return try await visit.act(then: Paths.job(id.rawValue), saying: "The job is back in the queue.") {
            try await visit.app.jobs.retry(id, by: visit.caller)
        }
    }

    func askToCancel(_ visit: Visit) async throws -> Response {
        let job = try await visit.app.jobs.find(id(visit), by: visit.caller)
        let path = Paths.job(job.id.rawValue)
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .jobs,
            title: "Cancel this job?",
            text: "It does not run, or stops within half a minute if it is running. It can be retried later.",
            crumbs: [
                .init(text: "Background jobs", path: Paths.jobs),
                .init(text: job.kind.words, path: path),
            ],
            action: Paths.jobCancellation(job.id.rawValue),
            submit: Button(text: "Cancel job", style: .danger),
            back: path
        )
        return visit.page(page.html)
    }

    func cancel(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = id(visit)
        return try await visit.act(then: Paths.job(id.rawValue), saying: "The job was cancelled.") {
            try await visit.app.jobs.cancel(id, by: visit.caller)
        }
    }

    private func id(_ visit: Visit) -> JobID { JobID(rawValue: visit.request.parameters["job"] ?? "") }
}

extension BackgroundJobs {
    /// How far jobs that failed for good are counted where every page asks.
    static let mostCounted = 100

    func deadCount(by caller: Caller) async throws -> Int {
        try await list(states: [.dead], size: BackgroundJobs.mostCounted, by: caller).jobs.count
    }
}

extension JobCounts {
    init(_ counts: [Queue.Count]) {
        self.init(
            counts: [JobState.ready, .waiting, .leased, .dead].map { state in
                let mine = counts.filter { $0.state == state }
                let oldest = mine.compactMap(\.oldestAge).max()
                let age = state == .ready ? oldest.map { "the oldest since \(LocalTime.length($0))" } : nil
                return Count(
                    state: state.badge.text,
                    count: mine.reduce(0) { $0 + $1.count },
                    detail: age ?? state.detail,
                    path: Paths.jobs + Paths.query([("state", state.rawValue)])
                )
            }
        )
    }
}

extension TimelineChart {
    /// From when the job was asked for to its end, or to now; nil when there is nothing to see yet.
    init?(courseOf job: JobRow, _ time: LocalTime) {
        let start = job.createdAt
        let end = max(job.finishedAt ?? time.now, start)
        let length = (end - start).inSeconds
        guard length > 0 else { return nil }
        let turn = min(max(job.runAt, start), end)
        let share = (turn - start).inSeconds / length
        var spans: [Span] = []
        if share > 0 {
            let name = job.attempts > 1 ? "Earlier attempts and pauses" : "Waited for its time"
            spans.append(Span(name: name, start: 0, end: share, colour: 6, detail: LocalTime.length(turn - start)))
        }
        if share < 1 {
            spans.append(
                Span(
                    name: job.state.course,
                    start: share,
                    end: 1,
                    colour: job.state.colour,
                    detail: LocalTime.length(end - turn)
                )
            )
        }
        self.init(
            name: "Course of the job",
            spans: spans,
            ends: (time.moment(start).stamp, job.finishedAt == nil ? "now" : time.moment(end).stamp)
        )
    }
}

extension JobState {
    /// What has been going on since the job's time came.
    fileprivate var course: String {
        switch self {
        case .ready, .waiting: "In line"
        case .leased: "Picked up and running"
        case .done: "Picked up and done"
        case .dead: "Last attempt"
        case .cancelled: "Until it was cancelled"
        }
    }
}
