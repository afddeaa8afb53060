extension Fault {
    /// Why a text or an object describes no fault.
    package struct Unreadable: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// Reads a flag's value: `latency:milliseconds=200,path=/services/data/*,times=3`.
    package init(parsing text: String) throws(Unreadable) {
        let halves = text.split(separator: ":", maxSplits: 1)
        var settings: [(name: String, value: String)] = []
        for part in (halves.count == 2 ? halves[1] : "").split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else {
                throw Unreadable(description: "\(part) is not a setting of the form NAME=VALUE.")
            }
            settings.append((String(pair[0]), String(pair[1])))
        }
        try self.init(kind: halves.first.map { String($0) } ?? "", settings)
    }

    /// Reads `{"kind":"latency","milliseconds":200,"path":"/services/data/*","times":3}`.
    init(_ json: JSON) throws(Unreadable) {
        guard let object = json.object, let kind = object["kind"]?.text else {
            throw Unreadable(description: "A fault is an object with the name of its kind.")
        }
        var settings: [(name: String, value: String)] = []
        for member in object.members where !["kind", "id", "seen", "struck"].contains(member.name) {
            switch member.value {
            case .null: continue
            case .text(let text): settings.append((member.name, text))
            case .integer(let number): settings.append((member.name, String(number)))
            case .number(let number): settings.append((member.name, String(number)))
            case .flag, .array, .object:
                throw Unreadable(description: "\(member.name) is neither a text nor a number.")
            }
        }
        try self.init(kind: kind, settings)
    }

    private init(kind name: String, _ settings: [(name: String, value: String)]) throws(Unreadable) {
        guard let kind = Kind(rawValue: name) else {
            let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Unreadable(description: "There is no fault called \(name); there are \(known).")
        }
        self.init(kind)
        for (name, value) in settings { try set(name, value) }
        if kind == .changedInstance, url == nil {
            throw Unreadable(description: "changed-instance takes the url that it names.")
        }
    }

    private mutating func set(_ name: String, _ value: String) throws(Unreadable) {
        switch name {
        case "path": path = value
        case "method": method = value
        case "after": after = try Fault.number(name, value, 0...Int.max)
        case "times": times = try Fault.number(name, value, 0...Int.max)
        case "seed": seed = UInt64(try Fault.number(name, value, 0...Int.max))
        case "probability":
            guard let number = Double(value), (0...1).contains(number) else {
                throw Unreadable(description: "probability is a number from 0 to 1, not \(value).")
            }
            probability = number
        case "url" where kind == .changedInstance: url = value
        case kind.amount?.name: amount = try Fault.number(name, value, kind.amount?.range ?? 0...0)
        default: throw Unreadable(description: "\(kind.rawValue) has no setting called \(name).")
        }
    }

    private static func number(_ name: String, _ text: String, _ range: ClosedRange<Int>) throws(Unreadable) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw Unreadable(
                description: "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound), not \(text)."
            )
        }
        return number
    }

    /// Writes the members, without the brackets, so that more can stand beside them.
    func write(to json: inout JSONWriter) {
        json.key("kind")
        json.text(kind.rawValue)
        if let amount = kind.amount {
            json.key(amount.name)
            json.integer(self.amount)
        }
        if let url {
            json.key("url")
            json.text(url)
        }
        json.key("path")
        json.text(path)
        json.key("method")
        json.text(method)
        json.key("after")
        json.integer(after)
        json.key("times")
        if let times { json.integer(times) } else { json.null() }
        json.key("probability")
        json.number(probability)
        json.key("seed")
        json.integer(seed)
    }
}
