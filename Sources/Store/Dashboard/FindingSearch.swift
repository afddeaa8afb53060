import Database
import Enrichment

/// How a list is searched by beginnings of words, so that a page reads some thousand rows, however long the list.
///
/// The rarest word that is asked for leads. Where few names have it, they are all looked at. Where many have it, the list is gone
/// through in its order until the page is full, which is soon, since many have it. Names that begin with the word are a range of
/// the list; those that have it further on have rows of their own.
struct FindingSearch {
    /// That which leads.
    let word: String
    private let others: [String]
    /// How many names begin with the word, and how many rows tell of one further on; no more than `few` of the list are counted.
    let first: Int
    let later: Int

    static func words(_ text: String) -> [String] { Array(RecordCard.words(of: text).prefix(5)) }

    /// Nil where no name has all words.
    init?(_ list: FindingList, on db: isolated Connection) throws {
        let words = FindingSearch.words(list.filter.search)
        var rarest: (word: String, first: Int, later: Int)?
        for word in words {
            let found = try db.one(Found.self, FindingSearch.numbers(of: word, in: list))
            guard found.first + found.later > 0 else { return nil }
            if rarest.map({ found.first + found.later < $0.first + $0.later }) ?? true {
                rarest = (word, found.first, found.later)
            }
        }
        guard let rarest else { return nil }
        (word, first, later) = rarest
        others = words.filter { $0 != rarest.word }
    }

    private struct Found: RowDecodable {
        let first: Int
        let later: Int

        init(row: Row) throws { (first, later) = (try row["first"], try row["later"]) }
    }

    static func numbers(of word: String, in list: FindingList) -> SQL {
        """
        SELECT (SELECT COUNT(*) FROM (
                SELECT f.record_id FROM \(sql: list.concern.source)
                WHERE f.organisation_id = \(list.organisation) AND f.side = \(list.side)
                    AND \(sql: list.concern.condition) AND \(sql: begins(word)) LIMIT \(list.few)) AS begun) AS first,
            (SELECT COUNT(*) FROM (\(sql: rows(of: word, in: list))) AS told) AS later
        """
    }

    // MARK: Which names have a word

    /// The name begins with it: a range of names.
    static func begins(_ word: String) -> SQL { "f.sort_name >= \(word) AND f.sort_name < \(word + last)" }

    /// Behind all that goes on with other letters.
    private static let last = "\u{10FFFF}"

    private static func hasLater(_ word: String) -> SQL { "f.sort_name LIKE \("% " + word + "%")" }

    var begins: SQL { "(\(sql: FindingSearch.begins(word)))" }
    var hasLater: SQL { FindingSearch.hasLater(word) }

    /// It has the other words, too.
    var hasOthers: SQL {
        others.reduce("1 = 1") {
            "\(sql: $0) AND (f.sort_name LIKE \($1 + "%") OR \(sql: FindingSearch.hasLater($1)))"
        }
    }

    /// The rows that tell of a name that has the word further on.
    static func rows(of word: String, in list: FindingList) -> SQL {
        let start = String(word.unicodeScalars.prefix(FindingWords.longest))
        return """
            SELECT w.connection_id, w.record_id FROM finding_words w
            WHERE w.organisation_id = \(list.organisation) AND w.side = \(list.side) AND w.concern = \(list.concern)
                AND w.word >= \(start) AND w.word < \(start + last) LIMIT \(list.few)
            """
    }

    /// The findings that these rows tell of, but for those that begin with the word, too.
    func told(in list: FindingList) -> (table: SQL, condition: SQL) {
        (
            """
            (SELECT DISTINCT connection_id, record_id FROM (\(sql: FindingSearch.rows(of: word, in: list))) AS rows_of_word) AS w
                CROSS JOIN record_findings AS f
            """,
            """
            f.organisation_id = \(list.organisation) AND f.connection_id = w.connection_id AND f.record_id = w.record_id
                AND \(sql: list.condition) AND \(sql: hasLater) AND NOT \(sql: begins)
            """
        )
    }
}

extension FindingList {
    /// Nil where nothing fits.
    func searchedPage(on db: isolated Connection) throws -> SQL? {
        guard let search = try FindingSearch(self, on: db) else { return nil }
        if search.later == few {
            let source = order == .found ? byTime : (concern.source, condition)
            return page(of: narrowed(source, "(\(sql: search.begins) OR \(sql: search.hasLater))", search))
        }
        var parts: [SQL] = []
        if search.first > 0 {
            let source = order == .found && search.first == few ? byTime : (concern.source, condition)
            parts.append(page(of: narrowed(source, search.begins, search)))
        }
        if search.later > 0 { parts.append(page(of: narrowed(search.told(in: self), "1 = 1", search))) }
        let both = parts.enumerated().map { number, part -> SQL in
            number == 0 ? "SELECT * FROM (\(sql: part)) AS begun" : "SELECT * FROM (\(sql: part)) AS going_on"
        }
        return """
            SELECT \(sql: FindingList.columns) FROM (\(sql: both.joined(separator: " UNION ALL "))) AS f
            ORDER BY \(sql: order.columns(isDescending)) LIMIT \(limit)
            """
    }

    private func narrowed(_ source: (table: SQL, condition: SQL), _ condition: SQL, _ search: FindingSearch) -> (
        table: SQL, condition: SQL
    ) {
        (source.table, "\(sql: source.condition) AND \(sql: condition) AND \(sql: search.hasOthers)")
    }

    /// Of those that are looked at one by one.
    func searchedCount(on db: isolated Connection) throws -> RecordFinding.Number {
        guard let search = try FindingSearch(self, on: db) else { return RecordFinding.Number(0) }
        let told = search.told(in: self)
        let records = try db.one(
            Int.self,
            """
            SELECT (SELECT COUNT(*) FROM (
                    SELECT f.sort_name, f.connection_id, f.found_at, f.origin, f.profile FROM \(sql: concern.source)
                    WHERE f.organisation_id = \(organisation) AND f.side = \(side) AND \(sql: concern.condition)
                        AND \(sql: search.begins) LIMIT \(few)) AS f
                    WHERE \(sql: filter.condition) AND \(sql: search.hasOthers))
                + (SELECT COUNT(*) FROM \(sql: told.table) WHERE \(sql: told.condition) AND \(sql: search.hasOthers))
            """
        )
        return RecordFinding.Number(records, isLeast: max(search.first, search.later) == few)
    }
}
