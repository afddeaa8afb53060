/// Conditions on a record's fields, and how they combine.
package struct RecordFilter: Sendable, Codable, Equatable {
    package enum Comparison: String, Sendable, Codable {
        case equals, notEqual, lessThan, greaterThan, lessOrEqual, greaterOrEqual
        case contains, doesNotContain, startsWith, includes, excludes
    }

    package struct Condition: Sendable, Codable, Equatable {
        package var field: String
        package var comparison: Comparison
        /// One of these; none stands for a missing value.
        package var values: [String]

        package init(_ field: String, _ comparison: Comparison, _ values: String...) {
            self.field = field
            self.comparison = comparison
            self.values = values
        }
    }

    package var conditions: [Condition]
    /// How they combine, by their numbers: `1 AND (2 OR 3)`; all of them when nothing is said.
    package var logic: String?

    package init(_ conditions: [Condition] = [], logic: String? = nil) {
        self.conditions = conditions
        self.logic = logic
    }
}

extension RecordFilter {
    static let faultyLogic = OrgError(
        "INVALID_FILTER_LOGIC",
        "The filter logic must combine the numbers of its conditions by AND, OR, NOT and brackets."
    )
}

/// How numbered conditions combine.
indirect enum FilterLogic: Sendable, Equatable {
    case condition(Int)
    case all([FilterLogic])
    case any([FilterLogic])
    case not(FilterLogic)

    /// Reads `1 AND (2 OR NOT 3)`; nothing for what is no such text, names a condition that does not exist, or leaves it
    /// open whether `AND` or `OR` comes first.
    init?(_ text: String?, count: Int) {
        guard let text, !text.allSatisfy(\.isWhitespace) else {
            self = .all((0..<count).map { .condition($0) })
            return
        }
        var parser = FilterLogicParser(text, count: count)
        guard text.utf8.count <= 1000, let logic = parser.parse() else { return nil }
        self = logic
    }

    func holds(_ isTrue: (Int) -> Bool) -> Bool {
        switch self {
        case .condition(let index): isTrue(index)
        case .all(let parts): parts.allSatisfy { $0.holds(isTrue) }
        case .any(let parts): parts.contains { $0.holds(isTrue) }
        case .not(let part): !part.holds(isTrue)
        }
    }
}

private struct FilterLogicParser {
    private var tokens: ArraySlice<String> = []
    private let count: Int

    init(_ text: String, count: Int) {
        self.count = count
        var words: [String] = []
        var word = ""
        for character in text.uppercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = ""
            if !character.isWhitespace { words.append(String(character)) }
        }
        if !word.isEmpty { words.append(word) }
        tokens = words[...]
    }

    mutating func parse() -> FilterLogic? {
        guard let logic = expression(depth: 0), tokens.isEmpty else { return nil }
        return logic
    }

    private mutating func expression(depth: Int) -> FilterLogic? {
        guard depth < 30, let first = operand(depth) else { return nil }
        guard let sign = tokens.first, sign == "AND" || sign == "OR" else { return first }
        var parts = [first]
        while tokens.first == sign {
            tokens.removeFirst()
            guard let part = operand(depth) else { return nil }
            parts.append(part)
        }
        guard tokens.first != "AND", tokens.first != "OR" else { return nil }
        return sign == "AND" ? .all(parts) : .any(parts)
    }

    private mutating func operand(_ depth: Int) -> FilterLogic? {
        guard let token = tokens.popFirst() else { return nil }
        if token == "NOT" { return depth < 30 ? operand(depth + 1).map { .not($0) } : nil }
        if token == "(" {
            guard let inner = expression(depth: depth + 1), tokens.popFirst() == ")" else { return nil }
            return inner
        }
        guard let number = Int(token), (1...max(count, 1)).contains(number), count > 0 else { return nil }
        return .condition(number - 1)
    }
}
