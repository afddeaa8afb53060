import Crypto
import Database
import HTTP

extension REST {
    /// The rows below a row, which come in pages.
    private struct ChildrenWanted: Error {
        let child: ChildRelationship
        let id: String
    }

    func readRelatedOrChildren(_ call: Call) async throws -> Answer {
        do {
            return try await org.database.read { db in try readRelated(call, db) }
        } catch let wanted as ChildrenWanted {
            guard let object = call.schema.object(wanted.child.childObject) else { throw OrgError.notFound }
            let names =
                try call.query["fields"].map { try fields($0, of: object).map(\.name) } ?? object.fields.map(\.name)
            return try await page(
                "SELECT \(names.joined(separator: ",")) FROM \(object.name) WHERE \(wanted.child.field) = '\(wanted.id)'",
                call
            )
        }
    }

    /// `Account/<id>/Contacts`, `Contact/<id>/Account`, `Document/<id>/Body`, or `Account/Ext__c/<value>`.
    func readRelated(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        if let key = object.key(call.arguments[1]) {
            switch try matches(key, of: object, call, db) {
            case .none: throw OrgError.notFound
            case .one(let id): return try row(of: object, id: id, call, db)
            case .several(let ids): return several(ids, of: object, call)
            }
        }
        let id = try object.id(call.arguments[1])
        let name = call.arguments[2]
        if let field = object.field(name), field.type == .base64 {
            return try file(field, of: object, id: id, call, db)
        }
        if let reference = object.parent(name) { return try parent(by: reference, of: object, id: id, call, db) }
        guard let child = object.child(name) else { throw OrgError.notFound }
        try present(id, of: object, call, db)
        throw ChildrenWanted(child: child, id: id)
    }

    private func parent(
        by reference: Field,
        of object: ObjectType,
        id: String,
        _ call: Call,
        _ db: isolated Connection
    ) throws -> Answer {
        try present(id, of: object, call, db)
        let parentID = try db.first(
            String?.self,
            """
            SELECT \(identifier: reference.name) FROM \(identifier: object.name) WHERE \(identifier: "Id") = \(id)
            """
        )
        guard let parentID = parentID ?? nil, let parent = call.schema.object(ofID: parentID) else {
            throw OrgError.notFound
        }
        return try row(of: parent, id: parentID, call, db)
    }

    /// The bytes themselves, which are stored in base64.
    private func file(
        _ field: Field,
        of object: ObjectType,
        id: String,
        _ call: Call,
        _ db: isolated Connection
    ) throws -> Answer {
        try present(id, of: object, call, db)
        let stored = try db.first(
            String?.self,
            "SELECT \(identifier: field.name) FROM \(identifier: object.name) WHERE \(identifier: "Id") = \(id)"
        )
        guard let stored = stored ?? nil, let bytes = Base64.decode(stored) else { throw OrgError.notFound }
        return Answer(200, bytes, fields: [.contentType: "application/octet-stream"])
    }

    // MARK: By a key

    func upsert(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        guard let key = object.key(call.arguments[1]) else { throw OrgError.noKey(call.arguments[1]) }
        let body = try call.object()
        if body.value(ignoringCaseOf: key.name) != nil {
            throw OrgError(
                "INVALID_FIELD",
                "The \(key.name) field should not be specified in the sobject data.",
                fields: [key.name]
            )
        }
        switch try matches(key, of: object, call, db) {
        case .one(let id):
            try present(id, of: object, call, db)
            // Up to v45 an update had nothing to tell.
            let tells = call.version.number >= 46
            return try update(
                id,
                of: object,
                body,
                call,
                db,
                success: tells ? Answer(RowOutcome(id: id, created: false).json(call.version)) : .noContent
            )
        case .several(let ids): return several(ids, of: object, call)
        case .none:
            guard call.query["updateOnly"]?.lowercased() != "true", key.name != "Id" else { throw OrgError.notFound }
            var row = try RowBody(body, of: object, in: call)
            row.append(key, .text(call.arguments[2]))
            return try insert(row, of: object, call, db, tells: true)
        }
    }

    func deleteByKey(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        guard let key = object.key(call.arguments[1]) else { throw OrgError.noKey(call.arguments[1]) }
        switch try matches(key, of: object, call, db) {
        case .none: throw OrgError.notFound
        case .one(let id): return try delete(id, of: object, call, db)
        case .several(let ids): return several(ids, of: object, call)
        }
    }

    private enum Matches {
        case none
        case one(String)
        case several([String])
    }

    /// The rows whose key has the value in the address; the column compares as the field does.
    private func matches(
        _ key: Field,
        of object: ObjectType,
        _ call: Call,
        _ db: isolated Connection
    ) throws -> Matches {
        let value = call.arguments[2]
        let wanted: Scalar
        if key.type == .id {
            wanted = .text(try object.id(value))
        } else if key.type.isNumber {
            guard let number = Double(value) else { return .none }
            wanted = .number(number)
        } else {
            wanted = .text(value)
        }
        let alive: SQL = object.isSoftDeleted ? " AND \(identifier: "IsDeleted") = 0" : ""
        let ids = try db.fetch(
            String.self,
            """
            SELECT \(identifier: "Id") FROM \(identifier: object.name)
            WHERE \(identifier: key.name) = \(wanted)\(sql: alive) ORDER BY \(identifier: "Id") LIMIT 20
            """
        )
        return ids.count > 1 ? .several(ids) : ids.first.map { .one($0) } ?? .none
    }

    private func several(_ ids: [String], of object: ObjectType, _ call: Call) -> Answer {
        var json = JSONWriter()
        json.beginArray()
        for id in ids { json.plain(call.version.path + "/sobjects/" + object.name + "/" + id) }
        json.endArray()
        return Answer(json, status: 300)
    }
}

extension ObjectType {
    /// The field of this name, when its values can name a row.
    fileprivate func key(_ name: String) -> Field? {
        field(name).flatMap { $0.canBeKey ? $0 : nil }
    }
}
