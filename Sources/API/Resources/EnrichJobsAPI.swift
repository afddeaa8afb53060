import Capabilities
import Enrichment
import FoundationEssentials
import HTTP
import Store
import Telemetry

extension API {
    var enrichJobs: [Operation] { enrichJobReads + enrichJobChanges }

    private var enrichJobReads: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/enrich-jobs",
                name: "listEnrichJobs",
                summary: "List the jobs of Scheduled Enrich, the newest first",
                needs: .inspect,
                answer: .init(.object([.init("jobs", .list(.named("EnrichJob")), "All jobs.")]), "All jobs."),
                run: listEnrichJobs
            ),
            Operation(
                method: .get,
                path: "/v1/enrich-jobs/:job",
                name: "showEnrichJob",
                summary: "Show a job with its document, which can be kept and brought back",
                needs: .inspect,
                answer: .init(.named("EnrichJob"), "The job."),
                run: showEnrichJob
            ),
            Operation(
                method: .post,
                path: "/v1/enrich-job-verifications",
                name: "verifyEnrichJob",
                summary: "Tell everything that keeps a job from being saved, and save nothing",
                needs: .inspect,
                body: DraftInput.schema,
                bodyLimit: API.draftLimit,
                answer: .init(
                    .object([.init("faults", .list(.named("EnrichJobFault")), "None when the job can be saved.")]),
                    "What is wrong with it."
                ),
                run: verifyEnrichJob
            ),
        ]
    }

    private var enrichJobChanges: [Operation] {
        [
            Operation(
                method: .post,
                path: "/v1/enrich-jobs",
                name: "createEnrichJob",
                summary: "Make a job, which is off at first",
                needs: .administer,
                body: DraftInput.schema,
                bodyLimit: API.draftLimit,
                answer: .init(.created, .named("EnrichJob"), "The job is saved."),
                run: createEnrichJob
            ),
            Operation(
                method: .put,
                path: "/v1/enrich-jobs/:job",
                name: "changeEnrichJob",
                summary: "Put another document in the place of a job's",
                needs: .administer,
                body: ChangeInput.schema,
                bodyLimit: API.draftLimit,
                answer: .init(.named("EnrichJob"), "The job as it is now."),
                run: changeEnrichJob
            ),
            Operation(
                method: .delete,
                path: "/v1/enrich-jobs/:job",
                name: "deleteEnrichJob",
                summary: "Delete a job; its runs and what they wrote stay",
                needs: .administer,
                answer: .init(.noContent, nil, "The job is deleted."),
                run: { request, _, caller in
                    try await app.enrichJobs.delete(try enrichJob(in: request), by: caller)
                    return .noContent
                }
            ),
            Operation(
                method: .post,
                path: "/v1/enrich-jobs/:job/clones",
                name: "cloneEnrichJob",
                summary: "Make another job with the same settings, which is off at first",
                needs: .administer,
                answer: .init(.created, .named("EnrichJob"), "The clone."),
                run: cloneEnrichJob
            ),
            Operation(
                method: .put,
                path: "/v1/enrich-jobs/:job/activation",
                name: "turnEnrichJobOn",
                summary: "Let a job run by its schedule",
                needs: .administer,
                answer: .init(.named("EnrichJob"), "The job is on."),
                run: { try await turnEnrichJob(true, $0, $2) }
            ),
            Operation(
                method: .delete,
                path: "/v1/enrich-jobs/:job/activation",
                name: "turnEnrichJobOff",
                summary: "Let a job run no more by its schedule",
                needs: .administer,
                answer: .init(.named("EnrichJob"), "The job is off."),
                run: { try await turnEnrichJob(false, $0, $2) }
            ),
            Operation(
                method: .post,
                path: "/v1/mapping-tests",
                name: "testMapping",
                summary: "Write a test record with a mapping into the org, and delete it again",
                needs: .administer,
                body: TrialInput.schema,
                bodyLimit: API.draftLimit,
                answer: .init(.named("MappingTest"), "How it went."),
                run: testMapping
            ),
        ]
    }

    /// A job with the largest of mappings is far below it.
    private static let draftLimit = 1 << 20

    // MARK: Reading

    private func listEnrichJobs(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let jobs = try await app.enrichJobs.list(by: caller)
        return try .json(EnrichJobsBody(jobs: jobs.map { try EnrichJobBody($0) }))
    }

    private func showEnrichJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await enrichJobAnswer(try enrichJob(in: request), caller)
    }

    private func verifyEnrichJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input = try await request.input(DraftInput.self, by: DraftInput.schema, upTo: API.draftLimit)
        let draft = try EnrichJobDraft(input.document)
        let faults = try await app.enrichJobs.verify(draft, on: input.connection, by: caller)
        return try .json(FaultsBody(faults: faults.map(FaultBody.init)))
    }

    // MARK: Changing

    private func createEnrichJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input = try await request.input(DraftInput.self, by: DraftInput.schema, upTo: API.draftLimit)
        let draft = try EnrichJobDraft(input.document)
        let job = try await app.enrichJobs.create(draft, on: input.connection, isOn: false, by: caller)
        return try await enrichJobMade(job.id, caller)
    }

    private func changeEnrichJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try enrichJob(in: request)
        let input = try await request.input(ChangeInput.self, by: ChangeInput.schema, upTo: API.draftLimit)
        let draft = try EnrichJobDraft(input.document)
        try await app.enrichJobs.edit(id, to: draft, expecting: input.revision, by: caller)
        return try await enrichJobAnswer(id, caller)
    }

    private func cloneEnrichJob(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let clone = try await app.enrichJobs.clone(try enrichJob(in: request), by: caller)
        return try await enrichJobMade(clone.id, caller)
    }

    private func turnEnrichJob(_ isOn: Bool, _ request: Request, _ caller: Caller) async throws -> Response {
        let id = try enrichJob(in: request)
        try await app.enrichJobs.setOn(isOn, id, by: caller)
        return try await enrichJobAnswer(id, caller)
    }

    private func testMapping(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input = try await request.input(TrialInput.self, by: TrialInput.schema, upTo: API.draftLimit)
        let mapping: Mapping
        do {
            mapping = try JSONDecoder().decode(Mapping.self, from: try JSONEncoder().encode(input.mapping))
        } catch is DecodingError {
            throw Refusal(.invalid, "mapping.unreadable", "The mapping cannot be read; take that of a job's document.")
        }
        let report = try await app.mappingTrials.run(mapping, on: input.connection, by: caller)
        return try .json(MappingTestBody(report))
    }

    // MARK: Answers

    private func enrichJobAnswer(_ id: ID<EnrichJob>, _ caller: Caller) async throws -> Response {
        try .json(EnrichJobBody(try await app.enrichJobs.get(id, by: caller)))
    }

    private func enrichJobMade(_ id: ID<EnrichJob>, _ caller: Caller) async throws -> Response {
        let body = try EnrichJobBody(try await app.enrichJobs.get(id, by: caller))
        return try .created(body, at: "/v1/enrich-jobs/\(id)")
    }

    private func enrichJob(in request: Request) throws(Problem) -> ID<EnrichJob> {
        try request.id("job", orElse: Problem(.enrichJobUnknown))
    }
}

// MARK: - What is sent

private struct DraftInput: Decodable {
    let connection: ID<OrgConnection>
    let document: JSONValue

    static let schema = Schema.object([
        .init("connection", .id, "The connection to the org."),
        .init("document", .any, "The job, as another one's document shows it."),
    ])
}

private struct ChangeInput: Decodable {
    let revision: Int
    let document: JSONValue

    static let schema = Schema.object([
        .init("revision", .integer(1...Int.max), "The revision that is changed; another one is a conflict."),
        .init("document", .any, "The job as it shall be."),
    ])
}

private struct TrialInput: Decodable {
    let connection: ID<OrgConnection>
    let mapping: JSONValue

    static let schema = Schema.object([
        .init("connection", .id, "The connection to the org."),
        .init("mapping", .any, "A mapping, as the document of a job holds one."),
    ])
}

extension EnrichJobDraft {
    fileprivate init(_ document: JSONValue) throws {
        try self.init(document: try JSONEncoder().encode(document))
    }
}

// MARK: - What is answered

private struct EnrichJobsBody: Encodable {
    let jobs: [EnrichJobBody]
}

struct EnrichJobBody: Encodable {
    let id: ID<EnrichJob>
    let name: String
    let object: String
    let connection: ID<OrgConnection>
    let interval: String
    let nextRunAt: Timestamp?
    let isOn: Bool
    let alerts: Bool
    let revision: Int
    let createdAt: Timestamp
    let updatedAt: Timestamp
    let createdByName: String?
    let document: JSONValue

    init(_ listed: EnrichJobs.Listed) throws {
        let job = listed.job
        id = job.id
        name = job.settings.name
        object = job.settings.object.rawValue
        connection = job.connection
        interval = job.frequency?.interval ?? "By hand"
        nextRunAt = listed.nextRunAt
        isOn = job.isOn
        alerts = job.alerts
        revision = job.revision
        createdAt = job.createdAt
        updatedAt = job.updatedAt
        createdByName = listed.createdByName
        document = try JSONDecoder().decode(JSONValue.self, from: Data(try EnrichJobDraft(job).document.utf8))
    }

    static let schema = Schema.object([
        .init("id", .id, "The job's id."),
        .init("name", .text, "What it is called."),
        .init("object", .words(CRMObject.allCases.map(\.rawValue)), "Which records it enriches."),
        .init("connection", .id, "The connection to the org."),
        .init("interval", .text, "How often it runs, in a word or two."),
        .init("nextRunAt", .time, optional: true, "When it runs next; left out while it is off or runs by hand."),
        .init("isOn", .flag, "Whether it runs by its schedule."),
        .init("alerts", .flag, "Whether a mail tells how each run ended."),
        .init("revision", .integer(1...Int.max), "Grows with each change."),
        .init("createdAt", .time, "When it was made."),
        .init("updatedAt", .time, "When it was changed last."),
        .init("createdByName", .text, optional: true, "Who made it; left out when it was made at the command line."),
        .init("document", .any, "All that it does: what createEnrichJob and changeEnrichJob take."),
    ])
}

private struct FaultsBody: Encodable {
    let faults: [FaultBody]
}

struct FaultBody: Encodable {
    let section: String
    let row: Int?
    let sentence: String

    init(_ fault: SettingsFault) { (section, row, sentence) = (fault.section.rawValue, fault.row, fault.sentence) }

    static let schema = Schema.object([
        .init("section", .words(SettingsFault.Section.allCases.map(\.rawValue)), "Which part of the job is wrong."),
        .init("row", .integer(0...Int.max), optional: true, "Which row of it, from 0."),
        .init("sentence", .text, "What is wrong, and what mends it."),
    ])
}

struct MappingTestBody: Encodable {
    struct Fault: Encodable {
        let field: String?
        let row: Int?
        let sentence: String
    }

    let faults: [Fault]
    let written: Int
    let isLeftOver: Bool

    init(_ report: MappingTrials.Report) {
        faults = report.faults.map { Fault(field: $0.field?.rawValue, row: $0.row, sentence: $0.sentence) }
        (written, isLeftOver) = (report.written, report.isLeftOver)
    }

    static let schema = Schema.object([
        .init(
            "faults",
            .list(
                .object([
                    .init("field", .text, optional: true, "The Salesforce field; left out where it is the record."),
                    .init("row", .integer(0...Int.max), optional: true, "The row of the mapping, from 0."),
                    .init("sentence", .text, "What is wrong, and what mends it."),
                ])
            ),
            "None when the mapping works."
        ),
        .init("written", .integer(0...Int.max), "How many fields were written."),
        .init("isLeftOver", .flag, "Whether the test record is still there and is deleted in the background."),
    ])
}
