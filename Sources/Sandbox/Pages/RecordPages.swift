import Database
import HTML
import HTTP

/// The objects of the org and their records.
struct RecordPages: Sendable {
    let signIn: SignIn

    /// Shows what is below an object, for a visitor who may see it.
    func list(_ request: Request, _ visitor: Visitor) async throws -> Response {
        guard let object = visitor.caller.schema.object(request.parameters["object"] ?? "") else {
            throw Problem.notFound
        }
        if let id = request.query["view"] { return try await show(id, of: object, request, visitor) }
        let query = ListQuery(request.query, of: object)
        let reading = RecordReading(database: signIn.org.database, schema: visitor.caller.schema)
        let fields = object.listFields
        let condition = [reading.isThere(object), query.condition].joined(separator: " AND ")
        // One more than is shown tells whether there is another page.
        var records = try await reading.records(
            of: object,
            fields,
            where: condition,
            order: query.order,
            limit: ListQuery.pageSize + 1,
            offset: (query.page - 1) * ListQuery.pageSize
        )
        let hasNext = records.count > ListQuery.pageSize
        records = Array(records.prefix(ListQuery.pageSize))
        let view = ValueView(schema: visitor.caller.schema, names: try await reading.names(in: records, fields))
        let table = RecordTable(
            object: object,
            fields: fields,
            records: records,
            view: view,
            sorting: { query.address(sortedBy: $0) },
            sorted: query.sort.map { ($0.name, query.isDescending) }
        )
        let nothing: HTML =
            query.text.isEmpty ? "There are no \(object.labelPlural) yet." : "Nothing is like “\(query.text)”."
        let lists = try await lists(of: object, nil)
        return Frame(
            title: object.labelPlural,
            place: .records,
            visitor: visitor,
            crumbs: [("Records", "/records")],
            tools: """
                <div class="tools">\(query.form)\
                \(when: object.isCreateable, "<a class=\"button\" href=\"\(Paths.list(object))/new\">New</a>")</div>
                """
        ).response(
            """
            \(lists)<div class="card">\
            \(records.isEmpty ? "<p class=\"none\">\(nothing)</p>" : table.html)\
            \(query.pager(shown: records.count, hasNext: hasNext))</div>
            """
        )
    }

    /// The rows of one of the object's lists, in its own columns and order.
    private func show(
        _ id: String,
        of object: ObjectType,
        _ request: Request,
        _ visitor: Visitor
    ) async throws -> Response {
        let org = signIn.org
        let all = try await org.database.read { db in try ListView.all(of: object, in: org, db) }
        guard let view = all.first(where: { $0.id == RecordID.canonical(id) }) else { throw Problem.notFound }
        // A query skips no more than 2,000 rows.
        let page = max(1, min(Int(request.query["page"] ?? "") ?? 1, 2000 / ListQuery.pageSize + 1))
        let found = try await view.rows(
            object,
            for: visitor.caller,
            in: org,
            limit: ListQuery.pageSize + 1,
            offset: (page - 1) * ListQuery.pageSize
        )
        let list = ListTable(
            object: object,
            columns: view.columns(object, visitor.caller.schema).filter { !$0.isHidden },
            records: Array(found.prefix(ListQuery.pageSize)),
            order: view.order
        )
        let lists = try await lists(of: object, view.id)
        func address(_ page: Int) -> String { "\(Paths.list(object))?view=\(id)&page=\(page)" }
        let pager = Pager(
            page: page,
            size: ListQuery.pageSize,
            shown: list.records.count,
            hasNext: found.count > ListQuery.pageSize
        )
        return Frame(
            title: view.label,
            place: .records,
            visitor: visitor,
            crumbs: [("Records", "/records"), (object.labelPlural, Paths.list(object))]
        ).response(
            """
            \(lists)<div class="card">\(list.html)\(pager.html(address))</div>\
            <details class="aside"><summary>The query behind this list</summary>\
            <code>\(view.query(object, visitor.caller.schema))</code></details>
            """
        )
    }

    /// The object's lists, to choose from.
    private func lists(of object: ObjectType, _ current: String?) async throws -> HTML {
        let org = signIn.org
        let lists = try await org.database.read { db in try ListView.all(of: object, in: org, db) }
        guard !lists.isEmpty else { return "" }
        func link(_ name: String, _ path: String, _ isCurrent: Bool) -> HTML {
            "<a href=\"\(path)\"\(attribute: "aria-current", isCurrent ? "page" : nil)>\(name)</a>"
        }
        func link(_ list: ListView) -> HTML {
            link(list.label, "\(Paths.list(object))?view=\(list.id ?? "")", list.id == current)
        }
        return """
            <nav class="tabs" aria-label="Lists">\(link("Last changed", Paths.list(object), current == nil))\
            \(each: lists, link)</nav>
            """
    }

    /// All objects that the visitor sees, with how many rows each has.
    func objects(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let reading = RecordReading(database: signIn.org.database, schema: visitor.caller.schema)
        let objects = visitor.caller.schema.objects.sorted { $0.labelPlural < $1.labelPlural }
        let sizes = try await reading.sizes(of: objects)
        func row(_ object: ObjectType) -> HTML {
            """
            <tr><th scope="row"><a href="\(Paths.list(object))">\(object.labelPlural)</a></th>\
            <td><code>\(object.name)</code></td><td><code>\(object.keyPrefix ?? "")</code></td>\
            <td class="number">\((sizes[object.name] ?? 0).formatted)</td></tr>
            """
        }
        let (used, empty) = (objects.filter { sizes[$0.name] ?? 0 > 0 }, objects.filter { sizes[$0.name] ?? 0 == 0 })
        func card(_ title: HTML, _ objects: [ObjectType]) -> HTML {
            """
            <section class="card"><header><h2>\(title)</h2><p>\(objects.count)</p></header><div class="scroll"><table>\
            <thead><tr><th scope="col">Object</th><th scope="col">API name</th><th scope="col">Prefix</th>\
            <th scope="col" class="number">Rows</th></tr></thead><tbody>\(each: objects, row)</tbody></table></div></section>
            """
        }
        return Frame(
            title: "Records",
            place: .records,
            visitor: visitor,
            lead: "Rows in the recycle bin are counted too."
        )
        .response("<div class=\"pair\">\(card("With records", used))\(card("Empty", empty))</div>")
    }
}

/// What a list is asked for: a text to look for, an order, a page.
struct ListQuery: Sendable {
    static let pageSize = 50

    let object: ObjectType
    let text: String
    let sort: Field?
    let isDescending: Bool
    let page: Int

    init(_ query: Query, of object: ObjectType) {
        self.object = object
        text = String((query["q"] ?? "").prefix(200))
        sort = query["sort"].flatMap { object.field($0) }.flatMap { $0.isStored && $0.isSortable ? $0 : nil }
        isDescending = query["order"] == "desc"
        page = max(1, min(Int(query["page"] ?? "") ?? 1, 1_000_000))
    }

    /// Rows in whose name, e-mail address, phone number or company the text is.
    var condition: SQL {
        guard !text.isEmpty else { return "1 = 1" }
        let searched = object.fields.filter { field in
            field.isStored
                && (field.isNameField || ["Email", "Phone", "Company", "Username", "Website"].contains(field.name))
        }
        let pattern =
            "%" + text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
        let byField = searched.map { "\(identifier: $0.name) LIKE \(pattern) ESCAPE '\\'" as SQL }
        return "(" + (byField + ["\"Id\" = \(RecordID.canonical(text) ?? text)"]).joined(separator: " OR ") + ")"
    }

    /// What changed last comes first, unless the visitor wants it otherwise.
    var order: SQL {
        if let sort { return "\(identifier: sort.name) \(sql: isDescending ? "DESC" : "ASC"), \"Id\"" }
        return object.field("SystemModstamp") == nil ? "\"Id\"" : "\"SystemModstamp\" DESC"
    }

    func address(sortedBy field: Field) -> String {
        let turns = sort?.name == field.name && !isDescending
        return address(["sort": field.name, "order": turns ? "desc" : "asc"])
    }

    private func address(_ changes: Query) -> String {
        var query = Query()
        if !text.isEmpty { query["q"] = text }
        if let sort {
            query["sort"] = sort.name
            query["order"] = isDescending ? "desc" : "asc"
        }
        for (name, value) in changes.pairs { query[name] = value }
        return Paths.list(object) + (query.isEmpty ? "" : "?" + query.encoded)
    }

    var form: HTML {
        """
        <form class="tools" method="get" action="\(Paths.list(object))" role="search">\
        <input type="search" name="q" value="\(text)" placeholder="Name, e-mail or id" aria-label="Search">\
        <button>Search</button></form>
        """
    }

    func pager(shown: Int, hasNext: Bool) -> HTML {
        Pager(page: page, size: ListQuery.pageSize, shown: shown, hasNext: hasNext)
            .html { address(["page": String($0)]) }
    }
}
