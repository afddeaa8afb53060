import Database

/// What a search looks for: words, phrases, and how they are joined.
indirect enum SearchTerm: Sendable, Equatable {
    /// A word or a phrase in small letters, perhaps with `*` and `?`.
    case words([String])
    case all([SearchTerm])
    case any([SearchTerm])
    case but(SearchTerm, not: SearchTerm)

}

extension SearchTerm {
    /// Reads what stands between the braces of `FIND {…}`.
    init(_ text: String) throws(OrgError) {
        var reader = SearchReader(text)
        self = try reader.whole()
    }

    /// Whether the term is found in a text, which is in small letters with a space at either end.
    func clause(in text: SQL) -> Clause {
        switch self {
        case .words(let words):
            // The words of a phrase may have two signs between them, as a comma and a space.
            let patterns = (1...(words.count > 1 ? 2 : 1)).map { SearchTerm.pattern(words, gap: $0) }
            return Clause.join(
                patterns.map { Clause("\(sql: text) GLOB \($0)", depth: 150, stack: 20) },
                " OR "
            )
        case .all(let terms): return Clause.join(terms.map { $0.clause(in: text) }, " AND ")
        case .any(let terms): return Clause.join(terms.map { $0.clause(in: text) }, " OR ")
        case .but(let term, let other):
            return Clause.join([term.clause(in: text), other.clause(in: text).negated], " AND ")
        }
    }

    /// Letters and digits of any script; what else there is parts words.
    private static let inside = "a-z0-9\u{80}-\u{10FFFF}"

    private static func pattern(_ words: [String], gap: Int) -> String {
        var pattern = "*[^\(inside)]"
        for (position, word) in words.enumerated() {
            if position > 0 { pattern += String(repeating: "[^\(inside)]", count: gap) }
            for scalar in word.unicodeScalars {
                switch scalar {
                case "*": pattern += "*"
                case "?": pattern += "[\(inside)]"
                default: pattern.unicodeScalars.append(scalar)
                }
            }
        }
        return pattern + "[^\(inside)]*"
    }
}

/// Reads search terms by recursive descent.
private struct SearchReader {
    private enum Token: Equatable {
        case word(String)
        case phrase([String])
        case and, or, not, open, close
    }

    private var tokens: [Token] = []
    private var index = 0
    private var depth = 0

    init(_ text: String) {
        // Beyond this, Salesforce no longer looks for operators; beyond ten thousand, for anything.
        let isLong = text.utf8.count > 4000
        var scalars = Array(text.unicodeScalars.prefix(10_000))[...]
        var word = ""
        func isInside(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.isASCII || UInt8(scalar.value).isASCIILetter || UInt8(scalar.value).isASCIIDigit || scalar == "*"
                || scalar == "?"
        }
        func token(_ word: String) -> Token? {
            if word.isEmpty { return nil }
            switch word {
            case "AND" where !isLong: return .and
            case "OR" where !isLong: return .or
            case "NOT" where !isLong: return .not
            default: return .word(word.lowercased())
            }
        }
        while let scalar = scalars.popFirst() {
            if isInside(scalar) {
                word.unicodeScalars.append(scalar)
                continue
            }
            if let token = token(word) { tokens.append(token) }
            word = ""
            switch scalar {
            // What is escaped is no operator, and parts words like any other sign.
            case "\\": scalars = scalars.dropFirst()
            case "\"":
                let phrase = String(String.UnicodeScalarView(scalars.prefix { $0 != "\"" }))
                scalars = scalars.drop { $0 != "\"" }.dropFirst()
                let words = phrase.unicodeScalars.split { !isInside($0) }.map { String($0).lowercased() }
                if !words.isEmpty { tokens.append(.phrase(words)) }
            case "(" where !isLong: tokens.append(.open)
            case ")" where !isLong: tokens.append(.close)
            default: break
            }
        }
        if let token = token(word) { tokens.append(token) }
    }

    private var next: Token? { index < tokens.count ? tokens[index] : nil }

    mutating func whole() throws(OrgError) -> SearchTerm {
        guard tokens.count <= 200 else { throw OrgError.malformedSearch("The search term is too complicated") }
        let term = try any()
        guard next == nil else { throw OrgError.malformedSearch("unexpected token: ')'") }
        return term
    }

    private mutating func any() throws(OrgError) -> SearchTerm {
        var terms = [try all()]
        while next == .or {
            index += 1
            terms.append(try all())
        }
        return terms.count == 1 ? terms[0] : .any(terms)
    }

    private mutating func all() throws(OrgError) -> SearchTerm {
        var terms = [try one()]
        while let token = next, token != .or, token != .close {
            if token == .and { index += 1 }
            if next == .not {
                index += 1
                let other = try one()
                terms = [.but(terms.count == 1 ? terms[0] : .all(terms), not: other)]
            } else {
                terms.append(try one())
            }
        }
        return terms.count == 1 ? terms[0] : .all(terms)
    }

    private mutating func one() throws(OrgError) -> SearchTerm {
        guard let token = next else { throw OrgError.malformedSearch("No search term found") }
        index += 1
        switch token {
        case .word(let word):
            guard word.unicodeScalars.filter({ $0 != "*" && $0 != "?" }).count > 1 else {
                throw OrgError.malformedSearch("search term must be longer than one character: \(word)")
            }
            return try checked([word])
        case .phrase(let words): return try checked(words)
        case .open:
            depth += 1
            defer { depth -= 1 }
            guard depth <= 20 else { throw OrgError.malformedSearch("The search term is too complicated") }
            let term = try any()
            guard next == .close else { throw OrgError.malformedSearch("missing ')'") }
            index += 1
            return term
        case .and, .or, .not, .close: throw OrgError.malformedSearch("unexpected operator in the search term")
        }
    }

    /// SQLite takes patterns of up to 50,000 bytes.
    private func checked(_ words: [String]) throws(OrgError) -> SearchTerm {
        guard words.reduce(0, { $0 + $1.utf8.count + 1 }) <= 2000 else {
            throw OrgError.malformedSearch("The search term is too complicated")
        }
        return .words(words)
    }
}

extension OrgError {
    static func malformedSearch(_ message: String) -> OrgError { OrgError("MALFORMED_SEARCH", message) }
}
