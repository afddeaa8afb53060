/// A formula as it is written, before anything is known of its fields.
indirect enum FormulaSyntax: Equatable {
    case number(Double)
    case text(String)
    case flag(Bool)
    case null
    case field([String])
    case call(name: String, [FormulaSyntax])
    /// An operator with its operands; chains of `&`, `&&` and `||` are one operation.
    case operation(String, [FormulaSyntax])
}

/// Reads the grammar of formulas by recursive descent, no deeper than a bound.
struct FormulaParser {
    /// As long as Salesforce lets a formula be.
    static let longestText = 3900
    private static let deepestNesting = 60

    private var lexer: FormulaLexer
    private var token: FormulaToken
    private var depth = 0

    static func parse(_ text: String) throws(FormulaError) -> FormulaSyntax {
        let length = text.unicodeScalars.count
        guard length <= longestText else {
            throw FormulaError(
                "Formula is too long (\(length) characters). Maximum length is \(longestText) characters."
            )
        }
        var parser = try FormulaParser(text)
        guard parser.token != .end else { throw FormulaError("Syntax error. The formula is empty.") }
        let syntax = try parser.choice()
        guard parser.token == .end else { throw FormulaError("Syntax error. Extra '\(parser.token.shown)'.") }
        return syntax
    }

    private init(_ text: String) throws(FormulaError) {
        lexer = FormulaLexer(text)
        token = try lexer.next()
    }

    private mutating func advance() throws(FormulaError) {
        token = try lexer.next()
    }

    private mutating func accept(_ sign: String) throws(FormulaError) -> Bool {
        guard token == .sign(sign) else { return false }
        try advance()
        return true
    }

    // MARK: - From the loosest operator to the tightest

    private mutating func choice() throws(FormulaError) -> FormulaSyntax {
        try deeper { (parser: inout FormulaParser) throws(FormulaError) in
            try parser.chain("||") { (parser: inout FormulaParser) throws(FormulaError) in
                try parser.chain("&&") { (parser: inout FormulaParser) throws(FormulaError) in
                    try parser.equality()
                }
            }
        }
    }

    private mutating func equality() throws(FormulaError) -> FormulaSyntax {
        try leftToRight(["=", "==", "<>", "!="]) { (parser: inout FormulaParser) throws(FormulaError) in
            try parser.comparison()
        }
    }

    private mutating func comparison() throws(FormulaError) -> FormulaSyntax {
        try leftToRight(["<", "<=", ">", ">="]) { (parser: inout FormulaParser) throws(FormulaError) in
            try parser.chain("&") { (parser: inout FormulaParser) throws(FormulaError) in try parser.sum() }
        }
    }

    private mutating func sum() throws(FormulaError) -> FormulaSyntax {
        try leftToRight(["+", "-"]) { (parser: inout FormulaParser) throws(FormulaError) in
            try parser.leftToRight(["*", "/"]) { (parser: inout FormulaParser) throws(FormulaError) in
                try parser.leftToRight(["^"]) { (parser: inout FormulaParser) throws(FormulaError) in
                    try parser.prefixed()
                }
            }
        }
    }

    private mutating func prefixed() throws(FormulaError) -> FormulaSyntax {
        for sign in ["-", "+", "!"] where try accept(sign) {
            let operand = try deeper { (parser: inout FormulaParser) throws(FormulaError) in try parser.prefixed() }
            return switch sign {
            case "-": .operation("-", [.number(0), operand])
            case "!": .operation("!", [operand])
            default: operand
            }
        }
        return try operand()
    }

    private mutating func operand() throws(FormulaError) -> FormulaSyntax {
        let first = token
        try advance()
        switch first {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .sign("("):
            let inner = try choice()
            try close()
            return inner
        case .name(let path):
            if try accept("(") {
                return .call(name: path.joined(separator: ".").uppercased(), try arguments())
            }
            switch path.count == 1 ? path[0].uppercased() : "" {
            case "TRUE": return .flag(true)
            case "FALSE": return .flag(false)
            case "NULL": return .null
            default: return .field(path)
            }
        case .sign, .end: throw FormulaError("Syntax error. Found '\(first.shown)'.")
        }
    }

    private mutating func arguments() throws(FormulaError) -> [FormulaSyntax] {
        if try accept(")") { return [] }
        var arguments: [FormulaSyntax] = []
        repeat { arguments.append(try choice()) } while try accept(",")
        try close()
        return arguments
    }

    private mutating func close() throws(FormulaError) {
        guard try accept(")") else { throw FormulaError("Syntax error. Missing ')'.") }
    }

    // MARK: - Shapes of operators

    private typealias Reader = (inout FormulaParser) throws(FormulaError) -> FormulaSyntax

    private mutating func chain(_ sign: String, _ operand: Reader) throws(FormulaError) -> FormulaSyntax {
        var operands = [try operand(&self)]
        while try accept(sign) { operands.append(try operand(&self)) }
        return operands.count == 1 ? operands[0] : .operation(sign, operands)
    }

    private mutating func leftToRight(_ signs: [String], _ operand: Reader) throws(FormulaError) -> FormulaSyntax {
        var left = try operand(&self)
        var length = 0
        while case .sign(let sign) = token, signs.contains(sign) {
            try advance()
            length += 1
            // Each link makes the tree one deeper, although it was read without recursion.
            guard length <= FormulaParser.deepestNesting else { throw FormulaParser.tooDeep }
            left = .operation(sign, [left, try operand(&self)])
        }
        return left
    }

    private mutating func deeper(_ body: Reader) throws(FormulaError) -> FormulaSyntax {
        guard depth < FormulaParser.deepestNesting else { throw FormulaParser.tooDeep }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private static let tooDeep = FormulaError("The formula is nested too deeply.")
}
