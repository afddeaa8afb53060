import Enrichment
import Testing

@Suite struct EmailQualityTests {
    @Test(
        "D-04 · what a source says of an address comes to one of the verifier's words",
        arguments: [
            ("Valid", EmailQuality.valid), ("deliverable", .valid), ("INVALID", .invalid), ("bounced", .invalid),
            ("catch_all", .unverifiable), ("Accept-All", .unverifiable), ("disposable", .disposable),
            ("unknown", .unknown), ("timeout", .unknown), ("", .unchecked), ("unverified", .unchecked),
        ]
    )
    func words(_ status: String, _ quality: EmailQuality) {
        #expect(EmailQuality(status: status) == quality)
    }

    @Test("D-04 · a person without an address has none of any quality")
    func without() throws {
        var person = Profile(.person(1))
        let status = try #require(Profile.Column(.person, "email_status"))
        person.note("valid", of: status, .run)
        #expect(EmailQuality(of: person) == nil)
        let address = try #require(Profile.Column(.person, "emails"))
        person.note("ada@example.org", of: address, .run)
        #expect(EmailQuality(of: person) == .valid)
    }

    @Test(
        "D-07 · a company is defunct by what its source calls its state",
        arguments: [("Dissolved", true), ("in liquidation", true), ("INACTIVE", true), ("Active", false), ("", false)]
    )
    func defunct(_ status: String, _ isDefunct: Bool) {
        #expect(RecordCard.isDefunct(status) == isDefunct)
    }
}
