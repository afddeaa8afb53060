import Database

/// A field or function as SQL.
struct CompiledExpression {
    enum Kind {
        case field, aggregate, dateFunction, other
    }

    let sql: SQL
    let type: FieldType
    let form: ValueForm
    var kind = Kind.other
    /// The field behind it, if it is one.
    var field: ResolvedField?
    /// What it is called in an answer when it has no alias; `nil` for `expr0`.
    var key: String?
    /// The same for all that mean the same.
    let identity: String
    var steps: [ResolvedField.Step] = []

    /// As it is compared: a text without regard to case, and a flag of a row that is missing as false.
    var operand: SQL {
        if let field, field.isColumn, !field.isBehindParent || type != .boolean { return sql }
        switch type {
        case .boolean: return "ifnull(\(sql: sql), 0)"
        case _ where type.isText && field?.field.isCaseSensitive != true: return "(\(sql: sql) COLLATE NOCASE)"
        default: return sql
        }
    }
}

extension QueryCompiler {
    mutating func expression(_ expression: SOQL.Expression) throws(OrgError) -> CompiledExpression {
        switch expression {
        case .path(let path): return field(try resolve(path))
        case .call(let call): return try function(call)
        }
    }

    private func field(_ resolved: ResolvedField) -> CompiledExpression {
        CompiledExpression(
            sql: resolved.sql,
            type: resolved.field.type,
            form: ValueForm(resolved.field, of: resolved.object),
            kind: .field,
            field: resolved,
            key: resolved.names[resolved.names.count - 1],
            identity: resolved.path,
            steps: resolved.steps
        )
    }

    private mutating func function(_ call: SOQL.Call) throws(OrgError) -> CompiledExpression {
        let name = call.name.text.uppercased()
        if let aggregate = Aggregate(rawValue: name) { return try self.aggregate(aggregate, call) }
        if let function = DateFunction(rawValue: name) { return try date(function, call) }
        switch name {
        case "TOLABEL": return try label(call)
        case "FORMAT": return try format(call)
        case "CONVERTCURRENCY":
            let resolved = try only(call)
            // An address has no value of its own.
            guard !resolved.field.type.isCompound else { throw misused(call) }
            return field(resolved)
        case "DISTANCE": return try distance(call)
        default: throw source.malformed(at: call.name.at, "unexpected token: '\(call.name.text.prefix(255))'")
        }
    }

    /// The field that is the only argument of a function.
    mutating func only(_ call: SOQL.Call) throws(OrgError) -> ResolvedField {
        guard call.arguments.count == 1, case .expression(.path(let path)) = call.arguments[0] else {
            throw misused(call)
        }
        return try resolve(path)
    }

    func misused(_ call: SOQL.Call) -> OrgError {
        source.malformed(at: call.name.at, "Invalid arguments of function \(call.name.text.prefix(255))")
    }
}

// MARK: - Aggregates

enum Aggregate: String {
    case count = "COUNT", countDistinct = "COUNT_DISTINCT"
    case sum = "SUM", average = "AVG", minimum = "MIN", maximum = "MAX"
}

extension QueryCompiler {
    private mutating func aggregate(_ aggregate: Aggregate, _ call: SOQL.Call) throws(OrgError) -> CompiledExpression {
        guard !call.arguments.isEmpty else {
            guard aggregate == .count else { throw misused(call) }
            throw source.malformed(at: call.name.at, "COUNT() must be the only element in the SELECT list")
        }
        let argument = try only(call)
        let type = argument.field.type
        let identity = "\(aggregate.rawValue)(\(argument.path))"
        let isNumber = type.isNumber
        guard argument.field.isAggregatable || aggregate == .count && !type.isCompound,
            isNumber || aggregate != .sum && aggregate != .average
        else {
            throw source.malformed(
                at: call.name.at,
                "field \(argument.path) does not support aggregate operator \(aggregate.rawValue)"
            )
        }
        func value(_ sql: SQL, _ type: FieldType, _ form: ValueForm) -> CompiledExpression {
            CompiledExpression(sql: sql, type: type, form: form, kind: .aggregate, identity: identity)
        }
        let form = ValueForm(argument.field, of: argument.object)
        switch aggregate {
        case .count: return value("count(\(sql: argument.sql))", .int, .integer)
        case .countDistinct: return value("count(DISTINCT \(sql: argument.sql))", .int, .integer)
        case .sum: return value("sum(\(sql: argument.sql))", .double, .number)
        case .average: return value("avg(\(sql: argument.sql))", .double, .number)
        case .minimum: return value("min(\(sql: argument.sql))", type, form)
        case .maximum: return value("max(\(sql: argument.sql))", type, form)
        }
    }
}

// MARK: - Labels and formats

extension QueryCompiler {
    private mutating func label(_ call: SOQL.Call) throws(OrgError) -> CompiledExpression {
        let resolved = try only(call)
        var sql = resolved.sql
        if let picklist = resolved.field.picklist, resolved.field.type == .picklist {
            let renamed = picklist.values.filter { $0.label != $0.value }
            if !renamed.isEmpty {
                sql = "CASE \(sql: resolved.sql)"
                for entry in renamed { sql += " WHEN \(entry.value) THEN \(entry.label)" }
                sql += " ELSE \(sql: resolved.sql) END"
            }
        } else if !resolved.field.type.isText {
            throw source.malformed(at: call.name.at, "toLabel can only be used with picklist fields")
        }
        return CompiledExpression(
            sql: sql,
            type: .string,
            form: .text,
            key: resolved.field.name,
            identity: "toLabel(\(resolved.path))",
            steps: resolved.steps
        )
    }

    private mutating func format(_ call: SOQL.Call) throws(OrgError) -> CompiledExpression {
        guard call.arguments.count == 1, case .expression(let inner) = call.arguments[0] else { throw misused(call) }
        let value = try expression(inner)
        guard !value.type.isCompound else { throw misused(call) }
        return CompiledExpression(
            sql: value.sql,
            type: .string,
            form: value.type.isText || value.type == .id || value.type == .reference
                ? value.form : .people(value.type, scale: value.field?.field.scale ?? 0),
            kind: value.kind == .aggregate ? .aggregate : .other,
            key: value.kind == .aggregate ? nil : value.key,
            identity: "FORMAT(\(value.identity))",
            steps: value.steps
        )
    }
}

// MARK: - Distance

extension QueryCompiler {
    /// `DISTANCE(location, GEOLOCATION(latitude, longitude), 'mi')`, along a great circle.
    private mutating func distance(_ call: SOQL.Call) throws(OrgError) -> CompiledExpression {
        guard call.arguments.count == 3, case .expression(.path(let path)) = call.arguments[0],
            case .expression(.call(let geolocation)) = call.arguments[1],
            geolocation.name.text.uppercased() == "GEOLOCATION", geolocation.arguments.count == 2,
            case .literal(let first) = geolocation.arguments[0], case .number(_, let latitude) = first.value,
            case .literal(let second) = geolocation.arguments[1], case .number(_, let longitude) = second.value,
            case .literal(let third) = call.arguments[2], case .string(let unit) = third.value,
            let radius = ["mi": 3958.7613, "km": 6371.0088][unit.lowercased()]
        else { throw misused(call) }
        let resolved = try resolve(path)
        guard resolved.field.type.isCompound, let object = resolved.object, let table = resolved.table,
            let north = object.fields.first(where: { $0.compound == resolved.field.name && $0.name.isLatitude }),
            let east = object.fields.first(where: { $0.compound == resolved.field.name && $0.name.isLongitude })
        else { throw misused(call) }
        let y = joins.column(table, north.name)
        let x = joins.column(table, east.name)
        let sql: SQL = """
            (\(2 * radius) * asin(min(1, sqrt(
                pow(sin((radians(\(sql: y)) - radians(\(latitude))) / 2), 2)
                + cos(radians(\(latitude))) * cos(radians(\(sql: y)))
                    * pow(sin((radians(\(sql: x)) - radians(\(longitude))) / 2), 2)))))
            """
        return CompiledExpression(
            sql: sql,
            type: .double,
            form: .number,
            identity: "DISTANCE(\(resolved.path),\(latitude),\(longitude),\(unit.lowercased()))",
            steps: []
        )
    }
}

extension String {
    fileprivate var isLatitude: Bool { lowercased().contains("latitude") }
    fileprivate var isLongitude: Bool { lowercased().contains("longitude") }
}
