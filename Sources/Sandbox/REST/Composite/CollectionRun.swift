import Database
import HTTP

/// `/composite/sobjects`: up to 200 rows in one call, each with an outcome of its own.
struct CollectionRun: Sendable {
    let call: Call
    let org: Org

    private static let mostRows = 200
    private static let mostChunks = 10

    /// Undoes what was saved of an all-or-none request.
    private struct Undone: Error {}

    func create(_ db: isolated Connection) throws -> Answer {
        let request = try request()
        return try run(request, db) { run, results, db in
            try save(run, of: request, .insert, &results, db)
        }
    }

    func update(_ db: isolated Connection) throws -> Answer {
        let request = try request()
        return try run(request, db) { run, results, db in
            try save(run, of: request, .update, &results, db)
        }
    }

    func upsert(_ db: isolated Connection) throws -> Answer {
        let object = try call.objectType(call.arguments[0])
        guard let key = object.field(call.arguments[1]), key.canBeKey else { throw OrgError.noKey(call.arguments[1]) }
        let request = try request()
        return try run(request, db) { run, results, db in
            guard run.object === object else {
                for row in run.rows {
                    results[row].errors = [
                        OrgError("INVALID_TYPE", "The record is not of type \(object.name).", fields: [])
                    ]
                }
                return
            }
            try save(run, of: request, .upsert(key), &results, db)
        }
    }

    func delete(_ db: isolated Connection) throws -> Answer {
        let ids = (call.query["ids"] ?? "").split(separator: ",").map { String($0) }
        guard !ids.isEmpty else { throw OrgError("MISSING_ARGUMENT", "The ids are required.") }
        guard ids.count <= CollectionRun.mostRows else { throw CollectionRun.tooMany }
        let rows = ids.map { id in
            let canonical = RecordID.canonical(id)
            let object = canonical.flatMap { call.schema.object(ofID: $0) }
            return Row(
                object: object,
                id: canonical,
                json: JSONObject(),
                error: object == nil ? OrgError("MALFORMED_ID", "malformed id \(id)", fields: []) : nil
            )
        }
        let allOrNone = call.query["allOrNone"]?.lowercased() == "true"
        return try run(Request(rows: rows, allOrNone: allOrNone), db) { run, results, db in
            let outcomes = try org.delete(
                run.rows.compactMap { rows[$0].id },
                of: run.object,
                SaveOptions(call.fields),
                as: call.caller,
                in: db
            )
            for (row, outcome) in zip(run.rows, outcomes) { results[row] = outcome }
        }
    }

    // MARK: Reading

    private struct Row: Sendable {
        var object: ObjectType?
        var id: String?
        let json: JSONObject
        var error: OrgError?
    }

    private struct Request: Sendable {
        var rows: [Row]
        let allOrNone: Bool
    }

    private func request() throws(OrgError) -> Request {
        let body = try call.object()
        guard let records = body["records"]?.array else {
            throw OrgError("MISSING_ARGUMENT", "The records are required.")
        }
        guard records.count <= CollectionRun.mostRows else { throw CollectionRun.tooMany }
        let rows = records.map { record -> Row in
            guard let json = record.object else {
                return Row(json: JSONObject(), error: .unreadable("A record is an object."))
            }
            var row = Row(json: json)
            guard let type = json["attributes"]?.object?["type"]?.text else {
                row.error = OrgError(
                    "INVALID_INPUT",
                    "Include an sObject type in each record's attributes.",
                    fields: []
                )
                return row
            }
            row.object = call.schema.object(type)
            if row.object == nil {
                row.error = OrgError("INVALID_TYPE", "sObject type '\(type)' is not supported.", fields: [])
            }
            return row
        }
        return Request(rows: rows, allOrNone: body["allOrNone"]?.flag ?? false)
    }

    // MARK: Running

    /// Rows of one object that follow one another.
    private struct Run: Sendable {
        let object: ObjectType
        var rows: [Int]
    }

    private func run(
        _ request: Request,
        _ db: isolated Connection,
        _ body: @Sendable (Run, inout [SaveResult], isolated Connection) throws -> Void
    ) throws -> Answer {
        var results = request.rows.map { row in
            SaveResult(id: nil, isSuccess: false, errors: row.error.map { [$0] } ?? [])
        }
        var runs: [Run] = []
        for (index, row) in request.rows.enumerated() {
            guard row.error == nil, let object = row.object else { continue }
            if runs.last?.object === object {
                runs[runs.count - 1].rows.append(index)
            } else {
                runs.append(Run(object: object, rows: [index]))
            }
        }
        guard runs.count <= CollectionRun.mostChunks else {
            throw OrgError("LIMIT_EXCEEDED", "A collection cannot have more than 10 runs of different types.")
        }
        do {
            try db.savepoint { db in
                for run in runs { try body(run, &results, db) }
                if request.allOrNone, results.contains(where: { !$0.isSuccess }) { throw Undone() }
            }
        } catch is Undone {
            for index in results.indices where results[index].isSuccess {
                results[index] = SaveResult(id: nil, isSuccess: false, errors: [.undoneByOthers])
            }
        }
        return Answer(written(results))
    }

    /// Saves the rows of a run that can be read at all as one batch.
    private func save(
        _ run: Run,
        of request: Request,
        _ operation: RecordBatch.Operation,
        _ results: inout [SaveResult],
        _ db: isolated Connection
    ) throws {
        var batch = BatchDraft(object: run.object)
        var saved: [Int] = []
        for index in run.rows {
            do throws(OrgError) {
                batch.add(try body(of: request.rows[index].json, run.object, operation))
                saved.append(index)
            } catch {
                results[index].errors = [error]
            }
        }
        guard !saved.isEmpty else { return }
        let outcomes = try org.save(
            batch.batch(operation),
            SaveOptions(call.fields),
            as: call.caller,
            in: db
        )
        for (index, outcome) in zip(saved, outcomes) { results[index] = outcome }
    }

    private func body(
        of json: JSONObject,
        _ object: ObjectType,
        _ operation: RecordBatch.Operation
    ) throws(OrgError) -> RowBody {
        guard case .update = operation else { return try RowBody(json, of: object, in: call) }
        guard let text = json.value(ignoringCaseOf: "Id")?.text, let field = object.field("Id") else {
            throw OrgError("MISSING_ARGUMENT", "Id not specified in an update call", fields: [])
        }
        guard let id = RecordID.canonical(text) else {
            throw OrgError("MALFORMED_ID", "malformed id \(text)", fields: [])
        }
        var body = try RowBody(json, of: object, in: call, except: ["id"])
        body.append(field, .text(id))
        return body
    }

    private func written(_ results: [SaveResult]) -> JSONWriter {
        var json = JSONWriter(capacity: 64 * results.count)
        json.beginArray()
        for result in results {
            json.beginObject()
            if let id = result.id {
                json.key("id")
                json.plain(id)
            }
            json.member("success", result.isSuccess)
            json.key("errors")
            json.beginArray()
            for error in result.errors { error.write(to: &json, .row(call.version)) }
            json.endArray()
            if let created = result.isCreated { json.member("created", created) }
            json.endObject()
        }
        json.endArray()
        return json
    }

    private static let tooMany = OrgError(
        "LIMIT_EXCEEDED",
        "record limit reached. cannot submit more than 200 records into this call"
    )
}
