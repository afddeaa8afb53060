import Database

extension Save {
    /// What a row of the batch is to become.
    enum Target {
        case new
        case existing(String)
        case wrong(OrgError)
    }

    /// Finds for each row whether it is new, and which row it changes otherwise.
    func targets(of rows: Range<Int>, _ db: isolated Connection) throws -> [(source: Int, target: Target)] {
        switch batch.operation {
        case .insert: rows.map { ($0, .new) }
        case .update: rows.map { ($0, byID($0, orNew: false)) }
        case .upsert: try plan.key.map { try byKey($0, rows, db) } ?? rows.map { ($0, byID($0, orNew: true)) }
        }
    }

    private func byID(_ row: Int, orNew: Bool) -> Target {
        guard let column = plan.identityColumn, let text = batch.rows[row][column]?.text, !text.isEmpty else {
            return orNew
                ? .new : .wrong(OrgError("MISSING_ARGUMENT", "Id not specified in an update call", fields: ["Id"]))
        }
        guard let id = RecordID.canonical(text) else {
            return .wrong(
                OrgError("MALFORMED_ID", "\(plan.object.label) ID: id value of incorrect type: \(text)", fields: ["Id"])
            )
        }
        guard plan.object.keyPrefix.map({ id.hasPrefix($0) }) ?? false else {
            return .wrong(
                OrgError("MALFORMED_ID", "\(plan.object.label) ID: id value of incorrect type: \(text)", fields: ["Id"])
            )
        }
        return .existing(id)
    }

    private func byKey(_ key: Field, _ rows: Range<Int>, _ db: isolated Connection) throws -> [(Int, Target)] {
        guard let column = plan.identityColumn else {
            let missing = OrgError("MISSING_ARGUMENT", "\(key.name) not specified", fields: [key.name])
            return rows.map { ($0, .wrong(missing)) }
        }
        let reader = plan.columns[column].reader
        var keys: [(row: Int, key: Scalar?, error: OrgError?)] = []
        var seen: [String: Int] = [:]
        for row in rows {
            do {
                let value = try reader.read(batch.rows[row][column] ?? .null, options)
                keys.append((row, value, nil))
                if value != .null { seen[KeyIndex.folded(value, key), default: 0] += 1 }
            } catch {
                keys.append((row, nil, error))
            }
        }
        let index = try KeyIndex(plan.object, key, keys.compactMap(\.key), db)
        return keys.map { row, value, error in
            if let error { return (row, .wrong(error)) }
            guard let value, value != .null else {
                return (row, .wrong(OrgError("MISSING_ARGUMENT", "\(key.name) not specified", fields: [key.name])))
            }
            if seen[KeyIndex.folded(value, key), default: 0] > 1 {
                let text = "Duplicate external id specified: \(value.shown)"
                return (row, .wrong(OrgError("DUPLICATE_VALUE", text, fields: [key.name])))
            }
            let ids = index.ids(value)
            if ids.count > 1 {
                let text =
                    "\(key.name): more than one record found for external id field: [\(ids.joined(separator: ", "))]"
                return (row, .wrong(OrgError("DUPLICATE_EXTERNAL_ID", text, status: 300, fields: [key.name])))
            }
            if let id = ids.first { return (row, .existing(id)) }
            return (row, options.updateOnly ? .wrong(OrgError.notFound) : .new)
        }
    }
}

/// Which rows have which values of a key, found with one query for all.
struct KeyIndex {
    private var found: [String: [String]] = [:]
    private let key: Field

    init(_ object: ObjectType, _ key: Field, _ values: [Scalar], _ db: isolated Connection) throws {
        self.key = key
        let wanted = values.filter { $0 != .null }
        guard !wanted.isEmpty else { return }
        let alive: SQL = object.isSoftDeleted ? " AND \"IsDeleted\" = 0" : ""
        let rows = try db.fetch(
            PairRow.self,
            """
            SELECT \(identifier: key.name), "Id" FROM \(identifier: object.name)
            WHERE \(identifier: key.name) IN (SELECT value FROM json_each(\(JSONList.of(wanted))))\(sql: alive)
            ORDER BY "Id"
            """
        )
        for row in rows { found[KeyIndex.folded(Scalar(row.first, as: key.type), key), default: []].append(row.second) }
    }

    func ids(_ value: Scalar) -> [String] { found[KeyIndex.folded(value, key)] ?? [] }

    /// The form in which two values are the same.
    static func folded(_ value: Scalar, _ key: Field) -> String {
        key.isCaseSensitive || key.type == .id || key.type == .reference ? value.shown : value.shown.lowercased()
    }
}

/// A value and an id.
struct PairRow: RowDecodable {
    let first: SQLValue
    let second: String

    init(row: Row) {
        first = row.values[0]
        second = if case .text(let text) = row.values[1] { text } else { "" }
    }
}

/// A list of values as the one parameter of a statement, so that its text is the same for any number of them.
enum JSONList {
    static func of(_ values: some Sequence<Scalar>) -> String {
        var list = "["
        for value in values {
            if list.utf8.count > 1 { list += "," }
            switch value {
            case .text(let text): append(text, to: &list)
            case .null: list += "null"
            case .integer(let number): list += String(number)
            case .number(let number): list += String(number)
            case .flag(let flag): list += flag ? "1" : "0"
            }
        }
        return list + "]"
    }

    static func of(_ ids: some Sequence<String>) -> String { of(ids.lazy.map { Scalar.text($0) }) }

    private static func append(_ text: String, to list: inout String) {
        list += "\""
        if text.utf8.allSatisfy({ $0 >= 32 && $0 != 34 && $0 != 92 }) {
            list += text
        } else {
            for scalar in text.unicodeScalars {
                switch scalar.value {
                case 34, 92:
                    list += "\\"
                    list.unicodeScalars.append(scalar)
                case 0..<32:
                    let hex = String(scalar.value, radix: 16)
                    list += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                default: list.unicodeScalars.append(scalar)
                }
            }
        }
        list += "\""
    }
}
