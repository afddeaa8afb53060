/// The name of an object or a field, or a path to a field such as `Account.Owner.Name`: the only words that a query
/// takes without quotes.
package struct APIName: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Nil for anything but letters, digits, underscores and the points of a path.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        let steps = text.split(separator: ".", omittingEmptySubsequences: false)
        guard !text.isEmpty, text.utf8.count <= 255, steps.count <= 7, steps.allSatisfy(APIName.isName) else {
            return nil
        }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: APIName, right: APIName) -> Bool { left.text < right.text }

    private static func isName(_ step: Substring) -> Bool {
        guard let first = step.utf8.first, (65...90).contains(first & 0xDF) else { return false }
        return step.utf8.allSatisfy { (65...90).contains($0 & 0xDF) || (48...57).contains($0) || $0 == 95 }
    }
}

extension APIName: ExpressibleByStringLiteral {
    /// A name that stands in the code.
    package init(stringLiteral text: StaticString) {
        guard let name = APIName(text.description) else {
            preconditionFailure("\(text) is no name of an object or field.")
        }
        self = name
    }
}

extension APIName {
    package static let id: APIName = "Id"
    package static let systemModstamp: APIName = "SystemModstamp"
}
