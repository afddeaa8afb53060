/// A JSON value as it was sent: members keep their order, and a name that was sent twice is there twice.
enum JSON: Sendable, Equatable {
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case array([JSON])
    case object(JSONObject)
}

/// The members of an object, in order.
struct JSONObject: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let name: String
        var value: JSON
        /// Where the value begins in the body, for complaints; 0 for what was not read.
        var offset = 0

        static func == (left: Member, right: Member) -> Bool { left.name == right.name && left.value == right.value }
    }

    var members: [Member] = []

    /// The value of the last member of this name, as Salesforce takes it.
    subscript(name: String) -> JSON? {
        members.last { $0.name == name }?.value
    }

    /// The value of a member whatever the case of its name, as in `id` and `Id`.
    func value(ignoringCaseOf name: String) -> JSON? {
        members.last { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    func contains(_ name: String) -> Bool { members.contains { $0.name == name } }
}

extension JSON {
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    var isNull: Bool { self == .null }

    /// A whole or broken number as a broken one.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}

extension StringProtocol {
    /// Whether both are the same but for the case of A to Z.
    func equalsIgnoringASCIICase(_ other: some StringProtocol) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return zip(utf8, other.utf8).allSatisfy { left, right in
            left == right || left | 0x20 == right | 0x20 && (97...122).contains(left | 0x20)
        }
    }
}
