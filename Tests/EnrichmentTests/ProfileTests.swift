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
}
