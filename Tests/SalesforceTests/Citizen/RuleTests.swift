import Telemetry
import Testing

@testable import Salesforce

struct RetryRuleTests {
    private let rule = RetryRule(attempts: 3)

    private func decide(
        _ error: SalesforceError,
        attempt: Int = 1,
        refreshed: Bool = false,
        repeatable: Bool = true,
        chance: Double = 1
    ) -> RetryRule.Decision {
        rule.decide(
            after: error,
            attempt: attempt,
            hasRefreshed: refreshed,
            bearsRepetition: repeatable,
            chance: chance
        )
    }

    @Test("C-01 · A session is renewed once; the second refusal stands")
    func refresh() {
        #expect(decide(SalesforceError(.invalidSession)) == .refresh)
        #expect(decide(SalesforceError(.invalidSession), refreshed: true) == .giveUp)
    }

    @Test("Waits double, are spread by chance, and end")
    func backoff() {
        let error = SalesforceError(.unreachable)
        #expect(decide(error) == .again(after: .seconds(1)))
        #expect(decide(error, attempt: 2, chance: 0.5) == .again(after: .seconds(1)))
        #expect(decide(error, attempt: 3) == .giveUp)
        var patient = RetryRule(attempts: 100)
        patient.longestWait = .seconds(60)
        let late = patient.decide(
            after: error,
            attempt: 90,
            hasRefreshed: false,
            bearsRepetition: true,
            chance: 1
        )
        #expect(late == .again(after: .seconds(60)))
    }

    @Test("S-17 · What may have made a record already is repeated only when it certainly did not")
    func harmful() {
        #expect(decide(SalesforceError(.unreachable), repeatable: false) == .giveUp)
        #expect(
            decide(SalesforceError(.unreachable, hadNoEffect: true), repeatable: false) == .again(after: .seconds(1))
        )
    }

    @Test("The wait that Salesforce asks for is kept to, unless it is too long to stand by")
    func retryAfter() {
        #expect(decide(SalesforceError(.unreachable, retryAfter: .seconds(5))) == .again(after: .seconds(5)))
        #expect(decide(SalesforceError(.unreachable, retryAfter: .hours(1))) == .giveUp)
    }

    @Test("A used-up day is not waited for in a call, a crowd is")
    func waits() {
        #expect(decide(SalesforceError(.requestLimit, words: "TotalRequests Limit exceeded.", fields: [])) == .giveUp)
        let crowd = SalesforceError(.requestLimit, words: "ConcurrentRequests Limit exceeded.", fields: [])
        #expect(decide(crowd, repeatable: false, chance: 0) == .again(after: .seconds(30)))
    }
}

struct CitizenTests {
    private static func id(_ number: Int) -> RecordID {
        let digits = String(number)
        let text = "001D0000000" + String(repeating: "0", count: 4 - digits.count) + digits
        guard let id = RecordID(text) else { preconditionFailure("\(text) is an id.") }
        return id
    }

    @Test("S-16 · Children of one parent lie side by side, those of nobody at the end")
    func order() {
        let rows: [(parent: RecordID?, id: RecordID?)] = [
            (nil, Self.id(9)), (Self.id(2), Self.id(5)), (Self.id(1), Self.id(7)), (Self.id(2), Self.id(3)),
        ]
        let sorted = rows.sorted(by: WriteOrder.precedes)
        #expect(sorted.map(\.id) == [7, 3, 5, 9].map(Self.id))
    }

    @Test("S-16 · A group keeps families whole as long as they fit, and loses nobody")
    func groups() {
        let families = [3, 2, 4, 1, 9, 1]
        let parents: [RecordID?] = families.enumerated().flatMap { family in
            [RecordID?](repeating: Self.id(family.offset), count: family.element)
        }
        let groups = WriteOrder.groups(parents: parents, upTo: 5)
        #expect(groups.flatMap { Array($0) } == Array(parents.indices))
        #expect(groups.allSatisfy { (1...5).contains($0.count) })
        for (family, size) in families.enumerated() where size <= 5 {
            #expect(groups.count { parents[$0].contains(Self.id(family)) } == 1)
        }
    }

    @Test("S-16 · Rows without a parent fill their groups")
    func orphans() {
        #expect(WriteOrder.groups(parents: [nil, nil, nil], upTo: 2) == [0..<2, 2..<3])
        #expect(WriteOrder.groups(parents: [], upTo: 2).isEmpty)
    }

    @Test("S-16 · Locked rows come again later and in smaller groups, and are reported at last")
    func locks() throws {
        let patience = LockPatience()
        var group = 200
        var waits: [Duration] = []
        for round in 0..<5 {
            let next = try #require(patience.round(after: round, group: group, chance: 1))
            #expect(next.group <= group && next.group >= 1)
            group = next.group
            waits.append(next.wait)
        }
        #expect(waits == [100, 200, 400, 800, 1600].map { .milliseconds($0) })
        #expect(group == 1)
        #expect(patience.round(after: 5, group: 1, chance: 1) == nil)
    }

    @Test("A job is asked for ever more seldom")
    func polls() {
        let waits = (0..<20).map { PollPace().wait(afterPolls: $0) }
        #expect(waits.first == .milliseconds(500) && waits.last == .seconds(30))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test(
        "X-15 · Loam stops at its share of the org's calls",
        arguments: [(79, 0, true), (80, 0, false), (10, 49, true), (10, 50, false)]
    )
    func allowance(used: Int, made: Int, isAllowed: Bool) {
        let allowance = Allowance(percentOfOrg: 80, callsOfRun: 50)
        #expect(allowance.allows(Usage(used: used, limit: 100), made: made) == isAllowed)
    }

    @Test(
        "C-13 · The org's count of calls is read, whatever is told beside it",
        arguments: [
            ("api-usage=18/5000", Usage(used: 18, limit: 5000)),
            ("api-usage=18/5000; per-app-api-usage=17/250(appName=sample)", Usage(used: 18, limit: 5000)),
            ("per-app-api-usage=17/250(appName=x), api-usage=1/2", Usage(used: 1, limit: 2)),
            ("api-usage=x/5", nil), ("", nil), ("api-usage=1", nil),
        ]
    )
    func usage(text: String, usage: Usage?) { #expect(Usage(parsing: text) == usage) }
}
