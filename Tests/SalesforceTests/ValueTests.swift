import Telemetry
import Testing

@testable import Salesforce

struct ValueTests {
    @Test(
        "A short id gets the three characters that keep it apart from others in whatever case",
        arguments: [("001D000000IqhSL", "001D000000IqhSLIAZ"), ("012000000000000", "012000000000000AAA")]
    )
    func recordIDs(short: String, long: String) throws {
        #expect(RecordID(short)?.text == long)
        #expect(RecordID(long)?.text == long)
        #expect(RecordID(short + long.suffix(3).lowercased())?.text == long)
    }

    @Test("Ids are sorted as their texts are, digits before capitals before small letters")
    func idOrder() throws {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        var dice = Dice(state: 7)
        let texts = (0..<500).map { _ in String((0..<15).map { _ in alphabet[dice.roll(62)] }) }
        let ids = try texts.map { try #require(RecordID($0)) }
        #expect(ids.map { String($0.text.prefix(15)) } == texts)
        #expect(ids.sorted().map(\.text) == ids.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(ids.allSatisfy { RecordID($0.text) == $0 })
    }

    @Test(
        "What is no id is none",
        arguments: ["", "001", "001D000000IqhSLIAA", "001D000000IqhS'", "001D000000IqhSLI", "0٠1D000000IqhSL"]
    )
    func noID(text: String) { #expect(RecordID(text) == nil) }

    @Test(
        "Only names may stand where a query takes words",
        arguments: [
            ("Account.Owner.Name", true), ("Foo__c", true), ("A1", true), ("", false), ("1A", false), ("A.", false),
            ("A B", false), ("A,B", false), ("A'", false), ("Ä", false), ("_a", false),
        ]
    )
    func names(text: String, isName: Bool) { #expect((APIName(text) != nil) == isName) }

    @Test("Moments are read as Salesforce writes them, and written as it reads them")
    func moments() throws {
        let moment = try #require(Timestamp(salesforce: "2024-05-01T12:34:56.789+0000"))
        #expect(moment.withMilliseconds == "2024-05-01T12:34:56.789Z")
        #expect(Timestamp(salesforce: "2024-05-01T14:34:56.789+0200") == moment)
        #expect(Timestamp(salesforce: "2024-05-01T12:34:56.789Z") == moment)
        #expect(Timestamp(salesforce: "2024-05-01") == nil)
        #expect(Timestamp(seconds: 0).withMilliseconds == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp(microseconds: -1).withMilliseconds == "1969-12-31T23:59:59.999Z")
    }

    @Test(
        "A decimal number is digits, and JSON gets it without zeros in front",
        arguments: [("12.50", "12.50"), ("-0.5", "-0.5"), ("007", "7"), ("0", "0"), ("00.5", "0.5")]
    )
    func decimals(text: String, json: String) throws {
        var builder = JSONBuilder()
        builder.content(.decimal(try #require(DecimalText(text))))
        #expect(builder.text == json)
    }

    @Test("What is no decimal number is none", arguments: ["", "-", "1.", ".5", "1,5", "1e3", "1.2.3", "٣"])
    func noDecimal(text: String) { #expect(DecimalText(text) == nil) }
}
