import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct SchemaTests {
    @Test("The schema is as it was reviewed", arguments: Engine.available)
    func golden(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            let text = try await database.read { db in try Schema.text(on: db) }
            #expect(Golden.difference(of: text, from: "schema-\(engine.rawValue).sql") == nil)
        }
    }

    @Test("Every unique key of an organisation's table begins with the organisation", arguments: Engine.available)
    func keysBeginWithOrganisation(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            let keys = try await database.read { db in try Schema.uniqueKeys(on: db) }
            let owned = keys.filter { !Schema.common.contains($0.table) }
            #expect(owned.count >= 10)
            for key in owned {
                #expect(key.firstColumn == "organisation_id", "\(key.table)")
            }
        }
    }

    @Test("What an organisation's table refers to is of the same organisation", arguments: Engine.available)
    func referencesStayWithin(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            let references = try await database.read { db in try Schema.references(on: db) }
            let owned = references.filter { !Schema.common.contains($0.table) && $0.target != "organisations" }
            #expect(owned.count >= 10)
            for reference in owned {
                #expect(reference.hasOrganisation, "\(reference.table) refers to \(reference.target)")
            }
        }
    }

    @Test("Migrating again changes nothing", arguments: Engine.available)
    func repeated(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            let before = try await database.read { db in try Schema.text(on: db) }
            try await database.migrate(StoreMigrations.all)
            let after = try await database.read { db in try Schema.text(on: db) }
            #expect(after == before)
        }
    }
}

/// What the database itself says of its schema.
enum Schema {
    /// What belongs to no organisation. The catalogue is the installation's: decision 0011.
    static let common: Set = [
        "organisations", "installation", "catalogue_sources", "catalogue_mappings", "catalogue_loads",
        "catalogue_rejects", "catalogue_numbers", "catalogue_history", "companies", "company_records", "people",
        "signals", "scoops",
    ]

    static func text(on db: isolated Connection) throws -> String {
        switch db.engine {
        case .sqlite:
            try db.fetch(
                String.self,
                """
                SELECT sql FROM sqlite_master
                WHERE sql IS NOT NULL AND tbl_name NOT IN ('loam_migrations', 'sqlite_sequence')
                ORDER BY tbl_name, type DESC, name
                """
            ).map { $0 + ";\n" }.joined(separator: "\n")
        case .postgres:
            try db.fetch(String.self, postgres).joined(separator: "\n") + "\n"
        }
    }

    struct UniqueKey: RowDecodable {
        let table: String
        let firstColumn: String

        init(row: Row) throws {
            table = try row["table_name"]
            firstColumn = try row["first_column"]
        }
    }

    static func uniqueKeys(on db: isolated Connection) throws -> [UniqueKey] {
        switch db.engine {
        case .sqlite:
            try db.fetch(
                UniqueKey.self,
                """
                SELECT t.name AS table_name, c.name AS first_column
                FROM sqlite_master t JOIN pragma_index_list(t.name) i ON i."unique" = 1
                JOIN pragma_index_info(i.name) c ON c.seqno = 0
                WHERE t.type = 'table' AND t.name <> 'loam_migrations'
                """
            )
        case .postgres:
            try db.fetch(
                UniqueKey.self,
                """
                SELECT CAST(t.relname AS TEXT) AS table_name, CAST(a.attname AS TEXT) AS first_column
                FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
                WHERE i.indisunique AND t.relnamespace = to_regnamespace(current_schema())
                    AND t.relname <> 'loam_migrations'
                """
            )
        }
    }

    struct Reference: RowDecodable {
        let table: String
        let target: String
        /// Whether the organisation is a part of it, on both sides.
        let hasOrganisation: Bool

        init(row: Row) throws {
            table = try row["table_name"]
            target = try row["target"]
            let count: Int = try row["matching"]
            hasOrganisation = count == 1
        }
    }

    static func references(on db: isolated Connection) throws -> [Reference] {
        switch db.engine {
        case .sqlite:
            try db.fetch(
                Reference.self,
                """
                SELECT t.name AS table_name, f."table" AS target,
                    max(CASE WHEN f."from" = 'organisation_id' AND f."to" = 'organisation_id' THEN 1 ELSE 0 END) AS matching
                FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
                WHERE t.type = 'table'
                GROUP BY t.name, f.id, f."table"
                """
            )
        case .postgres:
            try db.fetch(
                Reference.self,
                """
                SELECT CAST(t.relname AS TEXT) AS table_name, CAST(o.relname AS TEXT) AS target, (
                    SELECT count(*) FROM unnest(c.conkey, c.confkey) AS k (own, other)
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
                    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.other
                    WHERE a.attname = 'organisation_id' AND b.attname = 'organisation_id'
                ) AS matching
                FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid
                WHERE c.contype = 'f' AND t.relnamespace = to_regnamespace(current_schema())
                """
            )
        }
    }

    /// Tables with their columns, then constraints, indexes and triggers, one line each.
    private static let postgres: SQL = """
        WITH tables AS (
            SELECT oid, relname FROM pg_class
            WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r' AND relname <> 'loam_migrations'
        ), lines AS (
            SELECT t.relname, 1 AS part, '' AS name, 'TABLE ' || t.relname || ' (' || (
                SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            ) || ')' AS line
            FROM tables t
            UNION ALL
            SELECT t.relname, 2, c.conname, '    CONSTRAINT ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
            FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid
            UNION ALL
            SELECT t.relname, 3, i.relname,
                '    ' || replace(pg_get_indexdef(i.oid), quote_ident(current_schema()) || '.', '')
            FROM tables t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid
            WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype = 'p')
            UNION ALL
            SELECT t.relname, 4, g.tgname,
                '    ' || replace(pg_get_triggerdef(g.oid), quote_ident(current_schema()) || '.', '')
            FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
        )
        SELECT line FROM lines ORDER BY relname COLLATE "C", part, name COLLATE "C"
        """
}
