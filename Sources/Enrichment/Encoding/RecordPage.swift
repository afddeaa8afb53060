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
        writer.write(list: records) { writer, record in
            writer.write(record.id.text)
            writer.write(record.version)
            writer.write(record.readAt.microseconds)
            for field in fields { writer.write(optional: record.values[field]) { $1.write(to: &$0) } }
        }
        return writer.bytes
    }

    /// Of all records; those of one query have the same.
    private var names: Set<CRMField> {
        var names = Set(records.first.map { Array($0.values.keys) } ?? [])
        for record in records where record.values.count != names.count || !record.values.keys.allSatisfy(names.contains)
        {
            names.formUnion(record.values.keys)
        }
        return names
    }

    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == RecordPage.version else { throw .unknownVersion }
        let object = try reader.oneOf(CRMObject.self)
        let fields = try reader.list { (reader) throws(PlanError) in CRMField(try reader.text()) }
        records = try reader.list { (reader) throws(PlanError) in
            guard let id = CRMID(try reader.text()) else { throw .damaged }
            let version = try reader.text()
            let readAt = Timestamp(microseconds: try reader.integer())
            var values: [CRMField: FieldValue] = [:]
            values.reserveCapacity(fields.count)
            for field in fields {
                let value = try reader.optional { (reader) throws(PlanError) in try FieldValue(from: &reader) }
                if let value { values[field] = value }
            }
            return Record(id: id, object: object, values: values, readAt: readAt, version: version)
        }
        guard reader.isAtEnd else { throw .damaged }
        self.object = object
    }
}
