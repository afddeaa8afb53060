import Database
import Telemetry

extension Derivation {
    static func task(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let object = chunk.object
        guard let status = object.field("Status"), let closed = object.field("IsClosed"),
            let completed = object.field("CompletedDateTime"), let priority = object.field("Priority"),
            let high = object.field("IsHighPriority")
        else { return }
        for row in chunk.soundRows {
            let isClosed = chunk.value(row, status) == .text("Completed")
            if chunk.value(row, closed).isTrue != isClosed {
                chunk.set(row, closed, .flag(isClosed))
                chunk.set(row, completed, isClosed ? .text(chunk.moment) : .null)
            }
            chunk.set(row, high, .flag(chunk.value(row, priority) == .text("High")))
        }
        try account(chunk, db)
    }

    static func event(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        let object = chunk.object
        guard let start = object.field("StartDateTime"), let activity = object.field("ActivityDateTime"),
            let day = object.field("ActivityDate"), let end = object.field("EndDateTime"),
            let endDay = object.field("EndDate"), let minutes = object.field("DurationInMinutes")
        else { return }
        for row in chunk.soundRows {
            if chunk.value(row, start) == .null { chunk.set(row, start, chunk.value(row, activity)) }
            guard let begin = chunk.value(row, start).text, let from = Timestamp(iso8601: begin) else {
                if chunk.value(row, day) == .null { chunk.refuse(row, with: missing(["StartDateTime"])) }
                continue
            }
            if let length = chunk.value(row, minutes).double,
                chunk.isChanged(row, minutes) || chunk.value(row, end) == .null
            {
                chunk.set(row, end, .text((from + .seconds(length * 60)).stored))
            } else if let until = chunk.value(row, end).text.flatMap({ Timestamp(iso8601: $0) }) {
                chunk.set(row, minutes, .integer((until - from).components.seconds / 60))
            } else {
                chunk.refuse(row, with: missing(["DurationInMinutes"]))
                continue
            }
            chunk.set(row, activity, .text(begin))
            chunk.set(row, day, .text(String(begin.prefix(10))))
            chunk.set(row, endDay, chunk.value(row, end).text.map { .text(String($0.prefix(10))) } ?? .null)
        }
        try account(chunk, db)
    }

    /// The account that an activity belongs to by what and whom it is about.
    private static func account(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let what = chunk.object.field("WhatId"), let who = chunk.object.field("WhoId"),
            let account = chunk.object.field("AccountId"), chunk.isTouched(what) || chunk.isTouched(who)
        else { return }
        var accounts: [String: Scalar] = [:]
        for (object, field) in [("Opportunity", what), ("Contact", who)] {
            let prefix = object == "Contact" ? "003" : "006"
            let ids = chunk.soundRows.compactMap { chunk.value($0, field).text }.filter { $0.hasPrefix(prefix) }
            guard !ids.isEmpty else { continue }
            let statement: SQL = """
                SELECT "AccountId", "Id" FROM \(identifier: object)
                WHERE "Id" IN (SELECT value FROM json_each(\(JSONList.of(ids))))
                """
            for row in try db.fetch(PairRow.self, statement) {
                accounts[row.second] = Scalar(row.first, as: .reference)
            }
        }
        for row in chunk.soundRows {
            let whatID = chunk.value(row, what).text
            let whoID = chunk.value(row, who).text
            if whoID?.hasPrefix("00Q") ?? false, whatID != nil {
                let text = "Related To ID: If specifying a lead, related to cannot be specified: \(whatID ?? "")"
                chunk.refuse(row, with: OrgError("FIELD_INTEGRITY_EXCEPTION", text, fields: ["WhatId"]))
            }
            if let whatID, whatID.hasPrefix("001") {
                chunk.set(row, account, .text(whatID))
            } else {
                chunk.set(row, account, whatID.flatMap { accounts[$0] } ?? whoID.flatMap { accounts[$0] } ?? .null)
            }
        }
    }

    static func missing(_ fields: [String]) -> OrgError {
        OrgError(
            "REQUIRED_FIELD_MISSING",
            "Required fields are missing: [\(fields.joined(separator: ", "))]",
            fields: fields
        )
    }
}
