@testable import Enrichment
import FoundationEssentials
import Testing

@Suite struct BreakersTests {
    private func figures(total: Int = 100, found: Int = 100, overwritten: Int = 0, blanked: Int = 0) -> Breakers.Figures
    {
        var figures = Breakers.Figures()
        (figures.total, figures.found) = (total, found)
        (figures.overwritten, figures.blanked) = (overwritten, blanked)
        return figures
    }

    @Test("X-09 · a breaker that is not set never stops a run")
    func unset() {
        #expect(Breakers().trip(before: figures(found: 0, overwritten: 100, blanked: 100)) == nil)
        var refused = Breakers.Figures()
        (refused.sent, refused.refused) = (100, 100)
        #expect(Breakers().trip(after: refused) == nil)
    }

    @Test(
        "X-09 · each breaker stops above its limit, and says which it is and its numbers",
        arguments: [
            (Breakers.Kind.overwrites, 10, false), (.overwrites, 11, true), (.blankings, 10, false),
            (.blankings, 11, true), (.matches, 10, false), (.matches, 9, true), (.errors, 10, false),
            (.errors, 11, true),
        ]
    )
    func limits(kind: Breakers.Kind, count: Int, trips: Bool) {
        var breakers = Breakers()
        var figures = figures()
        switch kind {
        case .overwrites: (breakers.mostOverwrites, figures.overwritten) = (10, count)
        case .blankings: (breakers.mostBlankings, figures.blanked) = (10, count)
        case .matches: (breakers.leastMatches, figures.found) = (10, count)
        case .errors: (breakers.mostErrors, figures.sent, figures.refused) = (10, 100, count)
        }
        let trip = kind == .errors ? breakers.trip(after: figures) : breakers.trip(before: figures)
        #expect(trip?.kind == (trips ? kind : nil))
        if let trip {
            #expect((trip.count, trip.whole, trip.limit) == (count, 100, 10))
            #expect(trip.sentence.contains("\(count) of 100") && trip.sentence.contains("10 %"))
            #expect(trip.sentence.hasSuffix("."))
        }
    }

    @Test("X-09 · a few records stop nothing, unless all of them fail")
    func few() {
        var breakers = Breakers()
        breakers.mostErrors = 10
        var figures = Breakers.Figures()
        (figures.sent, figures.refused) = (5, 4)
        #expect(breakers.trip(after: figures) == nil)
        figures.refused = 5
        #expect(breakers.trip(after: figures)?.kind == .errors)
    }

    @Test(
        "X-09 · what counts as overwritten is another value's place, not a blank field and not what a run says of itself"
    )
    func counted() {
        var outcome = Plan.Outcome(World.id(1), version: "", .matched)
        let mapped = Patch.Origin.mapped(.company(.name), .overwrite, World.source, isShortened: false)
        let ofRun = Patch.Origin.mapped(.run(.status), .overwrite, .run, isShortened: false)
        outcome.patch = Patch([
            Patch.Entry("Name", before: .blank, .set(.text("A")), mapped),
            Patch.Entry("Status__c", before: .text("x"), .set(.text("Matched")), ofRun),
        ])
        var figures = Breakers.Figures()
        figures.add(Plan(.account, [outcome]))
        #expect((figures.total, figures.found, figures.overwritten, figures.blanked) == (1, 1, 0, 0))
        outcome.patch = Patch([
            Patch.Entry("Name", before: .text("B"), .set(.text("A")), mapped),
            Patch.Entry("Phone", before: .text("1"), .clear, mapped),
        ])
        figures.add(Plan(.account, [outcome]))
        #expect((figures.total, figures.overwritten, figures.blanked) == (2, 1, 1))
    }

    @Test("X-09 · breakers stand in a job's settings, and wrong ones are told")
    func settings() throws {
        var settings = JobSettings("Nightly", .standard(for: .account, in: World.account()))
        settings.breakers.mostErrors = 5
        settings.breakers.canary = 100
        let read = try JSONDecoder().decode(JobSettings.self, from: JSONEncoder().encode(settings))
        #expect(read == settings)
        settings.breakers.mostOverwrites = 101
        settings.breakers.canary = 0
        let faults = settings.faults(in: [.account: World.account()])
        #expect(faults.count == 2 && faults.allSatisfy { $0.section == .advanced })
    }
}
