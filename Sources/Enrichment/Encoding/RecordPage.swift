import Telemetry

/// Records as they were read, with the fields that were asked for: what waits to be planned.
package struct RecordPage: Sendable, Equatable {
    package let object: CRMObject
    package let records: [Record]

    package init(_ object: CRMObject, _ records: [Record]) { (self.object, self.records) = (object, records) }

    private static let version: UInt8 = 1

    /// The names of the fields once, then the records.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: records.count * 500)
        writer.write(RecordPage.version)
        writer.write(object)
        let fields = names.sorted()
        writer.write(list: fields) { $0.write($1.rawValue) }
        var shape: FieldValues.Shape?
        var places: [Int?] = []
        writer.write(list: records) { writer, record in
            writer.write(record.id)
            writer.write(record.version)
            writer.write(record.readAt.microseconds)
            let values = record.values
            if values.shape !== shape {
                shape = values.shape
                places = fields.map(values.shape.place)
            }
            for place in places { writer.write(optional: place.flatMap { values[place: $0] }) { $1.write(to: &$0) } }
        }
        return writer.bytes
    }

    /// Of all records; those of one query have the same.
    private var names: Set<CRMField> {
        var names: Set<CRMField> = []
        var shape: FieldValues.Shape?
        for record in records where record.values.shape !== shape {
            shape = record.values.shape
            names.formUnion(record.values.shape.fields)
        }
        return names
    }

    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == RecordPage.version else { throw .unknownVersion }
        let object = try reader.oneOf(CRMObject.self)
        let fields = try reader.list { (reader) throws(PlanError) in CRMField(try reader.text()) }
        guard Set(fields).count == fields.count else { throw .damaged }
        let shape = FieldValues.Shape(fields)
        records = try reader.list { (reader) throws(PlanError) in
            let id = try reader.id()
            let version = try reader.text()
            let readAt = Timestamp(microseconds: try reader.integer())
            var values: [FieldValue?] = []
            values.reserveCapacity(fields.count)
            for _ in fields {
                values.append(try reader.optional { (reader) throws(PlanError) in try FieldValue(from: &reader) })
            }
            return Record(
                id: id,
                object: object,
                values: FieldValues(shape, values),
                readAt: readAt,
                version: version
            )
        }
        guard reader.isAtEnd else { throw .damaged }
        self.object = object
    }
}
