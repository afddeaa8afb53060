import Database
import HTTP

/// `POST /composite/tree/<Object>`: new rows with rows below them, all saved or none.
struct TreeRun: Sendable {
    let call: Call
    let org: Org

    private static let mostRows = 200
    private static let deepest = 5
    private static let mostTypes = 5

    /// One row of the tree, before it is saved.
    private struct Node {
        let referenceID: String
        let object: ObjectType
        /// The row above it, and the field that refers to it.
        let parent: (node: Int, field: Field)?
        let level: Int
        let json: JSONObject
    }

    private struct Failed: Error { let failures: [(referenceID: String, errors: [OrgError])] }

    func answer(_ db: isolated Connection) throws -> Answer {
        let root = try call.objectType(call.arguments[0])
        guard let records = try call.object()["records"]?.array else {
            throw OrgError("MISSING_ARGUMENT", "The records are required.")
        }
        var nodes: [Node] = []
        try read(records, root, below: nil, level: 1, into: &nodes)
        guard nodes.count <= TreeRun.mostRows else {
            throw OrgError("LIMIT_EXCEEDED", "The request cannot have more than 200 records.")
        }
        guard Set(nodes.map(\.object.name)).count <= TreeRun.mostTypes else {
            throw OrgError("LIMIT_EXCEEDED", "The request cannot have more than 5 different types of records.")
        }
        let names = nodes.map(\.referenceID)
        guard Set(names).count == names.count else {
            throw OrgError("INVALID_INPUT", "Duplicate ReferenceId provided in the request.")
        }
        do {
            let ids = try db.savepoint { db in try save(nodes, db) }
            return Answer(TreeRun.written(zip(names, ids)), status: 201)
        } catch let failed as Failed {
            return Answer(written(failed.failures), status: 400)
        }
    }

    private func read(
        _ records: [JSON],
        _ object: ObjectType,
        below parent: (node: Int, field: Field)?,
        level: Int,
        into nodes: inout [Node]
    ) throws(OrgError) {
        guard level <= TreeRun.deepest else {
            throw OrgError("LIMIT_EXCEEDED", "The request cannot have more than 5 levels of records.")
        }
        for record in records {
            guard var json = record.object, let attributes = json["attributes"]?.object,
                let referenceID = attributes["referenceId"]?.text
            else { throw OrgError("INVALID_INPUT", "Include a referenceId and a type in each record's attributes.") }
            if let type = attributes["type"]?.text, !type.equalsIgnoringASCIICase(object.name) {
                throw OrgError("INVALID_INPUT", "The record \(referenceID) is not of type \(object.name).")
            }
            let children = json.members.filter { $0.value.object?["records"]?.array != nil }
            json.members.removeAll { $0.value.object?["records"]?.array != nil }
            nodes.append(Node(referenceID: referenceID, object: object, parent: parent, level: level, json: json))
            let place = nodes.count - 1
            for child in children {
                guard let relation = object.child(child.name), let type = call.schema.object(relation.childObject),
                    let field = type.field(relation.field), let rows = child.value.object?["records"]?.array
                else {
                    throw OrgError("INVALID_FIELD", "No such column '\(child.name)' on sobject of type \(object.name)")
                }
                try read(rows, type, below: (place, field), level: level + 1, into: &nodes)
            }
        }
    }

    /// Level by level, because a row needs the id of the one above it.
    private func save(_ nodes: [Node], _ db: isolated Connection) throws -> [String] {
        var ids = [String](repeating: "", count: nodes.count)
        for level in 1...max(1, nodes.map(\.level).max() ?? 1) {
            var failures: [(referenceID: String, errors: [OrgError])] = []
            let here = nodes.indices.filter { nodes[$0].level == level }
            for object in ordered(here.map { nodes[$0].object }) {
                var draft = BatchDraft(object: object)
                var saved: [Int] = []
                for index in here where nodes[index].object === object {
                    do throws(OrgError) {
                        var body = try RowBody(nodes[index].json, of: object, in: call)
                        if let parent = nodes[index].parent { body.append(parent.field, .text(ids[parent.node])) }
                        draft.add(body)
                        saved.append(index)
                    } catch {
                        failures.append((nodes[index].referenceID, [error]))
                    }
                }
                guard !saved.isEmpty else { continue }
                let results = try org.save(draft.batch(.insert), SaveOptions(call.fields), as: call.caller, in: db)
                for (index, result) in zip(saved, results) {
                    ids[index] = result.id ?? ""
                    if !result.isSuccess { failures.append((nodes[index].referenceID, result.errors)) }
                }
            }
            if !failures.isEmpty { throw Failed(failures: failures) }
        }
        return ids
    }

    private func ordered(_ objects: [ObjectType]) -> [ObjectType] {
        objects.reduce(into: []) { known, object in
            if !known.contains(where: { $0 === object }) { known.append(object) }
        }
    }

    private static func written(_ saved: some Sequence<(String, String)>) -> JSONWriter {
        written(hasErrors: false) { json in
            for (referenceID, id) in saved {
                json.beginObject()
                json.member("referenceId", referenceID)
                json.key("id")
                json.plain(id)
                json.endObject()
            }
        }
    }

    private func written(_ failures: [(referenceID: String, errors: [OrgError])]) -> JSONWriter {
        TreeRun.written(hasErrors: true) { json in
            for failure in failures {
                json.beginObject()
                json.member("referenceId", failure.referenceID)
                json.key("errors")
                json.beginArray()
                for error in failure.errors { error.write(to: &json, .row(call.version)) }
                json.endArray()
                json.endObject()
            }
        }
    }

    private static func written(hasErrors: Bool, _ results: (inout JSONWriter) -> Void) -> JSONWriter {
        var json = JSONWriter()
        json.beginObject()
        json.member("hasErrors", hasErrors)
        json.key("results")
        json.beginArray()
        results(&json)
        json.endArray()
        json.endObject()
        return json
    }
}
