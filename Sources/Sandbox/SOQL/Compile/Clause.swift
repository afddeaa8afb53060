import Database

/// A condition in SQL, and how much of SQLite's patience it takes.
///
/// SQLite reads brackets with a stack of a hundred places, and refuses trees of more than a thousand levels: a chain is as
/// deep as it is long. What nests most therefore comes first in a chain, where it takes the fewest places, and long
/// chains are cut in pieces.
struct Clause {
    let sql: SQL
    let depth: Int
    let stack: Int

    init(_ sql: SQL, depth: Int = 12, stack: Int = 14) {
        self.sql = sql
        self.depth = depth
        self.stack = stack
    }

    var isTooComplicated: Bool { depth > 900 || stack > 80 }

    var negated: Clause { Clause("NOT ifnull(\(sql: sql), 0)", depth: depth + 2, stack: stack + 4) }

    static func join(_ clauses: [Clause], _ separator: SQL) -> Clause {
        guard clauses.count > 1 else { return clauses[0] }
        let sorted = clauses.sorted { $0.stack > $1.stack }
        let piece = 64
        guard sorted.count <= piece else {
            let pieces = stride(from: 0, to: sorted.count, by: piece).map { start in
                join(Array(sorted[start..<min(start + piece, sorted.count)]), separator)
            }
            return join(pieces, separator)
        }
        let sql = sorted.map(\.sql).joined(separator: separator)
        return Clause(
            "(\(sql: sql))",
            depth: (sorted.map(\.depth).max() ?? 0) + sorted.count,
            stack: max(sorted[0].stack + 1, sorted[1].stack + 3)
        )
    }
}

extension SOQL.Condition {
    /// The same without brackets that say nothing.
    var flattened: SOQL.Condition {
        switch self {
        case .comparison: return self
        case .not(.not(let condition)): return condition.flattened
        case .not(let condition): return .not(condition.flattened)
        case .all(let terms):
            return .all(
                terms.flatMap { term -> [SOQL.Condition] in
                    if case .all(let inner) = term.flattened { inner } else { [term.flattened] }
                }
            )
        case .any(let terms):
            return .any(
                terms.flatMap { term -> [SOQL.Condition] in
                    if case .any(let inner) = term.flattened { inner } else { [term.flattened] }
                }
            )
        }
    }
}
