@testable import Enrichment
import Telemetry
import Testing

@Suite struct ValueTests {
    static let now = Timestamp(seconds: 1_772_971_200)

    @Test(arguments: [
        ("001D000000IqhSL", "001D000000IqhSLIAZ"), ("003D000000QOMqg", "003D000000QOMqgIAH"),
        ("0015g00000Xgxd8", "0015g00000Xgxd8AAB"),
    ])
    func `a short id gets the check of its capitals`(_ short: String, _ long: String) {
        #expect(CRMID(short)?.text == long)
        #expect(CRMID(long)?.text == long)
        #expect(CRMID(short + long.suffix(3).lowercased())?.text == long)
        #expect(CRMID(short.lowercased() + long.suffix(3)) == nil)
        #expect(CRMID(short + "!") == nil)
    }

    @Test func `ids are in the order of their texts`() {
        let texts = [
            "001D000000IqhSLIAZ", "001D000000IqhSMIAZ", "003D000000QOMqgIAH", "0015g00000Xgxd8AAB",
            "00QD000000zzzzzMAA",
        ]
        let ids = texts.compactMap { CRMID($0.prefix(15).description) }
        #expect(ids.sorted().map(\.text) == ids.map(\.text).sorted())
        #expect(Set(ids + ids).count == texts.count)
    }

    @Test(arguments: [
        ("12", "12"), ("-3.50", "-3.5"), ("3.5E8", "350000000"), ("1.5e-3", "0.0015"), ("0.000", "0"), ("+7", "7"),
    ])
    func `a number is read exactly`(_ text: String, _ kept: String) {
        #expect(DecimalNumber(text)?.description == kept)
    }

    @Test(arguments: ["", "-", ".", "1,200", "1.2.3", "12 ", "1e99", "9999999999999999999", "٣"])
    func `what is no number is none`(_ text: String) { #expect(DecimalNumber(text) == nil) }

    @Test func `the half is rounded away from zero`() {
        #expect(DecimalNumber("2.345")?.rounded(to: 2).description == "2.35")
        #expect(DecimalNumber("-2.345")?.rounded(to: 2).description == "-2.35")
        #expect(DecimalNumber("2.3449")?.rounded(to: 2).description == "2.34")
        #expect(DecimalNumber("999.5")?.rounded(to: 0).wholeDigits == 4)
    }

    @Test func `values are compared as a CRM keeps them`() {
        #expect(FieldValue.text(" a\r\nb ").isSame(as: .text("a\nb")))
        #expect(FieldValue.text("  ").isSame(as: .blank))
        #expect(FieldValue.list(["b", "a"]).isSame(as: .list(["a", "b", "a"])))
        #expect(FieldValue.list([]).isSame(as: .blank))
        #expect(FieldValue.moment(ValueTests.now).isSame(as: .moment(ValueTests.now + .milliseconds(400))))
        #expect(!FieldValue.text("a").isSame(as: .text("A")))
        #expect(!FieldValue.flag(false).isSame(as: .blank))
    }

    @Test func `what a CRM answers is read by the type of its field`() {
        #expect(FieldValue(reading: "3.5E8", as: .currency) == DecimalNumber("350000000").map(FieldValue.number))
        #expect(FieldValue(reading: "2026-03-08T12:00:00.000+0000", as: .datetime) == .moment(ValueTests.now))
        #expect(FieldValue(reading: "2026-03-08T12:00:00.000Z", as: .datetime) == .moment(ValueTests.now))
        #expect(FieldValue(reading: "a;b", as: .multipicklist) == .list(["a", "b"]))
        #expect(FieldValue(reading: "", as: .string) == .blank)
        #expect(FieldValue(reading: "true", as: .boolean) == .flag(true))
    }
}
