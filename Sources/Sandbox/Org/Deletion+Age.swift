import Database

extension Deletion {
    /// For so many days clients may ask what was deleted.
    static let rememberedDays: Int64 = 15

    /// Forgets deletions before this moment of rows that are gone for good. What lies in the bin still needs its entry to
    /// come back from there.
    static func forget(before moment: String, _ schema: Schema, _ db: isolated Connection) throws {
        for object in schema.objects {
            let gone: SQL =
                object.isSoftDeleted
                ? " AND NOT EXISTS (SELECT 1 FROM \(identifier: object.name) t WHERE t.\"Id\" = \"_deletions\".\"id\")"
                : ""
            try db.run(
                "DELETE FROM \"_deletions\" WHERE \"object\" = \(object.name) AND \"moment\" < \(moment)\(sql: gone)"
            )
        }
    }
}
