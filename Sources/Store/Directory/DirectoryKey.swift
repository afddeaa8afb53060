import Database
import Directory

/// The values by which entries are looked up. They go with the entry: who changes it changes them, because a reference that
/// removes them by itself would need an index of its own for each.
enum DirectoryKey {
    /// Those of an entry that is there, which is nobody else's to change before the transaction ends.
    static func list(
        of id: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [KeptValues.Key] {
        let kept = try db.first(
            String.self,
            "SELECT kept FROM directory_entries WHERE organisation_id = \(organisation) AND id = \(id)"
        )
        do throws(JSONReader.Flaw) {
            return try kept.map { text throws(JSONReader.Flaw) in try KeptValues(json: text).keys } ?? []
        } catch {
            throw DatabaseError(.unreadable(column: "kept"), "The values of an entry of the directory cannot be read.")
        }
    }

    static func insert(
        _ keys: [KeptValues.Key],
        of id: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        guard !keys.isEmpty else { return }
        try db.run(
            """
            INSERT INTO directory_keys (organisation_id, path, value_key, owner_id, element, whole)
            VALUES (\(organisation), \(""), \(""), \(id), \(0), \(String?.none))
            """,
            with: keys.map { key in
                [
                    .text(organisation.rawValue), .text(key.path), .text(key.key), .text(id.rawValue),
                    .integer(Int64(key.element)), key.whole.sqlValue,
                ]
            }
        )
    }

    static func remove(
        _ keys: [KeptValues.Key],
        of id: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        guard !keys.isEmpty else { return }
        try db.run(
            """
            DELETE FROM directory_keys WHERE organisation_id = \(organisation) AND path = \("") AND value_key = \("")
                AND owner_id = \(id) AND element = \(0)
            """,
            with: keys.map { key in
                [
                    .text(organisation.rawValue), .text(key.path), .text(key.key), .text(id.rawValue),
                    .integer(Int64(key.element)),
                ]
            }
        )
    }
}
