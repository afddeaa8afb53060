import Crypto
@testable import Enrichment
import Matching
import Testing

@Suite struct PlanTests {
    private let plan: Plan = {
        var first = Plan.Outcome(World.id(2), version: "2026-03-08T11:00:00Z", .matched)
        first.profile = .company(7)
        first.confidence = 93
        first.evidence = [Evidence(comparison: .name, level: .same, bits: Bits(hundredths: 1810))]
        first.price = .credit
        let origin = Patch.Origin.mapped(.company(.name), .overwrite, World.source, isShortened: true)
        first.patch = Patch([
            Patch.Entry("Name", before: .blank, .set(.text("Brightwater")), origin),
            Patch.Entry("Phone", before: .text("1"), .clear, .undone),
            Patch.Entry(
                "Rank__c",
                before: .number(DecimalNumber(-5)),
                .leave(.doesNotFit),
                misfits: [Patch.Rejected(.intent(.score, topic: "Storage"), .tooManyDigits(3))]
            ),
        ])
        let second = Plan.Outcome(World.id(1), version: "", .noMatch(.ambiguous))
        let third = Plan.Outcome(World.id(3), version: "x", .error("The record is gone."))
        return Plan(.account, [first, second, third])
    }()

    @Test("X-08 · the digest of a plan stays what it is from one version of Loam to the next")
    func digest() throws {
        #expect(plan.digest(by: Digest.sha256) == "b658acd07b43ce708b0e147b7dc92e76751aad04774486f41dc0065055161a90")
        #expect(try Plan(encoded: plan.encoded) == plan)
    }

    @Test("X-08 · records that changed since they were read are named, and left out")
    func drift() {
        #expect(plan.changed(amongst: [World.id(2): "2026-03-08T11:00:00Z"]).isEmpty)
        #expect(plan.changed(amongst: [World.id(2): "2026-03-08T11:00:05Z"]) == [World.id(2)])
        #expect(plan.changed(amongst: [:]).isEmpty)
        #expect(plan.leavingOut([World.id(2)]).outcomes.map(\.record) == [World.id(1), World.id(3)])
    }

    @Test("X-08 · a plan of a newer version is refused in words")
    func newer() {
        var bytes = plan.encoded
        bytes[0] = 99
        #expect(throws: PlanError.unknownVersion) { try Plan(encoded: bytes) }
        #expect(throws: PlanError.damaged) { try Plan(encoded: []) }
        #expect(PlanError.damaged.description.hasSuffix("."))
    }
}
