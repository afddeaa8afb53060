import Database

extension StoreMigrations {
    /// How many records a file of a list may hold.
    static let m0055ExportRows = Migration(
        id: "0055-export-rows",
        sql: ["ALTER TABLE organisations ADD COLUMN export_rows TEXT NOT NULL DEFAULT '1000'"]
    )
}
