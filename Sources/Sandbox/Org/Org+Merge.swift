import Database

/// Two or three rows that are to become one.
struct Merge: Sendable {
    let object: ObjectType
    let master: String
    let losers: [String]
    /// New values for the row that stays.
    var columns: [RecordBatch.Column] = []
    var values: [Scalar?] = []
}

extension Org {
    /// Merges up to two rows into a third: what referred to them refers to it, and they go to the bin.
    func merge(_ merge: Merge, as caller: OrgCaller) async throws -> SaveResult {
        try await database.write { db in
            do {
                return try db.savepoint { db in try self.merge(merge, as: caller, db) }
            } catch let error as OrgError {
                return SaveResult(id: merge.master, isSuccess: false, errors: [error])
            }
        }
    }

    private func merge(_ merge: Merge, as caller: OrgCaller, _ db: isolated Connection) throws -> SaveResult {
        let deletion = Deletion(schema: schema, caller: caller)
        guard let object = schema.object(merge.object.name), object.isMergeable, merge.object.isDeletable else {
            throw OrgError(
                "INVALID_TYPE_FOR_OPERATION",
                "entity type \(merge.object.name) does not support merge",
                fields: []
            )
        }
        let ids = ([merge.master] + merge.losers).map { RecordID.canonical($0) ?? $0 }
        guard (2...3).contains(ids.count), Set(ids).count == ids.count else {
            throw OrgError("MERGE_FAILED", "Merge requests need one or two other records than the master", fields: [])
        }
        for id in ids {
            guard let isDeleted = try deletion.isDeleted(id, of: object, db) else { throw OrgError.missingRow }
            if isDeleted { throw OrgError.deleted }
        }
        let losers = JSONList.of(ids.dropFirst())
        for child in object.children {
            guard let type = schema.object(child.childObject), let field = type.field(child.field),
                field.isStored, field.name != "MasterRecordId"
            else { continue }
            let stamp: SQL = type.traits.contains(.stamped) ? ", \"SystemModstamp\" = \(deletion.moment)" : ""
            try db.run(
                """
                UPDATE \(identifier: type.name) SET \(identifier: field.name) = \(ids[0])\(sql: stamp)
                WHERE \(identifier: field.name) IN (SELECT value FROM json_each(\(losers)))
                """
            )
        }
        for id in ids.dropFirst() {
            try deletion.delete(id, of: object, isHard: false, db)
            try db.run(
                "UPDATE \(identifier: object.name) SET \"MasterRecordId\" = \(ids[0]) WHERE \"Id\" = \(id)"
            )
        }
        guard let key = object.field("Id") else { throw OrgError.notFound }
        let batch = RecordBatch(
            object: merge.object,
            operation: .update,
            columns: [.field(key)] + merge.columns,
            rows: [[.text(ids[0])] + merge.values]
        )
        let result = try save(batch, SaveOptions(), as: caller, in: db)[0]
        if let error = result.errors.first { throw error }
        return result
    }
}
