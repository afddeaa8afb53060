import Database
import Telemetry

extension Org {
    /// Deletes rows with all that hangs on them: to the bin, or for good.
    func delete(
        _ ids: [String],
        of object: ObjectType,
        isHard: Bool = false,
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller
    ) async throws -> [SaveResult] {
        var results: [SaveResult] = []
        let size = options.allOrNone ? max(1, ids.count) : 2000
        for start in stride(from: 0, to: ids.count, by: size) {
            let some = Array(ids[start..<min(start + size, ids.count)])
            results += try await database.write { db in
                try delete(some, of: object, isHard: isHard, options, as: caller, in: db)
            }
        }
        return results
    }

    /// Deletes all rows in one transaction that also keeps what the closure writes, as the save of that name does.
    func delete<Kept: Sendable>(
        _ ids: [String],
        of object: ObjectType,
        isHard: Bool,
        as caller: OrgCaller,
        keeping keep: @Sendable ([SaveResult], isolated Connection) throws -> Kept
    ) async throws -> Kept {
        try await database.write { db in
            try keep(try delete(ids, of: object, isHard: isHard, as: caller, in: db), db)
        }
    }

    func delete(
        _ ids: [String],
        of object: ObjectType,
        isHard: Bool = false,
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller,
        in db: isolated Connection
    ) throws -> [SaveResult] {
        guard object.isDeletable else {
            let error = OrgError(
                "INSUFFICIENT_ACCESS_OR_READONLY",
                "insufficient access rights on object id",
                fields: []
            )
            return ids.map { SaveResult(id: $0, isSuccess: false, errors: [error]) }
        }
        if isHard, !caller.isAdmin, !caller.rights.permissions.contains("BulkApiHardDelete") { throw OrgError.noAccess }
        forgetCallers(after: object)
        return try each(ids, options, db) { id, db in
            try Deletion(schema: schema, caller: caller).delete(id, of: object, isHard: isHard, db)
        }
    }

    /// Takes rows out of the bin, with what went there along with them.
    func undelete(
        _ ids: [String],
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller
    ) async throws -> [SaveResult] {
        try await database.write { db in
            try each(ids, options, db) { id, db in try Deletion(schema: schema, caller: caller).undelete(id, db) }
        }
    }

    /// Removes rows from the bin for good.
    func emptyBin(
        _ ids: [String],
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller
    ) async throws -> [SaveResult] {
        try await database.write { db in
            try each(ids, options, db) { id, db in try Deletion(schema: schema, caller: caller).purge(id, db) }
        }
    }

    /// Does something to each row: for itself, or to all or none.
    private func each(
        _ ids: [String],
        _ options: SaveOptions,
        _ db: isolated Connection,
        _ act: @Sendable (String, isolated Connection) throws -> Void
    ) throws -> [SaveResult] {
        do {
            return try db.savepoint { db in
                var results: [SaveResult] = []
                for id in ids {
                    do {
                        try act(id, db)
                        results.append(SaveResult(id: RecordID.canonical(id), isSuccess: true))
                    } catch let error as OrgError {
                        results.append(SaveResult(id: id, isSuccess: false, errors: [error]))
                    }
                }
                if options.allOrNone, !results.allSatisfy(\.isSuccess) { throw Undone(results: results) }
                return results
            }
        } catch let undone as Undone {
            return undone.results.map {
                $0.isSuccess ? SaveResult(id: $0.id, isSuccess: false, errors: [.rolledBack]) : $0
            }
        }
    }

    private struct Undone: Error {
        let results: [SaveResult]
    }
}

/// How rows go to the bin, come back from it, and leave it.
struct Deletion {
    static let table: [SQL] = [
        """
        CREATE TABLE IF NOT EXISTS "_deletions" ("id" TEXT NOT NULL PRIMARY KEY, "object" TEXT NOT NULL,
        "root" TEXT NOT NULL, "moment" TEXT NOT NULL)
        """,
        "CREATE INDEX IF NOT EXISTS \"_deletions_root\" ON \"_deletions\" (\"root\")",
        "CREATE INDEX IF NOT EXISTS \"_deletions_object\" ON \"_deletions\" (\"object\", \"moment\")",
    ]

    let schema: Schema
    let caller: OrgCaller
    let moment = Log.current.clock.now().stored

    func delete(_ text: String, of object: ObjectType, isHard: Bool, _ db: isolated Connection) throws {
        guard let id = RecordID.canonical(text) else {
            throw OrgError("MALFORMED_ID", "malformed id \(text)", fields: ["Id"])
        }
        guard let full = schema.object(object.name), full.keyPrefix.map({ id.hasPrefix($0) }) ?? false else {
            throw OrgError("MALFORMED_ID", "\(object.label) ID: id value of incorrect type: \(text)", fields: ["Id"])
        }
        guard let isDeleted = try isDeleted(id, of: full, db) else { throw OrgError.missingRow }
        if isDeleted, !isHard { throw OrgError.deleted }
        if !isDeleted { try remove([id], of: full, root: id, db) }
        if isHard { try purge(id, db) }
    }

    /// Removes rows of one object, and first what hangs on them.
    private func remove(_ ids: [String], of object: ObjectType, root: String, _ db: isolated Connection) throws {
        let list = JSONList.of(ids)
        for child in object.children {
            guard let type = schema.object(child.childObject), let field = type.field(child.field), field.isStored
            else { continue }
            let alive: SQL = type.isSoftDeleted ? " AND \"IsDeleted\" = 0" : ""
            let children = try db.fetch(
                String.self,
                """
                SELECT "Id" FROM \(identifier: type.name) WHERE \(identifier: field.name)
                IN (SELECT value FROM json_each(\(list)))\(sql: alive)
                """
            )
            guard !children.isEmpty else { continue }
            if child.restrictedDelete {
                let text =
                    "Your attempt to delete could not be completed because it is associated with the following "
                    + "\(type.labelPlural.lowercased()).: \(children.prefix(5).joined(separator: ", "))"
                throw OrgError("DELETE_FAILED", text, fields: [])
            }
            if child.cascadeDelete {
                try remove(children, of: type, root: root, db)
            } else if type.isUpdateable, field.isUpdateable {
                try db.run(
                    """
                    UPDATE \(identifier: type.name) SET \(identifier: field.name) = NULL, "SystemModstamp" = \(moment)
                    WHERE "Id" IN (SELECT value FROM json_each(\(JSONList.of(children))))
                    """
                )
            }
        }
        guard object.isSoftDeleted else {
            try db.run("DELETE FROM \(identifier: object.name) WHERE \"Id\" IN (SELECT value FROM json_each(\(list)))")
            // Each is a root of its own: nothing brings it back along with another row.
            guard object.isReplicateable else { return }
            try db.run(
                """
                INSERT OR REPLACE INTO "_deletions" ("id", "object", "root", "moment")
                SELECT value, \(object.name), value, \(moment) FROM json_each(\(list))
                """
            )
            return
        }
        try mark(ids, of: object, isDeleted: true, db)
        try db.run(
            """
            INSERT OR REPLACE INTO "_deletions" ("id", "object", "root", "moment")
            SELECT value, \(object.name), \(root), \(moment) FROM json_each(\(list))
            """
        )
    }

    func mark(_ ids: [String], of object: ObjectType, isDeleted: Bool, _ db: isolated Connection) throws {
        var changes: SQL = "\"IsDeleted\" = \(isDeleted)"
        if object.traits.contains(.stamped) { changes = changes + ", \"SystemModstamp\" = \(moment)" }
        if object.traits.contains(.modified) {
            changes = changes + ", \"LastModifiedDate\" = \(moment), \"LastModifiedById\" = \(caller.userID)"
        }
        try db.run(
            """
            UPDATE \(identifier: object.name) SET \(sql: changes)
            WHERE "Id" IN (SELECT value FROM json_each(\(JSONList.of(ids))))
            """
        )
    }

    func undelete(_ text: String, _ db: isolated Connection) throws {
        guard let id = RecordID.canonical(text), let object = schema.object(ofID: id), object.isSoftDeleted,
            let isDeleted = try isDeleted(id, of: object, db)
        else { throw OrgError.missingRow }
        guard isDeleted, object.isUndeletable else {
            throw OrgError("UNDELETE_FAILED", "Entity is not in the recycle bin", fields: [])
        }
        let rows = try db.fetch(PairRow.self, "SELECT \"object\", \"id\" FROM \"_deletions\" WHERE \"root\" = \(id)")
        for (name, group) in Dictionary(grouping: rows, by: { Scalar($0.first, as: .string).text ?? "" }) {
            if let object = schema.object(name) { try mark(group.map(\.second), of: object, isDeleted: false, db) }
        }
        try mark([id], of: object, isDeleted: false, db)
        try db.run("DELETE FROM \"_deletions\" WHERE \"root\" = \(id) OR \"id\" = \(id)")
        if object.field("MasterRecordId") != nil {
            try db.run("UPDATE \(identifier: object.name) SET \"MasterRecordId\" = NULL WHERE \"Id\" = \(id)")
        }
    }

    /// Removes a row that is in the bin, and what went there along with it; that it was deleted stays known.
    func purge(_ text: String, _ db: isolated Connection) throws {
        guard let id = RecordID.canonical(text), let object = schema.object(ofID: id) else { throw OrgError.missingRow }
        guard object.isSoftDeleted else { return }
        guard try isDeleted(id, of: object, db) == true else {
            throw OrgError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields: [])
        }
        let rows = try db.fetch(PairRow.self, "SELECT \"object\", \"id\" FROM \"_deletions\" WHERE \"root\" = \(id)")
        for row in rows {
            let name = Scalar(row.first, as: .string).text ?? ""
            guard let object = schema.object(name) else { continue }
            try db.run("DELETE FROM \(identifier: object.name) WHERE \"Id\" = \(row.second) AND \"IsDeleted\" = 1")
        }
        try db.run("DELETE FROM \(identifier: object.name) WHERE \"Id\" = \(id) AND \"IsDeleted\" = 1")
    }

    /// Whether the row is in the bin; `nil` when there is none.
    func isDeleted(_ id: String, of object: ObjectType, _ db: isolated Connection) throws -> Bool? {
        let state: SQL = object.isSoftDeleted ? "\"IsDeleted\"" : "0"
        return try db.first(Bool.self, "SELECT \(sql: state) FROM \(identifier: object.name) WHERE \"Id\" = \(id)")
    }
}
