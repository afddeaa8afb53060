import Database

/// Puts rows of the org's own into its tables, past all checks: settings, history, what conversion and merging leave.
struct RowMaker {
    let schema: Schema
    let moment: String
    let userID: String

    /// Inserts one row with its system fields, and returns its id.
    @discardableResult
    func insert(
        _ object: String,
        id: String? = nil,
        _ values: [String: Scalar],
        _ db: isolated Connection
    ) throws -> String {
        guard let object = schema.object(object), let prefix = object.keyPrefix else { throw OrgError.notFound }
        let id = try id ?? IDSequence.next(prefix: prefix, db)
        var values = values
        values["Id"] = .text(id)
        for name in ["CreatedDate", "LastModifiedDate", "SystemModstamp"] where values[name] == nil {
            values[name] = .text(moment)
        }
        for name in ["CreatedById", "LastModifiedById"] where values[name] == nil { values[name] = .text(userID) }
        let fields = object.fields.filter { $0.isStored && values[$0.name] != nil }
        let table = Table(identifier: object.name, columns: fields.map(\.name))
        try db.load(into: table) { writer in
            for field in fields { writer.value((values[field.name] ?? .null).sqlValue) }
            try writer.endRow()
        }
        return id
    }
}

extension Scalar: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
}
