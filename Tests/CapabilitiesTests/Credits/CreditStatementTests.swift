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
            let lines = try await statements.lines(of: now.month, by: bench.ada).lines
            #expect(lines.map(\.run) == [run.id])
            let line = try #require(lines.first)
            #expect((line.reserved, line.charged, line.released, line.refunded) == (19, 19, 0, 0))
            #expect(line.startedBy == bench.ada.name && line.name == run.name)
            #expect(now.opening.isEmpty && now.closing == [.available: -19, .reserved: 0, .spent: 19])

            #expect(try await statements.use(by: bench.ada).map(\.credits) == [19])
            #expect(try await statements.use(by: bench.ada).map(\.startedBy) == [bench.ada.name])

            let later = try await statements.statement(of: now.month.next, by: bench.ada)
            #expect(later.opening == now.closing && later.closing == now.closing)
            #expect(later.moved.isEmpty && later.isBalanced)
            #expect(try await statements.lines(of: now.month.next, by: bench.ada).lines.isEmpty)
            let earlier = try await statements.statement(of: now.month.previous, by: bench.ada)
            #expect(earlier.closing.isEmpty && earlier.isBalanced)
        }
    }

    @Test(
        "X-14 · a long month is paged: each run once, where it first moved credits, and the pages add up to the month",
        arguments: Engine.available
    )
    func pages(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let statements = bench.app.credits
            let month = try statements.month(of: bench.ada)
            // Runs that began in the month before, that moved credits again and again, and at one moment.
            let start = try month.bounds(Zone(named: bench.ada.timeZone)).start
            let job = try await bench.job()
            let real = try await bench.run(job)
            let organisation = bench.ada.organisation
            var expected: [(run: ID<Run>, first: Timestamp, charged: Int)] = []
            for number in 0..<23 {
                let run = try await bench.org.database.write { db -> ID<Run> in
                    let settings = JobSettings("Run \(number)", Mapping(.account, []))
                    let new = NewRun(
                        .enrich,
                        on: real.connection,
                        job: nil,
                        settings,
                        MatchInputs(.account),
                        by: "Ada"
                    )
                    let id = try #require(try Run.insert(new, in: organisation, at: start, on: db))
                    for batch in 0..<3 { try RunBatch.insert(batch, of: id, in: organisation, plan: 1, on: db) }
                    // Every fourth began before midnight; three begin at one moment.
                    let first = start + .seconds(number / 3 * 10)
                    for (batch, moment) in [first, first, first + .seconds(5)].enumerated() {
                        try CreditLedger.enter(
                            CreditMovement(.reserve, 2),
                            for: batch,
                            of: id,
                            by: nil,
                            in: organisation,
                            at: number % 4 == 0 && batch == 0 ? start + .seconds(-60) : moment,
                            on: db
                        )
                        try CreditLedger.enter(
                            CreditMovement(.charge, 2),
                            for: batch,
                            of: id,
                            by: nil,
                            in: organisation,
                            at: moment + .seconds(1),
                            on: db
                        )
                    }
                    return id
                }
                let first = start + .seconds(number / 3 * 10)
                expected.append((run, first, 6))
            }
            let sorted = expected.sorted { ($1.first, $1.run) < ($0.first, $0.run) }
            for size in [1, 4, 23, 500] {
                var found: [CreditLine] = []
                var place: CreditLine.Place?
                repeat {
                    let page = try await statements.lines(of: month, after: place, size: size, by: bench.ada)
                    #expect(page.lines.count <= size && !page.lines.isEmpty)
                    found += page.lines
                    // As an address has it.
                    place = page.next.flatMap { CreditLine.Place(text: $0.text) }
                } while place != nil
                #expect(found.filter { $0.run != real.id }.map(\.run) == sorted.map(\.run), "\(size)")
                let statement = try await statements.statement(of: month, by: bench.ada)
                #expect(statement.isBalanced)
                #expect(found.reduce(0) { $0 + $1.charged } == statement.charged)
                #expect(found.reduce(0) { $0 + $1.reserved } == statement.reserved)
            }
        }
    }

    @Test(
        "A place of a statement is read as it is written, and nothing else is one",
        arguments: ["", "1", ".", "1.x", "x.y"]
    )
    func places(text: String) { #expect(CreditLine.Place(text: text) == nil) }

    @Test("A statement whose lines do not explain its accounts says so")
    func imbalance() {
        let month = CivilMonth("2026-11")!
        let lost = CreditStatement(month: month, opening: [:], closing: [.available: -1, .spent: 1], moved: [:])
        #expect(!lost.isBalanced)
        let made = CreditStatement(month: month, opening: [.spent: 1], closing: [.spent: 1], moved: [:])
        #expect(!made.isBalanced)
        #expect(CreditStatement(month: month, opening: [:], closing: [:], moved: [:]).isBalanced)
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
