import Testing

@testable import Capabilities

@Suite struct RunTrendTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let last: (records: Int, matched: Int, overwritten: Int)
        let before: [(records: Int, matched: Int, overwritten: Int)]
        var drops = false
        var rises = false
    }

    static let cases = [
        Case(testDescription: "the first run", last: (1000, 100, 5000), before: []),
        Case(testDescription: "as before", last: (1000, 800, 40), before: [(1000, 810, 42)]),
        Case(testDescription: "a little fewer", last: (1000, 720, 0), before: [(1000, 810, 0)]),
        Case(testDescription: "far fewer", last: (1000, 500, 0), before: [(1000, 810, 0)], drops: true),
        Case(testDescription: "fewer, of few records", last: (40, 10, 0), before: [(1000, 810, 0)]),
        Case(testDescription: "fewer, but it may be chance", last: (60, 40, 0), before: [(60, 48, 0)]),
        Case(
            testDescription: "fewer than the runs before on the whole",
            last: (500, 300, 0),
            before: [(500, 320, 0), (500, 480, 0), (500, 490, 0)],
            drops: true
        ),
        Case(testDescription: "more matches", last: (1000, 900, 0), before: [(1000, 500, 0)]),
        Case(testDescription: "twice the overwrites", last: (1000, 800, 200), before: [(1000, 800, 100)], rises: true),
        Case(testDescription: "nearly twice", last: (1000, 800, 199), before: [(1000, 800, 100)]),
        Case(testDescription: "twice of next to nothing", last: (1000, 800, 49), before: [(1000, 800, 3)]),
        Case(testDescription: "the same share of more records", last: (9000, 7200, 900), before: [(1000, 800, 100)]),
        Case(
            testDescription: "where nothing was overwritten before",
            last: (1000, 800, 60),
            before: [(1000, 800, 0)],
            rises: true
        ),
    ]

    @Test("D-10 · a run is told from those before it by what chance does not explain", arguments: cases)
    func trend(_ one: Case) {
        func figures(_ run: (records: Int, matched: Int, overwritten: Int)) -> RunTrend.Figures {
            RunTrend.Figures(records: run.records, matched: run.matched, overwritten: run.overwritten)
        }
        let trend = RunTrend(figures(one.last), after: one.before.map(figures))
        #expect((trend.matchDrop != nil) == one.drops, "\(trend.matchDrop ?? "")")
        #expect((trend.overwriteRise != nil) == one.rises, "\(trend.overwriteRise ?? "")")
    }

    @Test("What is told has its figures")
    func words() {
        let before = RunTrend.Figures(records: 1000, matched: 810, overwritten: 20)
        let trend = RunTrend(RunTrend.Figures(records: 200, matched: 100, overwritten: 90), after: [before, before])
        #expect(
            trend.matchDrop
                == "50 % of 200 records were matched, where it was 81 % in the 2 runs before. Look whether the records, the "
                + "catalogue or the match inputs changed."
        )
        #expect(
            trend.overwriteRise
                == "90 values of 200 records were overwritten, where it was 40 of 2,000 in the 2 runs before. Look at the "
                + "changes; an undo brings them back."
        )
    }
}
