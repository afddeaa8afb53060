import Testing

@testable import Sandbox

struct MultipicklistTests {
    @Test(
        "X-04 · of the values between semicolons each is kept once, and those of blanks alone are none",
        arguments: [
            ("a;b", Scalar.text("a;b")), (" a ; b ;a", .text("a;b")), ("a;\t;b", .text("a;b")), (";", .null),
            (" ; \n;", .null), ("\u{1};\u{0};0", .text("0")),
        ]
    )
    func severalValues(text: String, kept: Scalar) throws {
        let reader = ValueReader(.multipick("Topics__c", ["a", "b", "0"]))
        #expect(try reader.read(.text(text), SaveOptions()) == kept)
    }
}
