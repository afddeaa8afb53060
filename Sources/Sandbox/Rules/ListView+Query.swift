extension ListView {
    /// The fields that every list brings along without showing them.
    private static let hidden = ["Id", "CreatedDate", "LastModifiedDate", "SystemModstamp"]

    struct Column: Sendable {
        let path: String
        let label: String
        let field: Field
        let isHidden: Bool
        /// As it stands in the query: a picklist by its label.
        let item: String
    }

    /// The columns that the caller may see.
    func columns(_ type: ObjectType, _ schema: Schema) -> [Column] {
        (columns.map { ($0, false) } + ListView.hidden.map { ($0, true) }).compactMap { path, isHidden in
            guard let field = ListView.field(path, of: type, schema) else { return nil }
            let isPicklist = field.type == .picklist || field.type == .multipicklist
            return Column(
                path: path,
                label: path.contains(".") ? path.split(separator: ".")[0] + " " + field.label : field.label,
                field: field,
                isHidden: isHidden,
                item: isPicklist ? "toLabel(\(path))" : path
            )
        }
    }

    /// The statement that the list stands for.
    func query(_ type: ObjectType, _ schema: Schema) -> String {
        var text = "SELECT " + columns(type, schema).map(\.item).joined(separator: ", ") + " FROM " + type.name
        if scope != .everything { text += " USING SCOPE " + scope.rawValue }
        if let logic = FilterLogic(filter.logic, count: filter.conditions.count), !filter.conditions.isEmpty {
            text += " WHERE " + clause(logic, type, schema)
        }
        return text + " ORDER BY \(order) ASC NULLS FIRST, Id ASC NULLS FIRST"
    }

    static func field(_ path: String, of type: ObjectType, _ schema: Schema) -> Field? {
        let parts = path.split(separator: ".")
        guard parts.count == 2 else { return type.field(path) }
        guard let reference = type.parent(parts[0]), let name = reference.references.last,
            let parent = schema.object(name)
        else { return nil }
        return parent.field(parts[1])
    }

    // MARK: - Conditions

    private func clause(_ logic: FilterLogic, _ type: ObjectType, _ schema: Schema) -> String {
        switch logic {
        case .condition(let index): return clause(filter.conditions[index], type, schema)
        case .all(let parts): return parts.map { grouped($0, type, schema) }.joined(separator: " AND ")
        case .any(let parts): return parts.map { grouped($0, type, schema) }.joined(separator: " OR ")
        case .not(let part): return "(NOT " + grouped(part, type, schema) + ")"
        }
    }

    /// In brackets where several conditions stand together.
    private func grouped(_ logic: FilterLogic, _ type: ObjectType, _ schema: Schema) -> String {
        let text = clause(logic, type, schema)
        switch logic {
        case .all(let parts), .any(let parts): return parts.count > 1 ? "(\(text))" : text
        case .condition, .not: return text
        }
    }

    private func clause(_ condition: RecordFilter.Condition, _ type: ObjectType, _ schema: Schema) -> String {
        let field = ListView.field(condition.field, of: type, schema)
        let literals = condition.values.map { ListView.literal($0, field) }
        let several = literals.count > 1
        func compared(_ sign: String) -> String { "\(condition.field) \(sign) \(literals.first ?? "null")" }
        func like(_ before: String, _ after: String) -> String {
            let parts = condition.values.map { "\(condition.field) LIKE '\(before)\(ListView.escaped($0))\(after)'" }
            return parts.count > 1 ? "(\(parts.joined(separator: " OR ")))" : parts.first ?? "\(condition.field) = null"
        }
        switch condition.comparison {
        case .equals: return several ? "\(condition.field) IN (\(literals.joined(separator: ",")))" : compared("=")
        case .notEqual:
            return several ? "\(condition.field) NOT IN (\(literals.joined(separator: ",")))" : compared("!=")
        case .lessThan: return compared("<")
        case .greaterThan: return compared(">")
        case .lessOrEqual: return compared("<=")
        case .greaterOrEqual: return compared(">=")
        case .contains: return like("%", "%")
        case .doesNotContain: return "(NOT \(like("%", "%")))"
        case .startsWith: return like("", "%")
        case .includes: return "\(condition.field) INCLUDES (\(literals.joined(separator: ",")))"
        case .excludes: return "\(condition.field) EXCLUDES (\(literals.joined(separator: ",")))"
        }
    }

    /// A value as SOQL writes it: texts in quotes, numbers, flags and dates bare.
    static func literal(_ value: String, _ field: Field?) -> String {
        switch field?.type {
        case .boolean, .int, .long, .double, .currency, .percent, .date, .datetime, .time: value
        default: "'\(escaped(value))'"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }
}
