import Database

/// The tables of a statement: that of the object asked for, and those of the parents that paths lead to.
struct TableJoins {
    /// What a row can be reached by.
    static let mostParents = 55

    private struct Table {
        let object: ObjectType
        let alias: String
        let isJoinedBy: SQL
    }

    private let prefix: String
    private var tables: [Table]
    private var known: [String: Int] = [:]

    /// The prefix keeps the names of a query within another apart.
    init(_ object: ObjectType, prefix: String) {
        self.prefix = prefix
        tables = [Table(object: object, alias: prefix + "0", isJoinedBy: "")]
    }

    func object(_ table: Int) -> ObjectType { tables[table].object }

    func column(_ table: Int, _ field: String) -> SQL {
        "\(identifier: tables[table].alias).\(identifier: field)"
    }

    /// The table of a parent, joined once for each way to it.
    mutating func parent(_ object: ObjectType, through reference: SQL, key: String) throws(OrgError) -> Int {
        let key = key + ">" + object.name
        if let table = known[key] { return table }
        guard tables.count <= TableJoins.mostParents else { throw OrgError.tooComplicated }
        tables.append(Table(object: object, alias: prefix + String(tables.count), isJoinedBy: reference))
        known[key] = tables.count - 1
        return tables.count - 1
    }

    /// What stands behind `FROM`. SQLite leaves out joined tables that nothing asks for.
    var source: SQL {
        var sql: SQL = "\(identifier: tables[0].object.name) AS \(identifier: tables[0].alias)"
        for table in tables.dropFirst() {
            sql += " LEFT JOIN \(identifier: table.object.name) AS \(identifier: table.alias)"
            sql += " ON \(identifier: table.alias).\"Id\" = \(sql: table.isJoinedBy)"
        }
        return sql
    }
}
