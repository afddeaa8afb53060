/// One attribute of a schema, with the characteristics of RFC 7643, section 2.2.
package struct Attribute: Sendable, Equatable {
    package enum Kind: String, Sendable { case string, boolean, decimal, integer, dateTime, binary, reference, complex }
    package enum Mutability: String, Sendable { case readOnly, readWrite, immutable, writeOnly }
    package enum Returned: String, Sendable { case always, never, `default`, request }
    package enum Uniqueness: String, Sendable { case none, server, global }

    package let name: String
    package let kind: Kind
    package let words: String
    package var isMultiValued = false
    package var isRequired = false
    package var isCaseExact = false
    package var mutability = Mutability.readWrite
    package var returned = Returned.default
    package var uniqueness = Uniqueness.none
    package var canonicalValues: [String] = []
    /// Whether other values than the canonical ones are refused.
    package var isClosed = false
    package var referenceTypes: [String] = []
    package var subAttributes: [Attribute] = []

    package init(
        _ name: String,
        _ kind: Kind = .string,
        _ words: String,
        _ change: (inout Attribute) -> Void = { _ in }
    ) {
        self.name = name
        self.kind = kind
        self.words = words
        isCaseExact = kind == .reference || kind == .binary
        change(&self)
    }

    package func sub(_ name: some StringProtocol) -> Attribute? {
        subAttributes.first { Folding.isSame($0.name, name) }
    }

    package var isReadOnly: Bool { mutability == .readOnly }

    /// What a comparison without a sub-attribute means: an e-mail's value, for one.
    package var compared: Attribute? { kind == .complex ? sub("value") : self }
}

extension Attribute {
    package static func complex(
        _ name: String,
        _ words: String,
        _ subAttributes: [Attribute],
        _ change: (inout Attribute) -> Void = { _ in }
    ) -> Attribute {
        Attribute(name, .complex, words) {
            $0.subAttributes = subAttributes
            change(&$0)
        }
    }

    /// Several of a kind, with the sub-attributes that RFC 7643, section 2.4, gives them.
    package static func several(
        _ name: String,
        _ words: String,
        value: Attribute,
        types: [String] = []
    ) -> Attribute {
        complex(
            name,
            words,
            [
                value, Attribute("display", "A name for people."),
                Attribute("type", "What it is for.") { $0.canonicalValues = types },
                Attribute("primary", .boolean, "Whether it is the preferred one."),
            ]
        ) { $0.isMultiValued = true }
    }

    package init(_ name: String, _ words: String, _ change: (inout Attribute) -> Void = { _ in }) {
        self.init(name, .string, words, change)
    }
}

extension Attribute {
    /// As `/Schemas` publishes it.
    package var document: AttributeValue {
        var object: AttributeObject = [
            "name": .text(name), "type": .text(kind.rawValue), "multiValued": .flag(isMultiValued),
            "description": .text(words), "required": .flag(isRequired),
        ]
        if kind != .complex, kind != .boolean { object["caseExact"] = .flag(isCaseExact) }
        if !canonicalValues.isEmpty { object["canonicalValues"] = .list(canonicalValues.map { .text($0) }) }
        object["mutability"] = .text(mutability.rawValue)
        object["returned"] = .text(returned.rawValue)
        object["uniqueness"] = .text(uniqueness.rawValue)
        if !referenceTypes.isEmpty { object["referenceTypes"] = .list(referenceTypes.map { .text($0) }) }
        if !subAttributes.isEmpty { object["subAttributes"] = .list(subAttributes.map(\.document)) }
        return .complex(object)
    }
}
