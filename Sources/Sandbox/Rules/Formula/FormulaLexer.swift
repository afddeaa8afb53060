/// The smallest parts of a formula.
enum FormulaToken: Equatable {
    case number(Double)
    case text(String)
    /// A function's name, or a path of field names.
    case name([String])
    case sign(String)
    case end

    /// How an error shows it.
    var shown: String {
        switch self {
        case .number(let number): FormulaValue.text(of: number)
        case .text(let text): "\"\(text)\""
        case .name(let path): path.joined(separator: ".")
        case .sign(let sign): sign
        case .end: "end of formula"
        }
    }
}

/// Cuts a formula into tokens.
struct FormulaLexer {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    mutating func next() throws(FormulaError) -> FormulaToken {
        try skipBlanks()
        guard let first = rest.first else { return .end }
        switch first {
        case "\"", "'": return try literal(closedBy: first)
        case "0"..."9", ".": return try number()
        case _ where FormulaLexer.startsName(first): return try name()
        default: return try sign(first)
        }
    }

    private mutating func skipBlanks() throws(FormulaError) {
        while let first = rest.first {
            if first.properties.isWhitespace {
                rest.removeFirst()
            } else if rest.starts(with: "/*".unicodeScalars) {
                rest.removeFirst(2)
                while !rest.starts(with: "*/".unicodeScalars) {
                    guard !rest.isEmpty else { throw FormulaError("Syntax error. Missing '*/'.") }
                    rest.removeFirst()
                }
                rest.removeFirst(2)
            } else {
                return
            }
        }
    }

    private mutating func literal(closedBy quote: Unicode.Scalar) throws(FormulaError) -> FormulaToken {
        rest.removeFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == quote { return .text(String(text)) }
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let escaped = rest.popFirst() else { break }
            switch escaped {
            case "n": text.append("\n")
            case "r": text.append("\r")
            case "t": text.append("\t")
            // A pattern for REGEX writes each of its backslashes twice; a single one stands for itself.
            case "\\", "\"", "'": text.append(escaped)
            default: text.append(contentsOf: ["\\", escaped])
            }
        }
        throw FormulaError("Syntax error. Missing '\(quote)'.")
    }

    private mutating func number() throws(FormulaError) -> FormulaToken {
        let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
        guard let number = Double(String(digits)), number.isFinite else {
            throw FormulaError("Syntax error. Found '\(String(digits))'.")
        }
        rest.removeFirst(digits.count)
        return .number(number)
    }

    private mutating func name() throws(FormulaError) -> FormulaToken {
        let path = rest.prefix { FormulaLexer.startsName($0) || ("0"..."9").contains($0) || $0 == "." }
        rest.removeFirst(path.count)
        let parts = String(path).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains("") else { throw FormulaError("Syntax error. Found '\(String(path))'.") }
        return .name(parts)
    }

    private mutating func sign(_ first: Unicode.Scalar) throws(FormulaError) -> FormulaToken {
        for long in ["&&", "||", "<=", ">=", "<>", "!=", "=="] where rest.starts(with: long.unicodeScalars) {
            rest.removeFirst(2)
            return .sign(long)
        }
        guard "+-*/^&=<>!(),".unicodeScalars.contains(first) else {
            throw FormulaError("Syntax error. Found '\(first)'.")
        }
        rest.removeFirst()
        return .sign(String(first))
    }

    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_", "$": true
        default: false
        }
    }
}
