/// A JSON value as Salesforce sent it; numbers keep their digits, so that `3.5E8` is not rounded on its way.
enum JSON: Sendable, Equatable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case list([JSON])
    case object(JSONObject)

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var flag: Bool? {
        if case .flag(let flag) = self { flag } else { nil }
    }

    /// A whole number, however it was written.
    var integer: Int? {
        guard case .number(let digits) = self else { return nil }
        return Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
    }

    var list: [JSON]? {
        if case .list(let list) = self { list } else { nil }
    }

    var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The member of an object; nil where it is missing, null, or where this is no object.
    subscript(name: String) -> JSON? {
        guard let member = object?[name], member != .null else { return nil }
        return member
    }
}

/// The members of a JSON object in the order in which they were sent.
struct JSONObject: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let name: String
        let value: JSON
    }

    var members: [Member] = []

    /// Objects of Salesforce have a few dozen members, which are looked through faster than a table is built.
    subscript(name: String) -> JSON? { members.first { $0.name == name }?.value }
}
