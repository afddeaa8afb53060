import Database
import HTTP

extension REST {
    func recentRows(_ call: Call) async throws -> Answer {
        let limit = call.query["limit"].flatMap { Int($0) } ?? 200
        return Answer(200, try await recentItems(call, of: nil, limit: min(max(limit, 0), 200)))
    }

    /// The rows that the user looked at, as an array of their ids and names.
    func recentItems(_ call: Call, of object: ObjectType?, limit: Int) async throws -> [UInt8] {
        let entries = recent.of(call.caller, object: object).prefix(limit)
        guard !entries.isEmpty else { return Array("[]".utf8) }
        return try await org.database.read { db in
            var json = JSONWriter()
            json.beginArray()
            for entry in entries {
                guard let object = call.schema.object(entry.object) else { continue }
                let names = [object.field("Id"), object.nameField].compactMap { $0 }
                let layout = RowLayout(object, names, call.version)
                try db.scan(layout.selection(of: entry.id)) { row in
                    if !layout.isDeleted(row) { layout.write(row, to: &json) }
                    return .enough
                }
            }
            json.endArray()
            return json.bytes
        }
    }
}
