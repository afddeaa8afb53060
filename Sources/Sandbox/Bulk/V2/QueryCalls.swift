import Crypto
import HTTP

/// The requests of Bulk API 2.0 that give rows out.
struct QueryCalls: Sendable {
    let bulk: Bulk

    /// Rows to a page when nobody says.
    private static let pageSize = 100_000
    /// The first version that lists pages for parallel download.
    private static let firstWithPages = 58
    private static let pagesAtOnce = 5

    var routes: [Route] {
        let base = "/services/data/:version/jobs/query"
        let job = base + "/:job"
        return [
            bulk.route(.get, base) { try await bulk.list($0, [.query], at: "jobs/query") },
            bulk.route(.post, base, create),
            bulk.route(.get, job) { .json(bytes: try await find($0).document(.progress)) },
            bulk.route(.patch, job, change),
            bulk.route(.delete, job) {
                try await bulk.remove(try await find($0), from: [.jobComplete, .aborted, .failed])
            },
            bulk.route(.get, job + "/results", results),
            bulk.route(.get, job + "/resultPages", pages),
        ]
    }

    private func find(_ call: BulkCall) async throws -> BulkJob { try await bulk.find(.query, call) }

    private func create(_ call: BulkCall) async throws -> Response {
        let request = try JobRequest(try await call.request.body.collect())
        let operation = try request.operation
        guard operation.isQuery else {
            throw OrgError("INVALIDOPERATION", "InvalidOperation : Unsupported operation: \(operation.rawValue)")
        }
        guard let soql = try request.text("query"), !soql.isEmpty else {
            throw OrgError.job("No value provided for required field: query")
        }
        // What is wrong with the query is told at once.
        let query = try await BulkQuery.prepare(soql, operation, for: call.caller, in: bulk.org)
        try await bulk.requireForRequest(BulkUse(queries: 1))
        var job = try await bulk.newJob(.query, operation, of: query.object, call)
        try request.applyFormat(to: &job)
        job.soql = soql
        job.state = .uploadComplete
        try await bulk.jobs.add(job, using: BulkUse(queries: 1))
        return .json(bytes: job.document(.created))
    }

    private func change(_ call: BulkCall) async throws -> Response {
        var job = try await find(call)
        guard try JobRequest(try await call.request.body.collect()).state == .aborted else {
            throw OrgError.job("Unable to parse Job: state must be Aborted")
        }
        try await bulk.abort(&job)
        return .json(bytes: job.document(.created))
    }

    private func results(_ call: BulkCall) async throws -> Response {
        let (job, index) = try await finished(call)
        return try page(of: job, index, call.request.query)
    }

    private func page(of job: BulkJob, _ index: ResultIndex, _ query: Query) throws -> Response {
        let start = try Locator.row(query["locator"])
        var size = QueryCalls.pageSize
        if let text = query["maxRecords"] {
            guard let number = Int(text), number > 0 else {
                throw OrgError("API_ERROR", "maxRecords must be a positive integer")
            }
            size = number
        }
        guard start <= job.resultRows else { throw OrgError("INVALID_QUERY_LOCATOR", "invalid query locator") }
        let end = min(start + min(size, job.resultRows), job.resultRows)
        let range = try index.offset(ofRow: start)..<index.offset(ofRow: end)
        return Response.csv(index.results, range, after: try index.header())
            .adding("Sforce-Locator", end < job.resultRows ? Locator.text(row: end) : "null")
            .adding("Sforce-NumberOfRecords", String(end - start))
    }

    /// Addresses of up to five pages that can be fetched side by side.
    private func pages(_ call: BulkCall) async throws -> Response {
        guard call.version.number >= QueryCalls.firstWithPages else { throw OrgError.notFound }
        let (job, _) = try await finished(call)
        let start = try Locator.row(call.request.query["locator"])
        let size = QueryCalls.pageSize
        var json = JSONWriter()
        json.beginObject()
        json.key("resultPages")
        json.beginArray()
        var row = start
        for _ in 0..<QueryCalls.pagesAtOnce where row < max(job.resultRows, 1) {
            json.beginObject()
            json.key("resultUrl")
            json.plain("\(job.path)/results?locator=\(Locator.text(row: row))&maxRecords=\(size)")
            json.endObject()
            row += size
        }
        json.endArray()
        let isLast = row >= job.resultRows
        json.key("nextRecordsUrl")
        json.text(isLast ? nil : "\(job.path)/resultPages?locator=\(Locator.text(row: row))")
        json.key("done")
        json.flag(isLast)
        json.endObject()
        return .json(bytes: json.bytes)
    }

    /// The job with its results, in the version that it was made with.
    private func finished(_ call: BulkCall) async throws -> (BulkJob, ResultIndex) {
        let job = try await find(call)
        guard job.version == call.version.text else {
            throw OrgError(
                "INVALIDVERSION",
                "InvalidVersion : The job was created with API version \(job.version)",
                status: 409
            )
        }
        guard job.state == .jobComplete,
            let results = try bulk.files.find(.results, of: job.id),
            let index = try bulk.files.find(.index, of: job.id)
        else { throw OrgError.jobState("Job is not complete: \(job.state.rawValue)") }
        return (job, ResultIndex(results: results, index: index, format: job.format))
    }
}

/// The place in a query's results where a page begins, in the form that clients hand back.
enum Locator {
    /// The number of a row in Base64, as Salesforce has it: `MTAwMDA` for 10,000.
    static func text(row: Int) -> String {
        let encoded = Base64.encode(Array(String(row).utf8))
        return String(encoded.prefix { $0 != "=" })
    }

    /// The row; the first without a locator.
    static func row(_ text: String?) throws(OrgError) -> Int {
        guard let text, !text.isEmpty else { return 0 }
        let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let bytes = Base64.decode(padded), let row = Int(String(decoding: bytes, as: UTF8.self)), row >= 0 else {
            throw OrgError("INVALID_QUERY_LOCATOR", "invalid query locator")
        }
        return row
    }
}
