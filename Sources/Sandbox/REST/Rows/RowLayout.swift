import Database
import Telemetry

/// How rows of one object become JSON: the columns to select, and what to make of each.
///
/// Made once for a list of fields; a row then costs nothing but its bytes.
struct RowLayout: Sendable {
    let object: ObjectType
    /// What asks for the row's values, the id first; which row follows.
    private let selection: SQL
    /// What the addresses of rows begin with, as `/services/data/v60.0/sobjects/Account`.
    private let collection: String
    /// Whether a field has no column, so that the row must be asked for by a query.
    let hasFormulas: Bool
    let names: [String]
    private let members: [Member]
    /// Where the row says whether it is deleted, and when it last changed.
    private let deletedColumn: Int?
    private let modifiedColumn: Int?

    private struct Member: Sendable {
        /// `"Name":`, ready to be written.
        let key: [UInt8]
        let value: Value
    }

    private enum Value: Sendable {
        case column(Int, Kind)
        case compound([Part])
    }

    private struct Part: Sendable {
        let key: [UInt8]
        let column: Int
        let kind: Kind
    }

    private enum Kind: Sendable {
        case text
        /// Letters, digits and marks that need no escape.
        case plain
        case moment, flag, integer, number
        /// A file, of which the row tells only the address.
        case file(field: String)
    }

    /// Lays out these fields of the object.
    init(_ object: ObjectType, _ fields: [Field], _ version: APIVersion) {
        var selected: [SQL] = ["\(identifier: "Id")"]
        func column(of field: Field) -> Int {
            selected.append("\(identifier: field.name)")
            return selected.count - 1
        }
        members = fields.map { field in
            let key = Array("\"\(field.name)\":".utf8)
            guard field.type.isCompound else {
                return Member(key: key, value: .column(column(of: field), RowLayout.kind(of: field)))
            }
            let parts = object.fields.filter { $0.compound == field.name }
                .map {
                    Part(key: RowLayout.key(of: $0, in: field), column: column(of: $0), kind: RowLayout.kind(of: $0))
                }
            return Member(key: key, value: .compound(parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }))
        }
        self.object = object
        hasFormulas = fields.contains(where: \.isFormula)
        names = fields.map(\.name)
        collection = version.path + "/sobjects/" + object.name
        func column(named name: String) -> Int? { object.field(name).map { column(of: $0) } }
        deletedColumn = column(named: "IsDeleted")
        modifiedColumn = column(named: "LastModifiedDate") ?? column(named: "SystemModstamp")
        let rows: SQL =
            "SELECT \(sql: selected.joined(separator: ", ")) FROM \(identifier: object.name) WHERE \"Id\" = "
        selection = rows.settled
    }

    /// The statement that finds the row of this id, deleted or not.
    func selection(of id: String) -> SQL {
        "\(sql: selection)\(id)"
    }

    func isDeleted(_ row: borrowing ScannedRow) -> Bool {
        deletedColumn.map { row.integer($0) != 0 } ?? false
    }

    /// When the row last changed; `nil` for rows that do not say.
    func modified(_ row: borrowing ScannedRow) -> Timestamp? {
        modifiedColumn.flatMap { Timestamp(iso8601: String(decoding: row.text($0), as: UTF8.self)) }
    }

    /// Writes the row, `attributes` first.
    func write(_ row: borrowing ScannedRow, to json: inout JSONWriter) {
        json.beginObject()
        json.key("attributes")
        json.beginObject()
        json.key("type")
        json.plain(object.name)
        json.key("url")
        json.address(of: row.text(0), below: collection)
        json.endObject()
        for member in members {
            json.key(written: member.key)
            switch member.value {
            case .column(let column, let kind): write(kind, column, of: row, to: &json)
            case .compound(let parts): write(parts, of: row, to: &json)
            }
        }
        json.endObject()
    }

    private func write(
        _ kind: Kind,
        _ column: Int,
        of row: borrowing ScannedRow,
        to json: inout JSONWriter
    ) {
        if row.isNull(column) { return json.null() }
        switch kind {
        case .text: json.text(utf8: row.text(column))
        case .plain: json.plain(utf8: row.text(column))
        case .moment: json.moment(stored: row.text(column))
        case .flag: json.flag(row.integer(column) != 0)
        case .integer: json.integer(row.integer(column))
        case .number: json.number(row.real(column))
        case .file(let field):
            json.address(of: row.text(0), below: collection, field: field)
        }
    }

    /// An address without any part is null.
    private func write(
        _ parts: [Part],
        of row: borrowing ScannedRow,
        to json: inout JSONWriter
    ) {
        var isEmpty = true
        for part in parts where !row.isNull(part.column) { isEmpty = false }
        if isEmpty { return json.null() }
        json.beginObject()
        for part in parts {
            json.key(written: part.key)
            write(part.kind, part.column, of: row, to: &json)
        }
        json.endObject()
    }

    private static func kind(of field: Field) -> Kind {
        switch field.type {
        case .id, .reference, .date, .time: .plain
        case .datetime: .moment
        case .boolean: .flag
        case .int, .long: .integer
        case .double, .currency, .percent: .number
        case .base64: .file(field: field.name)
        default: .text
        }
    }

    /// `"postalCode":` for `BillingPostalCode` in `BillingAddress`.
    private static func key(of part: Field, in compound: Field) -> [UInt8] {
        let prefix = compound.name.hasSuffix("Address") ? compound.name.dropLast("Address".count) : ""
        let name = part.name.hasPrefix(prefix) ? part.name.dropFirst(prefix.count) : Substring(part.name)
        return Array("\"\(name.prefix(1).lowercased())\(name.dropFirst())\":".utf8)
    }
}
