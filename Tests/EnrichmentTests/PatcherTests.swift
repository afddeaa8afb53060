@testable import Enrichment
import Telemetry
import Testing

@Suite struct PatcherTests {
    private func patcher(_ rows: MappingRow...) -> Patcher { Patcher(Mapping(.account, rows), in: World.account()) }

    private func offer(_ company: Profile? = World.brightwater, _ signals: [Signal] = []) -> Offer {
        Offer(company: company, signals: signals, status: .matched, now: World.now)
    }

    @Test("X-10 · set, clear and leave are three different things")
    func three() {
        var clearing = MappingRow.Options()
        clearing.clearsUnknown = true
        let patcher = patcher(
            MappingRow(.company(.name), "Name"),
            MappingRow(.company(.ticker), "TickerSymbol", .overwrite, clearing),
            MappingRow(.company(.phone), "Phone")
        )
        let record = World.record(
            World.id(1),
            patcher,
            ["TickerSymbol": .text("OLD"), "Phone": .text("1")]
        )
        let patch = patcher.patch(record, with: offer())
        #expect(patch.action("Name") == .set(.text("Brightwater Instruments")))
        #expect(patch.action("TickerSymbol") == .clear)
        #expect(patch.action("Phone") == .leave(.notBlank))
        #expect(patch.changes.map(\.field) == ["Name", "TickerSymbol"])
    }

    @Test("X-10 · a field that was not read is left, for it may hold anything")
    func notRead() {
        let patcher = patcher(MappingRow(.company(.name), "Name", .overwrite))
        var record = World.record(World.id(1), patcher)
        record.values = [:]
        #expect(patcher.patch(record, with: offer()).action("Name") == .leave(.notRead))
    }

    @Test("X-03 · a change names its field, its source, who says so since when, and the rule")
    func provenance() {
        let patcher = patcher(MappingRow(.company(.name), "Name"))
        let patch = patcher.patch(World.record(World.id(1), patcher), with: offer())
        #expect(
            patch.changes == [
                Patch.Entry(
                    "Name",
                    before: .blank,
                    .set(.text("Brightwater Instruments")),
                    .mapped(.company(.name), .completeIfMissing, World.source, isShortened: false)
                )
            ]
        )
    }

    @Test("M-09 · the time of the last update is written only when something else changes")
    func times() {
        let patcher = patcher(
            MappingRow(.company(.name), "Name"),
            MappingRow(.run(.now), PackageField.firstUpdated),
            MappingRow(.run(.now), PackageField.lastUpdated, .overwrite)
        )
        let fresh = World.record(World.id(1), patcher)
        let patch = patcher.patch(fresh, with: offer())
        #expect(patch.action(PackageField.firstUpdated) == .set(.moment(World.now)))
        #expect(patch.action(PackageField.lastUpdated) == .set(.moment(World.now)))
        var later = offer()
        later.now = World.now + .hours(24)
        let again = patcher.patch(patch.applied(to: fresh), with: later)
        #expect(again.isEmpty)
        #expect(again.action(PackageField.lastUpdated) == .leave(.nothingElseChanges))
    }

    @Test("M-11 · of a topic the newest signal counts")
    func signals() throws {
        let patcher = patcher(MappingRow(.intent(.score, topic: "Storage"), "Rank__c", .overwrite))
        let signals = try [("2026-02-01", 40, 1), ("2026-03-01", 86, 2)].map { day, score, number in
            Signal(
                number: Int64(number),
                topic: "Storage",
                score: score,
                observedOn: try #require(.init(iso8601: day)),
                provenance: World.source
            )
        }
        let patch = patcher.patch(World.record(World.id(1), patcher), with: offer(nil, signals.reversed()))
        #expect(patch.action("Rank__c") == .set(.number(DecimalNumber(86))))
    }

    @Test("M-08 · a field that cannot be empty is not emptied")
    func required() {
        var options = MappingRow.Options()
        options.clearsUnknown = true
        let patcher = patcher(MappingRow(.company(.name), "Name", .overwrite, options))
        let record = World.record(World.id(1), patcher, ["Name": .text("Old")])
        let patch = patcher.patch(record, with: offer(World.company(7, [:])))
        #expect(patch.action("Name") == .leave(.doesNotFit))
        #expect(patch.misfits("Name") == [.cannotBeEmptied])
    }

    @Test("the examples of all fields make a test record of any object", arguments: CRMObject.allCases)
    func example(_ object: CRMObject) {
        let schema = World.schema(of: object)
        let mapping = Mapping.standard(for: object, in: schema)
        let offer = Offer(
            company: .example(.company),
            person: object.isPerson ? .example(.person) : nil,
            status: .matched,
            hasMoved: object.isPerson ? .no : nil,
            now: World.now
        )
        let patch = Patcher(mapping, in: schema).patch(creating: offer)
        #expect(patch.entries.flatMap(\.misfits) == [])
        #expect(Set(patch.changes.map(\.field)).isSuperset(of: object.requiredFields))
        let blank = patch.entries.filter { !$0.isChange }.map(\.field)
        #expect(blank == [PackageField.noMatchReason])
    }

    @Test("X-10 · where the person was not found, the fields of the person are not emptied")
    func companyOnly() {
        var options = MappingRow.Options()
        options.clearsUnknown = true
        let rows = [MappingRow(.person(.title), "Title", .overwrite, options)]
        let patcher = Patcher(Mapping(.contact, rows), in: World.contact)
        let record = World.record(World.id(1, prefix: "003"), .contact, patcher, ["Title": .text("Intern")])
        var offer = Offer(company: World.fernhill, status: .companyOnly, now: World.now)
        #expect(patcher.patch(record, with: offer).action("Title") == .leave(.nothingKnown))
        offer.person = World.person(70, [:])
        #expect(patcher.patch(record, with: offer).action("Title") == .clear)
    }
}
