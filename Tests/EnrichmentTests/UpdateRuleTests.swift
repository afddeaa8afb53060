@testable import Enrichment
import Testing

/// What may happen to a field: rule by holding, once with a value that the catalogue knows and once without.
@Suite struct UpdateRuleTests {
    enum Outcome: Equatable { case set, clear, leave }

    struct Case: Sendable, CustomTestStringConvertible {
        var rule: UpdateRule
        var holding: Holding
        var known: Outcome
        var unknown: Outcome

        var testDescription: String { "\(rule.rawValue) over \(holding)" }
    }

    static let table: [Case] = [
        Case(rule: .completeIfMissing, holding: .blank, known: .set, unknown: .leave),
        Case(rule: .completeIfMissing, holding: .placeholder, known: .leave, unknown: .leave),
        Case(rule: .completeIfMissing, holding: .ours, known: .leave, unknown: .leave),
        Case(rule: .completeIfMissing, holding: .theirs, known: .leave, unknown: .leave),
        Case(rule: .overwrite, holding: .blank, known: .set, unknown: .leave),
        Case(rule: .overwrite, holding: .placeholder, known: .set, unknown: .clear),
        Case(rule: .overwrite, holding: .ours, known: .set, unknown: .clear),
        Case(rule: .overwrite, holding: .theirs, known: .set, unknown: .clear),
        Case(rule: .overwriteOurs, holding: .blank, known: .set, unknown: .leave),
        Case(rule: .overwriteOurs, holding: .placeholder, known: .set, unknown: .clear),
        Case(rule: .overwriteOurs, holding: .ours, known: .set, unknown: .clear),
        Case(rule: .overwriteOurs, holding: .theirs, known: .leave, unknown: .leave),
    ]

    @Test("M-02 · the update option alone decides what may be replaced", arguments: table)
    func known(_ one: Case) {
        #expect(outcome(one, column: "Fernhill Labs", clears: false) == one.known)
    }

    @Test("X-10 · where nothing is known a field is left, and emptied only when the row says so", arguments: table)
    func unknown(_ one: Case) {
        #expect(outcome(one, column: nil, clears: true) == one.unknown)
        #expect(outcome(one, column: nil, clears: false) == .leave)
    }

    @Test("X-10 · a person's edit of what Loam wrote is theirs again")
    func edited() {
        let holding = Holding(.text("Edited"), lastWritten: .text("Fernhill Labs"), .usual)
        #expect(holding == .theirs)
        #expect(Holding(.text(" Fernhill Labs "), lastWritten: .text("Fernhill Labs"), .usual) == .ours)
        #expect(Holding(.text("N/A"), lastWritten: nil, .usual) == .placeholder)
        #expect(Holding(.text("  "), lastWritten: nil, .usual) == .blank)
    }

    @Test func `every rule has a row in the table for every holding`() {
        #expect(Self.table.count == UpdateRule.allCases.count * Holding.allCases.count)
    }

    private func outcome(_ one: Case, column: String?, clears: Bool) -> Outcome {
        var options = MappingRow.Options()
        options.clearsUnknown = clears
        let row = MappingRow(.company(.ticker), "TickerSymbol", one.rule, options)
        let patcher = Patcher(Mapping(.account, [row]), in: World.account())
        let present: FieldValue =
            switch one.holding {
            case .blank: .blank
            case .placeholder: .text("unknown")
            case .ours: .text("OLD")
            case .theirs: .text("theirs")
            }
        let record = World.record(World.id(1), patcher, ["TickerSymbol": present])
        let company = column.map { World.company(7, ["ticker": $0]) } ?? World.company(7, [:])
        let patch = patcher.patch(
            record,
            with: Offer(company: company, status: .matched, now: World.now),
            lastWritten: one.holding == .ours ? ["TickerSymbol": present] : [:]
        )
        return switch patch.action("TickerSymbol") {
        case .set: .set
        case .clear: .clear
        case .leave, nil: .leave
        }
    }
}
