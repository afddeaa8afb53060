import Telemetry

/// The row that a body describes: which fields get which values.
struct RowBody: Sendable {
    private(set) var columns: [RecordBatch.Column] = []
    private(set) var values: [Scalar] = []

    /// Reads the members of a body; `attributes` is no field, and those named in `except` are left out.
    init(
        _ object: JSONObject,
        of type: ObjectType,
        in call: Call,
        except: Set<String> = []
    ) throws(OrgError) {
        columns.reserveCapacity(object.members.count)
        values.reserveCapacity(object.members.count)
        for member in object.members {
            if member.name == "attributes" || !except.isEmpty && except.contains(member.name.lowercased()) { continue }
            try append(member, of: type, in: call)
        }
    }

    /// Adds what is known from elsewhere, as the external id in an address.
    mutating func append(_ field: Field, _ value: Scalar) {
        columns.append(.field(field))
        values.append(value)
    }

    private mutating func append(_ member: JSONObject.Member, of type: ObjectType, in call: Call) throws(OrgError) {
        if case .object(let parent) = member.value, type.field(member.name) == nil {
            return try append(parentOf: member.name, parent, of: type, in: call)
        }
        guard let field = type.field(member.name) else {
            throw OrgError("INVALID_FIELD", "No such column '\(member.name)' on sobject of type \(type.name)")
        }
        columns.append(.field(field))
        values.append(try FieldReading(field: field, call: call, offset: member.offset).read(member.value))
    }

    /// A parent named by a key of its own: `"Account":{"Ext__c":"A-1"}`.
    private mutating func append(
        parentOf relationship: String,
        _ parent: JSONObject,
        of type: ObjectType,
        in call: Call
    ) throws(OrgError) {
        let keys = parent.members.filter { $0.name != "attributes" && $0.name != "type" }
        guard let key = keys.first, keys.count == 1 else {
            throw OrgError(
                "INVALID_FIELD",
                "Cannot reference a foreign key field \(relationship) without exactly one external ID field."
            )
        }
        let named = parent["attributes"]?.object?["type"]?.text ?? parent["type"]?.text
        let prefix = named.map { $0 + ":" } ?? ""
        let column = try type.column(prefix + relationship + "." + key.name, in: call.schema)
        guard case .parent(_, object: _, key: let field) = column else {
            throw OrgError("INVALID_FIELD", "No such column '\(relationship)' on sobject of type \(type.name)")
        }
        columns.append(column)
        values.append(try FieldReading(field: field, call: call, offset: key.offset).read(key.value))
    }
}

/// Takes one value of a body for a field, and complains as a reader of JSON does when it is of another kind.
private struct FieldReading {
    let field: Field
    let call: Call
    let offset: Int

    func read(_ value: JSON) throws(OrgError) -> Scalar {
        switch value {
        case .null: return .null
        case .array: throw mismatch("START_ARRAY", "[")
        case .object: throw mismatch("START_OBJECT", "{")
        case .flag(let flag): return field.type == .boolean || field.type.isText ? .flag(flag) : try text("\(flag)")
        case .integer(let number):
            return field.type.isText || field.type.isNumber ? .integer(number) : try text(String(number))
        case .number(let number):
            return field.type.isText || field.type.isNumber ? .number(number) : try text("\(number)")
        case .text(let text): return try self.text(text)
        }
    }

    private func text(_ text: String) throws(OrgError) -> Scalar {
        guard !text.isEmpty else { return .null }
        switch field.type {
        case .boolean:
            guard ["true", "false"].contains(text.lowercased()) else { throw mismatch("VALUE_STRING", text) }
        case .int, .long: guard Int64(text) != nil else { throw mismatch("VALUE_STRING", text) }
        case .double, .currency, .percent:
            guard let number = Double(text), number.isFinite else { throw mismatch("VALUE_STRING", text) }
        case .date:
            // A datetime means its day.
            let day = text.utf8.count > 10 ? Timestamp(sent: text).map { String($0.stored.prefix(10)) } : text
            guard let day, Timestamp(iso8601: day + "T00:00:00Z") != nil else { throw mismatch("VALUE_STRING", text) }
            return .text(day)
        case .datetime:
            guard let moment = Timestamp(sent: text) else { throw mismatch("VALUE_STRING", text) }
            return .text(moment.stored)
        default: break
        }
        return .text(text)
    }

    private func mismatch(_ token: String, _ text: String) -> OrgError {
        let (line, column) = JSONReader.place(of: offset, in: call.body)
        return .unreadable(
            "Cannot deserialize instance of \(field.type.rawValue) from \(token) value \(text)"
                + " or request may be missing a required field at [line:\(line), column:\(column + 1)]"
        )
    }
}

extension Timestamp {
    /// Reads a moment as clients send it: the offset may be `Z`, `+02:00` or `+0200`.
    init?(sent text: String) {
        if let moment = Timestamp(iso8601: text) {
            self = moment
            return
        }
        guard text.utf8.count > 5, let sign = text.utf8.dropLast(4).last, sign == 0x2B || sign == 0x2D,
            let moment = Timestamp(iso8601: text.dropLast(2) + ":" + text.suffix(2))
        else { return nil }
        self = moment
    }
}
