import Database
import HTTP

extension REST {
    var listViews: [Resource] {
        [
            Resource("sobjects/:object/listviews", (.get, .read { try list($0, $1) })),
            Resource("sobjects/:object/listviews/:view", (.get, .read { try view($0, $1) })),
            Resource("sobjects/:object/listviews/:view/describe", (.get, .read { try describeView($0, $1) })),
            Resource("sobjects/:object/listviews/:view/results", (.get, .alone(results))),
        ]
    }

    private func list(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        guard object.isListed else { throw OrgError.notFound }
        let kept = try ListView.all(of: object, in: org, db)
        var json = JSONWriter()
        json.beginObject()
        json.member("done", true)
        json.key("listviews")
        json.beginArray()
        for view in kept { view.write(to: &json, object, call.version) }
        json.endArray()
        json.member("nextRecordsUrl", nil as String?)
        json.member("size", kept.count)
        json.member("sobjectType", object.name)
        json.endObject()
        return Answer(json)
    }

    private func view(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let (object, view) = try find(call, db)
        var json = JSONWriter()
        view.write(to: &json, object, call.version)
        return Answer(json)
    }

    private func describeView(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let (object, view) = try find(call, db)
        var json = JSONWriter()
        json.beginObject()
        json.key("columns")
        json.beginArray()
        for column in view.columns(object, call.schema) { column.write(to: &json, sorted: column.path == view.order) }
        json.endArray()
        json.member("id", view.id.map { String($0.prefix(15)) })
        json.key("orderBy")
        json.beginArray()
        for path in [view.order, "Id"] {
            json.beginObject()
            json.member("fieldNameOrPath", path)
            json.member("nullsPosition", "first")
            json.member("sortDirection", "ascending")
            json.endObject()
        }
        json.endArray()
        json.member("query", view.query(object, call.schema))
        json.member("scope", view.scope.rawValue)
        json.member("sobjectType", object.name)
        json.key("whereCondition")
        view.writeConditions(to: &json, object, call.schema)
        json.endObject()
        return Answer(json)
    }

    private func results(_ call: Call) async throws -> Answer {
        let (object, view) = try await org.database.read { db in try find(call, db) }
        let limit = try number("limit", 1...2000, usual: 25, call)
        let offset = try number("offset", 0...2000, usual: 0, call)
        let columns = view.columns(object, call.schema)
        let records = try await view.rows(object, for: call.caller, in: org, limit: limit, offset: offset)
        var json = JSONWriter(capacity: 1 << 14)
        json.beginObject()
        json.key("columns")
        json.beginArray()
        for column in columns { column.write(to: &json, sorted: column.path == view.order) }
        json.endArray()
        json.member("developerName", view.developerName)
        json.member("done", true)
        json.member("id", view.id)
        json.member("label", view.label)
        json.key("records")
        json.beginArray()
        for record in records {
            json.beginObject()
            json.key("columns")
            json.beginArray()
            for column in columns {
                json.beginObject()
                json.member("fieldNameOrPath", column.path)
                json.member("value", column.display(in: record))
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.member("size", records.count)
        json.endObject()
        return Answer(json)
    }

    private func number(_ name: String, _ range: ClosedRange<Int>, usual: Int, _ call: Call) throws(OrgError) -> Int {
        guard let text = call.query[name] else { return usual }
        guard let number = Int(text), range.contains(number) else {
            throw OrgError("ILLEGAL_QUERY_PARAMETER_VALUE", "Illegal value for parameter \(name): \(text)")
        }
        return number
    }

    private func find(_ call: Call, _ db: isolated Connection) throws -> (ObjectType, ListView) {
        let object = try call.objectType(call.arguments[0])
        guard let id = RecordID.canonical(call.arguments[1]),
            let view = try ListView.all(of: object, in: org, db).first(where: { $0.id == id })
        else { throw OrgError.notFound }
        return (object, view)
    }
}
