@testable import Enrichment
import Testing

@Suite struct SettlementTests {
    private let patcher = PlannerTests.patcher(.account)

    private func plan(_ profiles: [Int64]) -> Plan {
        let cases = profiles.enumerated().map { number, profile in
            let company = World.company(profile, ["name": "Company \(profile)"])
            return PlanCase(
                World.record(World.id(number), patcher),
                Match(.matched(company.id), confidence: 90),
                company: company
            )
        }
        return Planner(.account, patcher).plan(cases, credits: CreditMeter(.noLimit, owned: []), at: World.now)
    }

    @Test("D-10 · the figures of a run are sums over its records: total = matched + company only + no match + errors")
    func sums() {
        let plan = plan([1, 2, 3])
        let settled = Settlement(plan, failures: [World.id(1): "The row is locked."])
        #expect((settled.counts.total, settled.counts.matched, settled.counts.errors) == (3, 2, 1))
        #expect(settled.counts.enriched == 2)
        #expect(settled.charged == [.company(1), .company(3)])
        #expect(settled.released == [.company(2)])
        #expect(settled.counts.credits == settled.charged.count)
        #expect(settled.written.allSatisfy { $0.record != World.id(1) })
    }

    @Test("X-14 · a profile is charged when any of its records is written, and released when none is")
    func shared() {
        let plan = plan([1, 1])
        #expect(Settlement(plan, failures: [World.id(0): "Locked."]).charged == [.company(1)])
        let none = Settlement(plan, failures: [World.id(0): "Locked.", World.id(1): "Locked."])
        #expect(none.charged.isEmpty && none.released == [.company(1)])
    }

    @Test("X-24 · a run is never green when a record failed")
    func endings() {
        var counts = Counts()
        counts.matched = 3
        #expect(RunEnding(counts) == .succeeded)
        counts.errors = 1
        #expect(RunEnding(counts) == .partial)
        #expect(RunEnding(counts, wasStopped: true) == .stopped)
        counts.matched = 0
        #expect(RunEnding(counts) == .failed)
        #expect(RunEnding(Counts()) == .succeeded)
    }

    @Test("D-10 · figures of batches add up to those of the whole")
    func batches() {
        let whole = plan([1, 2, 3, 4])
        let halves = [whole.outcomes.prefix(1), whole.outcomes.dropFirst()].map { Counts(Plan(.account, Array($0))) }
        #expect(halves[0] + halves[1] == Counts(whole))
    }
}
