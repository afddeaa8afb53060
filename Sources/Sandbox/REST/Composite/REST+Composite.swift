import Database
import HTTP

extension REST {
    var composites: [Resource] {
        [
            Resource("composite", (.get, .alone(compositeMap)), (.post, .alone(composite))),
            Resource("composite/batch", (.post, .alone(batch))),
            Resource("composite/tree/:object", (.post, .write { try tree($0, $1) })),
            Resource(
                "composite/sobjects",
                (.post, .write { try CollectionRun(call: $0, org: org).create($1) }),
                (.patch, .write { try CollectionRun(call: $0, org: org).update($1) }),
                (.delete, .write { try CollectionRun(call: $0, org: org).delete($1) })
            ),
            Resource(
                "composite/sobjects/:object",
                (.get, .read { try retrieve($0, $1) }),
                (.post, .read { try retrieve($0, $1) })
            ),
            Resource(
                "composite/sobjects/:object/:key",
                (.patch, .write { try CollectionRun(call: $0, org: org).upsert($1) })
            ),
        ]
    }

    private func compositeMap(_ call: Call) -> Answer {
        var json = JSONWriter()
        json.beginObject()
        for name in ["tree", "batch", "sobjects"] {
            json.key(name)
            json.plain(call.version.path + "/composite/" + name)
        }
        json.endObject()
        return Answer(json)
    }

    private func composite(_ call: Call) async throws -> Answer {
        try await CompositeRun(request: try CompositeRequest(try call.object()), whole: call, dispatcher: subdispatcher)
            .answer()
    }

    private func batch(_ call: Call) async throws -> Answer {
        try await BatchRun(whole: call, dispatcher: subdispatcher).answer()
    }

    private func tree(_ call: Call, _ db: isolated Connection) throws -> Answer {
        try TreeRun(call: call, org: org).answer(db)
    }

    /// What a part may ask for: everything but another composite or batch.
    private var subdispatcher: Dispatcher {
        Dispatcher(
            rest: self,
            resources: resources.filter { $0.pattern != "composite" && $0.pattern != "composite/batch" }
        )
    }

    /// Rows by their ids, in the order of the ids; null where there is none.
    private func retrieve(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        let (ids, names) = try retrieval(call)
        guard ids.count <= 2000 else {
            throw OrgError("EXCEEDED_ID_LIMIT", "The number of ids cannot exceed 2000.")
        }
        let fields = try names.map { name throws(OrgError) in
            guard let field = object.field(name) else { throw OrgError.noColumn(name, on: object) }
            return field
        }
        let layout = RowLayout(object, fields, call.version)
        var json = JSONWriter(capacity: 1 << 14)
        json.beginArray()
        for id in ids {
            var isThere = false
            if layout.hasFormulas {
                let row = try RecordID.canonical(id).flatMap { try queriedRow($0, layout, call, db) }
                if let row { json.raw(row) } else { json.null() }
                continue
            }
            try db.scan(layout.selection(of: RecordID.canonical(id) ?? id)) { row in
                guard !layout.isDeleted(row) else { return .enough }
                isThere = true
                layout.write(row, to: &json)
                return .enough
            }
            if !isThere { json.null() }
        }
        json.endArray()
        return Answer(json)
    }

    private func retrieval(_ call: Call) throws(OrgError) -> (ids: [String], names: [String]) {
        if call.method == .post {
            let body = try call.object()
            guard let ids = body["ids"]?.array, let names = body["fields"]?.array else {
                throw OrgError("MISSING_ARGUMENT", "The ids and the fields are required.")
            }
            return (ids.compactMap(\.text), names.compactMap(\.text))
        }
        guard let ids = call.query["ids"], let names = call.query["fields"] else {
            throw OrgError("MISSING_ARGUMENT", "The ids and the fields are required.")
        }
        return (ids.split(separator: ",").map { String($0) }, names.split(separator: ",").map { String($0) })
    }
}
