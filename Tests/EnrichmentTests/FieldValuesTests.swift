@testable import Enrichment
import Testing

@Suite struct FieldValuesTests {
    private static let shape = FieldValues.Shape(["Phone", "Name"])

    @Test func `a field that was not asked for is not known, and a blank one is`() {
        let values = FieldValues(Self.shape, [nil, .blank])
        #expect(values["Phone"] == nil)
        #expect(values["Name"] == .blank)
        #expect(values["Website"] == nil)
        #expect(values.map(\.field) == ["Name"])
    }

    @Test func `a value that is set or forgotten changes this record alone`() {
        let first = FieldValues(Self.shape, [.text("1"), .text("Acme")])
        var second = first
        second["Phone"] = nil
        second["Website"] = .text("acme.example")
        second["Fax"] = nil
        #expect(first["Phone"] == .text("1") && first["Website"] == nil)
        #expect(second == ["Name": .text("Acme"), "Website": .text("acme.example")])
    }

    @Test func `values are the same wherever they lie`() {
        let values = FieldValues(Self.shape, [.text("1"), .text("Acme")])
        #expect(values == ["Name": .text("Acme"), "Phone": .text("1")])
        #expect(values != ["Name": .text("Acme")])
        #expect(values != ["Name": .text("Acme"), "Website": .text("1")])
        #expect(values != FieldValues(Self.shape, [.text("2"), .text("Acme")]))
        #expect(FieldValues(Self.shape, [nil, nil]) == [:])
    }
}
