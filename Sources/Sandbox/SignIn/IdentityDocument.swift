import Telemetry

/// Who a user is, in the order of the keys that clients know; written as JSON or as XML.
struct IdentityDocument: Sendable, Encodable {
    indirect enum Value: Sendable {
        case text(String?)
        case flag(Bool)
        case integer(Int)
        case object([(StaticString, Value)])
    }

    let members: [(StaticString, Value)]

    init(_ members: [(StaticString, Value)]) {
        self.members = members
    }

    func encode(to encoder: any Encoder) throws { try IdentityDocument.encode(members, to: encoder) }

    private static func encode(_ members: [(StaticString, Value)], to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in members {
            let key = Key(stringValue: name.description)
            switch value {
            case .text(let text?): try container.encode(text, forKey: key)
            case .text(nil): try container.encodeNil(forKey: key)
            case .flag(let flag): try container.encode(flag, forKey: key)
            case .integer(let number): try container.encode(number, forKey: key)
            case .object(let members): try encode(members, to: container.superEncoder(forKey: key))
            }
        }
    }

    var xml: [UInt8] {
        var text = XMLText()
        text.element("user", " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"") { write(members, to: &$0) }
        return text.bytes
    }

    private func write(_ members: [(StaticString, Value)], to text: inout XMLText) {
        for (name, value) in members {
            switch value {
            case .text(let content): text.element(name, content)
            case .flag(let flag): text.element(name, flag ? "true" : "false")
            case .integer(let number): text.element(name, String(number))
            case .object(let members): text.element(name) { write(members, to: &$0) }
            }
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }
}
