@testable import Enrichment
import FoundationEssentials
import Telemetry
import Testing

@Suite struct CreditTests {
    private let patcher = PlannerTests.patcher(.account)

    private func cases(_ numbers: Range<Int>, deferred: Set<CRMID> = [], enriched: Set<CRMID> = []) -> [PlanCase] {
        numbers.map { number in
            let company = World.company(Int64(number), ["name": "Company \(number)"])
            var record = World.record(World.id(number), patcher)
            let match = Match(.matched(company.id), confidence: 90)
            if enriched.contains(record.id) {
                let offer = Offer(company: company, status: .matched, now: World.now)
                record = patcher.patch(record, with: offer).applied(to: record)
            }
            return PlanCase(record, match, company: company, isDeferred: deferred.contains(record.id))
        }
    }

    @Test("S-03 · at a limit of 7 of 20 records seven are charged, and the next run begins with the eighth")
    func limit() {
        let planner = Planner(.account, patcher)
        let first = planner.plan(cases(1..<21), credits: CreditMeter(.perRun(7), owned: []), at: World.now)
        #expect(first.creditsNeeded == 7)
        #expect(first.outcomes.prefix(7).allSatisfy { $0.price == .credit && !$0.patch.isEmpty })
        #expect(first.outcomes.dropFirst(7).allSatisfy { $0.hold == .runLimit && $0.patch.isEmpty })
        let counts = Counts(first)
        #expect((counts.total, counts.enriched, counts.deferred) == (20, 7, 13))
        let waiting = Set(first.outcomes.filter { $0.hold?.isDeferred ?? false }.map(\.record))
        let done = Set(first.outcomes.prefix(7).map(\.record))
        // Newcomers stand before the deferred ones by id, and still come after them.
        let second = planner.plan(
            cases(0..<21, deferred: waiting, enriched: done),
            credits: CreditMeter(.perRun(7), owned: Set(first.profilesToPay)),
            at: World.now
        )
        #expect(second.profilesToPay == (8..<15).map { ProfileID.company(Int64($0)) })
    }

    @Test("S-03 · only records under management: no credit is spent")
    func ownedOnly() {
        let owned: Set<ProfileID> = [.company(1), .company(3)]
        let plan = Planner(.account, patcher)
            .plan(cases(1..<5), credits: CreditMeter(.ownedOnly, owned: owned), at: World.now)
        #expect(plan.creditsNeeded == 0)
        #expect(plan.outcomes.map(\.hold) == [nil, .notOwned, nil, .notOwned])
        #expect(plan.outcomes.map(\.price) == [.owned, .free, .owned, .free])
    }

    @Test("a user's own limit holds beside that of the run")
    func user() {
        let meter = CreditMeter(.perRun(5), owned: [], userLeft: 2)
        let plan = Planner(.account, patcher).plan(cases(1..<5), credits: meter, at: World.now)
        #expect(plan.outcomes.map(\.hold) == [nil, nil, .userLimit, .userLimit])
    }

    @Test("S-03 · what the run has spent in earlier batches counts")
    func batches() {
        let meter = CreditMeter(.perRun(5), owned: [], spent: 4)
        #expect(Planner(.account, patcher).plan(cases(1..<5), credits: meter, at: World.now).creditsNeeded == 1)
    }

    @Test("X-14 · a profile is paid once, however many records are it")
    func once() {
        var meter = CreditMeter(.noLimit, owned: [])
        #expect((0..<3).map { _ in meter.price(of: .person(1)) } == [.price(.credit), .price(.owned), .price(.owned)])
        #expect(meter.spent == 1)
    }

    @Test("X-14 · a record of which nothing is written costs nothing")
    func nothingToWrite() {
        let all = Set((1..<4).map { World.id($0) })
        let plan = Planner(.account, patcher)
            .plan(cases(1..<4, enriched: all), credits: CreditMeter(.noLimit, owned: []), at: World.now + .hours(1))
        #expect(plan.creditsNeeded == 0)
        #expect(plan.outcomes.allSatisfy { !$0.isWritten && $0.status == .matched })
    }

    @Test("S-09 · the export of the whole profile is paid with the profile, and no further credit")
    func export() {
        let planner = Planner(.account, patcher, Policy(profileExport: World.export))
        let plan = planner.plan(cases(1..<4), credits: CreditMeter(.noLimit, owned: [.company(2)]), at: World.now)
        #expect(plan.outcomes.map(\.price) == [.credit, .owned, .credit])
        #expect(plan.outcomes.map { $0.export?.record } == [nil, nil, nil])
        #expect(plan.outcomes.map { $0.export?.entries.isEmpty } == [false, false, false])
    }

    @Test(
        "X-14 · a profile is owned for twelve months",
        arguments: [
            ("2026-03-08T12:34:56Z", "2027-03-08T12:34:56Z"), ("2024-02-29T00:00:00Z", "2025-02-28T00:00:00Z"),
            ("2026-12-31T23:59:59Z", "2027-12-31T23:59:59Z"),
        ]
    )
    func ownership(_ from: String, _ until: String) {
        #expect(OwnershipPeriod.usual.end(from: World.moment(from)) == World.moment(until))
    }

    @Test func `a month's end stays in a shorter month`() {
        let end = OwnershipPeriod(months: 1).end(from: World.moment("2026-01-31T10:00:00Z"))
        #expect(end == World.moment("2026-02-28T10:00:00Z"))
    }

    @Test("X-14 · movements of credits sum to zero, and no account but the granted one is ever short")
    func movements() {
        let kinds: [(CreditMovement.Kind, Int)] = [
            (.grant, 20), (.reserve, 9), (.charge, 7), (.release, 2), (.refund, 1),
        ]
        var balances: [CreditMovement.Account: Int] = [:]
        for movement in kinds.compactMap({ CreditMovement($0, $1) }) {
            for posting in movement.postings { balances[posting.account, default: 0] += posting.credits }
            #expect(balances.values.reduce(0, +) == 0)
        }
        #expect(balances == [.granted: -20, .available: 14, .reserved: 0, .spent: 6])
        #expect(CreditMovement(.charge, 0) == nil)
    }

    @Test func `the use of credits comes back from its document`() throws {
        for mode in [CreditMode.noLimit, .ownedOnly, .perRun(7)] {
            #expect(try JSONDecoder().decode(CreditMode.self, from: JSONEncoder().encode(mode)) == mode)
        }
    }
}
