/// What filters ask of a resource, in the form in which it is compared and sorted: the values of each attribute, by the
/// element of a list that they belong to.
package struct KeptValues: Sendable, Equatable {
    /// A value by which people are looked up: it has an index.
    package struct Key: Sendable, Hashable {
        package let path: String
        package let element: Int
        /// The value, or the beginning of one that is too long for an index.
        package let key: String
        /// The whole of such a one.
        package let whole: String?
    }

    struct Value: Sendable, Equatable {
        let element: Int
        let text: String
    }

    struct List: Sendable, Equatable {
        /// As in `emails.value`, or `loam:role`.
        let path: String
        var values: [Value]
    }

    private(set) var lists: [List] = []

    /// None.
    package init() {}

    /// Stands for an attribute with parts, or a whole extension, that has any.
    package static let mark = "+"

    /// Stands for one element of several by which the list is not sorted.
    static let otherMark = "-"

    /// By what identity providers look people up. All else is looked for among all people.
    package static let indexed: Set = ["externalId", "emails.value", "phoneNumbers.value", "enterprise:employeeNumber"]

    /// How many bytes of a text stand in an index; PostgreSQL takes no long ones.
    package static let keyLength = 300

    package static func beginning(of text: String) -> String {
        guard text.utf8.count > keyLength else { return text }
        var beginning = ""
        var count = 0
        for scalar in text.unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= keyLength else { break }
            beginning.unicodeScalars.append(scalar)
        }
        return beginning
    }

    fileprivate mutating func add(_ text: String, _ path: String, _ element: Int) {
        let value = Value(element: element, text: text)
        if element > 0, let place = lists.lastIndex(where: { $0.path == path }) {
            lists[place].values.append(value)
        } else {
            lists.append(List(path: path, values: [value]))
        }
    }

    package var keys: [Key] {
        lists.filter { KeptValues.indexed.contains($0.path) }.flatMap { list in
            list.values.map { value in
                let beginning = KeptValues.beginning(of: value.text)
                let isWhole = beginning.utf8.count == value.text.utf8.count
                return Key(
                    path: list.path,
                    element: value.element,
                    key: beginning,
                    whole: isWhole ? nil : value.text
                )
            }
        }
    }
}

// MARK: - As they are kept

extension KeptValues {
    /// An object of the paths, each with an object of its values by their elements.
    package var json: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes.append(UInt8(ascii: "{"))
        for (place, list) in lists.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            AttributeValue.write(list.path, to: &bytes)
            bytes.append(contentsOf: ":{".utf8)
            for (place, value) in list.values.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                AttributeValue.write(String(value.element), to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                AttributeValue.write(value.text, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    package init(json: String) throws(JSONReader.Flaw) {
        for member in try JSONReader.read(Array(json.utf8)).object?.members ?? [] {
            let values = member.value.object?.members.compactMap { value in
                value.value.text.map { Value(element: Int(value.name) ?? 0, text: $0) }
            }
            lists.append(List(path: member.name, values: values ?? []))
        }
    }
}

// MARK: - Of a resource

extension ResourceType {
    /// All that a filter may ask of the resource. Names and members are kept elsewhere.
    package func kept(_ resource: Resource) -> KeptValues {
        var values = KeptValues()
        for schema in schemas {
            let object = resource[schema]
            if !schema.mark.isEmpty, !object.members.isEmpty { values.add(KeptValues.mark, schema.mark, 0) }
            for member in object.members {
                guard member.name != nameAttribute || !schema.mark.isEmpty, member.name != "members",
                    let attribute = schema.attribute(member.name)
                        ?? (schema.mark.isEmpty ? ResourceType.common(member.name) : nil)
                else { continue }
                let path = schema.mark.isEmpty ? attribute.name : schema.mark + attribute.name
                keep(member.value, attribute, path, in: &values)
            }
        }
        return values
    }

    private func keep(
        _ value: AttributeValue,
        _ attribute: Attribute,
        _ path: String,
        in values: inout KeptValues
    ) {
        guard attribute.isMultiValued else { return keep(value, attribute, path, 0, true, in: &values) }
        let elements = value.elements ?? []
        let leading = elements.firstIndex(where: \.isPrimary) ?? 0
        for (place, element) in elements.enumerated() {
            keep(element, attribute, path, place, place == leading, in: &values)
        }
    }

    private func keep(
        _ value: AttributeValue,
        _ attribute: Attribute,
        _ path: String,
        _ element: Int,
        _ isLeading: Bool,
        in values: inout KeptValues
    ) {
        switch value {
        case .text(let text): values.add(Folding.key(text, of: attribute), path, element)
        case .flag(let flag): values.add(flag ? "true" : "false", path, element)
        case .integer(let number): values.add(String(number), path, element)
        case .complex(let object):
            values.add(isLeading ? KeptValues.mark : KeptValues.otherMark, path, element)
            for member in object.members {
                guard let sub = attribute.sub(member.name) else { continue }
                keep(member.value, sub, path + "." + sub.name, element, isLeading, in: &values)
            }
        case .null, .real, .list: break
        }
    }
}
