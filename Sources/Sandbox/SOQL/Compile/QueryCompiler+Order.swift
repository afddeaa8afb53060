import Database

extension QueryCompiler {
    /// The order of rows; where a value is missing, the row comes first unless the query says otherwise.
    mutating func order() throws(OrgError) -> SQL? {
        guard !query.order.isEmpty else { return nil }
        guard query.order.count <= 32 else { throw OrgError.tooComplicated }
        var keys: [SQL] = []
        for item in query.order {
            let value = try expression(item.key)
            if value.kind == .aggregate {
                throw source.malformed(
                    at: item.key.at,
                    "Ordered field must be grouped or aggregated: \(value.identity)"
                )
            }
            if let field = value.field?.field, !field.isSortable || field.type.isCompound {
                throw source.invalidField(
                    at: item.key.at,
                    "field '\(value.identity)' can not be sorted in a query call"
                )
            }
            keys.append(key(value.operand, item))
        }
        return keys.joined(separator: ", ")
    }

    func key(_ sql: SQL, _ item: SOQL.Order) -> SQL {
        var key = sql
        let nullsFirst = item.nullsFirst ?? true
        // SQLite takes nothing for the least value, so that only two of the four say more than the direction.
        switch (item.isDescending, nullsFirst) {
        case (false, true): break
        case (false, false): key += " NULLS LAST"
        case (true, true): key += " DESC NULLS FIRST"
        case (true, false): key += " DESC"
        }
        return key
    }
}
