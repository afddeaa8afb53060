// Functions and operators that mean different things by the types of their operands, or whose operands depend on each
// other.

extension FormulaChecker {
    /// A function that no list can describe; nothing for a name that is no function.
    func special(_ name: String, _ operands: [TypedFormula]) throws(FormulaError) -> TypedFormula? {
        switch name {
        case "AND", "OR":
            try expect(name, operands.count, in: 1...250)
            for operand in operands { try expect(name, operand, .flag) }
            return .apply(name == "AND" ? .and : .or, operands, .flag)
        case "IF": return try condition(operands)
        case "CASE": return try cases(operands)
        case "ISBLANK", "ISNULL":
            try expect(name, operands.count, in: 1...1)
            return .apply(.isBlank, operands, .flag)
        case "BLANKVALUE", "NULLVALUE":
            try expect(name, operands.count, in: 2...2)
            let type = try common(name, [operands[0].asText, operands[1]])
            return .apply(.blankValue, operands, type)
        case "MAX", "MIN":
            try expect(name, operands.count, in: 1...100)
            let type = try common(name, operands)
            guard type == .number || type == .date || type == .moment else {
                throw FormulaError(
                    "Incorrect parameter type for function '\(name)()'. Expected Number, received \(type.words)."
                )
            }
            return .apply(name == "MAX" ? .largest : .smallest, operands, type)
        case "TEXT": return try text(operands)
        case "DATEVALUE":
            try expect(name, operands.count, in: 1...1)
            if operands[0].type == .moment { return .apply(.dateOfMoment, operands, .date) }
            try expect(name, operands[0], .text)
            return .apply(.dateOfText, operands, .date)
        case "ISCHANGED", "PRIORVALUE":
            guard use == .rule else { throw onlyInRules(name) }
            try expect(name, operands.count, in: 1...1)
            guard operands[0].isField else {
                throw FormulaError("Incorrect parameter type for function '\(name)()'. Expected Field.")
            }
            return name == "ISCHANGED"
                ? .apply(.isChanged, operands, .flag) : .apply(.priorValue, operands, operands[0].type)
        default: return nil
        }
    }

    /// `IF` in the last place of another becomes part of its list, however long the chain is.
    private func condition(_ operands: [TypedFormula]) throws(FormulaError) -> TypedFormula {
        try expect("IF", operands.count, in: 3...3)
        try expect("IF", operands[0], .flag)
        let type = try common("IF", Array(operands.dropFirst()))
        guard case .apply(.choose, let rest) = operands[2].node else { return .apply(.choose, operands, type) }
        let outer = TypedFormula.apply(.choose, Array(operands.prefix(2)), type)
        return TypedFormula(
            node: .apply(.choose, operands.prefix(2).map(\.node) + rest),
            type: type,
            depth: max(outer.depth, operands[2].depth)
        )
    }

    private func cases(_ operands: [TypedFormula]) throws(FormulaError) -> TypedFormula {
        try expect("CASE", operands.count, in: 4...250)
        guard operands.count.isMultiple(of: 2) else {
            throw FormulaError(
                "Incorrect number of parameters for function 'CASE()'. Expected \(operands.count - 1), received "
                    + "\(operands.count)."
            )
        }
        let pairs = operands.dropFirst().dropLast()
        let values = pairs.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        let results = pairs.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
        _ = try common("CASE", [operands[0].asText] + values)
        let type = try common("CASE", results + operands.suffix(1))
        return .apply(.match, operands, type)
    }

    private func text(_ operands: [TypedFormula]) throws(FormulaError) -> TypedFormula {
        try expect("TEXT", operands.count, in: 1...1)
        switch operands[0].type {
        case .number, .percent: return .apply(.textOfNumber, operands, .text)
        case .date: return .apply(.textOfDate, operands, .text)
        case .moment: return .apply(.textOfMoment, operands, .text)
        case .picklist, nil: return operands[0].asText
        case .text, .flag, .multipicklist:
            throw FormulaError(
                "Incorrect parameter type for function 'TEXT()'. Expected Number, Date, DateTime, Picklist, received "
                    + "\(operands[0].type?.words ?? "")."
            )
        }
    }

    /// The one type of all of these.
    private func common(_ name: String, _ operands: [TypedFormula]) throws(FormulaError) -> FormulaType {
        let type = operands.lazy.compactMap(\.type).first ?? .text
        for operand in operands { try expect(name, operand, type) }
        guard type != .picklist, type != .multipicklist else {
            throw FormulaError(
                "Field \(fields.last { $0.type == type }?.path.joined(separator: ".") ?? "") is a picklist field. Picklist "
                    + "fields are only supported in certain functions."
            )
        }
        return type
    }

    // MARK: - Operators

    mutating func operation(_ sign: String, _ syntax: [FormulaSyntax]) throws(FormulaError) -> TypedFormula {
        var operands: [TypedFormula] = []
        for operand in syntax { operands.append(try typed(operand)) }
        switch sign {
        case "||", "&&":
            for operand in operands { try expect(sign, operand, .flag) }
            return .apply(sign == "&&" ? .and : .or, operands, .flag)
        case "!":
            try expect(sign, operands[0], .flag)
            return .apply(.not, operands, .flag)
        case "&":
            for operand in operands { try expect(sign, operand, .text) }
            return .apply(.join, operands, .text)
        case "=", "==":
            _ = try common(sign, operands)
            return .apply(.equal, operands, .flag)
        case "<>", "!=":
            _ = try common(sign, operands)
            return .apply(.not, [.apply(.equal, operands, .flag)], .flag)
        case "<", "<=":
            _ = try common(sign, operands)
            return .apply(sign == "<" ? .less : .lessOrEqual, operands, .flag)
        case ">", ">=":
            _ = try common(sign, operands)
            return .apply(sign == ">" ? .less : .lessOrEqual, operands.reversed(), .flag)
        case "+": return try sum(operands)
        case "-": return try difference(operands)
        default:
            for operand in operands { try expect(sign, operand, .number) }
            return .apply(FormulaFunction(rawValue: sign) ?? .multiply, operands, .number)
        }
    }

    private func sum(_ operands: [TypedFormula]) throws(FormulaError) -> TypedFormula {
        switch (operands[0].type, operands[1].type) {
        case (.text, _), (_, .text):
            for operand in operands { try expect("+", operand, .text) }
            return .apply(.join, operands, .text)
        case (.date, .number): return .apply(.addDays, operands, .date)
        case (.number, .date): return .apply(.addDays, operands.reversed(), .date)
        case (.moment, .number): return .apply(.addToMoment, operands, .moment)
        case (.number, .moment): return .apply(.addToMoment, operands.reversed(), .moment)
        default:
            for operand in operands { try expect("+", operand, .number) }
            return .apply(.add, operands, .number)
        }
    }

    private func difference(_ operands: [TypedFormula]) throws(FormulaError) -> TypedFormula {
        let negative = TypedFormula.apply(
            .subtract,
            [TypedFormula(node: .value(.number(0)), type: .number), operands[1]],
            .number
        )
        switch (operands[0].type, operands[1].type) {
        case (.date, .date): return .apply(.daysBetween, operands, .number)
        case (.moment, .moment): return .apply(.timeBetween, operands, .number)
        case (.date, .number): return .apply(.addDays, [operands[0], negative], .date)
        case (.moment, .number): return .apply(.addToMoment, [operands[0], negative], .moment)
        default:
            for operand in operands { try expect("-", operand, .number) }
            return .apply(.subtract, operands, .number)
        }
    }
}

extension TypedFormula {
    /// A picklist's value taken as a text.
    fileprivate var asText: TypedFormula {
        guard type == .picklist || type == nil else { return self }
        return TypedFormula(node: node, type: .text, depth: depth, isField: isField)
    }
}
