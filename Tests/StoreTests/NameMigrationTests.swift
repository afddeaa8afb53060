import Database
import TestSupport
import Testing

@testable import Store

@Suite struct NameMigrationTests {
    @Test("Names that were found before are searched by their words, too", arguments: Engine.available)
    func words(engine: Engine) async throws {
        let before = StoreMigrations.all.filter { $0.id < "0080" }
        try await FreshDatabase.on(engine, migrations: before) { database in
            try await database.write { db in
                let names: [(String, String, Int)] = [
                    ("001", "ada-marie o'neill", 1), ("002", "=hyperlink(\"http://x\")", 1),
                    ("003", "  ada   b.  c ", 2),
                    ("004", "zoe", 1),
                ]
                for (record, name, copies) in names {
                    try db.run(
                        """
                        INSERT INTO record_findings (organisation_id, connection_id, record_id, run_id, origin, side, object,
                            status, has_moved, is_defunct, profile, copies, sort_name, found_at, found_day)
                        VALUES ('o', 'c', \(record), 'r', 'scheduled', 'people', 'Contact',
                            \(record == "003" ? "matched" : "no_match"), \(record == "004"), \(false), 1, \(copies), \(name), 1, 1)
                        """
                    )
                }
            }
            try await database.migrate(StoreMigrations.all)
            let (names, words) = try await database.read { db in
                (
                    try db.fetch(String.self, "SELECT sort_name FROM record_findings ORDER BY record_id"),
                    try db.fetch(
                        String.self,
                        "SELECT concern || ' ' || word || ' of ' || sort_name FROM finding_words ORDER BY record_id, concern, word"
                    )
                )
            }
            #expect(names == ["ada marie o neill", "hyperlink http x", "ada b c", "zoe"])
            #expect(
                words == [
                    "unmatched marie of ada marie o neill", "unmatched neill of ada marie o neill",
                    "unmatched o of ada marie o neill", "unmatched http of hyperlink http x",
                    "unmatched x of hyperlink http x", "duplicates b of ada b c", "duplicates c of ada b c",
                ]
            )
        }
    }
}
