import Database
import Enrichment
import Store
import TestSupport
import Testing

@testable import Capabilities

@Suite struct RunReportTests {
    @Test(
        "S-19 · the totals by field, the report and the records of a run tell the same, and so does its preview",
        arguments: Engine.available
    )
    func totals(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let job = try await bench.job()
            let preview = try await bench.preview(job)
            let run = try await bench.run(job)
            let runs = bench.app.runs
            let totals = try await runs.fields(of: run.id, by: bench.ada)
            #expect(totals == (try await runs.fields(of: preview.id, by: bench.ada)))
            #expect(totals.reduce(0) { $0 + $1.changes } == run.fields)
            let city = try #require(totals.first { $0.field == "BillingCity" })
            #expect((city.filled, city.replaced, city.emptied) == (19, 0, 0))

            var lines: [RunReport.Line] = []
            for try await some in try await runs.report(of: run.id, by: bench.ada) { lines += some }
            #expect(lines.count == 20)
            #expect(lines.reduce(0) { $0 + $1.outcome.patch.changes.count } == run.fields)
            #expect(lines.allSatisfy { $0.record.record == $0.outcome.record })

            let profiles = lines.compactMap(\.record.profile)
            let names = try await runs.names(of: profiles + [.company(4711)], by: bench.ada)
            #expect(names.count == 19 && names[.company(4711)] == nil)
            #expect(names.values.allSatisfy { !$0.isEmpty })
        }
    }

    @Test("S-19 · a change is filled, replaced or emptied")
    func kinds() {
        let record = CRMID("001000000000001AAA")!
        let totals = FieldTotal.of([
            .init(record, "Phone", before: .blank, after: .text("1")),
            .init(record, "Phone", before: .text("0"), after: .text("1")),
            .init(record, "City", before: .text("Husum"), after: .blank),
        ])
        #expect(totals.map(\.field) == ["City", "Phone"])
        #expect(totals.map { [$0.filled, $0.replaced, $0.emptied] } == [[0, 0, 1], [1, 1, 0]])
    }
}
