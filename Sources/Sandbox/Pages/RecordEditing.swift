import Database
import HTML
import HTTP

/// Making records and changing them by hand, under the same rules as by the APIs.
struct RecordEditing: Sendable {
    let signIn: SignIn

    // MARK: - Making

    func new(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let object = try object(of: request, visitor)
        var values: [String: String] = [:]
        for field in try fields(forNew: object) {
            values[field.name] = field.defaultValue.map { FormValue.text($0, field) } ?? request.query[field.name]
        }
        if object.field("OwnerId") != nil { values["OwnerId"] = visitor.caller.userID }
        return try await page(newForm(object, values, [], visitor), "New \(object.label)", nil, visitor)
    }

    func create(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try signIn.requireOwnPage(request)
        let object = try object(of: request, visitor)
        let fields = try fields(forNew: object)
        let sent = try await request.parameters()
        let given = fields.map { FormValue.sent($0, in: sent) }
        let columns = zip(fields, given).filter { $0.1 != "" && $0.1 != "false" }
        let result = await save(.insert, object, columns.map { ($0.0, $0.1) }, sent, visitor)
        if let id = result.id, result.isSuccess { return .redirect(to: Paths.record(object, id)) }
        let values = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), given))
        return try await page(newForm(object, values, result.errors, visitor), "New \(object.label)", nil, visitor)
    }

    private func newForm(
        _ object: ObjectType,
        _ values: [String: String],
        _ errors: [OrgError],
        _ visitor: Visitor
    ) async throws -> RecordForm {
        RecordForm(
            object: object,
            fields: try fields(forNew: object),
            values: values,
            owners: try await owners(),
            errors: errors,
            action: Paths.list(object) + "/new",
            cancel: Paths.list(object)
        )
    }

    // MARK: - Changing

    func edit(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let (object, id, kept) = try await find(request, visitor)
        return try await page(editForm(object, id, kept, []), "Edit \(name(object, kept, id))", id, visitor)
    }

    func change(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try signIn.requireOwnPage(request)
        let (object, id, kept) = try await find(request, visitor)
        let fields = editable(object)
        let sent = try await request.parameters()
        let given = fields.map { FormValue.sent($0, in: sent) }
        // Only what the person changed is saved, so that nothing else is touched.
        let changed = zip(fields, given).filter { $0.1 != kept[$0.0.name] ?? "" }
        guard !changed.isEmpty, let key = object.field("Id") else { return .redirect(to: Paths.record(object, id)) }
        let result = await save(.update, object, [(key, id)] + changed.map { ($0.0, $0.1) }, sent, visitor)
        if result.isSuccess { return .redirect(to: Paths.record(object, id)) }
        let values = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), given))
        return try await page(
            editForm(object, id, values, result.errors),
            "Edit \(name(object, kept, id))",
            id,
            visitor
        )
    }

    private func editForm(
        _ object: ObjectType,
        _ id: String,
        _ values: [String: String],
        _ errors: [OrgError]
    ) async throws -> RecordForm {
        RecordForm(
            object: object,
            fields: editable(object),
            values: values,
            owners: try await owners(),
            errors: errors,
            action: Paths.record(object, id) + "/edit",
            cancel: Paths.record(object, id)
        )
    }

    // MARK: - Deleting

    /// Asks once more.
    func askToDelete(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let (object, id, kept) = try await find(request, visitor)
        guard object.isDeletable else { throw RecordEditing.refused(object) }
        return frame("Delete \(name(object, kept, id))?", object, id, visitor).response(
            """
            <form class="card pad" method="post" action="\(Paths.record(object, id))/delete"><p>It goes to the recycle bin, \
            with what hangs on it.</p><div class="choice"><a class="button" href="\(Paths.record(object, id))">Cancel</a> \
            <button class="primary">Delete</button></div></form>
            """
        )
    }

    func delete(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try signIn.requireOwnPage(request)
        let (object, id, _) = try await find(request, visitor)
        guard object.isDeletable else { throw RecordEditing.refused(object) }
        let results = try await signIn.org.delete([id], of: object, as: visitor.caller)
        if let error = results.first?.errors.first { return refusal(error, object, id, visitor) }
        return .redirect(to: Paths.list(object))
    }

    /// Takes the record out of the bin.
    func restore(_ request: Request, _ visitor: Visitor) async throws -> Response {
        try signIn.requireOwnPage(request)
        let (object, id, _) = try await find(request, visitor)
        guard object.isUndeletable else { throw RecordEditing.refused(object) }
        let results = try await signIn.org.undelete([id], as: visitor.caller)
        if let error = results.first?.errors.first { return refusal(error, object, id, visitor) }
        return .redirect(to: Paths.record(object, id))
    }

    private func refusal(_ error: OrgError, _ object: ObjectType, _ id: String, _ visitor: Visitor) -> Response {
        frame("This cannot be done", object, id, visitor).response(
            "<p class=\"notice bad\" role=\"alert\">\(error.message) <code>\(error.code)</code></p>"
        )
    }

    // MARK: - Parts of the above

    private func object(of request: Request, _ visitor: Visitor) throws -> ObjectType {
        guard let object = visitor.caller.schema.object(request.parameters["object"] ?? "") else {
            throw Problem.notFound
        }
        return object
    }

    private func fields(forNew object: ObjectType) throws -> [Field] {
        guard object.isCreateable else { throw RecordEditing.refused(object) }
        return object.fields.filter { $0.isCreateable && $0.isStored && $0.type != .base64 && $0.type != .id }
    }

    private func editable(_ object: ObjectType) -> [Field] {
        object.fields.filter { $0.isUpdateable && $0.isStored && $0.type != .base64 && $0.type != .id }
    }

    private static func refused(_ object: ObjectType) -> Problem {
        Problem(
            .forbidden,
            code: "sandbox.no-right",
            title: "You may not do this.",
            detail: "Your profile and permission sets do not allow it for \(object.labelPlural)."
        )
    }

    /// The record that is meant, and what stands in those of its fields that can be changed.
    private func find(
        _ request: Request,
        _ visitor: Visitor
    ) async throws -> (ObjectType, id: String, values: [String: String]) {
        let object = try object(of: request, visitor)
        guard let id = RecordID.canonical(request.parameters["record"] ?? "") else { throw Problem.notFound }
        let isEdit = request.path.hasSuffix("/edit")
        guard !isEdit || object.isUpdateable else { throw RecordEditing.refused(object) }
        let reading = RecordReading(database: signIn.org.database, schema: visitor.caller.schema)
        var fields = editable(object)
        if let name = object.nameField, name.isStored, !fields.contains(where: { $0.name == name.name }) {
            fields.append(name)
        }
        let records = try await reading.records(of: object, fields, where: "\"Id\" = \(id)", limit: 1)
        guard let record = records.first else { throw Problem.notFound }
        let texts = zip(fields, record.values).map { ($0.name, FormValue.text($1, $0)) }
        return (object, id, Dictionary(uniqueKeysWithValues: texts))
    }

    private func name(_ object: ObjectType, _ values: [String: String], _ id: String) -> String {
        let name = object.nameField.flatMap { values[$0.name] } ?? ""
        return name.isEmpty ? id : name
    }

    private func owners() async throws -> [(id: String, name: String)] {
        let pairs = try await signIn.org.database.read { db in
            try db.fetch(
                PairRow.self,
                "SELECT \"Name\", \"Id\" FROM \"User\" WHERE \"IsActive\" = 1 ORDER BY \"Name\" LIMIT 200"
            )
        }
        return pairs.map { (id: $0.second, name: Scalar($0.first, as: .string).text ?? $0.second) }
    }

    private func save(
        _ operation: RecordBatch.Operation,
        _ object: ObjectType,
        _ values: [(field: Field, text: String)],
        _ sent: Query,
        _ visitor: Visitor
    ) async -> SaveResult {
        var options = SaveOptions()
        // Values come as texts, as they do in a file.
        options.isBulk = true
        options.allowsDuplicates = sent["duplicates"] == "allow"
        if sent["assign"] == "true" { options.assignment = .active }
        let batch = RecordBatch(
            object: object,
            operation: operation,
            columns: values.map { .field($0.field) },
            rows: [values.map { FormValue.scalar($0.text, $0.field) }]
        )
        do {
            return try await signIn.org.save(batch, options, as: visitor.caller)[0]
        } catch {
            let said = (error as? OrgError) ?? OrgError("UNKNOWN_EXCEPTION", "The org could not save it: \(error)")
            return SaveResult(isSuccess: false, errors: [said])
        }
    }

    private func frame(_ title: String, _ object: ObjectType, _ id: String?, _ visitor: Visitor) -> Frame {
        var crumbs = [("Records", "/records"), (object.labelPlural, Paths.list(object))]
        if let id { crumbs.append((id, Paths.record(object, id))) }
        return Frame(title: title, place: .records, visitor: visitor, crumbs: crumbs)
    }

    private func page(_ form: RecordForm, _ title: String, _ id: String?, _ visitor: Visitor) -> Response {
        frame(title, form.object, id, visitor).response(form.html)
    }
}

/// A value as it stands in a form.
enum FormValue {
    static func text(_ value: Scalar, _ field: Field) -> String {
        switch value {
        case .null: field.type == .boolean ? "false" : ""
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        // Browsers know no zones: the moment without its `Z`.
        case .text(let text) where field.type == .datetime: String(text.prefix(19))
        case .text(let text) where field.type == .time: String(text.prefix(8))
        case .text(let text): text.replacing("\r\n", with: "\n")
        }
    }

    /// What a browser sent for the field; several values of a list as one text.
    static func sent(_ field: Field, in form: Query) -> String {
        let values = form.all(field.name)
        switch field.type {
        case .boolean: return values.contains("true") ? "true" : "false"
        case .multipicklist: return values.filter { !$0.isEmpty }.joined(separator: ";")
        // Seconds are left out when they are none.
        case .datetime, .time:
            let text = values.first ?? ""
            return text.utf8.count == (field.type == .time ? 5 : 16) ? text + ":00" : text
        default: return (values.first ?? "").replacing("\r\n", with: "\n")
        }
    }

    static func scalar(_ text: String, _ field: Field) -> Scalar {
        if text.isEmpty { return .null }
        return .text(field.type == .datetime && text.utf8.count == 19 ? text + "Z" : text)
    }
}
