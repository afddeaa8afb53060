@testable import Enrichment
import Telemetry
import Testing

@Suite struct EncodingTests {
    private static let values: [CRMField: FieldValue] = [
        "Name": .text("Brightwater"), "Phone": .blank, "Rank__c": .number(DecimalNumber(-5)), "IsActive": .flag(true),
        "Since__c": .date(World.now.day), "At__c": .moment(World.now), "Tags__c": .list(["a", "b"]),
    ]

    @Test func `records that wait to be planned come back as they were read`() throws {
        let first = Record(
            id: World.id(1),
            object: .account,
            values: EncodingTests.values,
            readAt: World.now,
            version: "v1"
        )
        // A field that was not asked for is not a blank one.
        let second = Record(id: World.id(2), object: .account, values: ["Name": .blank], readAt: World.now, version: "")
        let page = RecordPage(.account, [first, second])
        #expect(try RecordPage(encoded: page.encoded) == page)
        #expect(try RecordPage(encoded: RecordPage(.lead, []).encoded) == RecordPage(.lead, []))
    }

    @Test func `what Loam wrote last comes back as it was kept`() throws {
        let written = WrittenValues(
            EncodingTests.values.mapValues { WrittenValues.Value(ours: $0, theirs: .text("x")) }
        )
        #expect(try WrittenValues(encoded: written.encoded) == written)
    }

    @Test func `what is written for the first time is kept alike in whatever order it comes`() throws {
        let changes = EncodingTests.values.sorted { $0.key < $1.key }.map { field, value in
            Settlement.Written(World.id(1), field, before: .text("before"), after: value)
        }
        var noted = WrittenValues()
        for change in changes { noted.note(change) }
        for changes in [changes, changes.reversed()] {
            #expect(try WrittenValues(encoded: WrittenValues.encoded(ofFirst: changes[...])) == noted)
        }
    }

    @Test func `texts that come again are read like new ones, however many there are`() throws {
        var known = KnownTexts<String>()
        for round in 1...3 {
            for number in 0..<150 {
                let text = Array("field \(number * round % 150)".utf8)
                #expect(try known.value(of: text[...]) { $0 } == String(decoding: text, as: UTF8.self))
            }
        }
    }

    @Test("X-10 · what Loam wrote is no evidence: a record is seen as people left it, whoever changed it when")
    func withoutOurs() {
        func change(_ before: FieldValue, _ after: FieldValue) -> Settlement.Written {
            Settlement.Written(World.id(1), "Phone", before: before, after: after)
        }
        func seen(_ memory: WrittenValues, _ present: String) -> FieldValue? {
            memory.withoutOurs(
                Record(
                    id: World.id(1),
                    object: .account,
                    values: ["Phone": .text(present)],
                    readAt: World.now,
                    version: ""
                )
            ).values["Phone"]
        }
        var memory = WrittenValues()
        memory.note(change(.blank, .text("1")))
        #expect(seen(memory, "1") == .blank)
        // Somebody has entered another one since.
        #expect(seen(memory, "2") == .text("2"))
        memory.note(change(.text("1"), .text("3")))
        #expect(seen(memory, "3") == .blank)
        memory.note(change(.text("2"), .text("4")))
        #expect(seen(memory, "4") == .text("2"))
    }

    @Test func `damaged bytes are refused, wherever they end`() throws {
        let record = Record(
            id: World.id(1),
            object: .account,
            values: EncodingTests.values,
            readAt: World.now,
            version: "v1"
        )
        let bytes = RecordPage(.account, [record]).encoded
        for count in 0..<bytes.count {
            #expect(throws: PlanError.self) { try RecordPage(encoded: Array(bytes[..<count])) }
        }
        #expect(throws: PlanError.self) { try RecordPage(encoded: bytes + [0]) }
    }

    @Test("X-08 · an outcome is read out of a plan without the others")
    func places() throws {
        var outcomes = (1...5).map { Plan.Outcome(World.id($0), version: "\($0)", .matched) }
        outcomes[2].patch = Patch([Patch.Entry("Name", before: .blank, .set(.text("A")), .undone)])
        let document = Plan(.account, outcomes).document
        #expect(document.bytes == Plan(.account, outcomes).encoded)
        for (outcome, place) in zip(outcomes, document.places) {
            #expect(try Plan.Outcome(encoded: Array(document.bytes[place])) == outcome)
        }
    }
}
