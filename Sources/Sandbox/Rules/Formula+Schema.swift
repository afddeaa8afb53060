extension FormulaType {
    /// How formulas take a field of the org; nothing for those that they cannot use.
    init?(_ type: FieldType) {
        switch type {
        case .id, .string, .textarea, .email, .phone, .url, .combobox, .reference, .encryptedstring: self = .text
        case .picklist: self = .picklist
        case .multipicklist: self = .multipicklist
        case .boolean: self = .flag
        case .int, .long, .double, .currency: self = .number
        case .percent: self = .percent
        case .date: self = .date
        case .datetime: self = .moment
        case .time, .address, .location, .base64, .anyType: return nil
        }
    }
}

extension Schema {
    /// The formula of a calculated field; nothing for a field that is kept in the table.
    func formula(of field: Field, on object: ObjectType) throws(FormulaError) -> Formula? {
        guard let text = field.formula else { return nil }
        guard let type = FormulaType(field.type), type != .picklist, type != .multipicklist else {
            throw FormulaError("A formula cannot give a value of the type \(field.type.rawValue).")
        }
        return try Formula(text, giving: type, for: .field(blankAsZero: field.treatsBlanksAsZero)) { path in
            self.formulaType(of: path, from: object)
        }
    }

    /// The condition of a rule on an object.
    func condition(_ text: String, on object: ObjectType) throws(FormulaError) -> Formula {
        try Formula(text, giving: .flag, for: .rule) { path in formulaType(of: path, from: object) }
    }

    /// The type of a field by its path; `$User`, `$Profile` and `$Organization` begin at what they name.
    private func formulaType(of path: [String], from object: ObjectType) -> FormulaType? {
        guard let first = path.first else { return nil }
        if first.hasPrefix("$") {
            guard path.count == 2, let global = self.object(first.dropFirst()),
                ["User", "Profile", "Organization"].contains(global.name)
            else { return nil }
            return global.field(path[1]).flatMap { $0.isStored ? FormulaType($0.type) : nil }
        }
        return field(path.joined(separator: "."), of: object).flatMap { FormulaType($0.type) }
    }
}

extension Schema {
    /// The field at the end of a path from an object by way of its parents, as `Account.Owner.Name`; of a parent that may
    /// be of several objects it is the first one's that has such a field.
    func field(_ path: String, of object: ObjectType) -> Field? {
        let parts = path.split(separator: ".")
        guard let name = parts.last, parts.count <= 6 else { return nil }
        var objects = [object]
        for part in parts.dropLast() {
            objects = objects.compactMap { $0.parent(part)?.references }.joined().compactMap { self.object($0) }
        }
        return objects.lazy.compactMap { $0.field(name) }.first
    }
}
