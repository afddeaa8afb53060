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

    @Test("Broken in whatever place, a text is read or refused", arguments: 0..<20)
    func broken(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let sound = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",null,{"b":true}],"é":"","c":{}}"#.utf8)
        for _ in 0..<200 {
            var bytes = sound
            for _ in 0...dice.roll(3) { bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256)) }
            bytes.removeLast(dice.roll(bytes.count))
            do throws(JSONReader.Unreadable) {
                _ = try JSONReader.read(bytes)
            } catch {
                #expect(error.offset <= bytes.count)
            }
        }
    }
}
