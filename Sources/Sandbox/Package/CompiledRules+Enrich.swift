import Database

extension CompiledRules {
    /// The package's trigger: queues a callout for the new records, when their maker is one whose records are enriched.
    func enrich(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard settings.instantEnrich.isOn(for: chunk.object.name) else { return }
        let ids = chunk.soundRows.map(chunk.id)
        guard !ids.isEmpty,
            try PackagePermissions.holds(PackagePermissions.limitedAccess, userID: chunk.caller.userID, db)
        else { return }
        try CalloutQueue.add(chunk.object.name, ids, as: chunk.caller.userID, db)
    }
}
