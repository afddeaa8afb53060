@testable import Enrichment
import FoundationEssentials
import Testing

@Suite struct MappingTests {
    @Test("M-03 · the default mapping of each object can be saved as it is", arguments: CRMObject.allCases)
    func defaults(_ object: CRMObject) {
        let schema = World.schema(of: object)
        let mapping = Mapping.standard(for: object, in: schema)
        #expect(mapping.faults(in: schema).isEmpty)
        for field in object.requiredFields { #expect(mapping.rows.contains { $0.target == field }) }
    }

    @Test(
        "M-02 · by default standard fields are completed if missing and only the package's are overwritten",
        arguments: CRMObject.allCases
    )
    func defaultRules(_ object: CRMObject) {
        for row in Mapping.standard(for: object, in: World.schema(of: object)).rows where row.rule == .overwrite {
            #expect(row.target.rawValue.hasPrefix("Loam_"))
        }
    }

    @Test("M-09 · current date and time fills first updated once and last updated always")
    func times() {
        let rows = Mapping.standard(for: .account, in: World.account()).rows.filter { $0.source == .run(.now) }
        #expect(rows.map(\.target) == [PackageField.firstUpdated, PackageField.lastUpdated])
        #expect(rows.map(\.rule) == [.completeIfMissing, .overwrite])
    }

    @Test("M-03 · fields that the org lacks are left out of the defaults")
    func withoutPackage() {
        let schema = ObjectSchema(object: "Account", fields: [World.field("Name", .string, length: 255)])
        #expect(Mapping.standard(for: .account, in: schema).rows.map(\.target) == ["Name"])
    }

    @Test("M-05 · rows with one target are numbered, and the first that has a value wins")
    func hierarchy() {
        let rows = [
            MappingRow(.person(.directPhone), "Phone"), MappingRow(.person(.lastName), "LastName"),
            MappingRow(.company(.phone), "Phone"),
        ]
        let mapping = Mapping(.contact, rows)
        #expect(rows.indices.map { mapping.rank(ofRow: $0) } == [1, nil, 2])
        #expect(mapping.faults(in: World.contact).isEmpty)
        let patcher = Patcher(mapping, in: World.contact)
        let record = World.record(World.id(1, prefix: "003"), .contact, patcher)
        func phone(_ person: Profile) -> Patch.Action? {
            let offer = Offer(company: World.brightwater, person: person, status: .matched, now: World.now)
            return patcher.patch(record, with: offer).action("Phone")
        }
        #expect(phone(World.person(1, ["direct_phone": "+1 781 555 0142"])) == .set(.text("+1 781 555 0142")))
        #expect(phone(World.person(1, [:])) == .set(.text("+1 781 555 0100")))
        // What does not fit makes way for the next, and is reported.
        #expect(phone(World.person(1, ["direct_phone": "ask"])) == .set(.text("+1 781 555 0100")))
    }

    @Test("M-04 · a blank row cannot be saved, and every fault is named by its row at once")
    func draft() {
        let draft = MappingDraft(
            .account,
            [
                MappingDraft.Row(source: "", target: "Phone"), MappingDraft.Row(source: "company.phones", target: ""),
                MappingDraft.Row(source: "company.moon", target: "Phone"),
                MappingDraft.Row(source: "person.emails", target: "Description"),
                MappingDraft.Row(source: "company.name", target: "Secret__c"),
                MappingDraft.Row(source: "company.employees", target: "IsActive"),
                MappingDraft.Row(source: "company.name", target: "Gone__c"),
            ]
        )
        let faults: [MappingFault]
        do throws(MappingDraft.Faulty) {
            _ = try draft.verified(in: World.account())
            faults = []
        } catch {
            faults = error.faults
        }
        #expect(
            Set(faults) == [
                MappingFault(row: 0, .blankSource), MappingFault(row: 1, .blankTarget),
                MappingFault(row: 2, .unknownSource), MappingFault(.requiredMissing("Name")),
                MappingFault(row: 3, .notOffered(.account)), MappingFault(row: 4, .notWritable),
                MappingFault(row: 5, .neverFits(.number, .boolean)), MappingFault(row: 6, .unknownTarget),
            ]
        )
        #expect(faults.allSatisfy { $0.sentence.hasSuffix(".") })
    }

    @Test("M-04 · a required row cannot be removed while it is the only one of its field")
    func required() {
        let one = Mapping(.account, [MappingRow(.company(.name), "Name")])
        #expect(one.isRequired(row: 0))
        let two = Mapping(.account, [MappingRow(.company(.name), "Name"), MappingRow(.company(.otherNames), "Name")])
        #expect(!two.isRequired(row: 0))
    }

    @Test("M-01 · only fields that the user may write are offered, by label")
    func writable() {
        let names = World.account().writable.map(\.name)
        #expect(!names.contains("Secret__c"))
        #expect(names.contains("Phone"))
    }

    @Test("M-11 · each topic has five data points of its own")
    func intent() throws {
        let fields = LoamField.catalogue(for: .account, topics: ["Cloud/Edge", "Data. Science"]).filter { field in
            if case .intent = field { true } else { false }
        }
        #expect(fields.count == 10)
        #expect(fields.allSatisfy { LoamField(rawValue: $0.rawValue) == $0 })
    }

    @Test func `every Loam field reads itself back from its name and has words`() {
        for object in CRMObject.allCases {
            for field in LoamField.catalogue(for: object) {
                #expect(LoamField(rawValue: field.rawValue) == field)
                #expect(!field.label.isEmpty && !field.example.isEmpty && field.isOffered(for: object))
            }
        }
    }

    @Test func `a mapping comes back from its document, and what a document leaves out is as usual`() throws {
        var mapping = Mapping.standard(for: .lead, in: World.lead)
        mapping.rows[0].options.mostValues = 3
        let document = try JSONEncoder().encode(mapping)
        #expect(try JSONDecoder().decode(Mapping.self, from: document) == mapping)
        let short = #"{"object":"Account","rows":[{"source":"company.name","target":"Name"}]}"#
        let read = try JSONDecoder().decode(Mapping.self, from: Data(short.utf8))
        #expect(read == Mapping(.account, [MappingRow(.company(.name), "Name")]))
    }
}
