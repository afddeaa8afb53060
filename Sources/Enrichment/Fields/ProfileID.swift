/// The number by which Loam knows a company or a person for ever.
package struct ProfileID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case company, person
    }

    package let kind: Kind
    package let number: Int64

    package init(_ kind: Kind, _ number: Int64) { (self.kind, self.number) = (kind, number) }

    package static func company(_ number: Int64) -> ProfileID { ProfileID(.company, number) }
    package static func person(_ number: Int64) -> ProfileID { ProfileID(.person, number) }

    package var description: String { "\(kind.rawValue) \(number)" }

    package static func < (one: ProfileID, other: ProfileID) -> Bool {
        one.kind == other.kind ? one.number < other.number : one.kind == .company
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind == .company)
        hasher.combine(number)
    }
}
