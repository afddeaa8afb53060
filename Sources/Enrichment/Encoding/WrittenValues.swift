/// What Loam wrote last into the fields of one record.
package struct WrittenValues: Sendable, Equatable {
    package var values: [CRMField: FieldValue]

    package init(_ values: [CRMField: FieldValue] = [:]) { self.values = values }

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(list: values.sorted { $0.key < $1.key }) { writer, one in
            writer.write(one.key.rawValue)
            one.value.write(to: &writer)
        }
        return writer.bytes
    }

    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        let list = try reader.list { (reader) throws(PlanError) in
            (CRMField(try reader.text()), try FieldValue(from: &reader))
        }
        guard reader.isAtEnd else { throw .damaged }
        values = Dictionary(list) { $1 }
    }
}
