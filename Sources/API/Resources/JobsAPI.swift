import Capabilities
import FoundationEssentials
import HTTP
import Jobs
import Store
import Telemetry

extension API {
    var jobs: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/jobs",
                name: "listJobs",
                summary: "List background jobs, the newest first",
                needs: .inspect,
                query: jobParameters,
                answer: .init(
                    .object([.init("jobs", .list(.named("Job")), "The jobs of the page."), Page.next]),
                    "A page of jobs."
                ),
                run: listJobs
            ),
            Operation(
                method: .get,
                path: "/v1/jobs/:job",
                name: "showJob",
                summary: "Show a background job",
                needs: .inspect,
                answer: .init(.named("Job"), "The job."),
                run: showJob
            ),
            Operation(
                method: .post,
                path: "/v1/jobs/:job/retries",
                name: "retryJob",
                summary: "Put a job that was given up or cancelled back into the queue",
                needs: .administer,
                answer: .init(.accepted, .named("Job"), "The job waits to be done."),
                run: retryJob
            ),
            Operation(
                method: .put,
                path: "/v1/jobs/:job/cancellation",
                name: "cancelJob",
                summary: "See to it that a job does not run, or no longer",
                needs: .administer,
                answer: .init(.named("Job"), "The job is cancelled."),
                run: cancelJob
            ),
        ]
    }

    private var jobParameters: [Operation.Parameter] {
        [
            .init("state", .list(.jobState), "Only jobs in this state; may be given more than once."),
            .init("kind", .text, "Only jobs of this kind."),
        ] + Page.keyed
    }

    private func listJobs(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let states: [JobState] = query.words("state")
        let kind = query.text("kind").map(JobKind.init(rawValue:))
        let below = query.read("after", "Expected the next of another page.") { ID<Job>(parsing: $0) }
        let size = query.size()
        try query.check()
        let page = try await app.jobs.list(
            states: Set(states),
            kind: kind,
            below: below.map { JobID(rawValue: $0.rawValue) },
            size: size,
            by: caller
        )
        let next = page.next?.rawValue
        return try Response.json(JobsBody(jobs: page.jobs.map(JobBody.init), next: next))
            .linkingNext(request, "after", next)
    }

    private func showJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try .json(JobBody(try await app.jobs.find(try job(in: request), by: caller)))
    }

    private func retryJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try job(in: request)
        try await app.jobs.retry(id, by: caller)
        return try .json(JobBody(try await app.jobs.find(id, by: caller)), status: .accepted)
    }

    private func cancelJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try job(in: request)
        try await app.jobs.cancel(id, by: caller)
        return try .json(JobBody(try await app.jobs.find(id, by: caller)))
    }

    private func job(in request: Request) throws(Problem) -> JobID {
        let id: ID<Job> = try request.id("job", orElse: Problem(.jobUnknown))
        return JobID(rawValue: id.rawValue)
    }
}

private struct JobsBody: Encodable {
    let jobs: [JobBody]
    let next: String?
}

struct JobBody: Encodable {
    let id: String
    let kind: String
    let state: JobState
    let priority: Int
    let attempts: Int
    let maxAttempts: Int
    let arguments: JSONValue
    let group: String?
    let runAt: Timestamp
    let worker: String?
    let leaseUntil: Timestamp?
    let lastError: String?
    let createdAt: Timestamp
    let finishedAt: Timestamp?

    init(_ job: JobRow) throws {
        id = job.id.rawValue
        kind = job.kind.rawValue
        state = job.state
        priority = job.priority
        attempts = job.attempts
        maxAttempts = job.maxAttempts
        arguments = try JSONDecoder().decode(JSONValue.self, from: Data(job.arguments.utf8))
        group = job.group
        runAt = job.runAt
        worker = job.worker
        leaseUntil = job.leaseUntil
        lastError = job.lastError
        createdAt = job.createdAt
        finishedAt = job.finishedAt
    }

    static let schema = Schema.object([
        .init("id", .id, "The job's id."),
        .init("kind", .text, "What it is about, as in mail.deliver."),
        .init("state", .jobState, "Where it is."),
        .init("priority", .integer(Int.min...Int.max), "Lower runs earlier; 0 is usual."),
        .init("attempts", .integer(0...Int.max), "How often it was begun."),
        .init("maxAttempts", .integer(1...Int.max), "After how many failures it is given up."),
        .init("arguments", .any, "What it was told: ids, never data."),
        .init("group", .text, optional: true, "Of the jobs of a group, one runs at a time."),
        .init("runAt", .time, "When it may run."),
        .init("worker", .text, optional: true, "Who does it, or did it last."),
        .init("leaseUntil", .time, optional: true, "When another takes over, should its worker fall silent."),
        .init("lastError", .text, optional: true, "Why the last attempt failed, in a sentence."),
        .init("createdAt", .time, "When it was asked for."),
        .init("finishedAt", .time, optional: true, "When it was done, given up or cancelled."),
    ])
}

extension Schema {
    fileprivate static let jobState = Schema.words(JobState.allCases.map(\.rawValue))
}
