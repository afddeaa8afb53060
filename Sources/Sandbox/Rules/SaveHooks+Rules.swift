import Database

extension SaveHooks {
    /// The org's rules at their places in a save. Each asks at once whether there is any rule for the object at all.
    init(_ book: RuleBook) {
        self.init()
        validate = { chunk, db in try book.rules(db)?.validate(chunk, db) }
        findDuplicates = { chunk, db in try book.rules(db)?.findDuplicates(chunk, db) }
        assign = { chunk, db in try book.rules(db)?.assign(chunk, db) }
        track = { chunk, db in
            guard let rules = try book.rules(db) else { return }
            try rules.track(chunk, db)
            try rules.reportDuplicates(chunk, db)
        }
        afterInsert = { chunk, db in try book.rules(db)?.enrich(chunk, db) }
    }
}

extension RuleBook {
    /// Makes the place where settings are kept; a fresh org gets the standard ones.
    static func install(_ schema: Schema, _ moment: String, _ db: isolated Connection) throws {
        try db.run(table)
        guard try db.first(Int.self, "SELECT 1 FROM \"_settings\" WHERE \"name\" = 'rules'") == nil else { return }
        let user = try db.first(String.self, "SELECT \"Id\" FROM \"User\" ORDER BY \"Id\" LIMIT 1")
        let rows = RowMaker(schema: schema, moment: moment, userID: user ?? "")
        _ = try SettingsChange(schema: schema, rows: rows).apply(.standard, db)
    }
}
