import Database
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// What the Bulk APIs allow in a day, and how long they remember.
struct BulkLimitTests {
    private let accounts = #"{"object":"Account","operation":"insert"}"#

    @Test("X-04 · a job that waits for its rows for more than a day is aborted")
    func open() async throws {
        let clock = TestClock()
        try await clock.govern {
            let bulk = try await BulkFixture()
            let job = try await bulk.make("ingest", accounts)
            clock.advance(by: .seconds(86_399))
            try await bulk.bulk.tidy()
            #expect(try await bulk.state("ingest", job)["state"]?.text == "Open")
            clock.advance(by: .seconds(1))
            try await bulk.bulk.tidy()
            #expect(try await bulk.state("ingest", job)["state"]?.text == "Aborted")
            let path = "\(BulkFixture.base)/ingest/\(job)/batches"
            let late = try await bulk.send(.put, path, "Name\nLate\n", [.contentType: "text/csv"])
            #expect(late.status == 400 && late.body.contains("INVALIDJOBSTATE"))
        }
    }

    @Test("X-04 · results are kept for seven days, and with them the job")
    func results() async throws {
        let clock = TestClock()
        try await clock.govern {
            let bulk = try await BulkFixture()
            let job = try await bulk.ingest(accounts, "Name\nOne\n")
            clock.advance(by: .seconds(7 * 86_400 - 1))
            try await bulk.bulk.tidy()
            #expect(try await bulk.results(job, "successfulResults").contains("One"))
            clock.advance(by: .seconds(1))
            try await bulk.bulk.tidy()
            let gone = try await bulk.send(.get, "\(BulkFixture.base)/ingest/\(job)")
            #expect(gone.status == 404 && gone.body.contains("NOT_FOUND"))
            #expect(try bulk.bulk.files.find(.successful, of: job) == nil)
        }
    }

    @Test("X-04 · the batches of a day are counted and limited, and free again a day later")
    func batches() async throws {
        let clock = TestClock()
        try await clock.govern {
            let bulk = try await BulkFixture()
            bulk.org.switches.dailyBulkBatches = 2
            for name in ["One", "Two"] { _ = try await bulk.ingest(accounts, "Name\n\(name)\n") }
            let refused = try await bulk.send(.post, "\(BulkFixture.base)/ingest", accounts)
            #expect(refused.status == 400)
            #expect(refused.body.contains(#""errorCode":"LIMIT_EXCEEDED""#), "\(refused.body)")
            #expect(refused.body.contains("ApiBatchItems Limit exceeded."))
            clock.advance(by: .seconds(86_400))
            _ = try await bulk.ingest(accounts, "Name\nThree\n")
            #expect(try await bulk.count("SELECT Id FROM Account") == 3)
        }
    }

    @Test("X-04 · a job whose rows are more than the day allows fails where the limit is, and tells what was not tried")
    func rows() async throws {
        let bulk = try await BulkFixture()
        bulk.org.switches.dailyBulkRows = 15_000
        let rows = "Name\n" + (0..<20_000).map { "R\($0)\n" }.joined()
        let job = try await bulk.ingest(accounts, rows)
        let document = try await bulk.state("ingest", job)
        #expect(document["state"]?.text == "Failed")
        #expect(document["errorMessage"]?.text == "ExceededQuota : ApiBatchRecords Limit exceeded.")
        #expect(document["numberRecordsProcessed"]?.integer == 10_000)
        #expect(try await bulk.results(job, "unprocessedrecords").split(separator: "\n").count == 10_001)
    }

    @Test("X-04 · query jobs of a day are limited")
    func queries() async throws {
        let bulk = try await BulkFixture()
        bulk.org.switches.dailyBulkQueries = 1
        #expect(try await bulk.count("SELECT Id FROM Account") == 0)
        let body = #"{"operation":"query","query":"SELECT Id FROM Account"}"#
        let refused = try await bulk.send(.post, "\(BulkFixture.base)/query", body)
        #expect(refused.status == 400 && refused.body.contains("LIMIT_EXCEEDED"))
    }

    @Test("X-04 · batches of Bulk API 1.0 count to the same limit, and are refused in its own words")
    func classic() async throws {
        let bulk = try await BulkFixture()
        bulk.org.switches.dailyBulkBatches = 1
        let base = "/services/async/60.0/job"
        let info = #"{"operation":"insert","object":"Account","contentType":"CSV"}"#
        let made = try await bulk.send(.post, base, info)
        let job = try #require(JSONReader.read(Array(made.body.utf8)).object?["id"]?.text)
        let csv: Fields = [.contentType: "text/csv"]
        #expect(try await bulk.send(.post, "\(base)/\(job)/batch", "Name\nOne\n", csv).status == 201)
        let refused = try await bulk.send(.post, "\(base)/\(job)/batch", "Name\nTwo\n", csv)
        #expect(refused.status == 400 && refused.body.contains("ExceededQuota"), "\(refused.body)")
        await bulk.bulk.workNow()
        #expect(try await bulk.bulk.jobs.batches(of: job).map(\.state) == [.completed])
        let limits = try await bulk.org.database.read { db in try BulkUse.today(db) }
        #expect(limits == BulkUse(batches: 1, rows: 1))
    }
}
