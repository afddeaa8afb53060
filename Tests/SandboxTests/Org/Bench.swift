import Database
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// An org in memory with its administrator, and short words for what tests do with rows.
struct Bench {
    let org: Org
    let admin: OrgCaller

    init(switches: OrgSwitches = OrgSwitches(), hooks: SaveHooks = .none) async throws {
        org = try await Org.open(.memory, switches: switches, hooks: hooks)
        admin = try await org.administrator()
    }

    func perform<Result>(_ clock: TestClock, _ body: () async throws -> Result) async rethrows -> Result {
        try await clock.govern(body)
    }

    func batch(
        _ object: String,
        _ operation: RecordBatch.Operation,
        _ columns: [String],
        _ rows: [[Scalar?]],
        as caller: OrgCaller? = nil
    ) throws -> RecordBatch {
        let schema = (caller ?? admin).schema
        let type = try #require(schema.object(object))
        let resolved = try columns.map { try type.column($0, in: schema) }
        return RecordBatch(object: type, operation: operation, columns: resolved, rows: rows)
    }

    func insert(
        _ object: String,
        _ columns: [String],
        _ rows: [[Scalar?]],
        _ options: SaveOptions = SaveOptions(),
        as caller: OrgCaller? = nil
    ) async throws -> [SaveResult] {
        let caller = caller ?? admin
        return try await org.save(try batch(object, .insert, columns, rows, as: caller), options, as: caller)
    }

    /// Makes one row that must succeed, and returns its id.
    func make(_ object: String, _ values: KeyValuePairs<String, Scalar>) async throws -> String {
        let results = try await insert(object, values.map(\.key), [values.map(\.value)])
        #expect(results[0].errors == [])
        return try #require(results[0].id)
    }

    func update(
        _ object: String,
        _ id: String,
        _ values: KeyValuePairs<String, Scalar>,
        _ options: SaveOptions = SaveOptions()
    ) async throws -> SaveResult {
        let row: [Scalar?] = [.text(id)] + values.map(\.value)
        return try await org.save(try batch(object, .update, ["Id"] + values.map(\.key), [row]), options, as: admin)[0]
    }

    func type(_ object: String) throws -> ObjectType { try #require(admin.schema.object(object)) }

    /// The value of a field as it is stored.
    func value(_ object: String, _ id: String, _ field: String) async throws -> Scalar {
        let type = try #require(try self.type(object).field(field))
        let row = try await org.database.read { db in
            try db.first(
                StoredRow.self,
                "SELECT \(identifier: field) FROM \(identifier: object) WHERE \"Id\" = \(id)"
            )
        }
        return Scalar(try #require(row).values[0], as: type.type)
    }

    func count(_ object: String, where condition: SQL = "1 = 1") async throws -> Int {
        try await org.database.read { db in
            try db.one(Int.self, "SELECT COUNT(*) FROM \(identifier: object) WHERE \(sql: condition)")
        }
    }

    /// A user with this profile.
    func user(_ name: String, profile: String) async throws -> OrgCaller {
        let id = try await org.database.read { db in
            try db.one(String.self, "SELECT \"Id\" FROM \"Profile\" WHERE \"Name\" = \(profile)")
        }
        let username = "\(name.lowercased())@loam.example"
        let user = try await make(
            "User",
            [
                "Username": .text(username), "LastName": .text(name), "Email": .text(username),
                "Alias": .text(String(name.prefix(8))),
                "ProfileId": .text(id), "TimeZoneSidKey": "GMT", "LocaleSidKey": "en_US", "EmailEncodingKey": "UTF-8",
                "LanguageLocaleKey": "en_US",
            ]
        )
        return try await org.caller(userID: user)
    }
}
