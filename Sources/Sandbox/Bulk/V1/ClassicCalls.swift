import HTTP
import Telemetry
import Tabular

/// The requests of Bulk API 1.0.
struct ClassicCalls: Sendable {
    let bulk: Bulk

    private static let longestBatch = 10_000_000

    var door: Door {
        let base = "/services/async/:version/job"
        let job = base + "/:job"
        let batch = job + "/batch/:batch"
        return Door(
            "bulk-1",
            at: "/services/async",
            ignoresTrailingSlash: true,
            routes: [
                route(.post, base, create), route(.get, job, show), route(.post, job, change),
                route(.get, job + "/batch", list),
                route(.post, job + "/batch", bodyLimit: ClassicCalls.longestBatch, add),
                route(.get, batch, showBatch), route(.get, batch + "/request", original),
                route(.get, batch + "/result", results), route(.get, batch + "/result/:result", rows),
            ],
            render: { problem, request in
                let code = problem.status == .contentTooLarge ? "ClientInputError" : "InvalidUrl"
                return OrgError.classic(code, problem.title).classicResponse(request.classicFormat)
            }
        )
    }

    private func route(
        _ method: Method,
        _ pattern: String,
        bodyLimit: Int = 1 << 20,
        _ action: @escaping @Sendable (BulkCall) async throws -> Response
    ) -> Route {
        Route(method, RoutePattern(pattern), access: Access("session"), bodyLimit: bodyLimit) { request in
            let format = request.classicFormat
            let handler = bulk.authorise({ $0.classicResponse(format) }) { request, caller in
                let version = try APIVersion(pathComponent: "v" + (request.parameters["version"] ?? ""))
                return try await action(BulkCall(request: request, caller: caller, version: version))
            }
            return try await handler(request)
        }
    }

    // MARK: - Jobs

    private func create(_ call: BulkCall) async throws -> Response {
        let format = call.request.classicFormat
        let request = try ClassicRequest(try await call.request.body.collect(), format)
        let operation = try request.operation
        guard let name = request["object"] else { throw OrgError.classic("InvalidJob", "No object was given") }
        let object = try bulk.object(name, for: operation, call.caller)
        var job = try await bulk.newJob(.classic, operation, of: object.name, call)
        job.contentType = try request.contentType.rawValue
        job.concurrency = request.isSerial ? "Serial" : "Parallel"
        job.lineEnding = .any
        job.assignmentRule = request["assignmentRuleId"]
        job.externalID = try bulk.externalID(request["externalIdFieldName"], operation, object)
        if let chunking = try KeyChunking(call.request.fields["Sforce-Enable-PKChunking"]), operation.isQuery {
            job.chunkSize = chunking.size
            job.chunkStart = chunking.startRow
            job.chunkParent = chunking.parent
        }
        try await bulk.jobs.add(job)
        return job.description(with: []).response("jobInfo", format, .created)
    }

    private func find(_ call: BulkCall) async throws -> BulkJob {
        let id = call.request.parameters["job"] ?? ""
        guard let job = try await bulk.jobs.find(id, .classic),
            job.userID == call.caller.userID || call.caller.isAdmin
        else { throw OrgError.classic("InvalidJob", "Invalid job id: \(id)") }
        return job
    }

    private func show(_ call: BulkCall) async throws -> Response {
        let job = try await find(call)
        return job.description(with: try await bulk.jobs.batches(of: job.id))
            .response("jobInfo", call.request.classicFormat)
    }

    private func change(_ call: BulkCall) async throws -> Response {
        var job = try await find(call)
        let format = call.request.classicFormat
        let state = try ClassicRequest(try await call.request.body.collect(), format)["state"]
        switch state {
        case "Closed":
            guard try await bulk.jobs.move(job.id, from: [.open, .closed], to: .closed) else {
                throw OrgError.classic("InvalidJobState", "Closing already Aborted Job not allowed")
            }
            job.state = .closed
        case "Aborted":
            guard try await bulk.jobs.move(job.id, from: [.open, .closed], to: .aborted) else {
                throw OrgError.classic("InvalidJobState", "Aborting already Aborted Job not allowed")
            }
            try await bulk.jobs.dropQueued(of: job.id)
            job.state = .aborted
        default: throw OrgError.classic("InvalidJob", "Invalid state: \(state ?? "")")
        }
        return job.description(with: try await bulk.jobs.batches(of: job.id)).response("jobInfo", format)
    }

    // MARK: - Batches

    private func add(_ call: BulkCall) async throws -> Response {
        let job = try await find(call)
        guard job.state == .open else {
            throw OrgError.classic("InvalidJobState", "Unable to add a batch to a job that is \(job.state.rawValue)")
        }
        do throws(BulkFailure) {
            try await bulk.require(BulkUse(batches: 1))
        } catch {
            throw OrgError.classic(error.code, error.text)
        }
        let now = Log.current.clock.now().stored
        let batch = BulkBatch(
            id: try await bulk.jobs.newID(prefix: "751"),
            jobID: job.id,
            created: now,
            modified: now
        )
        let file = try bulk.files.make(.request(batch.id), of: job.id)
        var size = 0
        for try await piece in call.request.body {
            try file.write(piece, at: size)
            size += piece.count
        }
        try await bulk.jobs.add([batch])
        return batch.description.response("batchInfo", job.classicContent.ofDescriptions, .created)
    }

    private func findBatch(_ call: BulkCall) async throws -> (BulkJob, BulkBatch) {
        let job = try await find(call)
        let id = call.request.parameters["batch"] ?? ""
        guard let batch = try await bulk.jobs.findBatch(id, of: job.id) else {
            throw OrgError.classic("InvalidBatch", "Invalid batch id: \(id)")
        }
        return (job, batch)
    }

    private func list(_ call: BulkCall) async throws -> Response {
        let job = try await find(call)
        let batches = try await bulk.jobs.batches(of: job.id)
        if job.classicContent == .json {
            var json = JSONWriter()
            json.beginObject()
            json.key("batchInfo")
            json.beginArray()
            for batch in batches { batch.description.write(to: &json) }
            json.endArray()
            json.endObject()
            return .classic(json.bytes, .json)
        }
        var xml = XMLText()
        xml.element("batchInfoList", ClassicFormat.namespace) { xml in
            for batch in batches { xml.element("batchInfo") { batch.description.write(to: &$0) } }
        }
        return .classic(xml.bytes, .xml)
    }

    private func showBatch(_ call: BulkCall) async throws -> Response {
        let (job, batch) = try await findBatch(call)
        return batch.description.response("batchInfo", job.classicContent.ofDescriptions)
    }

    private func original(_ call: BulkCall) async throws -> Response {
        let (job, batch) = try await findBatch(call)
        guard let file = try bulk.files.find(.request(batch.id), of: job.id) else {
            throw OrgError.classic("InvalidBatch", "The request of the batch is gone: \(batch.id)")
        }
        return .file(file, 0..<file.size, type: job.classicContent.mediaType)
    }

    /// What became of the rows, or the list of a query's results.
    private func results(_ call: BulkCall) async throws -> Response {
        let (job, batch) = try await findBatch(call)
        guard batch.state == .completed else { throw OrgError.classic("InvalidBatch", "Batch not completed") }
        guard job.operation.isQuery else { return try file(of: batch, job) }
        let ids = [batch.resultID].compactMap { $0 }
        if job.classicContent == .json {
            var json = JSONWriter()
            json.beginArray()
            for id in ids { json.plain(id) }
            json.endArray()
            return .classic(json.bytes, .json)
        }
        var xml = XMLText()
        xml.element("result-list", ClassicFormat.namespace) { xml in
            for id in ids { xml.element("result", id) }
        }
        return .classic(xml.bytes, .xml)
    }

    private func rows(_ call: BulkCall) async throws -> Response {
        let (job, batch) = try await findBatch(call)
        let id = call.request.parameters["result"] ?? ""
        guard let known = batch.resultID, RecordID.canonical(id) == known else {
            throw OrgError.classic("InvalidBatch", "Invalid result id: \(id)")
        }
        return try file(of: batch, job)
    }

    private func file(of batch: BulkBatch, _ job: BulkJob) throws -> Response {
        guard let file = try bulk.files.find(.result(batch.id), of: job.id) else {
            throw OrgError.classic("InvalidBatch", "The results of the batch are gone: \(batch.id)")
        }
        return .file(file, 0..<file.size, type: job.classicContent.mediaType)
    }
}

extension BulkJob {
    /// What a job of Bulk API 1.0 takes and gives.
    var classicContent: ClassicFormat { ClassicFormat(rawValue: contentType) ?? .csv }
}
