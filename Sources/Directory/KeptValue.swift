/// One value of a resource in the form in which it is compared and sorted.
package struct KeptValue: Sendable, Equatable {
    /// As in `emails.value`, or `loam:role`.
    package let path: String
    /// Which element of a list it belongs to.
    package let element: Int
    /// Whether it stands for the whole list where that is sorted: the primary one, or else the first.
    package let isLeading: Bool
    package let key: String
    /// The whole of a key that is too long to be kept in an index.
    package let whole: String?
    package let number: Int64?

    /// Stands for an attribute with parts, or a whole extension, that has any.
    static let mark = "+"

    /// How many bytes of a text stand in an index; PostgreSQL takes no long ones.
    package static let keyLength = 300

    init(path: String, element: Int, isLeading: Bool, text: String, number: Int64? = nil) {
        self.path = path
        self.element = element
        self.isLeading = isLeading
        key = KeptValue.beginning(of: text)
        whole = key.utf8.count == text.utf8.count ? nil : text
        self.number = number
    }

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
}

extension ResourceType {
    /// All that a filter may ask of the resource, one by one. Names and members are kept elsewhere.
    package func kept(_ resource: Resource) -> [KeptValue] {
        var values: [KeptValue] = []
        for schema in schemas {
            let object = resource[schema]
            if !schema.mark.isEmpty, !object.members.isEmpty {
                values.append(KeptValue(path: schema.mark, element: 0, isLeading: true, text: KeptValue.mark))
            }
            for member in object.members {
                guard member.name != nameAttribute || !schema.mark.isEmpty, member.name != "members",
                    let attribute = schema.attribute(member.name)
                        ?? (schema.mark.isEmpty ? ResourceType.common(member.name) : nil)
                else { continue }
                values += kept(member.value, attribute, schema.mark + attribute.name)
            }
        }
        return values
    }

    private func kept(_ value: AttributeValue, _ attribute: Attribute, _ path: String) -> [KeptValue] {
        let elements = attribute.isMultiValued ? value.elements ?? [] : [value]
        let leading = elements.firstIndex(where: \.isPrimary) ?? 0
        return elements.enumerated().flatMap { place, element in
            kept(element, attribute, path, place, place == leading)
        }
    }

    private func kept(
        _ value: AttributeValue,
        _ attribute: Attribute,
        _ path: String,
        _ element: Int,
        _ isLeading: Bool
    ) -> [KeptValue] {
        switch value {
        case .text(let text):
            return [
                KeptValue(path: path, element: element, isLeading: isLeading, text: Folding.key(text, of: attribute))
            ]
        case .flag(let flag):
            return [KeptValue(path: path, element: element, isLeading: isLeading, text: flag ? "true" : "false")]
        case .integer(let number):
            return [
                KeptValue(
                    path: path,
                    element: element,
                    isLeading: isLeading,
                    text: String(number),
                    number: Int64(number)
                )
            ]
        case .complex(let object):
            let whole = KeptValue(path: path, element: element, isLeading: isLeading, text: KeptValue.mark)
            return object.members.reduce(into: [whole]) { values, member in
                guard let sub = attribute.sub(member.name) else { return }
                values += kept(member.value, sub, path + "." + sub.name, element, isLeading)
            }
        case .null, .real, .list: return []
        }
    }
}
