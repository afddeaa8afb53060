import HTTP
import Testing

@testable import Sandbox

/// Both Bulk APIs over an org in memory; work is done when a test says so.
struct BulkFixture {
    let org: Org
    let bulk: Bulk
    let router: Router
    let faults = Faults()

    init(folder: String? = nil) async throws {
        let org = try await Org.open(folder: folder)
        let caller = try await org.administrator()
        bulk = try await Bulk.open(org, faults) { refusing, action in
            { request in
                do {
                    return try await action(request, caller)
                } catch let error as OrgError {
                    return refusing(error)
                }
            }
        }
        self.org = org
        router = try Router(doors: [
            Door("data", at: "/services/data", ignoresTrailingSlash: true, routes: bulk.routes), bulk.classicDoor,
        ])
    }

    func send(
        _ method: Method,
        _ path: String,
        _ body: String = "",
        _ fields: Fields = [.contentType: "application/json"]
    ) async throws -> (status: Int, body: String, fields: Fields) {
        let response = await router.handle(Request(method, path, fields: fields, body: .text(body)))
        let text = String(decoding: try await response.body.collect(), as: UTF8.self)
        return (response.status.code, text, response.fields)
    }

    static let base = "/services/data/v60.0/jobs"
    /// More than a phone number may have.
    static let longPhone = String(repeating: "1", count: 41)

    /// Makes a job of Bulk API 2.0 and puts its rows there; the rows are worked on.
    func ingest(_ description: String, _ rows: String) async throws -> String {
        let job = try await make("ingest", description)
        let put = try await send(.put, "\(BulkFixture.base)/ingest/\(job)/batches", rows, [.contentType: "text/csv"])
        #expect(put.status == 201)
        let patch = try await send(.patch, "\(BulkFixture.base)/ingest/\(job)", #"{"state":"UploadComplete"}"#)
        #expect(patch.status == 200)
        await bulk.workNow()
        return job
    }

    /// Makes a job and tells its id.
    func make(_ kind: String, _ description: String) async throws -> String {
        let made = try await send(.post, "\(BulkFixture.base)/\(kind)", description)
        #expect(made.status == 200, "\(made.body)")
        return try #require(JSONReader.read(Array(made.body.utf8)).object?["id"]?.text)
    }

    func state(_ kind: String, _ job: String) async throws -> JSONObject {
        let answer = try await send(.get, "\(BulkFixture.base)/\(kind)/\(job)")
        return try #require(JSONReader.read(Array(answer.body.utf8)).object)
    }

    func results(_ job: String, _ name: String) async throws -> String {
        try await send(.get, "\(BulkFixture.base)/ingest/\(job)/\(name)").body
    }

    func count(_ soql: String) async throws -> Int {
        let job = try await make("query", #"{"operation":"query","query":"\#(soql)"}"#)
        await bulk.workNow()
        return try await Int(#require(state("query", job)["numberRecordsProcessed"]?.integer))
    }
}
