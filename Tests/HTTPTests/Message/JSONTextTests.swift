import FoundationEssentials
import HTTP
import Telemetry
import Testing

@Suite struct JSONTextTests {
    struct Person: Codable, Equatable {
        var name: String
        var age: Int?
        var scores: [Double]
        var nested: [String: [Int]]
        var when: Timestamp
        var children: [Person]
    }

    @Test func `keys come in the order of their declaration, what is nil is left out`() throws {
        struct Row: Encodable {
            var zebra = 1
            var apple: Int? = nil
            var middle = "x\"\\\n\u{1}é"
            var flag = true
            var list = ["a", "b"]
            var real = 2.5
            var whole = 3.0
            var empty: [Int] = []
        }
        let text = String(decoding: try JSONText.encode(Row()), as: UTF8.self)
        #expect(
            text
                == #"{"zebra":1,"middle":"x\"\\\n\u0001é","flag":true,"list":["a","b"],"real":2.5,"whole":3,"empty":[]}"#
        )
    }

    @Test func `what is written reads back as the same value`() throws {
        let child = Person(name: "", age: 0, scores: [], nested: [:], when: Timestamp(seconds: 0), children: [])
        let person = Person(
            name: "Zoë \u{2028}",
            age: nil,
            scores: [0.1, -1e300, 3],
            nested: ["a": [1, 2], "b": []],
            when: Timestamp(microseconds: 1_772_946_000_123_456),
            children: [child, child]
        )
        let bytes = try JSONText.encode(person)
        #expect(try JSONDecoder().decode(Person.self, from: Data(bytes)) == person)
    }

    @Test func `single values and empty objects are texts too`() throws {
        struct Empty: Encodable {}
        #expect(try JSONText.encode("a") == Array("\"a\"".utf8))
        #expect(try JSONText.encode(Int64.min) == Array("-9223372036854775808".utf8))
        #expect(try JSONText.encode([Int?](arrayLiteral: 1, nil)) == Array("[1,null]".utf8))
        #expect(try JSONText.encode(Empty()) == Array("{}".utf8))
        #expect(throws: EncodingError.self) { try JSONText.encode([Double.nan]) }
    }

    @Test func `nested containers are closed when their parent goes on`() throws {
        struct Odd: Encodable {
            enum Keys: String, CodingKey { case a, b, c }

            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Keys.self)
                var list = outer.nestedUnkeyedContainer(forKey: .a)
                var inner = list.nestedContainer(keyedBy: Keys.self)
                try inner.encode(1, forKey: .b)
                try list.encode("x")
                try outer.encode(true, forKey: .c)
            }
        }
        #expect(try JSONText.encode(Odd()) == Array(#"{"a":[{"b":1},"x"],"c":true}"#.utf8))
    }

    @Test func `a container that is written to too late is an error, not a broken text`() {
        struct Tangled: Encodable {
            enum Keys: String, CodingKey { case a, b, c }

            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Keys.self)
                var inner = outer.nestedContainer(keyedBy: Keys.self, forKey: .a)
                try outer.encode(1, forKey: .b)
                try inner.encode(2, forKey: .c)
            }
        }
        #expect(throws: EncodingError.self) { try JSONText.encode(Tangled()) }
    }
}
