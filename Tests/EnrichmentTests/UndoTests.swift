@testable import Enrichment
import Testing

@Suite struct UndoTests {
    private func record(_ values: [CRMField: FieldValue]) -> Record {
        Record(id: World.id(1), object: .account, values: values, readAt: World.now, version: "2")
    }

    private func written(_ field: CRMField, _ before: String, _ after: String) -> Settlement.Written {
        func value(_ text: String) -> FieldValue { text.isEmpty ? .blank : .text(text) }
        return Settlement.Written(World.id(1), field, before: value(before), after: value(after))
    }

    @Test("S-20 · a field that somebody changed since is left, and listed")
    func drift() {
        let present = record(["Name": .text("Somebody's"), "Phone": .text("new"), "Website": .text("new")])
        let plan = Undo.plan(
            .account,
            [written("Name", "old", "new"), written("Phone", "old", "new"), written("Website", "", "new")],
            present: [World.id(1): present]
        )
        let patch = plan.outcomes.first?.patch
        #expect(patch?.action("Name") == .leave(.changedSince))
        #expect(patch?.action("Phone") == .set(.text("old")))
        #expect(patch?.action("Website") == .clear)
        #expect(Undo.drift(of: plan).map(\.field) == ["Name"])
    }

    @Test("S-20 · of several changes of one field the first value comes back")
    func several() {
        let plan = Undo.plan(
            .account,
            [written("Name", "first", "second"), written("Name", "second", "third")],
            present: [World.id(1): record(["Name": .text("third")])]
        )
        #expect(plan.outcomes.first?.patch.action("Name") == .set(.text("first")))
    }

    @Test("S-20 · what is as it was needs no undo, and a record that is gone is an error")
    func gone() {
        let same = Undo.plan(
            .account,
            [written("Name", "old", "new")],
            present: [World.id(1): record(["Name": .text("old")])]
        )
        #expect(same.outcomes.first?.patch.isEmpty == true)
        let gone = Undo.plan(.account, [written("Name", "old", "new")], present: [:])
        #expect(Counts(gone).errors == 1)
    }

    @Test("S-20 · records that the run has made go, unless somebody has changed them or removed them since")
    func made() throws {
        let made = (1...3).map { Plan.Removal(World.id($0, prefix: "00Q"), version: "1") }
        let marks = [made[0].record: "1", made[1].record: "2"]
        let plan = Undo.plan(.contact, [], made: made, present: [:], marks: marks)
        #expect(plan.removals == [made[0]])
        #expect(Undo.keptRecords(of: made, marks: marks) == [made[1].record])
        #expect(try Plan(encoded: plan.encoded) == plan)
    }
}
