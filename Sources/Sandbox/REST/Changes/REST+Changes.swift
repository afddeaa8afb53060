import Database
import HTTP
import Telemetry

extension REST {
    var changes: [Resource] {
        [
            Resource("sobjects/:object/updated", (.get, .read { try updated($0, $1) })),
            Resource("sobjects/:object/deleted", (.get, .read { try deleted($0, $1) })),
        ]
    }

    /// More ids than these are not told in one answer.
    private static let mostIDs = 600_000

    private func updated(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try replicated(call)
        let span = try ChangeSpan(call, days: 30)
        let alive: SQL = object.isSoftDeleted ? " AND \(identifier: "IsDeleted") = 0" : ""
        var count = 0
        var json = JSONWriter()
        json.beginObject()
        json.key("ids")
        json.beginArray()
        try db.scan(
            """
            SELECT \(identifier: "Id") FROM \(identifier: object.name)
            WHERE \(identifier: object.changeStamp) >= \(span.start.stored)
            AND \(identifier: object.changeStamp) < \(span.end.stored)\(sql: alive)
            ORDER BY \(identifier: object.changeStamp), \(identifier: "Id")
            """
        ) { row in
            count += 1
            guard count <= REST.mostIDs else { return .enough }
            json.plain(utf8: row.text(0))
            return .more
        }
        guard count <= REST.mostIDs else { throw OrgError.tooManyChanges }
        json.endArray()
        json.key("latestDateCovered")
        json.moment(span.covered)
        json.endObject()
        return Answer(json)
    }

    private func deleted(_ call: Call, _ db: isolated Connection) throws -> Answer {
        let object = try replicated(call)
        let span = try ChangeSpan(call, days: Deletion.rememberedDays)
        var json = JSONWriter()
        json.beginObject()
        json.key("deletedRecords")
        json.beginArray()
        try db.scan(deletions(of: object, span)) { row in
            json.beginObject()
            json.key("deletedDate")
            json.moment(stored: row.text(0))
            json.key("id")
            json.plain(utf8: row.text(1))
            json.endObject()
            return .more
        }
        json.endArray()
        json.key("earliestDateAvailable")
        json.moment(span.earliest)
        json.key("latestDateCovered")
        json.moment(span.covered)
        json.endObject()
        return Answer(json)
    }

    /// What went to the bin or past it, whether it is still in there or gone for good; and what was loaded as deleted.
    private func deletions(of object: ObjectType, _ span: ChangeSpan) -> SQL {
        let noted: SQL = """
            SELECT "moment", "id" FROM "_deletions" WHERE "object" = \(object.name)
            AND "moment" >= \(span.start.stored) AND "moment" < \(span.end.stored)
            """
        guard object.isSoftDeleted else { return noted + " ORDER BY 1, 2" }
        return noted + """
             UNION ALL SELECT \(identifier: object.changeStamp), "Id" FROM \(identifier: object.name)
            WHERE "IsDeleted" = 1 AND \(identifier: object.changeStamp) >= \(span.start.stored)
            AND \(identifier: object.changeStamp) < \(span.end.stored)
            AND NOT EXISTS (SELECT 1 FROM "_deletions" d WHERE d."id" = \(identifier: object.name)."Id") ORDER BY 1, 2
            """
    }

    private func replicated(_ call: Call) throws(OrgError) -> ObjectType {
        let object = try call.objectType(call.arguments[0])
        guard object.isReplicateable else {
            throw OrgError("INVALID_TYPE_FOR_OPERATION", "entity type \(object.name) does not support replicate")
        }
        return object
    }
}

extension ObjectType {
    /// What tells when a row last changed; rows of histories never do.
    fileprivate var changeStamp: String { traits.contains(.stamped) ? "SystemModstamp" : "CreatedDate" }
}

/// The time between which a client asks for changes, to the minute.
private struct ChangeSpan {
    let start: Timestamp
    let end: Timestamp
    /// Up to when the answer tells everything.
    let covered: Timestamp
    /// What the org remembers.
    let earliest: Timestamp

    init(_ call: Call, days: Int64) throws(OrgError) {
        let now = Log.current.clock.now()
        start = try ChangeSpan.minute("start", call)
        end = try ChangeSpan.minute("end", call)
        earliest = ChangeSpan.wholeMinute(now - .days(days))
        covered = min(end, ChangeSpan.wholeMinute(now))
        guard start >= earliest else {
            throw OrgError("INVALID_REPLICATION_DATE", "startDate cannot be more than \(days) days ago")
        }
        guard end > start else {
            throw OrgError("INVALID_REPLICATION_DATE", "endDate must be at least one minute greater than startDate")
        }
    }

    private static func minute(_ name: String, _ call: Call) throws(OrgError) -> Timestamp {
        guard let text = call.query[name] else {
            throw OrgError("MISSING_ARGUMENT", "Missing required query parameter: \(name)")
        }
        // A plus sign that was not encoded has become a blank.
        guard let moment = Timestamp(sent: String(text.map { $0 == " " ? "+" : $0 })) else {
            throw OrgError("ILLEGAL_QUERY_PARAMETER_VALUE", "Illegal value for parameter \(name): \(text)")
        }
        return wholeMinute(moment)
    }

    private static func wholeMinute(_ moment: Timestamp) -> Timestamp {
        Timestamp(seconds: moment.seconds.floorDivided(by: 60) * 60)
    }
}

extension OrgError {
    fileprivate static let tooManyChanges = OrgError(
        "EXCEEDED_ID_LIMIT",
        "Too many changes: more than 600000 ids. Ask for a shorter time."
    )
}

extension JSONWriter {
    fileprivate mutating func moment(_ moment: Timestamp) {
        var stored = moment.stored
        stored.withUTF8 { self.moment(stored: $0) }
    }
}
