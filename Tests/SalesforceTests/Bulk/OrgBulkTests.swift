import Sandbox
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Salesforce

struct OrgBulkTests {
    private func rows(_ ids: [RecordID], phone: (Int) -> FieldContent?) throws -> IngestRows.Upload {
        var rows = IngestRows(columns: [.id, "Phone"])
        for (place, id) in ids.enumerated() { try rows.append([.reference(id), phone(place)]) }
        return try #require(rows.finish().first)
    }

    private func phones(_ bench: OrgBench) async throws -> [String?] {
        try await bench.org.rows("SELECT Id, Phone FROM Lead ORDER BY Id").map { $0.text("Phone") }
    }

    @Test("S-16 · Rows are written by Bulk, and what became of each is told, whatever the order")
    func ingest() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(300).sorted()
            let tooLong = String(repeating: "1", count: 41)
            let upload = try rows(ids) { $0 == 5 ? .text(tooLong) : .text("+1 \($0)") }
            let kept = Mutex<[RecordID]>([])
            var saved: Set<String> = []
            var failed: [String: SalesforceError] = [:]
            let summary = try await bench.org.ingest(upload, .update, of: "Lead", pace: .quick) { job in
                kept.withLock { $0.append(job) }
            } _: { result in
                let id = result.sent("Id") ?? ""
                switch result.outcome {
                case .saved: saved.insert(id)
                case .failed(let error): failed[id] = error
                case .untried: Issue.record("A row was not tried.")
                }
            }
            #expect(summary.saved == 299 && summary.failed == 1 && summary.untried == 0)
            #expect(kept.withLock { $0 } == [summary.job.id])
            #expect(saved.count == 299 && failed.keys.map { $0 } == [ids[5].text])
            #expect(failed[ids[5].text]?.code.name == "STRING_TOO_LONG")
            #expect(try await phones(bench)[7] == "+1 7")
            let calls = bench.org.calls.counts
            #expect(calls.bulk >= 6 && calls.counted == bench.usedCalls)
            #expect(try await bench.org.ingestJobs().map(\.state) == [.jobComplete])
            try await bench.org.deleteIngest(summary.job.id)
            #expect(try await bench.org.ingestJobs().isEmpty)
        }
    }

    @Test("By Bulk, too, a field is set, cleared or left as it is")
    func threeStates() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(3).sorted()
            _ = try await bench.org.update(ids.map { Draft("Lead", id: $0, [.init("Phone", .text("old"))]) })
            let contents: [FieldContent?] = [.text("new"), .clear, nil]
            _ = try await bench.org.ingest(
                try rows(ids) { contents[$0] },
                .update,
                of: "Lead",
                pace: .quick,
                remember: { _ in },
                { _ in }
            )
            #expect(try await phones(bench) == ["new", nil, "old"])
        }
    }

    @Test(
        "S-17 · Whichever answer is lost, every row is written once",
        arguments: [
            ("*/jobs/ingest", "POST"), ("*/batches", "PUT"), ("*/jobs/ingest/*", "PATCH"), ("*/jobs/ingest/*", "GET"),
        ]
    )
    func lostAnswers(path: String, method: String) async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(20).sorted()
            bench.fail(.drop, times: 2, path: path, method: method)
            let upload = try rows(ids) { .text("\($0)") }
            let summary = try await bench.org.ingest(
                upload,
                .update,
                of: "Lead",
                pace: .quick,
                remember: { _ in },
                { _ in }
            )
            #expect(summary.saved == 20)
            #expect(try await phones(bench) == (0..<20).map { "\($0)" })
            let done = try await bench.org.ingestJobs().filter { $0.state == .jobComplete }
            #expect(done.map(\.id) == [summary.job.id])
        }
    }

    @Test("S-17 · A worker that finds the job of another goes on with it")
    func resuming() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(5).sorted()
            let upload = try rows(ids) { .text("\($0)") }
            let job = try await bench.org.openIngest(.update, of: "Lead").id
            try await bench.org.upload(upload.bytes, to: job)
            _ = try await bench.org.close(job)
            var count = 0
            let summary = try await bench.org.ingest(
                upload,
                .update,
                of: "Lead",
                resuming: job,
                pace: .quick,
                remember: { _ in Issue.record("A second job was begun.") },
                { _ in count += 1 }
            )
            #expect(summary.job.id == job && summary.saved == 5 && count == 5)
        }
    }

    @Test("S-17 · A job that another left open is given up, and its rows go by a new one")
    func leftOpen() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(5).sorted()
            let upload = try rows(ids) { .text("\($0)") }
            let job = try await bench.org.openIngest(.update, of: "Lead").id
            let summary = try await bench.org.ingest(
                upload,
                .update,
                of: "Lead",
                resuming: job,
                pace: .quick,
                remember: { #expect($0 != job) },
                { _ in }
            )
            #expect(summary.saved == 5)
            #expect(try await bench.org.ingestJob(job).state == .aborted)
        }
    }

    @Test("S-16 · A job that fails half-way tells of every row whether it was written")
    func halfFailed() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(1000).sorted()
            bench.fail(.jobFailure, amount: 50)
            var untried: Set<String> = []
            let summary = try await bench.org.ingest(
                try rows(ids) { _ in .text("1") },
                .update,
                of: "Lead",
                pace: .quick,
                remember: { _ in },
                { if $0.outcome == .untried { untried.insert($0.sent("Id") ?? "") } }
            )
            #expect(summary.job.failure != nil)
            #expect(summary.saved + summary.failed + summary.untried == 1000 && summary.untried > 0)
            #expect(untried.count == summary.untried)
            let blank = try await bench.org.rows("SELECT Id FROM Lead WHERE Phone = NULL").compactMap { $0.id?.text }
            #expect(Set(blank) == untried)
        }
    }

    @Test("S-16 · Locked rows are told apart, so that they can be tried again")
    func locks() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(200).sorted()
            bench.fail(.rowLocks, times: 1, amount: 100)
            var locked = 0
            let summary = try await bench.org.ingest(
                try rows(ids) { _ in .text("1") },
                .update,
                of: "Lead",
                pace: .quick,
                remember: { _ in },
                { if case .failed(let error) = $0.outcome, error.remedy == .wait(.lock) { locked += 1 } }
            )
            #expect(locked > 0 && locked == summary.failed)
        }
    }

    @Test("A Bulk query is read page by page, each record once")
    func query() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(450)
            let job = try #require(
                try await bench.org.bulkQuery("SELECT Id, LastName, Phone FROM Lead", pace: .quick)
            )
            var seen: [RecordID] = []
            var sizes: [Int] = []
            var next: String?
            repeat {
                let page = try await bench.org.page(of: job.id, at: next, upTo: 200) { row in
                    seen += [row.id(0)].compactMap(\.self)
                    #expect(row.text(1)?.hasPrefix("Person") == true && row.text(2) == nil)
                }
                #expect(page.columns == ["Id", "LastName", "Phone"])
                sizes.append(page.rows)
                next = page.next
            } while next != nil
            #expect(sizes == [200, 200, 50])
            #expect(seen.sorted() == ids.sorted())
            try await bench.org.deleteQuery(job.id)
        }
    }

    @Test("A query without an answer has a page without rows")
    func emptyQuery() async throws {
        try await OrgBench.run { bench in
            let job = try #require(try await bench.org.bulkQuery("SELECT Id FROM Lead", pace: .quick))
            let page = try await bench.org.page(of: job.id) { _ in Issue.record("There is no row.") }
            #expect(page.rows == 0 && page.next == nil)
        }
    }

    @Test("A query for a field that is gone says so before anything is read")
    func goneField() async throws {
        try await OrgBench.run { bench in
            let error = await #expect(throws: SalesforceError.self) {
                try await bench.org.bulkQuery("SELECT Id, Gone__c FROM Lead", pace: .quick)
            }
            #expect(error?.remedy == .adapt(.describeAgain))
        }
    }
}
