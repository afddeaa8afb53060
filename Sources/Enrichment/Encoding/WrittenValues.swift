/// What Loam wrote last into the fields of one record, and what people had in them before.
package struct WrittenValues: Sendable, Equatable {
    package struct Value: Sendable, Equatable {
        /// What Loam wrote.
        package var ours: FieldValue
        /// What somebody else had entered there, perhaps nothing.
        package var theirs: FieldValue

        package init(ours: FieldValue, theirs: FieldValue) { (self.ours, self.theirs) = (ours, theirs) }
    }

    package var values: [CRMField: Value]

    package init(_ values: [CRMField: Value] = [:]) { self.values = values }

    /// What was written last, by field.
    package var ours: [CRMField: FieldValue] { values.mapValues(\.ours) }

    /// Notes a change. What was there before is somebody else's, unless it was what Loam itself had written.
    package mutating func note(_ change: Settlement.Written) {
        let known = values[change.field]
        let isOwn = known.map { $0.ours.isSame(as: change.before) } ?? false
        values[change.field] = Value(ours: change.after, theirs: isOwn ? known?.theirs ?? .blank : change.before)
    }

    /// The record as people left it: what Loam wrote is no evidence of what the record is.
    package func withoutOurs(_ record: Record) -> Record {
        var record = record
        for (field, value) in values {
            if let present = record.values[field], present.isSame(as: value.ours) {
                record.values[field] = value.theirs
            }
        }
        return record
    }

    /// The bytes of what is noted of a record for the first time, by its changes in any order.
    package static func encoded(ofFirst changes: ArraySlice<Settlement.Written>) -> [UInt8] {
        let areInOrder = zip(changes, changes.dropFirst()).allSatisfy { $0.field < $1.field }
        guard areInOrder else {
            var values = WrittenValues()
            for change in changes { values.note(change) }
            return values.encoded
        }
        var writer = ByteWriter()
        writer.write(list: Array(changes)) { writer, change in
            writer.write(change.field.rawValue)
            change.after.write(to: &writer)
            change.before.write(to: &writer)
        }
        return writer.bytes
    }

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(list: values.sorted { $0.key < $1.key }) { writer, one in
            writer.write(one.key.rawValue)
            one.value.ours.write(to: &writer)
            one.value.theirs.write(to: &writer)
        }
        return writer.bytes
    }

    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        let list = try reader.list { (reader) throws(PlanError) in
            (
                try reader.field(),
                Value(ours: try FieldValue(from: &reader), theirs: try FieldValue(from: &reader))
            )
        }
        guard reader.isAtEnd else { throw .damaged }
        values = Dictionary(list) { $1 }
    }
}
