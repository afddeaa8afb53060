import Telemetry

/// The attributes of a person or a group that clients write, by their canonical names; those of an extension stand in an
/// object under its URN. What the server itself knows, such as the id, is not among them.
package struct Resource: Sendable, Equatable {
    package var attributes: AttributeObject

    package init(_ attributes: AttributeObject = AttributeObject()) { self.attributes = attributes }

    /// As it was kept.
    package init(json: String) throws(JSONReader.Flaw) {
        attributes = try JSONReader.read(Array(json.utf8)).object ?? AttributeObject()
    }

    package var json: String { String(decoding: AttributeValue.complex(attributes).json, as: UTF8.self) }

    package subscript(schema: ResourceSchema) -> AttributeObject {
        get {
            schema.mark.isEmpty ? attributes : attributes[schema.urn]?.object ?? AttributeObject()
        }
        set {
            if schema.mark.isEmpty {
                attributes = newValue
            } else {
                attributes[schema.urn] = newValue.members.isEmpty ? nil : .complex(newValue)
            }
        }
    }

    /// A part of the Loam extension.
    package func loam(_ name: String) -> AttributeValue? { attributes[ResourceSchema.loamURN]?.object?[name] }

    package mutating func setLoam(_ name: String, _ value: AttributeValue?) {
        var object = attributes[ResourceSchema.loamURN]?.object ?? AttributeObject()
        object[name] = value
        attributes[ResourceSchema.loamURN] = object.members.isEmpty ? nil : .complex(object)
    }
}

extension ResourceType {
    /// What a body says: its attributes in their canonical form, and those that it empties in so many words.
    package struct Reading: Sendable, Equatable {
        package var resource = Resource()
        /// By schema and attribute: what is null, or an empty list.
        package var emptied: Set<String> = []
    }

    /// Reads the body of a create or a replace. What the server alone sets is passed over, as is what nobody knows.
    package func read(_ body: AttributeObject) throws(DirectoryFault) -> Reading {
        try checkSchemas(of: body)
        var reading = Reading()
        for member in body.members {
            if let attribute = core.attribute(member.name)
                ?? (Folding.isSame(member.name, "externalId") ? ResourceType.common("externalId") : nil)
            {
                try read(member.value, attribute, core, into: &reading)
            } else if let schema = extensions.first(where: { Folding.isSame($0.urn, member.name) }) {
                try read(member.value, as: schema, into: &reading)
            } else if Folding.isSame(member.name.prefix(4), "urn:"), let path = resolve(member.name),
                let attribute = path.attribute
            {
                // As clients that flatten extensions write it.
                guard path.sub == nil else { continue }
                try read(member.value, attribute, path.schema, into: &reading)
            }
        }
        return reading
    }

    private func checkSchemas(of body: AttributeObject) throws(DirectoryFault) {
        guard let urns = body.value(of: "schemas")?.elements?.compactMap(\.text), !urns.isEmpty else { return }
        if urns.contains(where: { Folding.isSame($0, core.urn) }) { return }
        let foreign = ResourceType.Kind.allCases.filter { $0 != kind }.map { ResourceSchema.core + $0.name }
        guard !urns.contains(where: { urn in foreign.contains { Folding.isSame($0, urn) } }) else {
            throw DirectoryFault(.invalidSyntax, "The schemas of the body are not those of a \(name).")
        }
    }

    private func read(_ value: AttributeValue, as schema: ResourceSchema, into reading: inout Reading)
        throws(DirectoryFault)
    {
        if value.isEmpty {
            if value == .null { reading.emptied.insert(schema.mark) }
            return
        }
        guard let object = value.object else {
            throw DirectoryFault(.invalidValue, "\"\(schema.urn)\" has to be an object.")
        }
        for member in object.members {
            guard let attribute = schema.attribute(member.name) else { continue }
            try read(member.value, attribute, schema, into: &reading)
        }
    }

    private func read(
        _ value: AttributeValue,
        _ attribute: Attribute,
        _ schema: ResourceSchema,
        into reading: inout Reading
    ) throws(DirectoryFault) {
        guard !attribute.isReadOnly, attribute.returned != .never else { return }
        if let read = try attribute.read(value) {
            if schema.mark.isEmpty {
                reading.resource.attributes[attribute.name] = read
            } else {
                reading.resource[schema][attribute.name] = read
            }
        } else {
            reading.emptied.insert(schema.mark + attribute.name)
        }
    }

    /// Throws when something that is required is missing.
    package func checkRequired(_ resource: Resource) throws(DirectoryFault) {
        for attribute in core.attributes where attribute.isRequired {
            let value = resource.attributes[attribute.name]
            if value == nil || value?.text?.allSatisfy(\.isWhitespace) == true {
                throw DirectoryFault(.invalidValue, "\"\(attribute.name)\" is missing; a \(name) needs one.")
            }
        }
    }

    /// What replaces a resource, by RFC 7644, section 3.5.1. Clients send back what they got with their changes, and leave
    /// out what they set only once, so that an extension, the client's own id and `active` stay unless they are emptied.
    package func replacing(_ old: Resource, by reading: Reading) throws(DirectoryFault) -> Resource {
        var new = reading.resource
        for name in ["externalId", "active"] where new.attributes[name] == nil && !reading.emptied.contains(name) {
            new.attributes[name] = old.attributes[name]
        }
        for schema in extensions where !reading.emptied.contains(schema.mark) {
            for attribute in schema.attributes
            where new[schema][attribute.name] == nil && !reading.emptied.contains(schema.mark + attribute.name) {
                if let kept = old[schema][attribute.name] { new[schema][attribute.name] = kept }
            }
        }
        try checkRequired(new)
        return new
    }
}

extension Attribute {
    /// The value in its canonical form; nil for one that says that there is none.
    package func read(_ value: AttributeValue) throws(DirectoryFault) -> AttributeValue? {
        if value.isEmpty { return nil }
        guard isMultiValued else { return try readOne(value) }
        var elements: [AttributeValue] = []
        for element in value.elements ?? [value] where !isNothing(element) {
            guard let read = try readOne(element), !elements.contains(where: { isSame($0, read) }) else { continue }
            elements.append(read)
        }
        if elements.count(where: \.isPrimary) > 1 {
            throw DirectoryFault(.invalidValue, "Of \"\(name)\" only one may be primary.")
        }
        return elements.isEmpty ? nil : .list(elements)
    }

    /// Whether it is a name without a letter, by which Okta says of a list of names that there is none.
    private func isNothing(_ element: AttributeValue) -> Bool {
        kind == .string && element.text?.allSatisfy(\.isWhitespace) == true
    }

    /// Whether two elements are one: members by whom they mean, all others by everything that they say.
    func isSame(_ left: AttributeValue, _ right: AttributeValue) -> Bool {
        if let sub = sub("value"), sub.mutability == .immutable {
            return left.object?["value"] == right.object?["value"]
        }
        return left == right
    }

    /// One value, or one element of several.
    func readOne(_ value: AttributeValue) throws(DirectoryFault) -> AttributeValue? {
        switch (kind, value) {
        case (_, .null): return nil
        case (.complex, _): return try readComplex(value)
        case (.boolean, .flag): return value
        case (.boolean, .text(let text)):
            switch text.lowercased() {
            case "true": return .flag(true)
            case "false": return .flag(false)
            default: throw refusal("true or false")
            }
        case (.integer, .integer): return value
        case (.integer, .text(let text)):
            guard let number = Int(text) else { throw refusal("a whole number") }
            return .integer(number)
        case (.integer, .real(let number)):
            guard let whole = Int(exactly: number) else { throw refusal("a whole number") }
            return .integer(whole)
        case (.decimal, .integer), (.decimal, .real): return value
        case (.dateTime, .text(let text)):
            guard Timestamp(iso8601: text) != nil else { throw refusal("a time such as 2026-03-08T04:59:00Z") }
            return value
        case (.string, .text(let text)), (.reference, .text(let text)), (.binary, .text(let text)):
            return .text(try canonical(text))
        case (.string, .integer(let number)): return .text(String(number))
        case (.boolean, _): throw refusal("true or false")
        case (.integer, _), (.decimal, _): throw refusal("a number")
        default: throw refusal("a text")
        }
    }

    private func readComplex(_ value: AttributeValue) throws(DirectoryFault) -> AttributeValue? {
        let object: AttributeObject
        switch value {
        case .complex(let given): object = given
        case .list(let elements) where elements.count == 1 && elements[0].object != nil:
            // As Entra sends the manager.
            object = elements[0].object ?? AttributeObject()
        case .text(let text) where sub("value") != nil:
            // As Entra sends a role: an object, written out as a text.
            object = written(text) ?? ["value": .text(text)]
        default: throw refusal("an object")
        }
        var read = AttributeObject()
        for member in object.members {
            guard let sub = sub(member.name), !sub.isReadOnly, let value = try sub.read(member.value) else { continue }
            read[sub.name] = value
        }
        return read.members.isEmpty ? nil : .complex(read)
    }

    private func written(_ text: String) -> AttributeObject? {
        guard text.hasPrefix("{") else { return nil }
        do throws(JSONReader.Flaw) {
            return try JSONReader.read(Array(text.utf8)).object
        } catch {
            return nil
        }
    }

    private func canonical(_ text: String) throws(DirectoryFault) -> String {
        guard isClosed else { return text }
        if let known = canonicalValues.first(where: { $0.lowercased() == text.lowercased() }) { return known }
        throw DirectoryFault(
            .invalidValue,
            "Unknown \(name) \"\(text.prefix(40))\". Known: \(canonicalValues.joined(separator: ", "))."
        )
    }

    private func refusal(_ wanted: String) -> DirectoryFault {
        DirectoryFault(.invalidValue, "\"\(name)\" has to be \(wanted).")
    }
}

extension AttributeValue {
    var isPrimary: Bool { object?["primary"] == .flag(true) }
}
