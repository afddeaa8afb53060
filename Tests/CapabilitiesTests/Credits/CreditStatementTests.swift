import Database
import Enrichment
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

@Suite struct CreditStatementTests {
    @Test(
        "X-14 · a month's statement tells what each run did, adds up, and is what the next month begins with",
        arguments: Engine.available
    )
    func statements(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let job = try await bench.job()
            let run = try await bench.run(job)
            _ = try await bench.run(job)
            let statements = bench.app.credits
            let now = try await statements.statement(by: bench.ada)
            #expect(now.isBalanced)
            // The second run found everything paid for.
            #expect(now.lines.map(\.run) == [run.id])
            let line = try #require(now.lines.first)
            #expect((line.reserved, line.charged, line.released, line.refunded) == (19, 19, 0, 0))
            #expect(line.startedBy == bench.ada.name && line.name == run.name)
            #expect(now.opening.isEmpty && now.closing == [.available: -19, .reserved: 0, .spent: 19])

            let later = try await statements.statement(of: now.month.next, by: bench.ada)
            #expect(later.opening == now.closing && later.closing == now.closing)
            #expect(later.lines.isEmpty && later.isBalanced)
            let earlier = try await statements.statement(of: now.month.previous, by: bench.ada)
            #expect(earlier.closing.isEmpty && earlier.isBalanced)
        }
    }

    @Test("A statement whose lines do not explain its accounts says so")
    func imbalance() {
        let month = CivilMonth("2026-11")!
        let lost = CreditStatement(month: month, opening: [:], closing: [.available: -1, .spent: 1], lines: [])
        #expect(!lost.isBalanced)
        let made = CreditStatement(month: month, opening: [.spent: 1], closing: [.spent: 1], lines: [])
        #expect(!made.isBalanced)
        #expect(CreditStatement(month: month, opening: [:], closing: [:], lines: []).isBalanced)
    }

    @Test(
        "Months follow each other over the ends of years, short or long",
        arguments: [
            ("2026-11", "2026-10", "2026-12"), ("2026-12", "2026-11", "2027-01"), ("2027-02", "2027-01", "2027-03"),
        ]
    )
    func months(text: String, before: String, after: String) throws {
        let month = try #require(CivilMonth(text))
        #expect(month.description == text)
        #expect((month.previous.description, month.next.description) == (before, after))
    }

    @Test("What is no month is none", arguments: ["", "2026", "2026-13", "2026-1", "2026-11-01", "26-11", "abcd-ef"])
    func noMonth(text: String) { #expect(CivilMonth(text) == nil) }
}
