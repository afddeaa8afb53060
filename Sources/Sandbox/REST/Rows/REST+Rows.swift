import Database
import HTTP

extension REST {
    var rows: [Resource] {
        [
            Resource(
                "sobjects/:object/:id",
                atOnce: { try readAtOnce($0) },
                (.get, .either(alone: readAlone, inside: { try read($0, $1) })),
                (.patch, .write { try update($0, $1) }),
                (.delete, .write { try delete($0, $1) }),
                (.post, .write { try createWithoutKey($0, $1) })
            ),
            Resource(
                "sobjects/:object/:key/:value",
                (.get, .either(alone: readRelatedOrChildren, inside: { try readRelated($0, $1) })),
                (.patch, .write { try upsert($0, $1) }),
                (.delete, .write { try deleteByKey($0, $1) })
            ),
        ]
    }

    // MARK: One row by its id

    private func readAlone(_ call: Call) async throws -> Answer {
        if let answer = try readAtOnce(call) { return answer }
        return try await org.database.read { db in try read(call, db) }
    }

    /// Reads on the thread at hand, so that the answer waits for no other; nil where a query is needed.
    private func readAtOnce(_ call: Call) throws -> Answer? {
        guard let points else { return nil }
        let object = try call.objectType(call.arguments[0])
        let id = try object.id(call.arguments[1])
        let layout = try layout(of: object, call)
        guard !layout.hasFormulas else { return nil }
        guard let answer = try points.first(layout.question, id, { row in try answer(row, layout, call) })
        else { throw OrgError.notFound }
        recent.note(id, of: object, call)
        return answer
    }

    func read(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        return try row(of: object, id: try object.id(call.arguments[1]), call, db)
    }

    /// The row of this id, with the fields that the call asks for.
    func row(of object: ObjectType, id: String, _ call: Call, _ db: isolated Connection) throws -> Answer {
        let layout = try layout(of: object, call)
        if layout.hasFormulas {
            try present(id, of: object, call, db)
            guard let row = try queriedRow(id, layout, call, db) else { throw OrgError.notFound }
            recent.note(id, of: object, call)
            return Answer(200, row)
        }
        var answer: Answer?
        try db.scan(layout.selection(of: id)) { row in
            answer = try self.answer(row, layout, call)
            return .enough
        }
        guard let answer else { throw OrgError.notFound }
        recent.note(id, of: object, call)
        return answer
    }

    private func answer(_ row: borrowing ScannedRow, _ layout: RowLayout, _ call: Call) throws -> Answer {
        if layout.isDeleted(row) { throw OrgError.deleted }
        let modified = layout.modified(row)
        let conditions = Preconditions(call)
        if try conditions.check(modified, of: layout.object) == .unchanged { return Answer(304) }
        var json = JSONWriter(capacity: 4000)
        layout.write(row, to: &json)
        var answer = Answer(json)
        if let modified { conditions.mark(&answer, modified, of: layout.object) }
        return answer
    }

    /// Every field, or those that `fields` names.
    func layout(of object: ObjectType, _ call: Call) throws -> RowLayout {
        guard let names = call.query["fields"] else { return layouts.whole(object, call) }
        return RowLayout(object, try fields(names, of: object), call.version)
    }

    /// The fields of a list of names with commas between them.
    func fields(_ names: String, of object: ObjectType) throws(OrgError) -> [Field] {
        try names.split(separator: ",").map { name throws(OrgError) in
            let name = name.filter { $0 != " " }
            guard let field = object.field(name) else { throw OrgError.noColumn(name, on: object) }
            return field
        }
    }

    private func update(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        let id = try object.id(call.arguments[1])
        try present(id, of: object, call, db)
        return try update(id, of: object, try call.object(), call, db, success: .noContent)
    }

    private func delete(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        let id = try object.id(call.arguments[1])
        try present(id, of: object, call, db)
        return try delete(id, of: object, call, db)
    }

    func delete(_ id: String, of object: ObjectType, _ call: Call, _ db: isolated Connection) throws -> Answer {
        let results = try org.delete([id], of: object, SaveOptions(call.fields), as: call.caller, in: db)
        guard let result = results.first, result.isSuccess else {
            return Answer(results.first?.errors ?? [], call.version)
        }
        return .noContent
    }

    // MARK: New rows

    func create(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        let body = try call.object()
        if body.value(ignoringCaseOf: "Id") != nil {
            throw OrgError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "cannot specify Id in an insert call",
                fields: ["Id"]
            )
        }
        return try insert(try RowBody(body, of: object, in: call), of: object, call, db, tells: nil)
    }

    /// `POST …/Account/Id`: an upsert by id without an id.
    private func createWithoutKey(_ call: Call, _ db: isolated Connection) throws -> Answer {
        guard call.arguments[1].equalsIgnoringASCIICase("Id") else {
            throw OrgError(
                "METHOD_NOT_ALLOWED",
                "HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE",
                status: 405
            )
        }
        let object = try call.objectType(call.arguments[0])
        return try insert(try RowBody(try call.object(), of: object, in: call), of: object, call, db, tells: true)
    }

    func insert(
        _ body: RowBody,
        of object: ObjectType,
        _ call: Call,
        _ db: isolated Connection,
        tells created: Bool?
    ) throws -> Answer {
        let batch = RecordBatch(object: object, operation: .insert, columns: body.columns, rows: [body.values])
        let results = try org.save(batch, SaveOptions(call.fields), as: call.caller, in: db)
        guard let result = results.first, result.isSuccess, let id = result.id else {
            return Answer(results.first?.errors ?? [], call.version)
        }
        recent.note(id, of: object, call)
        let outcome = RowOutcome(id: id, created: created, entries: result.errors)
        var answer = Answer(outcome.json(call.version), status: 201)
        answer.fields[.location] = call.version.path + "/sobjects/" + object.name + "/" + id
        return answer
    }

    func update(
        _ id: String,
        of object: ObjectType,
        _ json: JSONObject,
        _ call: Call,
        _ db: isolated Connection,
        success: Answer
    ) throws -> Answer {
        if json.value(ignoringCaseOf: "Id") != nil {
            throw OrgError("INVALID_FIELD", "The Id field should not be specified in the sobject data.")
        }
        var body = try RowBody(json, of: object, in: call)
        guard let key = object.field("Id") else { throw OrgError.notFound }
        body.append(key, .text(id))
        let batch = RecordBatch(object: object, operation: .update, columns: body.columns, rows: [body.values])
        let results = try org.save(batch, SaveOptions(call.fields), as: call.caller, in: db)
        guard let result = results.first, result.isSuccess else {
            return Answer(results.first?.errors ?? [], call.version)
        }
        recent.note(id, of: object, call)
        return success
    }

    /// Throws when there is no such row, when it is deleted, or when it changed since the client looked.
    func present(_ id: String, of object: ObjectType, _ call: Call, _ db: isolated Connection) throws {
        let layout = layouts.bare(object, call)
        var isThere = false
        try db.scan(layout.selection(of: id)) { row in
            isThere = true
            if layout.isDeleted(row) { throw OrgError.deleted }
            try Preconditions(call).check(layout.modified(row), of: object)
            return .enough
        }
        guard isThere else { throw OrgError.notFound }
    }
}

extension ObjectType {
    /// The id in an address; what is no id can only have been meant as the name of a key.
    func id(_ text: String) throws(OrgError) -> String {
        guard isQueryable else { throw OrgError.notFound }
        guard let id = RecordID.canonical(text) else { throw OrgError.noKey(text) }
        if let keyPrefix, !id.hasPrefix(keyPrefix) { throw OrgError.notFound }
        return id
    }
}

/// What a row's call tells when it went well.
struct RowOutcome: Sendable {
    let id: String
    /// Whether an upsert made the row; `nil` for what is no upsert.
    let created: Bool?
    /// What is told in spite of the success: the receipt of an event.
    var entries: [OrgError] = []

    func json(_ version: APIVersion) -> JSONWriter {
        var json = JSONWriter(capacity: 96)
        json.beginObject()
        json.key("id")
        json.plain(id)
        json.member("success", true)
        json.key("errors")
        json.beginArray()
        for entry in entries { entry.write(to: &json, .row(version)) }
        json.endArray()
        if let created { json.member("created", created) }
        json.endObject()
        return json
    }
}

extension OrgError {
    static func noColumn(_ name: String, on object: ObjectType) -> OrgError {
        OrgError(
            "INVALID_FIELD",
            "No such column '\(name)' on entity '\(object.name)'. If you are attempting to use a custom field, be sure to"
                + " append the '__c' after the custom field name. Please reference your WSDL or the describe call for the"
                + " appropriate names."
        )
    }

    static func noKey(_ name: String) -> OrgError {
        OrgError(
            "NOT_FOUND",
            "Provided external ID field does not exist or is not accessible: \(name)",
            status: 404
        )
    }
}
