/// A document of any shape that can lie over another: what it lacks is taken from the one below.
indirect enum LayeredDocument: Codable {
    case object([String: LayeredDocument])
    case list([LayeredDocument])
    case flag(Bool)
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let members = try? container.decode([String: LayeredDocument].self) {
            self = .object(members)
        } else if let elements = try? container.decode([LayeredDocument].self) {
            self = .list(elements)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let members): try container.encode(members)
        case .list(let elements): try container.encode(elements)
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }

    /// Members of objects are laid over each other one by one; anything else covers what is below.
    func over(_ below: LayeredDocument) -> LayeredDocument {
        guard case .object(let mine) = self, case .object(let theirs) = below else { return self }
        return .object(theirs.merging(mine) { under, above in above.over(under) })
    }
}
