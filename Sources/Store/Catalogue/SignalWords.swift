package import Database

/// What the latest signals and scoops of the catalogue are about: the words to choose from.
package struct SignalWords: Sendable, Equatable {
    /// Topics of intent.
    package var intent: [String] = []
    /// Of scoops.
    package var types: [String] = []
    package var departments: [String] = []
    package var topics: [String] = []

    package init() {}

    /// So many of the newest rows tell; all of them would take long in a large catalogue.
    private static let looked = 5000
    /// So many words of a kind are offered at most.
    private static let offered = 200

    package static func latest(on db: isolated Connection) throws -> SignalWords {
        var words = SignalWords()
        words.intent = try column("topic", of: "signals", on: db)
        words.types = try column("type", of: "scoops", on: db)
        words.departments = try column("departments", of: "scoops", on: db)
        words.topics = try column("topics", of: "scoops", on: db)
        return words
    }

    private static func column(_ column: SQL, of table: SQL, on db: isolated Connection) throws -> [String] {
        let texts = try db.fetch(
            String.self,
            """
            SELECT DISTINCT latest.word FROM (
                SELECT \(sql: column) AS word FROM \(sql: table) WHERE ended_at IS NULL
                ORDER BY number DESC LIMIT \(looked)
            ) latest WHERE latest.word IS NOT NULL AND latest.word <> ''
            """
        )
        let words = texts.flatMap { $0.split(separator: ";") }.map { word in
            String(word.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        }
        return Array(Set(words.filter { !$0.isEmpty }).sorted().prefix(offered))
    }
}
