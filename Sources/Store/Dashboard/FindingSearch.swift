import Database
import Enrichment

/// A search of a list by beginnings of words: the rarest of those that are asked for leads, and the others narrow down.
///
/// First come the names that begin with the word that leads, as they are sorted. Then come those that have it further on, by that
/// word and by name: all Bauers, then all Bauses. Both are ranges of an index in that order, so that a page reads what it shows.
struct FindingSearch {
    /// That which leads.
    let word: String
    private let others: [String]
    /// How many names begin with the word, and how many rows tell of one further on, as far as they are counted.
    let first: Int
    let later: Int

    static func words(_ text: String) -> [String] {
        var words: [String] = []
        for word in RecordCard.words(of: text) where !words.contains(word) && words.count < 5 { words.append(word) }
        return words
    }

    init(_ word: String, others: [String] = [], first: Int, later: Int) {
        (self.word, self.others, self.first, self.later) = (word, others, first, later)
    }

    /// Nil where no name has all words.
    init?(_ list: FindingList, on db: isolated Connection) throws {
        let words = FindingSearch.words(list.filter.search)
        // Behind a place, that word leads which led to it.
        let place = list.place.map { $0.word ?? $0.sortName }
        let leading = words.filter { place?.hasPrefix(FindingSearch.kept($0)) ?? true }
        var rarest: (word: String, first: Int, later: Int)?
        for word in words {
            let found = try db.one(Found.self, FindingSearch.numbers(of: word, in: list, upTo: list.counted))
            guard found.first + found.later > 0 else { return nil }
            guard leading.isEmpty || leading.contains(word) else { continue }
            if rarest.map({ found.first + found.later < $0.first + $0.later }) ?? true {
                rarest = (word, found.first, found.later)
            }
        }
        guard let rarest else { return nil }
        let others = words.filter { $0 != rarest.word }
        self.init(rarest.word, others: others, first: rarest.first, later: rarest.later)
    }

    private struct Found: RowDecodable {
        let first: Int
        let later: Int

        init(row: Row) throws { (first, later) = (try row["first"], try row["later"]) }
    }

    private static func numbers(of word: String, in list: FindingList, upTo most: Int) -> SQL {
        """
        SELECT (SELECT COUNT(*) FROM (
                SELECT f.record_id FROM \(sql: list.concern.source)
                WHERE f.organisation_id = \(list.organisation) AND f.side = \(list.side)
                    AND \(sql: list.concern.condition) AND \(sql: begins("f.sort_name", word)) LIMIT \(most)) AS begun) AS first,
            (SELECT COUNT(*) FROM (
                SELECT w.record_id FROM finding_words w WHERE \(sql: rows(of: word, in: list)) LIMIT \(most)) AS told) AS later
        """
    }

    // MARK: Which names have a word

    /// Behind all that goes on with other letters.
    private static let last = "\u{10FFFF}"

    /// A word as far as its rows have it.
    private static func kept(_ word: String) -> String { String(word.unicodeScalars.prefix(FindingWords.longest)) }

    /// It begins with it: a range.
    private static func begins(_ column: SQL, _ word: String) -> SQL {
        "\(sql: column) >= \(word) AND \(sql: column) < \(word + last)"
    }

    private static func hasLater(_ name: SQL, _ word: String) -> SQL { "\(sql: name) LIKE \("% " + word + "%")" }

    /// The rows that tell of a name that has the word further on.
    private static func rows(of word: String, in list: FindingList) -> SQL {
        "\(sql: ofList(list)) AND \(sql: begins("w.word", kept(word)))"
    }

    private static func ofList(_ list: FindingList) -> SQL {
        "w.organisation_id = \(list.organisation) AND w.side = \(list.side) AND w.concern = \(list.concern)"
    }

    /// A name has the other words, too; the one that leads has more letters than its rows.
    private func hasOthers(_ name: SQL) -> SQL {
        FindingSearch.hasAll(FindingSearch.kept(word) == word ? others : others + [word], name)
    }

    /// All words, in any place.
    static func hasAll(_ words: [String], _ name: SQL) -> SQL {
        words.reduce("1 = 1") {
            "\(sql: $0) AND (\(sql: name) LIKE \($1 + "%") OR \(sql: hasLater(name, $1)))"
        }
    }

    private func hasAll(_ name: SQL) -> SQL { FindingSearch.hasAll([word] + others, name) }

    /// A record whose name has the word several times has as many rows; it is told of by the first of them.
    func isTold(_ sortName: String, by row: String) -> Bool {
        let kept = FindingSearch.kept(word)
        return FindingWords.later(of: sortName).filter { $0.hasPrefix(kept) }.min(by: FindingSearch.precedes) == row
    }

    /// Byte by byte, as both engines do here.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Whether all that have the word that leads fit.
    private func isAlone(_ list: FindingList) -> Bool { others.isEmpty && list.filter.isOfName && !list.isGrouped }

    // MARK: Ways

    /// The names that begin with the word that leads.
    func begun(_ list: FindingList) -> FindingWalk {
        FindingWalk(
            index: (
                list.concern.source,
                "f.organisation_id = \(list.organisation) AND f.side = \(list.side) AND \(sql: list.concern.condition)"
            ),
            low: "f.sort_name >= \(word)",
            high: "f.sort_name < \(word + FindingSearch.last)",
            fits: """
                \(sql: list.filter.condition(of: "f")) AND \(sql: hasOthers("f.sort_name")) AND \(sql: list.leads)
                """,
            order: .name,
            isShort: first < list.counted || isAlone(list)
        )
    }

    /// The names that have it further on.
    func further(_ list: FindingList) -> FindingWalk {
        FindingWalk(
            index: ("finding_words w", FindingSearch.ofList(list)),
            records: " CROSS JOIN record_findings AS f",
            low: "w.word >= \(FindingSearch.kept(word))",
            high: "w.word < \(FindingSearch.kept(word) + FindingSearch.last)",
            fits: """
                NOT (\(sql: FindingSearch.begins("w.sort_name", word))) AND \(sql: hasOthers("w.sort_name"))
                    AND f.organisation_id = \(list.organisation) AND f.connection_id = w.connection_id
                    AND f.record_id = w.record_id AND \(sql: list.filter.condition(of: "f")) AND \(sql: list.leads)
                """,
            order: .word,
            isShort: later < list.counted || isAlone(list)
        )
    }

    /// All names with all words, by time.
    func byTime(_ list: FindingList) -> FindingWalk {
        FindingWalk(
            index: (
                list.byTime.table,
                """
                f.organisation_id = \(list.organisation) AND f.side = \(list.side) AND \(sql: FindingList.isListed)
                """
            ),
            low: list.filter.from.map { "f.found_at >= \($0)" } ?? "1 = 1",
            high: list.filter.before.map { "f.found_at < \($0)" } ?? "1 = 1",
            fits: """
                \(sql: list.concern.condition) AND \(sql: list.filter.scope(of: "f")) AND \(sql: hasAll("f.sort_name"))
                    AND \(sql: list.leads)
                """,
            order: .time,
            isShort: false
        )
    }

    // MARK: Those that few have

    /// Where they are few, or one profile: all that have the words.
    func all(_ list: FindingList) -> (table: SQL, condition: SQL) {
        if list.filter.profile != nil {
            return (list.listed.table, "\(sql: list.listed.condition) AND \(sql: hasAll("f.sort_name"))")
        }
        let keys: SQL = """
            SELECT f.connection_id, f.record_id FROM \(sql: list.concern.source)
            WHERE f.organisation_id = \(list.organisation) AND f.side = \(list.side) AND \(sql: list.concern.condition)
                AND \(sql: FindingSearch.begins("f.sort_name", word)) AND \(sql: hasOthers("f.sort_name"))
            UNION SELECT w.connection_id, w.record_id FROM finding_words w
            WHERE \(sql: FindingSearch.rows(of: word, in: list)) AND \(sql: hasOthers("w.sort_name"))
            """
        return (
            "(\(sql: keys)) AS w CROSS JOIN record_findings AS f",
            """
            f.organisation_id = \(list.organisation) AND f.connection_id = w.connection_id AND f.record_id = w.record_id
                AND \(sql: list.condition)
            """
        )
    }

    /// How many there are of those that are looked at.
    func count(_ list: FindingList) -> SQL {
        if list.filter.profile != nil {
            let all = all(list)
            return "SELECT COUNT(*) FROM \(sql: all.table) WHERE \(sql: all.condition)"
        }
        // A record is looked at only for what its name does not say.
        let records: SQL =
            list.filter.isOfName
            ? ""
            : """
             JOIN record_findings f ON f.organisation_id = \(list.organisation) AND f.connection_id = w.connection_id
                AND f.record_id = w.record_id AND \(sql: list.filter.condition(of: "f"))
            """
        return """
            SELECT (SELECT COUNT(*) FROM (
                    SELECT f.sort_name, f.connection_id, f.found_at, f.origin FROM \(sql: list.concern.source)
                    WHERE f.organisation_id = \(list.organisation) AND f.side = \(list.side)
                        AND \(sql: list.concern.condition) AND \(sql: FindingSearch.begins("f.sort_name", word))
                    LIMIT \(list.bounds.counted)) AS f
                    WHERE \(sql: list.filter.condition(of: "f")) AND \(sql: hasOthers("f.sort_name")))
                + (SELECT COUNT(*) FROM (
                    SELECT DISTINCT connection_id, record_id FROM (
                        SELECT w.sort_name, w.connection_id, w.record_id FROM finding_words w
                        WHERE \(sql: FindingSearch.rows(of: word, in: list)) LIMIT \(list.bounds.counted)) AS t
                    WHERE NOT (\(sql: FindingSearch.begins("t.sort_name", word))) AND \(sql: hasOthers("t.sort_name"))) AS w
                    \(sql: records))
            """
    }
}

extension FindingList {
    /// As far as names with a word are counted before it is known how to go on.
    fileprivate var counted: Int { order == .found ? bounds.sorted : bounds.counted }

    /// How many of a way are looked at for a page.
    private var looked: Int {
        order == .found ? bounds.byTime : filter.isOfName && !isGrouped ? bounds.names : bounds.records
    }

    /// The next of those that are searched for. Where enough names have been looked at, the page ends as it is, so that the next goes
    /// on; only where none of them fits more are looked at.
    func searched(on db: isolated Connection) throws -> RecordFinding.Leaf {
        guard let search = try FindingSearch(self, on: db) else { return RecordFinding.Leaf(findings: [], next: nil) }
        if filter.profile != nil || (order == .found && max(search.first, search.later) < counted) {
            let all = page(of: search.all(self), limit: limit + 1)
            return leaf(try found(all, sortedBy: sorted, on: db))
        }
        return try walked(looking: looked, on: db, ways: { $0.ways(search) }) { hit in
            hit.word.map { search.isTold(hit.finding.sortName, by: $0) } ?? true
        }
    }

    private func ways(_ search: FindingSearch) -> [FindingWalk] {
        if order == .found { return [search.byTime(self)] }
        var walks =
            isDescending ? [search.further(self), search.begun(self)] : [search.begun(self), search.further(self)]
        if let place, (place.word == nil) == isDescending { walks.removeFirst() }
        return walks
    }

    /// The next by these ways, for each of which so many are looked at.
    func walked(
        looking most: Int,
        on db: isolated Connection,
        ways: (FindingList) -> [FindingWalk],
        isTold: (Hit) -> Bool = { _ in true }
    ) throws -> RecordFinding.Leaf {
        var list = self
        for _ in 0..<20 {
            let leaf = try list.look(ways(list), most, isTold, on: db)
            guard leaf.findings.isEmpty, let next = leaf.next else { return leaf }
            list.place = next
        }
        return RecordFinding.Leaf(findings: [], next: list.place)
    }

    private func look(
        _ walks: [FindingWalk],
        _ most: Int,
        _ isTold: (Hit) -> Bool,
        on db: isolated Connection
    ) throws -> RecordFinding.Leaf {
        var findings: [RecordFinding] = []
        var last = place
        for (number, walk) in walks.enumerated() {
            let start = number == 0 ? place : nil
            let end =
                walk.isShort
                ? nil : try db.first(FindingWalk.End.self, walk.end(from: start, after: most, isDescending))?.place
            let wanted = limit - findings.count
            let part = walk.page(from: start, to: end, limit: wanted + 1, isDescending)
            let hits = try found(part, sortedBy: walk.order.sortedPage(isDescending), on: db)
            for hit in hits.prefix(wanted) {
                if isTold(hit) { findings.append(hit.finding) }
                last = RecordFinding.Place(hit.finding, word: hit.word)
            }
            if hits.count > wanted { return RecordFinding.Leaf(findings: findings, next: last) }
            if let end { return RecordFinding.Leaf(findings: findings, next: end) }
        }
        return RecordFinding.Leaf(findings: findings, next: nil)
    }

    /// Of those that are looked at.
    func searchedCount(on db: isolated Connection) throws -> RecordFinding.Number {
        guard let search = try FindingSearch(self, on: db) else { return RecordFinding.Number(0) }
        let records = try db.one(Int.self, search.count(self))
        let isLeast = filter.profile == nil && max(search.first, search.later) >= bounds.counted
        return RecordFinding.Number(isLeast ? min(records, bounds.counted) : records, isLeast: isLeast)
    }
}
