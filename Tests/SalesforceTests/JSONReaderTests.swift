import Testing

@testable import Salesforce

struct JSONReaderTests {
    private func read(_ text: String) throws -> JSON { try JSONReader.read(Array(text.utf8)) }

    @Test("A value of every kind is read, and numbers keep their digits")
    func kinds() throws {
        let json = try read(#" {"a":[null,true,false,-1.50,3.5E8],"b":{"c":"x"}} "#)
        #expect(json["a"]?.list == [.null, .flag(true), .flag(false), .number("-1.50"), .number("3.5E8")])
        #expect(json["b"]?["c"]?.text == "x")
        #expect(json["a"]?.list?.last?.integer == 350_000_000)
        #expect(json["nothing"] == nil)
    }

    @Test("Escapes mean what they say, also in two halves")
    func escapes() throws {
        #expect(try read(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#).text == "a\"\\/\u{8}\u{C}\n\r\té😀")
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "-", "tru", "\"a", "\"\\x\"", "\"\\ud83d\"", "\"\\ud83dx\"",
            "1 2", "{a:1}", "\"\n\"", "<html>", String(repeating: "[", count: 101),
        ]
    )
    func refused(text: String) {
        #expect(throws: JSONReader.Unreadable.self) { try read(text) }
    }

    @Test("A hundred levels are read, whatever stands beside them")
    func depth() throws {
        let deep = String(repeating: "[", count: 99) + String(repeating: "]", count: 99)
        _ = try read("[{},[],{},\(deep)]")
    }

    @Test("Bytes that are no text are refused")
    func bytes() {
        #expect(throws: JSONReader.Unreadable.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    }
}
