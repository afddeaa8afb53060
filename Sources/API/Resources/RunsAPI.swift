import Capabilities
import Enrichment
import HTTP
import Store
import Telemetry

extension API {
    var runs: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/runs",
                name: "listRuns",
                summary: "List runs of enrichment, the newest first",
                needs: .inspect,
                query: [
                    .init("job", .id, "Only runs of this job."),
                    .init("state", .words(Run.State.allCases.map(\.rawValue)), "Only ended runs, or those under way."),
                ] + Page.keyed,
                answer: .init(
                    .object([.init("runs", .list(.named("Run")), "The runs of the page."), Page.next]),
                    "A page of runs."
                ),
                run: listRuns
            ),
            Operation(
                method: .post,
                path: "/v1/enrich-jobs/:job/runs",
                name: "startRun",
                summary: "Run a job now, or plan everything that a run would do and write nothing",
                needs: .administer,
                body: RunInput.schema,
                answer: .init(.created, .named("Run"), "The run has begun."),
                run: startRun
            ),
            Operation(
                method: .get,
                path: "/v1/runs/:run",
                name: "showRun",
                summary: "Show a run",
                needs: .inspect,
                answer: .init(.named("Run"), "The run as it is now."),
                run: showRun
            ),
            Operation(
                method: .get,
                path: "/v1/runs/:run/records",
                name: "listRunRecords",
                summary: "List what a run found of each record, in the order of their ids",
                needs: .inspect,
                query: [
                    .init("status", .words(RunRecord.Status.allCases.map(\.rawValue)), "Only records with this status.")
                ] + Page.keyed,
                answer: .init(
                    .object([.init("records", .list(.named("RunRecord")), "The records of the page."), Page.next]),
                    "A page of records."
                ),
                run: listRunRecords
            ),
            Operation(
                method: .get,
                path: "/v1/runs/:run/records/:record",
                name: "showRunRecord",
                summary: "Show what a run did with each field of a record: before, after, source, rule or reason",
                needs: .inspect,
                answer: .init(
                    .object([
                        .init("record", .named("RunRecord"), "What was found."),
                        .init("fields", .list(.named("RunField")), "Each mapped field."),
                    ]),
                    "The record."
                ),
                run: showRunRecord
            ),
            Operation(
                method: .get,
                path: "/v1/runs/:run/follow-ups",
                name: "listRunFollowUps",
                summary: "List what is made or enriched because of a run's records",
                needs: .inspect,
                query: Page.keyed,
                answer: .init(
                    .object([.init("followUps", .list(.named("RunFollowUp")), "Those of the page."), Page.next]),
                    "A page of what follows from the records."
                ),
                run: listRunFollowUps
            ),
            Operation(
                method: .get,
                path: "/v1/runs/:run/shortfalls",
                name: "listRunShortfalls",
                summary: "List what a run was to make or delete beside its records and Salesforce refused",
                needs: .inspect,
                query: Page.keyed,
                answer: .init(
                    .object([.init("shortfalls", .list(.named("RunShortfall")), "Those of the page."), Page.next]),
                    "A page of what the run lacks."
                ),
                run: listRunShortfalls
            ),
            Operation(
                method: .put,
                path: "/v1/runs/:run/pause",
                name: "pauseRun",
                summary: "Pause a run after the batch under way",
                needs: .administer,
                answer: .init(.named("Run"), "The run is paused."),
                run: { try await changeRun($0, $2, app.runs.pause) }
            ),
            Operation(
                method: .delete,
                path: "/v1/runs/:run/pause",
                name: "resumeRun",
                summary: "Let a paused run go on",
                needs: .administer,
                answer: .init(.named("Run"), "The run goes on."),
                run: { try await changeRun($0, $2, app.runs.resume) }
            ),
            Operation(
                method: .put,
                path: "/v1/runs/:run/stop",
                name: "stopRun",
                summary: "Stop a run after the batch under way; what was set aside for the rest comes back",
                needs: .administer,
                answer: .init(.named("Run"), "The run stops."),
                run: { try await changeRun($0, $2, app.runs.cancel) }
            ),
            Operation(
                method: .post,
                path: "/v1/runs/:run/undo",
                name: "undoRun",
                summary: "Take back what a run wrote, as far as nobody has changed it since",
                needs: .administer,
                answer: .init(.created, .named("Run"), "The undo, which is a run like any other."),
                run: undoRun
            ),
            Operation(
                method: .post,
                path: "/v1/runs/:run/application",
                name: "applyRun",
                summary: "Carry out the plan of a preview, exactly as it is",
                needs: .administer,
                body: ApplicationInput.schema,
                answer: .init(.created, .named("Run"), "The run that carries it out."),
                run: applyRun
            ),
            Operation(
                method: .get,
                path: "/v1/records/:record/history",
                name: "showRecordHistory",
                summary: "Show every run that looked at a record of Salesforce, and what it did",
                needs: .inspect,
                answer: .init(
                    .object([
                        .init("visits", .list(.named("RunRecord")), "The newest first."),
                        .init(
                            "departures",
                            .list(.named("RecordDeparture")),
                            "That it was deleted or merged in Salesforce, the latest first."
                        ),
                    ]),
                    "What was done with the record."
                ),
                run: showRecordHistory
            ),
        ]
    }

    // MARK: Looking

    private func listRuns(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        var filter = Run.Filter()
        filter.job = query.id("job", of: EnrichJob.self)
        filter.isEnded = query.word("state", Run.State.self).map { $0 == .ended }
        let below = query.id("after", of: Run.self)
        let size = query.size()
        try query.check()
        let page = try await app.runs.list(filter, below: below, size: size, by: caller)
        let next = page.next?.rawValue
        return try Response.json(RunsBody(runs: page.runs.map { RunBody($0) }, next: next))
            .linkingNext(request, "after", next)
    }

    private func showRun(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try .json(try await body(of: try run(in: request), caller))
    }

    private func listRunRecords(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        var filter = RunRecord.Filter()
        filter.status = query.word("status", RunRecord.Status.self)
        let above = query.read("after", "Expected the next of another page.") { CRMID($0) }
        let size = query.size()
        try query.check()
        let page = try await app.runs.records(of: try run(in: request), filter, above: above, size: size, by: caller)
        let next = page.next?.text
        return try Response.json(RunRecordsBody(records: page.records.map(RunRecordBody.init), next: next))
            .linkingNext(request, "after", next)
    }

    private func showRunRecord(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let record = try record(in: request)
        let found = try await app.runs.outcome(of: record, in: try run(in: request), by: caller)
        return try .json(
            RunOutcomeBody(
                record: RunRecordBody(found.record),
                fields: found.outcome.patch.entries.map(RunFieldBody.init)
            )
        )
    }

    private func listRunFollowUps(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let above = query.read("after", "Expected the next of another page.") { $0 }
        let size = query.size()
        try query.check()
        let page = try await app.runs.followUps(of: try run(in: request), above: above, size: size, by: caller)
        let body = RunFollowUpsBody(followUps: page.followUps.map(RunFollowUpBody.init), next: page.next)
        return try Response.json(body).linkingNext(request, "after", page.next)
    }

    private func listRunShortfalls(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let place = query.read("after", "Expected the next of another page.") { RunShortfall.Place(text: $0) }
        let size = query.size()
        try query.check()
        let page = try await app.runs.shortfalls(of: try run(in: request), after: place, size: size, by: caller)
        let next = page.next?.text
        return try Response.json(RunShortfallsBody(shortfalls: page.shortfalls.map(RunShortfallBody.init), next: next))
            .linkingNext(request, "after", next)
    }

    private func showRecordHistory(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let history = try await app.runs.history(of: try record(in: request), by: caller)
        let body = HistoryBody(
            visits: history.visits.map { RunRecordBody($0.record) },
            departures: history.departures.map(RecordDepartureBody.init)
        )
        return try .json(body)
    }

    // MARK: Acting

    private func startRun(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let job: ID<EnrichJob> = try request.id("job", orElse: Problem(.enrichJobUnknown))
        let input: RunInput = try await request.input(by: RunInput.schema)
        let run =
            input.purpose == .preview
            ? try await app.runs.preview(job, by: caller) : try await app.runs.start(job, by: caller)
        return try await made(run, caller)
    }

    private func undoRun(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await made(try await app.runs.undo(try run(in: request), by: caller), caller)
    }

    private func applyRun(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let preview = try run(in: request)
        let input: ApplicationInput = try await request.input(by: ApplicationInput.schema)
        return try await made(try await app.runs.apply(preview, digest: input.digest, by: caller), caller)
    }

    private func changeRun(
        _ request: Request,
        _ caller: Caller,
        _ change: (ID<Run>, Caller) async throws -> Void
    ) async throws -> Response {
        let id = try run(in: request)
        try await change(id, caller)
        return try .json(try await body(of: id, caller))
    }

    private func made(_ id: ID<Run>, _ caller: Caller) async throws -> Response {
        try .created(try await body(of: id, caller), at: "/v1/runs/\(id)")
    }

    /// With the digest of the plan, where that can be carried out.
    private func body(of id: ID<Run>, _ caller: Caller) async throws -> RunBody {
        let run = try await app.runs.find(id, by: caller)
        let isPlan = run.purpose == .preview && run.state == .ended
        return RunBody(run, digest: isPlan ? try await app.runs.digest(of: id, by: caller) : nil)
    }

    private func run(in request: Request) throws(Problem) -> ID<Run> {
        try request.id("run", orElse: Problem(.runUnknown))
    }

    private func record(in request: Request) throws(Problem) -> CRMID {
        guard let record = CRMID(request.parameters["record"] ?? "") else { throw Problem(.recordUnknown) }
        return record
    }
}

// MARK: - What is sent

private struct RunInput: Decodable {
    enum Purpose: String, Decodable, CaseIterable { case enrich, preview }

    let purpose: Purpose

    static let schema = Schema.object([
        .init("purpose", .words(Purpose.allCases.map(\.rawValue)), "A preview plans everything and writes nothing.")
    ])
}

private struct ApplicationInput: Decodable {
    let digest: String

    static let schema = Schema.object([
        .init("digest", .text, "The digest of the plan, as the preview shows it; of another plan nothing is written.")
    ])
}

// MARK: - What is answered

private struct RunsBody: Encodable {
    let runs: [RunBody]
    let next: String?
}

struct RunBody: Encodable {
    let id: ID<Run>
    let job: ID<EnrichJob>?
    let connection: ID<OrgConnection>
    let name: String
    let object: String
    let purpose: String
    let source: ID<Run>?
    let state: String
    let ending: String?
    let reason: String?
    let waitsFor: String?
    let waitsSince: Timestamp?
    let digest: String?
    let records: Int
    let total: Int
    let matched: Int
    let companyOnly: Int
    let noMatch: Int
    let errors: Int
    let enriched: Int
    let deferred: Int
    let notOwned: Int
    let fields: Int
    let credits: Int
    let restCalls: Int
    let bulkCalls: Int
    let startedByName: String
    let createdAt: Timestamp
    let endedAt: Timestamp?

    init(_ run: Run, digest: String? = nil) {
        (id, job, connection) = (run.id, run.job, run.connection)
        (name, object, purpose, source) = (run.name, run.object.rawValue, run.purpose.rawValue, run.source)
        (state, ending, reason) = (run.state.rawValue, run.ending?.rawValue, run.reason)
        (waitsFor, waitsSince) = (run.waitsFor, run.waitsSince)
        self.digest = digest
        records = run.records
        let counts = run.counts
        (total, matched, companyOnly) = (counts.total, counts.matched, counts.companyOnly)
        (noMatch, errors, enriched) = (counts.noMatch, counts.errors, counts.enriched)
        (deferred, notOwned, credits) = (counts.deferred, counts.notOwned, counts.credits)
        (fields, restCalls, bulkCalls) = (run.fields, run.restCalls, run.bulkCalls)
        (startedByName, createdAt, endedAt) = (run.startedByName, run.createdAt, run.endedAt)
    }

    private static let count = Schema.integer(0...Int.max)

    static let schema = Schema.object([
        .init("id", .id, "The run's id."),
        .init("job", .id, optional: true, "The job that it is of."),
        .init("connection", .id, "The connection to the org."),
        .init("name", .text, "What the job was called when it began."),
        .init("object", .words(CRMObject.allCases.map(\.rawValue)), "Which records it looks at."),
        .init("purpose", .words(Run.Purpose.allCases.map(\.rawValue)), "What it is for."),
        .init("source", .id, optional: true, "The run that it undoes, or the preview that it carries out."),
        .init("state", .words(Run.State.allCases.map(\.rawValue)), "Where it is."),
        .init(
            "ending",
            .words(RunEnding.allCases.map(\.rawValue)),
            optional: true,
            "How it ended; never succeeded when a record failed."
        ),
        .init("reason", .text, optional: true, "Why it was stopped or has failed."),
        .init("waitsFor", .text, optional: true, "What it waits for."),
        .init("waitsSince", .time, optional: true, "Since when it waits."),
        .init("digest", .text, optional: true, "Of a preview that has ended: what names its plan."),
        .init("records", count, "How many records were read."),
        .init("total", count, "How many are settled: the sum of the next four."),
        .init("matched", count, "Records that are a profile."),
        .init("companyOnly", count, "People of whom only the company is known."),
        .init("noMatch", count, "Records that are none."),
        .init("errors", count, "Records that could not be looked at or written."),
        .init("enriched", count, "Of those with a match, the ones that were changed."),
        .init("deferred", count, "Records for which there was no credit left; the next run begins with them."),
        .init("notOwned", count, "Records that are not under management."),
        .init("fields", count, "How many fields were changed."),
        .init("credits", count, "What was paid; of a preview, what it would cost."),
        .init("restCalls", count, "Calls of the org's REST API."),
        .init("bulkCalls", count, "Calls of its Bulk API."),
        .init("startedByName", .text, "Who began it."),
        .init("createdAt", .time, "When it began."),
        .init("endedAt", .time, optional: true, "When it ended."),
    ])
}

private struct RunRecordsBody: Encodable {
    let records: [RunRecordBody]
    let next: String?
}

private struct HistoryBody: Encodable {
    let visits: [RunRecordBody]
    let departures: [RecordDepartureBody]
}

struct RecordDepartureBody: Encodable {
    let connection: String
    let deletedAt: Timestamp
    let mergedInto: String?
    let run: String

    init(_ one: RecordDeparture) {
        (connection, deletedAt) = (one.connection.rawValue, one.deletedAt)
        (mergedInto, run) = (one.master?.text, one.run.rawValue)
    }

    static let schema = Schema.object([
        .init("connection", .id, "In which org."),
        .init("deletedAt", .time, "When that was."),
        .init(
            "mergedInto",
            .text,
            optional: true,
            "The record of which it is part now; left out where it was deleted."
        ),
        .init("run", .id, "The run that Salesforce told so; it took the record off the lists that need attention."),
    ])
}

private struct RunOutcomeBody: Encodable {
    let record: RunRecordBody
    let fields: [RunFieldBody]
}

struct RunRecordBody: Encodable {
    let run: ID<Run>
    let record: String
    let status: String
    let reason: String?
    let profileKind: String?
    let profile: String?
    let confidence: Int
    let moved: String?
    let fields: Int
    let price: String
    let hold: String?
    let error: String?

    init(_ line: RunRecord) {
        (run, record, status) = (line.run, line.record.text, line.status.rawValue)
        reason = line.reason?.rawValue
        (profileKind, profile) = (line.profile?.kind.rawValue, line.profile.map { String($0.number) })
        (confidence, moved, fields) = (line.confidence, line.moved?.rawValue, line.fields)
        (price, hold, error) = (line.price.rawValue, line.hold?.rawValue, line.error)
    }

    static let schema = Schema.object([
        .init("run", .id, "The run that looked at it."),
        .init("record", .text, "The record's Salesforce id."),
        .init("status", .words(RunRecord.Status.allCases.map(\.rawValue)), "What it was found to be."),
        .init("reason", .words(NoMatchReason.allCases.map(\.rawValue)), optional: true, "Why it is no profile."),
        .init("profileKind", .words(ProfileID.Kind.allCases.map(\.rawValue)), optional: true, "Company or person."),
        .init("profile", .text, optional: true, "The profile's id in the catalogue."),
        .init("confidence", .integer(0...100), "How sure that is."),
        .init(
            "moved",
            .words(Moved.allCases.map(\.rawValue)),
            optional: true,
            "Whether the person works elsewhere now."
        ),
        .init("fields", .integer(0...Int.max), "How many fields change."),
        .init("price", .words(Price.allCases.map(\.rawValue)), "What it costs."),
        .init("hold", .words(Hold.allCases.map(\.rawValue)), optional: true, "Why nothing is written despite a match."),
        .init("error", .text, optional: true, "What went wrong, in words."),
    ])
}

struct RunFieldBody: Encodable {
    let field: String
    let action: String
    let before: String
    let after: String
    let loamField: String?
    let source: String?
    let rule: String?
    let reason: String?

    init(_ entry: Patch.Entry) {
        (field, before, after) = (entry.field.rawValue, entry.before.text, entry.after.text)
        switch entry.action {
        case .set: (action, reason) = ("set", nil)
        case .clear: (action, reason) = ("clear", nil)
        case .leave(let why): (action, reason) = ("leave", why.rawValue)
        }
        if case .mapped(let origin, let rule, let provenance, _)? = entry.origin {
            (loamField, source, self.rule) = (origin.rawValue, provenance.source, rule.rawValue)
        } else {
            (loamField, source, rule) = (nil, nil, nil)
        }
    }

    static let schema = Schema.object([
        .init("field", .text, "The API name of the Salesforce field."),
        .init("action", .words(["set", "clear", "leave"]), "What is done with it."),
        .init("before", .text, "What it held; empty where it was blank."),
        .init("after", .text, "What it holds afterwards."),
        .init("loamField", .text, optional: true, "What the value comes from, as in company.name."),
        .init("source", .text, optional: true, "Which source of the catalogue says so."),
        .init("rule", .words(UpdateRule.allCases.map(\.rawValue)), optional: true, "When it may overwrite."),
        .init("reason", .words(LeaveReason.allCases.map(\.rawValue)), optional: true, "Why it is left as it is."),
    ])
}
