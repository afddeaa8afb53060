import Enrichment
import Salesforce
import Telemetry

/// Turns the rows of an answer into records.
struct RecordReading: Sendable {
    let object: CRMObject
    let columns: [RunQuery.Column]
    private let shape: FieldValues.Shape
    let readAt: Timestamp

    init(_ query: RunQuery, at readAt: Timestamp) {
        (object, columns, self.readAt) = (query.object, query.columns, readAt)
        shape = FieldValues.Shape(columns.map(\.field))
    }

    /// A row of a Bulk query, whose columns are the id, the mark of the last change, and then those of the query.
    func record(_ row: BulkRow) throws -> Record {
        guard let id = row.plain(0).flatMap({ CRMID(utf8: $0) }), let version = row.text(1) else {
            throw UnreadableRecord()
        }
        var values: [FieldValue?] = []
        values.reserveCapacity(columns.count)
        for (place, column) in columns.enumerated() {
            values.append(row.text(place + 2).map { FieldValue(reading: $0, as: column.type) } ?? .blank)
        }
        return Record(
            id: id,
            object: object,
            values: FieldValues(shape, values),
            readAt: readAt,
            version: version
        )
    }

    /// A row that REST gave.
    func record(_ row: Row) throws -> Record {
        guard let id = row.id.flatMap({ CRMID($0.text) }), let version = row.text("SystemModstamp") else {
            throw UnreadableRecord()
        }
        let values = columns.map { column -> FieldValue? in
            row.text(column.name.text).map { FieldValue(reading: $0, as: column.type) } ?? .blank
        }
        return Record(
            id: id,
            object: object,
            values: FieldValues(shape, values),
            readAt: readAt,
            version: Record.mark(version)
        )
    }
}

extension Record {
    /// The mark of a change as Bulk writes it; REST writes the same moment otherwise.
    static func mark(_ text: String) -> String {
        text.hasSuffix("+0000") ? text.dropLast(5) + "Z" : text
    }
}

/// The org answered with a row that has no id.
struct UnreadableRecord: Error {}

extension FieldValue {
    /// As it is sent to the org; what is blank empties the field.
    var content: FieldContent {
        switch self {
        case .blank: .clear
        case .text(let text): .text(text)
        case .number(let number): DecimalText(number.description).map(FieldContent.decimal) ?? .text(number.description)
        case .flag(let flag): .flag(flag)
        case .date(let date): .date(date)
        case .moment(let moment): .moment(moment)
        case .list(let values): .text(values.joined(separator: ";"))
        }
    }
}
