/// A named set of attributes.
package struct ResourceSchema: Sendable, Equatable {
    package let urn: String
    package let name: String
    package let words: String
    package let attributes: [Attribute]
    /// What stands before the names of its attributes where they are kept: nothing for a core schema.
    package let mark: String

    package init(urn: String, name: String, words: String, mark: String, attributes: [Attribute]) {
        self.urn = urn
        self.name = name
        self.words = words
        self.mark = mark
        self.attributes = attributes
    }

    package func attribute(_ name: some StringProtocol) -> Attribute? {
        attributes.first { Folding.isSame($0.name, name) }
    }

    package static let core = "urn:ietf:params:scim:schemas:core:2.0:"
}
