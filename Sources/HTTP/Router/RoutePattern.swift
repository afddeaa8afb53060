/// The shape of the paths that a route answers: `/users/:user/keys`, or `/files/*path` for all that lies below.
package struct RoutePattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.init(text)
    }

    package var description: String { text }

    enum Part: Sendable, Hashable {
        case literal(String)
        case parameter(String)
        /// The rest of the path, slashes and all; only at the end.
        case rest(String)
    }

    var parts: [Part] {
        guard text != "/" else { return [] }
        return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            switch part.first {
            case ":": .parameter(String(part.dropFirst()))
            case "*": .rest(String(part.dropFirst()))
            default: .literal(String(part))
            }
        }
    }

    var parameterNames: [String] {
        parts.compactMap { part in
            switch part {
            case .literal: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }

    var takesRest: Bool {
        if case .rest = parts.last { true } else { false }
    }

    var isLiteral: Bool { parameterNames.isEmpty }

    /// What is wrong with the pattern itself, in words.
    var faults: [String] {
        guard text.hasPrefix("/") else { return ["does not begin with a slash"] }
        var faults: [String] = []
        let parts = parts
        let names = parameterNames
        if parts.contains(.literal("")) { faults.append("has an empty component") }
        if names.contains("") { faults.append("has a parameter without a name") }
        if Set(names).count < names.count { faults.append("names a parameter twice") }
        let hasEarlyRest = parts.dropLast().contains { if case .rest = $0 { true } else { false } }
        if hasEarlyRest { faults.append("has something after the part that takes the rest") }
        if text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "%") })
        {
            faults.append("has a character that stands in a path only escaped")
        }
        return faults
    }
}
