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
    private var before: Set<Key> = []
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

    /// Notes on which lists the records of a batch are before it is kept.
    mutating func read(_ records: (table: SQL, condition: SQL), of run: Run, on db: isolated Connection) throws {
        before = try FindingWords.listed(records, of: run, on: db)
    }

    private static func listed(
        _ records: (table: SQL, condition: SQL),
        of run: Run,
        on db: isolated Connection
    ) throws -> Set<Key> {
        let lines = try db.fetch(
            Line.self,
            """
            SELECT f.record_id, f.sort_name, f.has_moved AS moved, f.is_defunct AS defunct, (f.copies > 1) AS duplicates,
                (f.status = 'company_only') AS company_only, (f.status = 'no_match') AS unmatched,
                (f.status = 'error') AS errors
            FROM \(sql: records.table) CROSS JOIN record_findings f
            WHERE \(sql: records.condition) AND f.organisation_id = \(run.organisation)
                AND f.connection_id = \(run.connection) AND f.record_id = r.record_id
                AND (f.status <> 'matched' OR f.has_moved OR f.is_defunct OR f.copies > 1)
            """
        )
        return lines.reduce(into: []) { keys, line in
            for concern in line.concerns { keys.formUnion(FindingWords.keys(concern, line.sortName, line.record)) }
        }
    }

    private struct Line: RowDecodable {
        let record: String
        let sortName: String
        let concerns: [RecordFinding.Concern]

        init(row: Row) throws {
            (record, sortName) = (try row["record_id"], try row["sort_name"])
            concerns = try RecordFinding.Concern.allCases.filter { try row[$0.rawValue] }
        }
    }

    // MARK: A profile

    /// That the records which are a profile are duplicates from now on, or no more.
    mutating func note(_ profile: Int64, isCopied: Bool, of run: Run, on db: isolated Connection) throws {
        let others: SQL = isCopied ? "copies = 1" : "copies > 1"
        let statement = FindingWords.namesStatement(profile, others, side, of: run.connection, in: run.organisation)
        for record in try db.fetch(Named.self, statement) {
            let keys = FindingWords.keys(.duplicates, record.sortName, record.record)
            if isCopied { added.formUnion(keys) } else { removed.formUnion(keys) }
        }
    }

    /// SQLite, left to itself, would go through all findings of the connection instead of the few.
    static func namesStatement(
        _ profile: Int64,
        _ others: SQL,
        _ side: RecordFinding.Side,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) -> SQL {
        """
        SELECT record_id, sort_name
        FROM record_findings \(.either(sqlite: "INDEXED BY record_findings_of_profile", postgres: ""))
        WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND side = \(side)
            AND profile IS NOT NULL AND profile = \(profile) AND \(sql: others)
        """
    }

    private struct Named: RowDecodable {
        let record: String
        let sortName: String

        init(row: Row) throws { (record, sortName) = (try row["record_id"], try row["sort_name"]) }
    }

    // MARK: Keeping

    /// Writes what is another than before.
    mutating func keep(_ records: (table: SQL, condition: SQL), of run: Run, on db: isolated Connection) throws {
        let now = try FindingWords.listed(records, of: run, on: db)
        removed.formUnion(before.subtracting(now))
        added.formUnion(now.subtracting(before))
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
