import Database
import Enrichment

/// What a batch changes of the words by which lists of records that need attention are searched. A list has a row for each word of
/// a name but the first, which the index of the list finds; a record that is found as before changes none.
struct FindingWords {
    private struct Key: Hashable, Comparable {
        let concern: RecordFinding.Concern
        let word: String
        let sortName: String
        let record: String

        static func < (one: Key, other: Key) -> Bool {
            (one.concern.rawValue, one.word, one.sortName, one.record)
                < (other.concern.rawValue, other.word, other.sortName, other.record)
        }
    }

    private let side: RecordFinding.Side
    private var added: Set<Key> = []
    private var removed: Set<Key> = []

    init(_ side: RecordFinding.Side) { self.side = side }

    /// No search needs more of a word.
    static let longest = 24

    /// The words of a name but the first, as they are kept.
    static func later(of sortName: String) -> [String] {
        sortName.split(separator: " ").dropFirst().map { String($0.unicodeScalars.prefix(longest)) }
    }

    private static func keys(_ concern: RecordFinding.Concern, _ sortName: String, _ record: String) -> [Key] {
        later(of: sortName).map { Key(concern: concern, word: $0, sortName: sortName, record: record) }
    }

    // MARK: A batch

    /// That the records of a batch are listed otherwise than before.
    mutating func change(from before: [ListedFinding], to after: [ListedFinding]) {
        let (before, after) = (FindingWords.keys(of: before), FindingWords.keys(of: after))
        removed.formUnion(before.subtracting(after))
        added.formUnion(after.subtracting(before))
    }

    private static func keys(of findings: [ListedFinding]) -> Set<Key> {
        findings.reduce(into: []) { keys, finding in
            for concern in finding.concerns { keys.formUnion(self.keys(concern, finding.sortName, finding.record)) }
        }
    }

    // MARK: A profile

    /// That these are all the records of a profile from now on.
    mutating func note(_ copies: [FindingCopy]) {
        for copy in copies where copy.isListed != (copies.count > 1) {
            let keys = FindingWords.keys(.duplicates, copy.sortName, copy.record)
            if copy.isListed { removed.formUnion(keys) } else { added.formUnion(keys) }
        }
    }

    // MARK: Keeping

    /// Writes what is another than before.
    func keep(of run: Run, on db: isolated Connection) throws {
        func rows(_ keys: Set<Key>) -> [[SQLValue]] {
            keys.sorted().map { key in
                [
                    .text(run.organisation.rawValue), .text(side.rawValue), .text(key.concern.rawValue),
                    .text(key.word), .text(key.sortName), .text(run.connection.rawValue), .text(key.record),
                ]
            }
        }
        if !removed.isEmpty {
            _ = try db.run(
                """
                DELETE FROM finding_words WHERE organisation_id = \("") AND side = \("") AND concern = \("")
                    AND word = \("") AND sort_name = \("") AND connection_id = \("") AND record_id = \("")
                """,
                with: rows(removed)
            )
        }
        if !added.isEmpty {
            _ = try db.run(
                """
                INSERT INTO finding_words (organisation_id, side, concern, word, sort_name, connection_id, record_id)
                VALUES (\(""), \(""), \(""), \(""), \(""), \(""), \(""))
                ON CONFLICT (organisation_id, side, concern, word, sort_name, record_id, connection_id) DO NOTHING
                """,
                with: rows(added)
            )
        }
    }
}
