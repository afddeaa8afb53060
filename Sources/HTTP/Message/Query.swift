/// Names and values of a query or a form, in the order in which they were sent. A name may occur more than once.
package struct Query: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    package private(set) var pairs: [(name: String, value: String)]

    package init() {
        pairs = []
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        pairs = elements.map { (name: $0.0, value: $0.1) }
    }

    /// Reads `a=1&b=two+words`; fails when an escape is broken, the bytes are not UTF-8 or there are too many pairs.
    package init?(parsing text: some StringProtocol, upTo limit: Int = 1000) {
        pairs = []
        for part in text.split(separator: "&", omittingEmptySubsequences: true) {
            guard pairs.count < limit else { return nil }
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decodeForm(halves[0]),
                let value = halves.count == 2 ? PercentCoding.decodeForm(halves[1]) : ""
            else { return nil }
            pairs.append((name: name, value: value))
        }
    }

    /// Reads a form's bytes as they came.
    init?(parsing bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.init(parsing: text)
    }

    package var isEmpty: Bool { pairs.isEmpty }

    /// The first value of this name. Setting it replaces every value of the name, `nil` removes them.
    package subscript(name: String) -> String? {
        get { pairs.first { $0.name == name }?.value }
        set {
            pairs.removeAll { $0.name == name }
            if let newValue { pairs.append((name: name, value: newValue)) }
        }
    }

    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    package func contains(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    package mutating func append(_ name: String, _ value: String) { pairs.append((name: name, value: value)) }

    /// The text to put behind a question mark or into a form body.
    package var encoded: String {
        pairs.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
    }

    package static func == (left: Query, right: Query) -> Bool {
        left.pairs.count == right.pairs.count && zip(left.pairs, right.pairs).allSatisfy { $0 == $1 }
    }
}
