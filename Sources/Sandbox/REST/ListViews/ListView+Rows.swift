import Database

extension ListView {
    /// The lists of an object, by their names.
    static func all(of object: ObjectType, in org: Org, _ db: isolated Connection) throws -> [ListView] {
        let lists = try org.rules.rules(db)?.settings.listViews ?? []
        return lists.filter { org.schema.object($0.object)?.name == object.name }
            .sorted { ($0.label, $0.id ?? "") < ($1.label, $1.id ?? "") }
    }

    /// Some of the rows that the list stands for, as the caller sees them.
    func rows(
        _ type: ObjectType,
        for caller: OrgCaller,
        in org: Org,
        limit: Int,
        offset: Int
    ) async throws -> [JSON] {
        let text = query(type, caller.schema) + " LIMIT \(limit) OFFSET \(offset)"
        let run = try await QueryRun.prepare(text, for: caller, in: org, includesDeleted: false)
        let body = try await run.page(version: "v\(APIVersion.newest).0", batchSize: 2000)
        return try JSONReader.read(body).object?["records"]?.array ?? []
    }

    func write(to json: inout JSONWriter, _ type: ObjectType, _ version: APIVersion) {
        let path = version.path + "/sobjects/" + type.name + "/listviews/" + (id ?? "")
        json.beginObject()
        json.member("describeUrl", path + "/describe")
        json.member("developerName", developerName)
        json.member("id", id)
        json.member("label", label)
        json.member("resultsUrl", path + "/results")
        json.member("soqlCompatible", true)
        json.member("url", path)
        json.endObject()
    }
}

extension ListView {
    /// The conditions as a describe tells them: those that belong together in a group of their own.
    func writeConditions(to json: inout JSONWriter, _ type: ObjectType, _ schema: Schema) {
        let logic = FilterLogic(filter.logic, count: filter.conditions.count) ?? .all([])
        if case .condition = logic { return write(.all([logic]), to: &json, type, schema) }
        write(logic, to: &json, type, schema)
    }

    private func write(_ logic: FilterLogic, to json: inout JSONWriter, _ type: ObjectType, _ schema: Schema) {
        switch logic {
        case .condition(let index): write(filter.conditions[index], to: &json, type, schema)
        case .all(let parts): write(parts, "and", to: &json, type, schema)
        case .any(let parts): write(parts, "or", to: &json, type, schema)
        case .not(let part): write([part], "not", to: &json, type, schema)
        }
    }

    private func write(
        _ parts: [FilterLogic],
        _ conjunction: String,
        to json: inout JSONWriter,
        _ type: ObjectType,
        _ schema: Schema
    ) {
        json.beginObject()
        json.key("conditions")
        json.beginArray()
        for part in parts { write(part, to: &json, type, schema) }
        json.endArray()
        json.member("conjunction", conjunction)
        json.endObject()
    }

    private func write(
        _ condition: RecordFilter.Condition,
        to json: inout JSONWriter,
        _ type: ObjectType,
        _ schema: Schema
    ) {
        let field = ListView.field(condition.field, of: type, schema)
        json.beginObject()
        json.member("field", condition.field)
        json.member("operator", condition.comparison.rawValue)
        json.member("values", condition.values.map { ListView.literal($0, field) })
        json.endObject()
    }
}
