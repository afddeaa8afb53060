/// Fills an empty schema of a PostgreSQL server from a backup.
struct PostgresRestore: Sendable {
    let backup: String
    let url: String

    private var tool: PostgresTool { PostgresTool("pg_restore", url) }

    func run() async throws {
        let schema = try await schema()
        try await check(schema)
        // Named, so that the archive's own command to make the schema, which is there, is left out.
        try await tool.run(
            [
                "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--schema=" + schema,
                "--dbname=", backup,
            ]
        )
    }

    /// The schema that the backup holds; throws when the file is no backup of ours.
    func schema() async throws -> String {
        let contents: String
        do {
            contents = try await tool.run(["--list", backup])
        } catch let error as DatabaseError where error.code == .backup {
            throw DatabaseError(
                .backup,
                "The file \(backup) is no backup of a PostgreSQL database. Name a file that loam backup wrote."
            )
        }
        guard let schema = schema(in: contents) else {
            throw DatabaseError(
                .backup,
                "The file \(backup) is a PostgreSQL backup, but not one of Loam's. Name a file that loam backup wrote."
            )
        }
        return schema
    }

    /// The schema that our table lies in, from a line as `215; 1259 16386 TABLE public loam_migrations loam`.
    private func schema(in contents: String) -> String? {
        for line in contents.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let table = words.firstIndex(of: "TABLE"), words.count > table + 2 else { continue }
            if words[table + 2] == "loam_migrations" { return String(words[table + 1]) }
        }
        return nil
    }

    private func check(_ schema: String) async throws {
        let server = try await Database.open(.postgres(url: url))
        let found: Result<(schema: String?, tables: Int), any Error>
        do {
            found = .success(
                try await server.read { db in
                    let tables: SQL = """
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE table_schema = current_schema() AND table_name = 'loam_migrations'
                        """
                    return (try db.one(String?.self, "SELECT current_schema()"), try db.one(Int.self, tables))
                }
            )
        } catch {
            found = .failure(error)
        }
        await server.close()
        let target = try found.get()
        guard target.schema == schema else {
            throw DatabaseError(
                .backup,
                "The backup is of the schema \(schema), but the database URL leads to \(target.schema ?? "none"). Make that "
                    + "schema and name it in the URL's search_path."
            )
        }
        guard target.tables == 0 else {
            throw DatabaseError(
                .backup,
                "The PostgreSQL database holds Loam's data already. Make an empty database, restore into it, and give Loam "
                    + "its URL."
            )
        }
    }
}
