import Database

extension StoreMigrations {
    /// The name beside each of its words, so that a search reads a word's rows in order and looks at no record that does not fit.
    static let m0082NamesOfWords = Migration(
        id: "0082-names-of-words",
        sql: [
            """
            CREATE TABLE finding_words_before AS
            SELECT organisation_id, side, concern, word, connection_id, record_id FROM finding_words
            """,
            "DROP TABLE finding_words",
            """
            CREATE TABLE finding_words (
                organisation_id TEXT NOT NULL,
                side TEXT NOT NULL,
                concern TEXT NOT NULL,
                word TEXT \(.either(sqlite: "", postgres: "COLLATE \"C\" "))NOT NULL,
                sort_name TEXT \(.either(sqlite: "", postgres: "COLLATE \"C\" "))NOT NULL,
                connection_id TEXT NOT NULL,
                record_id TEXT NOT NULL,
                CONSTRAINT finding_words_pkey PRIMARY KEY
                    (organisation_id, side, concern, word, sort_name, record_id, connection_id)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            INSERT INTO finding_words (organisation_id, side, concern, word, sort_name, connection_id, record_id)
            SELECT w.organisation_id, w.side, w.concern, w.word, f.sort_name, w.connection_id, w.record_id
            FROM finding_words_before w
            JOIN record_findings f ON f.organisation_id = w.organisation_id AND f.connection_id = w.connection_id
                AND f.record_id = w.record_id
            """,
            "DROP TABLE finding_words_before",
            // Who is searched by time is told by the index, too.
            "DROP INDEX record_findings_by_time",
            """
            CREATE INDEX record_findings_by_time ON record_findings
                (organisation_id, side, found_at, record_id, connection_id, status, has_moved, is_defunct, copies, origin,
                sort_name)
                WHERE status <> 'matched' OR has_moved OR is_defunct OR copies > 1
            """,
        ]
    )
}
