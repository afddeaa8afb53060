import Telemetry

/// A filter whose names are looked up and whose values are in the form in which they are compared.
package indirect enum Condition: Sendable, Equatable {
    /// What is known of each resource, beside the values that are kept one by one.
    package enum Field: Sendable, Equatable {
        case id, name, created, changed, version
        /// Kept values of this name.
        case kept(String)
        /// The group's members, or the person's groups, by their id or their name.
        case memberID, memberName, memberKind
        /// Whether the person holds a seat.
        case seated
    }

    package enum Operand: Sendable, Equatable {
        case text(String)
        case number(Int64)
    }

    case always
    case never
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case present(Field)
    case compare(Field, Filter.Comparison, Operand)
    /// Some element of the kept list for which all of it holds; the fields within are kept values of it.
    case element(of: String, Condition)
}

extension ResourceType {
    /// What the filter asks of resources of this kind. With `isLenient` an attribute that the kind does not have is one
    /// without a value, as where several kinds are asked at once.
    package func condition(_ filter: Filter, isLenient: Bool = false) throws(DirectoryFault) -> Condition {
        switch filter {
        case .all(let parts): return .all(try conditions(parts, isLenient))
        case .any(let parts): return .any(try conditions(parts, isLenient))
        case .not(let part): return .not(try condition(part, isLenient: isLenient))
        case .present(let path):
            guard let path = try resolve(path, isLenient) else { return .never }
            return presence(of: path)
        case .compare(let name, let comparison, let value):
            guard let path = try resolve(name, isLenient) else {
                return value == .null && comparison == .eq ? .always : .never
            }
            if value == .null {
                return switch comparison {
                case .eq: .not(presence(of: path))
                case .ne: presence(of: path)
                default: throw DirectoryFault(.invalidFilter, "Only eq and ne compare with null.")
                }
            }
            return try compare(path, name, comparison, value)
        case .element(let name, let part):
            guard let path = try resolve(name, isLenient) else { return .never }
            return try element(path, name, part)
        }
    }

    private func conditions(_ filters: [Filter], _ isLenient: Bool) throws(DirectoryFault) -> [Condition] {
        var conditions: [Condition] = []
        for filter in filters { conditions.append(try condition(filter, isLenient: isLenient)) }
        return conditions
    }

    private func resolve(_ name: String, _ isLenient: Bool) throws(DirectoryFault) -> ResolvedPath? {
        if let path = resolve(name) { return path }
        if isLenient { return nil }
        throw DirectoryFault(.invalidFilter, "There is no attribute \"\(name)\" of a \(self.name).")
    }

    private func presence(of path: ResolvedPath) -> Condition {
        guard let attribute = path.attribute else { return .present(.kept(path.kept)) }
        if path.isCommon, attribute.name != "externalId" { return .always }
        switch attribute.name {
        case nameAttribute, "platformActive": return .always
        case "password": return .never
        case "members", "groups": return .present(.memberID)
        default: return .present(.kept(path.kept))
        }
    }

    private func compare(
        _ path: ResolvedPath,
        _ name: String,
        _ comparison: Filter.Comparison,
        _ value: AttributeValue
    ) throws(DirectoryFault) -> Condition {
        guard let compared = path.compared else {
            throw DirectoryFault(
                .invalidFilter,
                "\"\(name)\" has parts and no value of its own; compare one of them, as in \(name).…"
            )
        }
        let operand = try operand(of: compared, name, comparison, value)
        if path.schema.mark.isEmpty, let special = try special(path, comparison, operand, value) { return special }
        if path.attribute?.name == "platformActive" { return .compare(.seated, comparison, operand) }
        let kept =
            path.sub == nil && path.attribute?.kind == .complex ? path.kept + "." + compared.name : path.kept
        let field = Condition.Field.kept(kept)
        let isMultiValued = path.attribute?.isMultiValued == true
        if comparison == .ne {
            let equal = Condition.compare(field, .eq, operand)
            return isMultiValued ? .any([.compare(field, .ne, operand), .not(.present(field))]) : .not(equal)
        }
        return .compare(field, comparison, operand)
    }

    /// What is not among the kept values.
    private func special(
        _ path: ResolvedPath,
        _ comparison: Filter.Comparison,
        _ operand: Condition.Operand,
        _ value: AttributeValue
    ) throws(DirectoryFault) -> Condition? {
        func constant(_ text: String) throws(DirectoryFault) -> Condition {
            switch comparison {
            case .eq: return operand == .text(text) ? .always : .never
            case .ne: return operand == .text(text) ? .never : .always
            default: throw DirectoryFault(.invalidFilter, "Compare this attribute by eq or ne.")
            }
        }
        let name = path.attribute?.name ?? ""
        switch (name, path.sub?.name) {
        case ("id", _): return .compare(.id, comparison, operand)
        case (nameAttribute, _): return .compare(.name, comparison, operand)
        case ("password", _): return .never
        case ("meta", "created"): return .compare(.created, comparison, operand)
        case ("meta", "lastModified"): return .compare(.changed, comparison, operand)
        case ("meta", "resourceType"): return try constant(self.name)
        case ("meta", "version"):
            let digits = (value.text ?? "").filter(\.isNumber)
            return .compare(.version, comparison, .number(Int64(digits) ?? -1))
        case ("meta", "location"):
            let id = (value.text ?? "").split(separator: "/").last.map(String.init) ?? ""
            return .compare(.id, comparison, .text(id))
        case ("schemas", _):
            let urn = (value.text ?? "").lowercased()
            guard comparison == .eq || comparison == .ne else {
                throw DirectoryFault(.invalidFilter, "Compare schemas by eq or ne.")
            }
            let has: Condition
            if let schema = schemas.first(where: { $0.urn.lowercased() == urn }) {
                has = schema.mark.isEmpty ? .always : .present(.kept(schema.mark))
            } else {
                has = .never
            }
            return comparison == .eq ? has : .not(has)
        case ("members", let sub), ("groups", let sub):
            let field: Condition.Field
            var operand = operand
            switch sub ?? "value" {
            case "display": field = .memberName
            case "type":
                if name == "groups" { return try constant("direct") }
                field = .memberKind
            case "$ref":
                field = .memberID
                operand = .text((value.text ?? "").split(separator: "/").last.map(String.init) ?? "")
            default: field = .memberID
            }
            let condition = Condition.compare(field, comparison == .ne ? .eq : comparison, operand)
            return comparison == .ne ? .not(condition) : condition
        default: return nil
        }
    }

    private func element(_ path: ResolvedPath, _ name: String, _ filter: Filter) throws(DirectoryFault) -> Condition {
        guard let attribute = path.attribute, path.sub == nil, attribute.isMultiValued || attribute.kind == .complex
        else {
            throw DirectoryFault(
                .invalidFilter,
                "\"\(name)\" is no list, so that nothing can stand in brackets after it."
            )
        }
        if path.schema.mark.isEmpty, attribute.name == "members" || attribute.name == "groups" {
            return try members(attribute, filter)
        }
        return .element(of: path.kept, try condition(ofElement: attribute, path.kept, filter))
    }

    /// Of members only the id, the name and the kind are known, which tell one member from another: a filter of one
    /// comparison says all that can be asked.
    private func members(_ attribute: Attribute, _ filter: Filter) throws(DirectoryFault) -> Condition {
        guard case .compare(let sub, let comparison, let value) = filter else {
            throw DirectoryFault(.invalidFilter, "Ask for \(attribute.name) by one comparison, as in [value eq \"…\"].")
        }
        return try condition(.compare("\(attribute.name).\(sub)", comparison, value))
    }

    private func condition(
        ofElement attribute: Attribute,
        _ kept: String,
        _ filter: Filter
    ) throws(DirectoryFault) -> Condition {
        func part(_ name: String) throws(DirectoryFault) -> (Condition.Field, Attribute) {
            if attribute.kind != .complex {
                guard name.lowercased() == "value" else {
                    throw DirectoryFault(.invalidFilter, "\"\(attribute.name)\" has no part \"\(name)\".")
                }
                return (.kept(kept), attribute)
            }
            guard let sub = attribute.sub(name) else {
                throw DirectoryFault(.invalidFilter, "\"\(attribute.name)\" has no part \"\(name)\".")
            }
            return (.kept("\(kept).\(sub.name)"), sub)
        }
        func all(_ filters: [Filter]) throws(DirectoryFault) -> [Condition] {
            var conditions: [Condition] = []
            for filter in filters { conditions.append(try condition(ofElement: attribute, kept, filter)) }
            return conditions
        }
        switch filter {
        case .all(let parts): return .all(try all(parts))
        case .any(let parts): return .any(try all(parts))
        case .not(let inner): return .not(try condition(ofElement: attribute, kept, inner))
        case .present(let name): return .present(try part(name).0)
        case .compare(let name, let comparison, let value):
            let (field, sub) = try part(name)
            if value == .null {
                return comparison == .eq ? .not(.present(field)) : .present(field)
            }
            let operand = try operand(of: sub, name, comparison, value)
            return comparison == .ne
                ? .not(.compare(field, .eq, operand)) : .compare(field, comparison, operand)
        case .element: throw DirectoryFault(.invalidFilter, "Brackets stand within brackets.")
        }
    }

    private func operand(
        of attribute: Attribute,
        _ name: String,
        _ comparison: Filter.Comparison,
        _ value: AttributeValue
    ) throws(DirectoryFault) -> Condition.Operand {
        func refuse(_ complaint: String) -> DirectoryFault {
            DirectoryFault(.invalidFilter, "\"\(name)\" \(complaint)")
        }
        let isOrdering = [.gt, .ge, .lt, .le].contains(comparison)
        let isPart = [.co, .sw, .ew].contains(comparison)
        switch attribute.kind {
        case .boolean:
            guard !isOrdering, !isPart else { throw refuse("is true or false; compare it by eq or ne.") }
            switch value {
            case .flag(let flag): return .text(flag ? "true" : "false")
            case .text(let text) where ["true", "false"].contains(text.lowercased()): return .text(text.lowercased())
            default: throw refuse("is compared with true or false.")
            }
        case .integer, .decimal:
            guard !isPart else { throw refuse("is a number, which has no parts.") }
            switch value {
            case .integer(let number): return .number(Int64(number))
            case .text(let text):
                if let number = Int64(text) { return .number(number) }
                throw refuse("is compared with a number.")
            default: throw refuse("is compared with a whole number.")
            }
        case .dateTime:
            guard !isPart else { throw refuse("is a time, which has no parts.") }
            guard let text = value.text, let moment = Timestamp(iso8601: text) else {
                throw refuse("is compared with a time such as \"2026-03-08T04:59:00Z\".")
            }
            return .number(moment.microseconds)
        case .binary:
            guard !isOrdering else { throw refuse("has no order; compare it by eq.") }
            fallthrough
        case .string, .reference:
            switch value {
            case .text(let text): return .text(Folding.key(text, of: attribute))
            case .flag(let flag): return .text(flag ? "true" : "false")
            case .integer(let number): return .text(String(number))
            default: throw refuse("is compared with a text in double quotes.")
            }
        case .complex: throw refuse("has parts; compare one of them.")
        }
    }
}
