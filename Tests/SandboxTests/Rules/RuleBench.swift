import Database

@testable import Sandbox

/// An org in memory whose rules are asked about chunks of rows, without the rest of a save.
struct RuleBench {
    let org: Org
    let caller: OrgCaller

    init(_ change: (inout OrgSettings) -> Void = { _ in }) async throws {
        org = try await Org.memory()
        caller = try await org.administrator()
        var settings = try await org.settings()
        change(&settings)
        try await org.change(settings: settings)
    }

    /// Puts rows into the table as they are, and returns their ids.
    @discardableResult
    func insert(_ object: String, _ rows: [[String: Scalar]]) async throws -> [String] {
        let maker = RowMaker(schema: org.schema, moment: "2024-05-01T12:00:00.000Z", userID: caller.userID)
        return try await org.database.write { db in try rows.map { try maker.insert(object, $0, db) } }
    }

    /// Asks the rules about rows that are saved: what they shall be and, for an update, what they were.
    func ask<Result: Sendable>(
        _ object: String,
        _ rows: [[String: Scalar]],
        before: [[String: Scalar]]? = nil,
        options: SaveOptions = SaveOptions(),
        _ body: @Sendable (CompiledRules, SaveChunk, isolated Connection) throws -> Result
    ) async throws -> Result {
        let (org, caller) = (org, caller)
        return try await org.database.write { db in
            guard let rules = try org.rules.rules(db), let type = org.schema.object(object) else {
                throw OrgError.notFound
            }
            let chunk = SaveChunk(
                object: type,
                operation: before == nil ? .insert : .update,
                rows: rows.count,
                caller: caller,
                options: options,
                schema: org.schema,
                moment: "2024-06-01T12:00:00.000Z",
                switches: org.switches
            )
            for (row, values) in (before ?? []).enumerated() {
                for field in type.fields { chunk.depart(row, field.ordinal, from: values[field.name] ?? .null) }
            }
            for (row, values) in rows.enumerated() {
                for field in type.fields { if let value = values[field.name] { chunk.set(row, field, value) } }
                if let id = values["Id"]?.text { chunk.setID(row, id) }
            }
            return try body(rules, chunk, db)
        }
    }
}
