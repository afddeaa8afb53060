import Telemetry

/// A JSON text in the making; objects keep the order of their names.
indirect enum JSON: Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case text(String)
    case integer(Int)
    case real(Double)
    case flag(Bool)
    case null
    case array([JSON])
    case object([(name: String, value: JSON)])

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(nilLiteral: ()) { self = .null }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { (name: $0.0, value: $0.1) })
    }

    /// Null when there is none.
    static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

    /// Two spaces a level, a member a line.
    var formatted: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .text(let string): text.appendJSON(string)
        case .integer(let number): text += String(number)
        case .real(let number): text += number.isFinite ? String(number) : "null"
        case .flag(let flag): text += flag ? "true" : "false"
        case .null: text += "null"
        case .array(let elements):
            guard !elements.isEmpty else { return text += "[]" }
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index == 0 ? "\n" : ",\n") + spaces(indent + 2)
                element.write(to: &text, indent: indent + 2)
            }
            text += "\n" + spaces(indent) + "]"
        case .object(let members):
            guard !members.isEmpty else { return text += "{}" }
            text += "{"
            for (index, member) in members.enumerated() {
                text += (index == 0 ? "\n" : ",\n") + spaces(indent + 2)
                text.appendJSON(member.name)
                text += ": "
                member.value.write(to: &text, indent: indent + 2)
            }
            text += "\n" + spaces(indent) + "}"
        }
    }
}
