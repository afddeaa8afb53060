@testable import Enrichment
import Testing

@Suite struct PlaceTests {
    private let company = World.brightwater

    private func patch(
        _ rows: [MappingRow],
        picklists: Bool,
        _ present: [CRMField: FieldValue] = [:],
        _ company: Profile = World.brightwater
    ) -> Patch {
        let patcher = Patcher(Mapping(.account, rows), in: World.account(picklists: picklists))
        let record = World.record(World.id(1), patcher, present)
        return patcher.patch(record, with: Offer(company: company, status: .matched, now: World.now))
    }

    private func row(_ field: CompanyField, _ target: CRMField, _ form: PlaceForm? = nil) -> MappingRow {
        var options = MappingRow.Options()
        options.place = form
        return MappingRow(.company(field), target, .completeIfMissing, options)
    }

    @Test("M-06 · without picklists a state and a country are written as code or as name")
    func forms() {
        let named = patch(
            [row(.state, "BillingState", .name), row(.country, "BillingCountry", .name)],
            picklists: false
        )
        #expect(named.action("BillingState") == .set(.text("Massachusetts")))
        #expect(named.action("BillingCountry") == .set(.text("United States")))
        let coded = patch(
            [row(.state, "BillingState", .code), row(.country, "BillingCountry", .code)],
            picklists: false
        )
        #expect(coded.action("BillingState") == .set(.text("MA")))
        #expect(coded.action("BillingCountry") == .set(.text("US")))
    }

    @Test("M-06 · in an org with State and Country picklists the value is theirs")
    func picklists() {
        let codes = patch(
            [row(.state, "BillingStateCode"), row(.country, "BillingCountryCode")],
            picklists: true
        )
        #expect(codes.action("BillingStateCode") == .set(.text("MA")))
        #expect(codes.action("BillingCountryCode") == .set(.text("US")))
        let texts = patch(
            [row(.state, "BillingState", .code), row(.country, "BillingCountry", .code)],
            picklists: true
        )
        #expect(texts.action("BillingState") == .set(.text("Massachusetts")))
        #expect(texts.action("BillingCountry") == .set(.text("United States")))
    }

    @Test("M-06 · a state or country that the picklist lacks is reported, not sent")
    func missing() {
        let rows = [row(.state, "BillingStateCode"), row(.country, "BillingCountryCode")]
        let french = World.company(9, ["country": "France", "region": "Bretagne"])
        let patch = patch(rows, picklists: true, [:], french)
        #expect(patch.misfits("BillingCountryCode") == [.notAChoice])
        #expect(patch.action("BillingCountryCode") == .leave(.doesNotFit))
        #expect(patch.misfits("BillingStateCode") == [.countryMissing])
        let texan = World.company(9, ["country": "US", "region": "Texas"])
        #expect(self.patch(rows, picklists: true, [:], texan).misfits("BillingStateCode") == [.choiceInactive])
    }

    @Test("M-06 · a state is not written beside a country that is not its own")
    func otherCountry() {
        let rows = [row(.state, "BillingState", .name), row(.country, "BillingCountry", .name)]
        let patch = patch(rows, picklists: false, ["BillingCountry": .text("Germany")])
        #expect(patch.action("BillingCountry") == .leave(.notBlank))
        #expect(patch.misfits("BillingState") == [.stateOfAnotherCountry])
    }

    @Test("M-06 · the country is settled before its state, whatever the order of the rows")
    func order() {
        let rows = [row(.state, "BillingStateCode"), row(.country, "BillingCountryCode")]
        #expect(patch(rows, picklists: true) == patch(rows.reversed(), picklists: true))
    }
}
