import Database

extension StoreMigrations {
    /// The words of the names on the lists of records that need attention, so that a search reads only what fits.
    static let m0080FindingWords = Migration(
        id: "0080-finding-words",
        sql: [
            // A range of names is what begins with some letters only where names are compared byte by byte.
            .either(
                sqlite: "REINDEX record_findings_moved",
                postgres: "ALTER TABLE record_findings ALTER COLUMN sort_name TYPE TEXT COLLATE \"C\""
            ),
            // Signs part words. A name in which a letter is a word, as in Chinese, is cut when a run finds it again.
            parting(["'-'", "''''", "'’'", "'.'", "','", "'('", "')'"]),
            parting(["'\"'", "'/'", "'&'", "'='", "'@'", "'_'", "':'"]),
            parting(["';'", "'+'", "'!'", "'?'", "'#'", "'*'", "'%'"]),
            parting(["'<'", "'>'", "'['", "']'", "'|'", "'\\'", "'…'"]),
            parting(["'  '", "'  '", "'  '"]),
            """
            CREATE TABLE finding_words (
                organisation_id TEXT NOT NULL,
                side TEXT NOT NULL,
                concern TEXT NOT NULL,
                word TEXT \(.either(sqlite: "", postgres: "COLLATE \"C\" "))NOT NULL,
                connection_id TEXT NOT NULL,
                record_id TEXT NOT NULL,
                CONSTRAINT finding_words_pkey PRIMARY KEY
                    (organisation_id, side, concern, word, connection_id, record_id)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            listed("'moved'", "has_moved"),
            listed("'defunct'", "is_defunct"),
            listed("'duplicates'", "copies > 1"),
            listed(
                "CASE status WHEN 'error' THEN 'errors' WHEN 'no_match' THEN 'unmatched' ELSE status END",
                "status <> 'matched'"
            ),
        ]
    )

    private static func parting(_ signs: [SQL]) -> SQL {
        let parted: SQL = "TRIM(\(sql: signs.reduce("sort_name") { "REPLACE(\(sql: $0), \(sql: $1), ' ')" }))"
        return "UPDATE record_findings SET sort_name = \(sql: parted) WHERE sort_name <> \(sql: parted)"
    }

    /// The words behind the first, one after the other.
    private static func listed(_ concern: SQL, _ condition: SQL) -> SQL {
        """
        WITH RECURSIVE names (organisation_id, side, concern, connection_id, record_id, rest) AS (
            SELECT organisation_id, side, \(sql: concern), connection_id, record_id, sort_name || ' ' FROM record_findings
            WHERE \(sql: condition)
        ), words (organisation_id, side, concern, connection_id, record_id, place, word, rest) AS (
            SELECT organisation_id, side, concern, connection_id, record_id, 0, SUBSTR(rest, 1, 0), rest FROM names
            UNION ALL
            SELECT organisation_id, side, concern, connection_id, record_id, place + 1,
                SUBSTR(rest, 1, \(sql: blank) - 1), SUBSTR(rest, \(sql: blank) + 1)
            FROM words WHERE \(sql: blank) > 0
        )
        INSERT INTO finding_words (organisation_id, side, concern, word, connection_id, record_id)
        SELECT DISTINCT organisation_id, side, concern, SUBSTR(word, 1, 24), connection_id, record_id FROM words
        WHERE place > 1 AND word <> ''
        """
    }

    private static let blank: SQL = .either(sqlite: "instr(rest, ' ')", postgres: "strpos(rest, ' ')")
}
