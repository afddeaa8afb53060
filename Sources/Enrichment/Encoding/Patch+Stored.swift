/// A patch as bytes, for one that is kept by itself before it is written.
extension Patch {
    private static let version: UInt8 = 1

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(Patch.version)
        writer.write(list: entries) { $1.write(to: &$0) }
        return writer.bytes
    }

    package init(encoded bytes: [UInt8]) throws(PlanError) {
        var reader = ByteReader(bytes)
        guard try reader.byte() == Patch.version else { throw .unknownVersion }
        let entries = try reader.list { (reader) throws(PlanError) in try Entry(from: &reader) }
        guard reader.isAtEnd else { throw .damaged }
        self.init(entries)
    }
}
