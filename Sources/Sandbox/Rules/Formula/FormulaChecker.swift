/// A part of a formula, its type known.
struct TypedFormula {
    let node: FormulaNode
    /// Nothing for `NULL`, which fits everywhere.
    let type: FormulaType?
    /// How deep its SQL nests, in entries of the parser's stack that SQLite has a hundred of.
    var depth = 1
    /// Whether it is a field and nothing else.
    var isField = false
}

/// Finds out what each part of a formula means, or why it means nothing.
struct FormulaChecker {
    let use: FormulaUse
    let resolve: ([String]) -> FormulaType?
    private(set) var fields: [FormulaField] = []

    /// Leaves room for the statement that the formula becomes part of.
    private static let deepestField = 64
    /// Keeps the recursion of an evaluation far from the end of a thread's stack.
    private static let deepestRule = 400

    init(use: FormulaUse, resolve: @escaping ([String]) -> FormulaType?) {
        self.use = use
        self.resolve = resolve
    }

    mutating func check(_ syntax: FormulaSyntax, giving type: FormulaType) throws(FormulaError) -> FormulaNode {
        let whole = try typed(syntax)
        if let found = whole.type, found != type, !(type == .percent && found == .number) {
            let expected = type == .flag ? "true or false" : type.words
            throw FormulaError(
                "Formula result is data type (\(found.words)), incompatible with expected data type (\(expected))."
            )
        }
        guard whole.depth <= (use == .rule ? FormulaChecker.deepestRule : FormulaChecker.deepestField) else {
            throw FormulaError("The formula is nested too deeply.")
        }
        return type == .percent ? .apply(.multiply, [whole.node, .value(.number(100))]) : whole.node
    }

    mutating func typed(_ syntax: FormulaSyntax) throws(FormulaError) -> TypedFormula {
        switch syntax {
        case .number(let number): return TypedFormula(node: .value(.number(number)), type: .number)
        case .text(let text): return TypedFormula(node: .value(FormulaValue(text: text)), type: .text)
        case .flag(let flag): return TypedFormula(node: .value(.flag(flag)), type: .flag)
        case .null: return TypedFormula(node: .value(.null), type: nil)
        case .field(let path): return try field(path)
        case .call(let name, let arguments): return try call(name, arguments)
        case .operation(let sign, let operands): return try operation(sign, operands)
        }
    }

    private mutating func field(_ path: [String]) throws(FormulaError) -> TypedFormula {
        guard let type = resolve(path) else {
            throw FormulaError("Field \(path.joined(separator: ".")) does not exist. Check spelling.")
        }
        let field = FormulaField(path: path, type: type)
        let index = fields.firstIndex(of: field) ?? fields.count
        if index == fields.count { fields.append(field) }
        guard type == .percent else {
            return TypedFormula(node: .field(index), type: type, depth: 5, isField: true)
        }
        // Half is kept as 50 and calculated with as 0.5.
        let fraction = FormulaNode.apply(.divide, [.field(index), .value(.number(100))])
        return TypedFormula(node: fraction, type: .number, depth: 8, isField: true)
    }

    private mutating func call(_ name: String, _ arguments: [FormulaSyntax]) throws(FormulaError) -> TypedFormula {
        if let signature = FormulaSignature.byName[name] {
            return try listed(name, signature, arguments)
        }
        var operands: [TypedFormula] = []
        for argument in arguments { operands.append(try typed(argument)) }
        guard let result = try special(name, operands) else {
            throw FormulaError("Unknown function \(name). Check spelling.")
        }
        return result
    }

    private mutating func listed(
        _ name: String,
        _ signature: FormulaSignature,
        _ arguments: [FormulaSyntax]
    ) throws(FormulaError) -> TypedFormula {
        let most = signature.parameters.count
        try expect(name, arguments.count, in: (most - signature.optional)...most)
        var operands: [TypedFormula] = []
        for (argument, type) in zip(arguments, signature.parameters) {
            let operand = try typed(argument)
            try expect(name, operand, type)
            operands.append(operand)
        }
        if use != .rule, [.regex, .isNew].contains(signature.function) { throw onlyInRules(name) }
        try checkConstants(signature.function, operands)
        return .apply(signature.function, operands, signature.result)
    }

    /// What the values written into the formula must be.
    private func checkConstants(_ function: FormulaFunction, _ operands: [TypedFormula]) throws(FormulaError) {
        if function == .regex, case .value(.text(let pattern)) = operands[1].node {
            guard (try? Regex(pattern)) != nil else {
                throw FormulaError("The pattern of REGEX is not a valid regular expression.")
            }
        }
        if function == .round, use != .rule, FormulaFunction.wholeNumber(operands[1].node) == nil {
            throw FormulaError("The number of digits of ROUND must be written as a number between -15 and 15.")
        }
    }

    // MARK: - Sentences

    func expect(_ name: String, _ operand: TypedFormula, _ type: FormulaType) throws(FormulaError) {
        guard let found = operand.type, found != type else { return }
        throw FormulaError(
            "Incorrect parameter type for \(described(name)). Expected \(type.words), received \(found.words)."
        )
    }

    func expect(_ name: String, _ count: Int, in range: ClosedRange<Int>) throws(FormulaError) {
        guard !range.contains(count) else { return }
        let expected = count < range.lowerBound ? range.lowerBound : range.upperBound
        throw FormulaError(
            "Incorrect number of parameters for function '\(name)()'. Expected \(expected), received \(count)."
        )
    }

    func onlyInRules(_ name: String) -> FormulaError {
        FormulaError("Function \(name) may not be used in this type of formula.")
    }

    private func described(_ name: String) -> String {
        name.first?.isLetter == true ? "function '\(name)()'" : "operator '\(name)'"
    }
}

extension TypedFormula {
    static func apply(_ function: FormulaFunction, _ operands: [TypedFormula], _ type: FormulaType?) -> TypedFormula {
        let deepest = operands.map(\.depth).max() ?? 0
        return TypedFormula(
            node: .apply(function, operands.map(\.node)),
            type: type,
            depth: deepest + function.depth(of: operands.count)
        )
    }
}

extension FormulaFunction {
    /// How many entries of SQLite's parser stack its SQL takes around an operand.
    func depth(of operands: Int) -> Int {
        switch self {
        case .and, .or, .join: 2 + 3 * (Int.bitWidth - max(operands - 1, 0).leadingZeroBitCount)
        case .add, .subtract, .multiply, .divide, .equal, .not, .daysBetween, .isBlank: 4
        case .choose, .match: 6
        case .less, .lessOrEqual, .timeBetween, .momentOfText, .textOfDate: 8
        case .padLeft, .padRight, .date, .addMonths, .find, .ceiling, .value, .isNumber: 18
        default: 10
        }
    }

    /// A whole number between -15 and 15 that is written into the formula.
    static func wholeNumber(_ node: FormulaNode) -> Int? {
        let number: Double? =
            switch node {
            case .value(.number(let number)): number
            case .apply(.subtract, let operands) where operands == [.value(.number(0)), operands[1]]:
                operands[1].constant.map { -$0 }
            default: nil
            }
        guard let number, abs(number) <= 15, number == number.rounded() else { return nil }
        return Int(number)
    }
}

extension FormulaNode {
    fileprivate var constant: Double? {
        if case .value(.number(let number)) = self { number } else { nil }
    }
}
