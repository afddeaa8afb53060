@testable import Enrichment
import Testing

@Suite struct FollowUpFormTests {
    private static let old = World.id(1, prefix: "003")

    private static func schema(_ fields: [CRMField], lookingUp object: String? = nil) -> ObjectSchema {
        var schemas = fields.map { FieldSchema($0, label: "", type: .string) }
        if let object {
            var lookup = FieldSchema(FollowUpForm.previousRecord, label: "", type: .reference)
            lookup.references = [object]
            schemas.append(lookup)
        }
        return ObjectSchema(object: "Contact", fields: schemas)
    }

    private static func values(_ schema: ObjectSchema) -> [CRMField: FieldValue] {
        let followUp = FollowUp(.contact, for: World.hila.id, at: World.fernhill.id, linkedTo: old)
        var subject = FollowUpForm.Subject(
            followUp: followUp,
            person: World.hila,
            company: World.fernhill,
            old: .contact
        )
        subject.account = World.id(7)
        let mapped = Patch.Entry("Description", before: .blank, .set(.text("VP Marketing")), .own)
        let entries = FollowUpForm(.contact, in: schema, after: .contact).entries([mapped], subject)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.field, $0.after) })
    }

    @Test("X-23 · a new contact names the old one in a lookup, or else in a line of its description")
    func link() {
        let fields = FollowUpForm.needed(.contact) + ["Description"]
        let linked = Self.values(Self.schema(fields, lookingUp: "Contact"))
        #expect(linked[FollowUpForm.previousRecord] == .text(Self.old.text))
        #expect(linked["Description"] == .text("VP Marketing"))
        // One that names leads says nothing of a contact.
        for schema in [Self.schema(fields), Self.schema(fields, lookingUp: "Lead")] {
            let noted = Self.values(schema)
            #expect(noted[FollowUpForm.previousRecord] == nil)
            #expect(noted["Description"]?.text.hasPrefix("VP Marketing\nFollows Contact \(Self.old)") == true)
        }
    }

    @Test("S-12 · what the org lacks for the records that are made is said at once, a sentence for each field")
    func faults() {
        func faults(_ kind: FollowUp.Kind, _ cause: FollowUp.Cause, _ schema: ObjectSchema?) -> [String] {
            FollowUpForm.faults(kind, because: cause, in: schema, after: .contact)
        }
        let all = FollowUpForm.needed(.contact)
        #expect(faults(.contact, .moved, Self.schema(all + ["Description"])) == [])
        #expect(faults(.contact, .moved, Self.schema(all, lookingUp: "Contact")) == [])
        #expect(faults(.contact, .committee, Self.schema(all)) == [])
        #expect(faults(.contact, .moved, Self.schema(all)).map { $0.contains("Description") } == [true])
        let missing = faults(.contact, .committee, Self.schema(["AccountId"]))
        #expect(missing.count == 2 && missing.allSatisfy { $0.contains("Loam_Con") || $0.contains("Loam_Com") })
        #expect(faults(.task, .moved, nil).map { $0.contains("Task records") } == [true])
        var readOnly = FieldSchema("WhoId", label: "", type: .reference)
        readOnly.isCreateable = false
        let subject = FieldSchema("Subject", label: "", type: .string)
        let tasks = ObjectSchema(object: "Task", fields: [readOnly, subject])
        #expect(faults(.task, .moved, tasks).map { $0.contains("WhoId") } == [true])
    }

    @Test("S-11 · of two accounts of one company one gets a person, and of one with nobody new nothing is planned")
    func twice() {
        let schema = Self.schema(FollowUpForm.needed(.contact) + ["LastName"])
        var committee = BuyingCommittee(Mapping(.contact, [MappingRow(.person(.lastName), "LastName")]))
        committee.titles = ["Marketing"]
        let planner = CommitteePlanner(
            committee,
            Patcher(committee.mapping, in: schema),
            FollowUpForm(.contact, in: schema, after: .account)
        )
        let cases = [World.id(2), World.id(1)].map { CommitteeCase($0, World.fernhill, people: [World.hila]) }
        func plan(_ made: Set<String>) -> Plan {
            planner.plan(cases, made: made, credits: CreditMeter(.noLimit, owned: []), at: World.now)
        }
        let first = plan([])
        #expect(first.outcomes.map(\.record) == [World.id(1)])
        #expect(first.followUps.map(\.price) == [.credit] && first.profilesToPay == [World.hila.id])
        #expect(plan(Set(first.followUps.map(\.key))).outcomes.isEmpty)
        let held = planner.plan(cases, made: [], credits: CreditMeter(.ownedOnly, owned: []), at: World.now)
        #expect(held.outcomes.flatMap(\.followUps).map(\.gap) == [.notOwned])
        #expect(held.followUps.isEmpty && held.creditsNeeded == 0)
        // What was not made is not charged.
        let settled = Settlement(first, undone: Set(first.followUps.map(\.key)))
        #expect(settled.charged.isEmpty && settled.released == [World.hila.id])
    }
}
