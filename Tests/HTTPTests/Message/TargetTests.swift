import HTTP
import Testing

@Suite struct TargetTests {
    @Test func `a path is decoded component by component, so that an escaped slash stays inside its own`() {
        let target = Target(parsing: "/files/a%2Fb/%C3%A9?q=1&r=a+b%26")
        #expect(target.path == "/files/a%2Fb/%C3%A9")
        #expect(target.segments == ["files", "a/b", "é"])
        #expect(target.query == ["q": "1", "r": "a b&"])
    }

    @Test(arguments: ["", "a", "a b", "ä/ö", "100%", "+", "a&b=c", "日本", "\u{0}\u{7F}"])
    func `what is encoded is decoded to the same`(_ text: String) {
        #expect(PercentCoding.decode(PercentCoding.encode(text)) == text)
        #expect(PercentCoding.decodeForm(PercentCoding.encode(text)) == text)
        #expect(Query(parsing: ([text: text] as Query).encoded) == [text: text])
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff", "%c0%af", "a%f0%28%8c%bc"])
    func `a broken escape is no text`(_ text: String) {
        #expect(PercentCoding.decode(text) == nil)
        #expect(Query(parsing: "a=" + text) == nil)
    }

    @Test func `a query keeps its order and its doubles`() throws {
        let query = try #require(Query(parsing: "b=1&a=2&b=3&&c&=d"))
        #expect(query.pairs.map(\.name) == ["b", "a", "b", "c", ""])
        #expect(query["b"] == "1")
        #expect(query.all("b") == ["1", "3"])
        #expect(query["c"] == "")
        #expect(query["d"] == nil)
        #expect(Query(parsing: "a&b&c", upTo: 2) == nil)
    }
}
