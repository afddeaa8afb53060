import Testing

@testable import Sandbox

struct JSONTests {
    @Test("X-04 · a body is read with its members in order, and written as it was")
    func roundTrip() throws {
        let text = #"{"b":[1,-2.5,true,null,"é\u00e9\ud83d\ude00\n"],"a":{"x":{}},"a":12345678901}"#
        let json = try JSONReader.read(Array(text.utf8))
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"b":[1,-2.5,true,null,"éé😀\n"],"a":{"x":{}},"a":12345678901}"#
        )
        #expect(json.object?["a"] == .integer(12_345_678_901))
        #expect(json.object?.value(ignoringCaseOf: "B") != nil)
    }

    static let broken: [(String, String)] = [
        (
            "<a>",
            "Unexpected character ('<' (code 60)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at [line:1, column:2]"
        ),
        (
            "{\"a\":1,\n}",
            "Unexpected character ('}' (code 125)): was expecting double-quote to start field name at [line:2, column:2]"
        ),
        (
            "{\"a\" 1}",
            "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at [line:1, column:7]"
        ),
        (
            "{\"a\":1 \"b\":2}",
            "Unexpected character ('\"' (code 34)): was expecting comma to separate OBJECT entries at [line:1, column:9]"
        ),
        (
            "[1 2]",
            "Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries at [line:1, column:5]"
        ),
        ("nil", "Unrecognized token 'nil': was expecting 'null', 'true', 'false' or NaN at [line:1, column:4]"),
        ("{\"a\":\"b", "Unexpected end-of-input: was expecting closing quote for a string value at [line:1, column:8]"),
        ("{\"a\":01}", "Invalid numeric value: Leading zeroes not allowed at [line:1, column:7]"),
        (
            "[\"a\nb\"]",
            "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value at [line:1, column:5]"
        ),
        ("", "The HTTP entity body is required, but this request has no entity body."),
    ]

    @Test("X-04 · a broken body is refused with the line and column", arguments: broken)
    func refusal(text: String, message: String) {
        #expect(throws: OrgError("JSON_PARSER_ERROR", message)) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test("X-04 · what is nested too deeply is refused before it fills the stack")
    func depth() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: OrgError.self) { try JSONReader.read(deep) }
    }

    @Test("X-04 · bytes that are no UTF-8, halves of pairs and bad escapes are no crash")
    func bytes() throws {
        #expect(throws: OrgError.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
        #expect(throws: OrgError.self) { try JSONReader.read(Array(#""\x""#.utf8)) }
        #expect(throws: OrgError.self) { try JSONReader.read(Array(#""\u12"#.utf8)) }
        #expect(try JSONReader.read(Array(#""\ud800x""#.utf8)) == .text("\u{FFFD}x"))
        #expect(try JSONReader.read(Array(#""\ud800A""#.utf8)) == .text("\u{FFFD}A"))
    }

    static let numbers: [(Double, String)] = [
        (0, "0.0"), (1, "1.0"), (-1.5, "-1.5"), (9_999_999, "9999999.0"), (10_000_000, "1.0E7"),
        (350_000_000, "3.5E8"), (-123_456_789.25, "-1.2345678925E8"), (0.001, "0.001"), (0.00025, "2.5E-4"),
        (1e22, "1.0E22"), (1.5e-10, "1.5E-10"), (.infinity, "0.0"),
    ]

    @Test("X-04 · numbers are written as Java prints them", arguments: numbers)
    func number(number: Double, text: String) {
        var json = JSONWriter()
        json.number(number)
        #expect(String(decoding: json.bytes, as: UTF8.self) == text)
    }
}
