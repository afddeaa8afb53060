import HTTP
import Telemetry
import Tabular

/// The requests of Bulk API 2.0 that take rows in.
struct IngestCalls: Sendable {
    let bulk: Bulk

    /// What Salesforce takes of one upload.
    static let longestUpload = 150 << 20
    private static let longestInline = 100_000

    var routes: [Route] {
        let base = "/services/data/:version/jobs/ingest"
        let job = base + "/:job"
        return [
            bulk.route(.get, base, list),
            bulk.route(.post, base, bodyLimit: 1 << 20, create),
            bulk.route(.get, job) { .json(bytes: try await find($0).document(.progress)) },
            bulk.route(.patch, job, change),
            bulk.route(.delete, job, remove),
            bulk.route(.put, job + "/batches", bodyLimit: IngestCalls.longestUpload, upload),
            bulk.route(.get, job + "/successfulResults") { try await results(.successful, $0) { $0.successfulBytes } },
            bulk.route(.get, job + "/failedResults") { try await results(.failed, $0) { $0.failedBytes } },
            bulk.route(.get, job + "/unprocessedrecords", unprocessed),
            bulk.route(.get, job + "/unprocessedRecords", unprocessed),
        ]
    }

    private func list(_ call: BulkCall) async throws -> Response {
        try await bulk.list(call, [.ingest, .classic], at: "jobs/ingest")
    }

    private func create(_ call: BulkCall) async throws -> Response {
        if call.request.contentType?.essence == MediaType.multipart.essence { return try await createWithRows(call) }
        let request = try JobRequest(try await call.request.body.collect())
        let job = try await make(request, call)
        try await bulk.jobs.add(job)
        return .json(bytes: job.document(.created))
    }

    /// The form with the job in one part and its rows in the next.
    private func createWithRows(_ call: BulkCall) async throws -> Response {
        let bytes = try await call.request.body.collect(upTo: IngestCalls.longestInline * 4)
        let form = JobForm(bytes, boundary: call.request.contentType?.parameters["boundary"] ?? "")
        guard let description = form["job"], let rows = form["content"] else {
            throw OrgError.job("A multipart request needs the parts job and content")
        }
        guard rows.count <= IngestCalls.longestInline else {
            throw OrgError("CLIENTINPUTERROR", "ClientInputError : Request content exceeds 100000 characters")
        }
        var job = try await make(try JobRequest(description), call)
        try bulk.files.make(.upload, of: job.id).append(rows)
        job.state = .uploadComplete
        try await bulk.jobs.add(job)
        return .json(bytes: job.document(.created))
    }

    private func make(_ request: JobRequest, _ call: BulkCall) async throws -> BulkJob {
        let operation = try request.operation
        guard !operation.isQuery else {
            throw OrgError("INVALIDOPERATION", "InvalidOperation : Use jobs/query for queries")
        }
        guard let name = try request.text("object"), !name.isEmpty else {
            throw OrgError.job("No value provided for required field: object")
        }
        let object = try bulk.object(name, for: operation, call.caller)
        try await bulk.requireForRequest(BulkUse(batches: 1, rows: 1))
        var job = try await bulk.newJob(.ingest, operation, of: object.name, call)
        try request.applyFormat(to: &job)
        job.assignmentRule = try request.text("assignmentRuleId")
        job.externalID = try bulk.externalID(try request.text("externalIdFieldName"), operation, object)
        return job
    }

    private func find(_ call: BulkCall) async throws -> BulkJob { try await bulk.find(.ingest, call) }

    private func upload(_ call: BulkCall) async throws -> Response {
        let job = try await find(call)
        guard job.state == .open else { throw OrgError.jobState("Job is not open: \(job.state.rawValue)") }
        guard try bulk.files.find(.upload, of: job.id) == nil else {
            throw OrgError(
                "CLIENTINPUTERROR",
                "ClientInputError : Found multiple contents for job: <\(job.id)>, please 'Close' / 'Abort' / 'Delete' the "
                    + "current Job then create a new Job and make sure you only do 'PUT' once on a given Job."
            )
        }
        if let type = call.request.contentType, type.essence != "text/csv" {
            throw OrgError("UNSUPPORTED_MEDIA_TYPE", "Content-Type must be text/csv", status: 415)
        }
        // An upload that breaks off leaves none, and may be sent again.
        let file = try bulk.files.make(.arriving, of: job.id)
        var size = 0
        for try await piece in call.request.body {
            try file.write(piece, at: size)
            size += piece.count
        }
        try bulk.files.rename(.arriving, to: .upload, of: job.id)
        return Response(.created)
    }

    private func change(_ call: BulkCall) async throws -> Response {
        var job = try await find(call)
        switch try JobRequest(try await call.request.body.collect()).state {
        case .uploadComplete:
            guard job.state == .open else {
                throw OrgError.jobState("Closing already Completed/Closed/Aborted Job not allowed")
            }
            guard try bulk.files.find(.upload, of: job.id) != nil else {
                throw OrgError("CLIENTINPUTERROR", "ClientInputError : No data was uploaded for job: \(job.id)")
            }
            guard try await bulk.jobs.move(job.id, from: [.open], to: .uploadComplete) else {
                throw OrgError.jobState("Closing already Completed/Closed/Aborted Job not allowed")
            }
            job.state = .uploadComplete
        case .aborted: try await bulk.abort(&job)
        default: throw OrgError.job("Unable to parse Job: state must be UploadComplete or Aborted")
        }
        return .json(bytes: job.document(.change))
    }

    private func remove(_ call: BulkCall) async throws -> Response {
        try await bulk.remove(try await find(call), from: [.uploadComplete, .jobComplete, .aborted, .failed])
    }

    private func results(
        _ part: JobFiles.Part,
        _ call: BulkCall,
        length: (BulkJob) -> Int
    ) async throws -> Response {
        let job = try await find(call)
        guard job.state.isFinal else { throw OrgError.jobState("Job is not finished: \(job.state.rawValue)") }
        guard let file = try bulk.files.find(part, of: job.id) else { return .csv([]) }
        return .csv(file, 0..<length(job))
    }

    /// The header of the upload, and all behind the last row that was tried.
    private func unprocessed(_ call: BulkCall) async throws -> Response {
        let job = try await find(call)
        guard job.state.isFinal else { throw OrgError.jobState("Job is not finished: \(job.state.rawValue)") }
        guard let file = try bulk.files.find(.upload, of: job.id) else { return .csv([]) }
        var header = CSVReader(file, job.format)
        do {
            try header.read(upTo: 1) { _ in }
        } catch is CSVError {
            return .csv(file, 0..<file.size)
        }
        let head = try file.read(0..<header.position)
        return .csv(file, max(job.offset, header.position)..<file.size, after: head)
    }
}
