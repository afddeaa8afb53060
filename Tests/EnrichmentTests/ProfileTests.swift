@testable import Enrichment
import Testing

@Suite struct ProfileTests {
    @Test("X-03 · a profile says of each field which source knows it and since when")
    func profile() {
        #expect(World.brightwater[.company(.name)] == SourcedValue(.text("Brightwater Instruments"), World.source))
        #expect(World.brightwater[.company(.id)]?.value == .number(DecimalNumber(7)))
        #expect(World.brightwater[.company(.ticker)] == nil)
        #expect(World.hila.accuracy == 80)
        #expect(World.person(1, [:]).accuracy == nil)
    }

    @Test func `a field has the place that its case has among all, and is no other field`() {
        #expect(CompanyField.allCases.map(\.place) == Array(0..<CompanyField.count))
        #expect(PersonField.allCases.map(\.place) == Array(0..<PersonField.count))
        #expect(RunField.allCases.map(\.place) == Array(0..<RunField.allCases.count))
        let fields = LoamField.catalogue(for: .contact, topics: ["Cloud", "Water"])
        #expect(Set(fields).count == fields.count)
        #expect(fields.allSatisfy { LoamField(rawValue: $0.rawValue) == $0 })
    }
}
