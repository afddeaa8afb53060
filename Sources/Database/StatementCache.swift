/// Keeps the statements that were prepared last, up to a limit, by their key.
struct StatementCache<Key: Hashable, Statement> {
    private var kept: [Key: (statement: Statement, used: UInt64)] = [:]
    private var uses: UInt64 = 0
    private let limit: Int

    init(limit: Int = 200) {
        self.limit = limit
    }

    subscript(key: Key) -> Statement? {
        mutating get {
            guard let index = kept.index(forKey: key) else { return nil }
            uses += 1
            kept.values[index].used = uses
            return kept.values[index].statement
        }
    }

    /// Keeps the statement, and returns those that had to make room: a quarter, the longest unused.
    mutating func keep(_ statement: Statement, for key: Key) -> [Statement] {
        var dropped: [Statement] = []
        if kept.count >= limit {
            for (key, entry) in kept.sorted(by: { $0.value.used < $1.value.used }).prefix(max(1, limit / 4)) {
                kept[key] = nil
                dropped.append(entry.statement)
            }
        }
        uses += 1
        kept[key] = (statement, uses)
        return dropped
    }

    mutating func removeAll() { kept = [:] }

    /// Texts that are long are lists of values more often than not, and never come again.
    static func isWorthKeeping(_ text: String) -> Bool { text.utf8.count <= 8192 }
}
