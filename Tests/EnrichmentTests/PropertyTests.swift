import Crypto
@testable import Enrichment
import Telemetry
import Testing

/// What holds for any org, any mapping and any records.
@Suite struct PropertyTests {
    private struct Drawn {
        var schema: ObjectSchema
        var mapping: Mapping
        var patcher: Patcher
        var cases: [PlanCase]
        var credits: CreditMeter
        var chance: RandomWorld

        init(_ seed: Int) {
            var chance = RandomWorld(seed: seed)
            schema = World.account(picklists: chance.happens(0.5))
            mapping = chance.mapping(schema)
            patcher = Patcher(mapping, in: schema)
            cases = chance.cases(20, patcher, schema)
            let mode: CreditMode = chance.pick([.noLimit, .ownedOnly, .perRun(2)])
            credits = CreditMeter(mode, owned: [.company(1)])
            self.chance = chance
        }

        func plan(_ cases: [PlanCase], at now: Timestamp = World.now) -> Plan {
            Planner(.account, patcher).plan(cases, credits: credits, at: now)
        }
    }

    @Test("X-11 · the same records in any order give the same bytes", arguments: 0..<24)
    func deterministic(_ seed: Int) {
        var drawn = Drawn(seed)
        let plan = drawn.plan(drawn.cases)
        drawn.cases.shuffle(using: &drawn.chance)
        let again = drawn.plan(drawn.cases)
        #expect(plan == again)
        #expect(plan.encoded == again.encoded)
    }

    @Test("X-08 · a plan comes back from its bytes, and its digest names it alone", arguments: 0..<24)
    func encoded(_ seed: Int) throws {
        var drawn = Drawn(seed)
        let plan = drawn.plan(drawn.cases)
        let bytes = plan.encoded
        #expect(try Plan(encoded: bytes) == plan)
        #expect(try Plan(encoded: bytes).digest(by: Digest.sha256) == plan.digest(by: Digest.sha256))
        // Damage is found, or gives another plan: it never passes for this one.
        for _ in 0..<5 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &drawn.chance)] ^= 1 << drawn.chance.pick([0, 3, 7])
            let read = try? Plan(encoded: damaged)
            #expect(read != plan)
        }
        #expect(throws: PlanError.damaged) { try Plan(encoded: bytes.dropLast()) }
    }

    @Test("X-08 · a patch that was written is not written again", arguments: 0..<24)
    func appliedTwice(_ seed: Int) {
        let drawn = Drawn(seed)
        let plan = Planner(.account, drawn.patcher)
            .plan(drawn.cases, credits: CreditMeter(.noLimit, owned: []), at: World.now)
        let outcomes = Dictionary(uniqueKeysWithValues: plan.outcomes.map { ($0.record, $0) })
        let later = drawn.cases.map { one in
            var one = one
            guard let patch = outcomes[one.record.id]?.patch else { return one }
            #expect(patch.applied(to: patch.applied(to: one.record)) == patch.applied(to: one.record))
            one.record = patch.applied(to: one.record)
            for entry in patch.changes { one.lastWritten[entry.field] = entry.after.kept }
            return one
        }
        let again = drawn.plan(later, at: World.now + .hours(24))
        for outcome in again.outcomes {
            #expect(outcome.patch.changes == [])
        }
    }

    @Test("S-20 · undoing a run restores every field", arguments: 0..<24)
    func undo(_ seed: Int) {
        let drawn = Drawn(seed)
        let plan = drawn.plan(drawn.cases)
        let before = Dictionary(uniqueKeysWithValues: drawn.cases.map { ($0.record.id, $0.record) })
        var present = before
        for outcome in plan.outcomes { present[outcome.record] = before[outcome.record].map(outcome.patch.applied) }
        let undo = Undo.plan(.account, Settlement(plan).written, present: present)
        for outcome in undo.outcomes {
            guard let record = present[outcome.record], let old = before[outcome.record] else { continue }
            let restored = outcome.patch.applied(to: record)
            #expect(restored.values.allSatisfy { field, value in old.values[field]?.isSame(as: value) ?? false })
        }
        #expect(Undo.drift(of: undo).isEmpty)
        #expect(Set(undo.outcomes.map(\.record)) == Set(plan.changed.map(\.record)))
    }

    @Test("M-02 · complete if missing never takes the place of a value", arguments: 0..<24)
    func neverOverwrites(_ seed: Int) {
        let drawn = Drawn(seed)
        for outcome in drawn.plan(drawn.cases).outcomes {
            for entry in outcome.patch.changes {
                guard case .mapped(_, let rule, _, _)? = entry.origin else { continue }
                #expect(rule != .completeIfMissing || entry.before.isBlank)
            }
        }
    }

    @Test("M-08 · what is sent always fits the field", arguments: 0..<24)
    func fits(_ seed: Int) {
        let drawn = Drawn(seed)
        for outcome in drawn.plan(drawn.cases).outcomes {
            for entry in outcome.patch.changes {
                guard let field = drawn.schema[entry.field] else { continue }
                if field.length > 0 { #expect(entry.after.text.utf16.count <= field.length) }
                if field.isRestricted, case .text(let text) = entry.after {
                    #expect(field.choices.contains { $0.value == text && $0.isActive })
                }
                if case .clear = entry.action { #expect(field.isNillable) }
            }
        }
    }

    @Test("total = matched + company only + no match + errors, whatever fails", arguments: 0..<24)
    func sums(_ seed: Int) {
        var drawn = Drawn(seed)
        let plan = drawn.plan(drawn.cases)
        var failures: [CRMID: String] = [:]
        for outcome in plan.changed where drawn.chance.happens(0.3) { failures[outcome.record] = "Locked." }
        let settled = Settlement(plan, failures: failures)
        #expect(settled.counts.total == drawn.cases.count)
        #expect(settled.charged.count + settled.released.count == plan.creditsNeeded)
        #expect(Set(settled.charged).isDisjoint(with: settled.released))
    }
}
