import Directory
import Testing

@Suite("U-01 JSON of a directory") struct JSONReaderTests {
    @Test(
        "A text is read, and written as it was",
        arguments: [
            #"{"a":[1,-2,0,1.5,true,false,null,"x"],"b":{"c":{}}}"#, #""é😀\"\\\n""#, "[]", "12", #"{"a":"\u0001"}"#,
        ]
    )
    func round(text: String) throws {
        #expect(String(decoding: try JSONReader.read(Array(text.utf8)).json, as: UTF8.self) == text)
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", "{", "[1,]", "{\"a\"}", "01", "1.", "+1", "tru", "\"a", "\"\\x\"", "\"\\ud800\"", "nul", "1 2", "'a'",
            "{\"a\":1,}", "\"\u{1}\"", "-", "1e999", "[1 2]",
        ]
    )
    func broken(text: String) {
        #expect(throws: JSONReader.Flaw.notJSON) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test("What no database keeps, and what is too deep, is refused")
    func limits() {
        #expect(throws: JSONReader.Flaw.nul) { try JSONReader.read(Array(#""a\u0000""#.utf8)) }
        let deep = String(repeating: "[", count: 30) + String(repeating: "]", count: 30)
        #expect(throws: JSONReader.Flaw.tooDeep) { try JSONReader.read(Array(deep.utf8)) }
    }

    @Test("Of a name that is there twice the last counts, and escapes become letters")
    func meaning() throws {
        #expect(try JSONReader.read(Array(#"{"a":1,"a":2}"#.utf8)) == ["a": 2])
        #expect(try JSONReader.read(Array(#""\u00e9\ud83d\ude00\/""#.utf8)) == "é😀/")
    }
}
