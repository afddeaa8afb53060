/// Changes of a resource, by RFC 7644, section 3.5.2, and by the habits of Okta and Entra.
package struct Patch: Sendable, Equatable {
    package enum Action: String, Sendable { case add, replace, remove }

    package struct Operation: Sendable, Equatable {
        package let action: Action
        package let target: FilterParser.Target?
        package let value: AttributeValue?
    }

    package let operations: [Operation]

    private static let mostOperations = 1000

    package init(_ body: AttributeObject) throws(DirectoryFault) {
        guard let list = body.value(of: "Operations")?.elements, !list.isEmpty else {
            throw DirectoryFault(.invalidValue, "There are no operations; name at least one in \"Operations\".")
        }
        guard list.count <= Patch.mostOperations else {
            throw DirectoryFault(.tooLarge, "A patch may have at most \(Patch.mostOperations) operations.")
        }
        var operations: [Operation] = []
        for element in list {
            guard let object = element.object else {
                throw DirectoryFault(.invalidSyntax, "Each of the operations has to be an object.")
            }
            operations.append(try Operation(object))
        }
        self.operations = operations
    }
}

extension Patch.Operation {
    init(_ object: AttributeObject) throws(DirectoryFault) {
        let word = object.value(of: "op")?.text ?? ""
        guard let action = Patch.Action(rawValue: word.lowercased()) else {
            throw DirectoryFault(
                .invalidValue,
                "\"\(word.prefix(20))\" is no operation; known are add, replace, remove."
            )
        }
        self.action = action
        switch object.value(of: "path") {
        case nil, .null: target = nil
        case .text(let path)?: target = try FilterParser.target(path)
        default: throw DirectoryFault(.invalidPath, "The path of an operation has to be a text.")
        }
        value = object.value(of: "value")
        if target == nil, action == .remove {
            throw DirectoryFault(.noTarget, "Name in \"path\" what to remove.")
        }
        if value == nil, action == .add {
            throw DirectoryFault(.invalidValue, "There is no \"value\" to add.")
        }
    }
}

extension ResourceType {
    /// The resource after all operations, in their order; when one fails, none was done.
    package func applying(_ patch: Patch, to resource: Resource, id: String) throws(DirectoryFault) -> Resource {
        var changed = resource
        for operation in patch.operations { try apply(operation, to: &changed, id: id) }
        try checkRequired(changed)
        return changed
    }

    private func apply(_ operation: Patch.Operation, to resource: inout Resource, id: String) throws(DirectoryFault) {
        guard let target = operation.target else {
            guard let object = operation.value?.object else {
                throw DirectoryFault(.invalidValue, "Without a path, \"value\" has to be an object of attributes.")
            }
            for member in object.members { try apply(operation.action, member, to: &resource, id: id) }
            return
        }
        guard let path = resolve(target.attribute) else {
            throw DirectoryFault(.invalidPath, "There is no attribute \"\(target.attribute)\" of a \(name).")
        }
        try apply(operation.action, path, target, operation.value, to: &resource)
    }

    /// One member of a value without a path. What is not known is passed over, as in the body of a create.
    private func apply(
        _ action: Patch.Action,
        _ member: AttributeObject.Member,
        to resource: inout Resource,
        id: String
    ) throws(DirectoryFault) {
        switch member.name.lowercased() {
        case "id":
            guard member.value == .text(id) else { throw DirectoryFault(.mutability, "The id never changes.") }
            return
        case "schemas", "meta": return
        default: break
        }
        guard let path = resolve(member.name), path.attribute?.isReadOnly != true, path.sub?.isReadOnly != true else {
            return
        }
        let target = FilterParser.Target(attribute: member.name, filter: nil, sub: nil)
        try apply(action, path, target, member.value, to: &resource)
    }

    private func apply(
        _ action: Patch.Action,
        _ path: ResolvedPath,
        _ target: FilterParser.Target,
        _ value: AttributeValue?,
        to resource: inout Resource
    ) throws(DirectoryFault) {
        guard let attribute = path.attribute else {
            return try applyExtension(action, path.schema, value, to: &resource)
        }
        guard !attribute.isReadOnly, path.sub?.isReadOnly != true else {
            throw DirectoryFault(.mutability, "\"\(target.attribute)\" is set by Loam and cannot be changed.")
        }
        // A password is taken and forgotten.
        guard attribute.returned != .never else { return }
        var object = resource[path.schema]
        let old = object[attribute.name]
        // Read once more, because a change may leave two elements that are the same, or two that are primary.
        let new = try new(old, action, attribute, path.sub, target, value ?? .null)
        object[attribute.name] = if let new { try attribute.read(new) } else { nil }
        resource[path.schema] = object
        if attribute.isRequired, object[attribute.name] == nil {
            throw DirectoryFault(.mutability, "\"\(attribute.name)\" is needed and cannot be removed.")
        }
    }

    private func applyExtension(
        _ action: Patch.Action,
        _ schema: ResourceSchema,
        _ value: AttributeValue?,
        to resource: inout Resource
    ) throws(DirectoryFault) {
        if action == .remove || value == .null {
            resource[schema] = AttributeObject()
            return
        }
        guard let object = value?.object else {
            throw DirectoryFault(.invalidValue, "\"\(schema.urn)\" has to be an object.")
        }
        for member in object.members {
            guard let attribute = schema.attribute(member.name), !attribute.isReadOnly else { continue }
            let target = FilterParser.Target(attribute: member.name, filter: nil, sub: nil)
            let path = ResolvedPath(schema: schema, attribute: attribute, sub: nil, isCommon: false)
            try apply(action, path, target, member.value, to: &resource)
        }
    }

    /// What the attribute holds afterwards; nil for nothing.
    private func new(
        _ old: AttributeValue?,
        _ action: Patch.Action,
        _ attribute: Attribute,
        _ sub: Attribute?,
        _ target: FilterParser.Target,
        _ value: AttributeValue
    ) throws(DirectoryFault) -> AttributeValue? {
        let elements = old?.elements ?? []
        if let filter = target.filter {
            guard attribute.isMultiValued, sub == nil else {
                throw DirectoryFault(.invalidPath, "\"\(target.attribute)\" is no list to choose elements of.")
            }
            let changed = try new(elements, action, attribute, filter, target.sub, value)
            return changed.isEmpty ? nil : .list(changed)
        }
        if let sub {
            guard !attribute.isMultiValued else {
                // The part of each element, or of the only one that then is.
                let whole = elements.isEmpty && action != .remove ? [AttributeValue.complex([:])] : elements
                var changed: [AttributeValue] = []
                for element in whole { if let new = try set(sub, action, value, in: element) { changed.append(new) } }
                return changed.isEmpty ? nil : .list(changed)
            }
            return try set(sub, action, value, in: old ?? .complex([:]))
        }
        switch action {
        case .remove:
            guard attribute.isMultiValued, !value.isEmpty else { return nil }
            // As Entra removes members.
            let named = (value.elements ?? [value]).map { $0.object?["value"] ?? $0 }
            let left = elements.filter { !named.contains($0.object?["value"] ?? $0) }
            return left.isEmpty ? nil : .list(left)
        case .add where attribute.isMultiValued:
            guard let given = try attribute.read(value)?.elements else { return old }
            let added = given.filter { element in !elements.contains { attribute.isSame($0, element) } }
            let kept = added.contains(where: \.isPrimary) ? elements.map(\.withoutPrimary) : elements
            return .list(kept + added)
        case .add, .replace:
            guard let read = try attribute.read(value) else { return action == .add ? old : nil }
            guard attribute.kind == .complex, !attribute.isMultiValued, let given = read.object else { return read }
            var merged = old?.object ?? AttributeObject()
            for member in given.members { merged[member.name] = member.value }
            return .complex(merged)
        }
    }

    private func set(_ sub: Attribute, _ action: Patch.Action, _ value: AttributeValue, in element: AttributeValue)
        throws(DirectoryFault) -> AttributeValue?
    {
        var object = element.object ?? AttributeObject()
        object[sub.name] = action == .remove ? nil : try sub.read(value)
        return object.members.isEmpty ? nil : .complex(object)
    }

    /// The elements after a change of those that a filter chooses. Where it chooses none, they are made of what it asks
    /// for, because Entra relies on it.
    private func new(
        _ elements: [AttributeValue],
        _ action: Patch.Action,
        _ attribute: Attribute,
        _ filter: Filter,
        _ subName: String?,
        _ value: AttributeValue
    ) throws(DirectoryFault) -> [AttributeValue] {
        let sub = subName.flatMap { attribute.sub($0) }
        if let subName, sub == nil {
            throw DirectoryFault(.invalidPath, "\"\(attribute.name)\" has no part \"\(subName)\".")
        }
        var changed: [AttributeValue] = []
        var touched: [Int] = []
        var isChosen = false
        for element in elements {
            guard try attribute.holds(filter, for: element) else {
                changed.append(element)
                continue
            }
            isChosen = true
            if let new = try self.new(element, action, attribute, sub, value) {
                touched.append(changed.count)
                changed.append(new)
            }
        }
        if !isChosen, action != .remove {
            let made = filter.implied(of: attribute)
            if let new = try self.new(.complex(made), action == .replace ? .add : action, attribute, sub, value) {
                touched.append(changed.count)
                changed.append(new)
            }
        }
        if let last = touched.last(where: { changed[$0].isPrimary }) {
            for place in changed.indices where place != last { changed[place] = changed[place].withoutPrimary }
        }
        return changed
    }

    private func new(
        _ element: AttributeValue,
        _ action: Patch.Action,
        _ attribute: Attribute,
        _ sub: Attribute?,
        _ value: AttributeValue
    ) throws(DirectoryFault) -> AttributeValue? {
        if let sub { return try set(sub, action, value, in: element) }
        switch action {
        case .remove: return nil
        case .replace: return try attribute.readOne(value)
        case .add:
            guard let given = try attribute.readOne(value) else { return element }
            guard let object = given.object else { return given }
            var merged = element.object ?? AttributeObject()
            for member in object.members { merged[member.name] = member.value }
            return .complex(merged)
        }
    }
}

extension AttributeValue {
    fileprivate var withoutPrimary: AttributeValue {
        guard isPrimary, var object else { return self }
        object["primary"] = .flag(false)
        return .complex(object)
    }
}

extension Filter {
    /// The parts that an element has for which the filter holds, as far as it says so plainly.
    fileprivate func implied(of attribute: Attribute) -> AttributeObject {
        var object = AttributeObject()
        switch self {
        case .all(let parts):
            for part in parts {
                for member in part.implied(of: attribute).members { object[member.name] = member.value }
            }
        case .compare(let name, .eq, let value):
            if let sub = attribute.sub(name), !sub.isReadOnly {
                // Entra says "True" of a flag.
                object[sub.name] =
                    sub.kind == .boolean ? .flag(value == .flag(true) || value.text?.lowercased() == "true") : value
            }
        default: break
        }
        return object
    }
}

extension Attribute {
    /// Whether the filter holds for one element of the list.
    func holds(_ filter: Filter, for element: AttributeValue) throws(DirectoryFault) -> Bool {
        switch filter {
        case .all(let parts):
            for part in parts where !(try holds(part, for: element)) { return false }
            return true
        case .any(let parts):
            for part in parts where try holds(part, for: element) { return true }
            return false
        case .not(let part): return !(try holds(part, for: element))
        case .present(let name): return try value(name, of: element).map { $0 != .text("") } ?? false
        case .compare(let name, let comparison, let operand):
            let held = try value(name, of: element)
            guard operand != .null else { return (held == nil) == (comparison == .eq) }
            guard let held else { return comparison == .ne }
            return compare(held, comparison, operand, by: sub(name) ?? self)
        case .element: throw DirectoryFault(.invalidFilter, "Brackets stand within brackets.")
        }
    }

    private func value(_ name: String, of element: AttributeValue) throws(DirectoryFault) -> AttributeValue? {
        if kind != .complex, name.lowercased() == "value" { return element }
        guard let sub = sub(name) else {
            throw DirectoryFault(.invalidPath, "\"\(self.name)\" has no part \"\(name)\".")
        }
        return element.object?[sub.name]
    }

    private func compare(
        _ held: AttributeValue,
        _ comparison: Filter.Comparison,
        _ operand: AttributeValue,
        by attribute: Attribute
    ) -> Bool {
        let (left, right) = (held.compared(by: attribute), operand.compared(by: attribute))
        return switch comparison {
        case .eq: left == right
        case .ne: left != right
        case .co: left.contains(right)
        case .sw: left.hasPrefix(right)
        case .ew: left.hasSuffix(right)
        case .gt: left > right
        case .ge: left >= right
        case .lt: left < right
        case .le: left <= right
        }
    }
}

extension AttributeValue {
    fileprivate func compared(by attribute: Attribute) -> String {
        switch self {
        case .text(let text): Folding.key(text, of: attribute)
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .null, .list, .complex: ""
        }
    }
}
