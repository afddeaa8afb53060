import Database
import HTML
import HTTP

/// One record: its fields, what refers to it, and what became of its fields.
struct RecordPage: Sendable {
    let signIn: SignIn

    private static let related = 5

    func show(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let schema = visitor.caller.schema
        guard let object = schema.object(request.parameters["object"] ?? ""),
            let id = RecordID.canonical(request.parameters["record"] ?? "")
        else { throw Problem.notFound }
        let reading = RecordReading(database: signIn.org.database, schema: schema)
        let fields = object.fields.filter { $0.isStored && $0.name != "Id" }
        guard let record = try await reading.records(of: object, fields, where: "\"Id\" = \(id)", limit: 1).first else {
            throw Problem.notFound
        }
        let view = ValueView(schema: schema, names: try await reading.names(in: [record], fields))
        var lists = HTML.empty
        for child in object.children {
            if let list = try await related(child, to: id, reading) { lists.append(list) }
        }
        let values = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), record.values))
        let name = object.nameField.flatMap { values[$0.name]?.text } ?? id
        let isInBin = values["IsDeleted"] == .flag(true)
        let given = zip(fields, record.values).filter { $0.1 != .null }.map { (field: $0, value: $1) }
        func line(_ pair: (field: Field, value: Scalar)) -> HTML {
            "<div><dt>\(pair.field.label)</dt><dd>\(view.html(pair.value, pair.field))</dd></div>"
        }
        let own = given.filter { !RecordPage.system.contains($0.field.name) }
        let system = given.filter { RecordPage.system.contains($0.field.name) }
        let blank = fields.count - given.count
        return Frame(
            title: name,
            place: .records,
            visitor: visitor,
            crumbs: [("Records", "/records"), (object.labelPlural, Paths.list(object))],
            lead: "<code>\(id)</code>\(when: isInBin, " <span class=\"tag bad\">In the recycle bin</span>")",
            tools: tools(object, id, isInBin: isInBin)
        ).response(
            """
            <div class="card"><header><h2>Details</h2><p>\(blank) more without a value</p></header>\
            <dl class="fields">\(each: own, line)</dl></div>\
            \(lists)<section class="card"><header><h2>System</h2></header>\
            <dl class="fields">\(each: system, line)</dl></section>
            """
        )
    }

    private func tools(_ object: ObjectType, _ id: String, isInBin: Bool) -> HTML {
        let path = Paths.record(object, id)
        if isInBin {
            let form: HTML =
                "<form class=\"tools\" method=\"post\" action=\"\(path)/restore\"><button>Restore</button></form>"
            return object.isUndeletable ? form : ""
        }
        return """
            <div class="tools">\(when: object.isUpdateable, "<a class=\"button\" href=\"\(path)/edit\">Edit</a>")\
            \(when: object.isDeletable, "<a class=\"button\" href=\"\(path)/delete\">Delete</a>")</div>
            """
    }

    private static let system: Set<String> = [
        "IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
        "LastActivityDate", "LastViewedDate", "LastReferencedDate", "MasterRecordId",
    ]

    /// The newest records that refer to this one; nothing when there are none.
    private func related(_ child: ChildRelationship, to id: String, _ reading: RecordReading) async throws -> HTML? {
        guard let name = child.name, let object = reading.schema.object(child.childObject),
            let reference = object.field(child.field)
        else { return nil }
        let condition: SQL = "\(identifier: reference.name) = \(id) AND \(sql: reading.isThere(object))"
        let count = try await reading.count(of: object, where: condition, upTo: 1000)
        guard count > 0 else { return nil }
        let fields = Array(object.listFields.filter { $0.name != reference.name }.prefix(6))
        let order: SQL = object.field("CreatedDate") == nil ? "\"Id\" DESC" : "\"CreatedDate\" DESC, \"Id\" DESC"
        let limit = object.name.hasSuffix("History") ? 50 : RecordPage.related
        let records = try await reading.records(of: object, fields, where: condition, order: order, limit: limit)
        let view = ValueView(schema: reading.schema, names: try await reading.names(in: records, fields))
        let total: HTML =
            count > records.count ? "\(records.count) of \(count.formatted)\(when: count == 1000, "+")" : "\(count)"
        return """
            <section class="card"><header><h2>\(Field.label(for: name))</h2><p>\(total)</p></header>\
            \(RecordTable(object: object, fields: fields, records: records, view: view).html)</section>
            """
    }
}
