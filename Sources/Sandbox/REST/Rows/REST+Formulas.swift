import Database
import Telemetry

extension REST {
    /// A row whose fields are not all columns: what a query for it alone answers. Deleted rows are none.
    func queriedRow(_ id: String, _ layout: RowLayout, _ call: Call, _ db: isolated Connection) throws -> [UInt8]? {
        let context = QueryContext(
            caller: call.caller,
            orgSchema: org.schema,
            mode: .rest,
            includesDeleted: false,
            now: Log.current.clock.now(),
            fiscalYearStartMonth: 1
        )
        let text = "SELECT \(layout.names.joined(separator: ",")) FROM \(layout.object.name) WHERE Id = '\(id)'"
        guard case .rows(let plan) = try QueryCompiler.plan(text, context) else { return nil }
        var row: [UInt8]?
        try db.scan(plan.statement) { found in
            var rows = JSONRows(version: "v" + call.version.text)
            rows.write(found, plan.shape) { _, _ in }
            row = rows.bytes
            return .enough
        }
        return row
    }
}
