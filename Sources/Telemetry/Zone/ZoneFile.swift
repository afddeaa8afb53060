/// Reads one compiled file of the time zone database: the format TZif of RFC 9636, of version 2 or later.
enum ZoneFile {
    /// Nil where the bytes are not such a file.
    static func history(_ bytes: [UInt8]) -> ZoneHistory? {
        var reader = ByteReader(bytes)
        // The first part repeats the second with 32-bit times, for readers of long ago.
        guard let old = Header(&reader), old.version >= 2, reader.skip(old.length(ofTime: 4)),
            let header = Header(&reader), header.types > 0,
            let times = reader.list(header.times, { $0.integer(bytes: 8) }),
            let kinds = reader.list(header.times, { $0.integer(bytes: 1) }),
            let offsets = reader.list(header.types, { $0.localType() }),
            reader.skip(header.lengthAfterTypes), let rule = reader.footer()
        else { return nil }
        var changes: [ZoneHistory.Change] = []
        changes.reserveCapacity(times.count)
        for (time, kind) in zip(times, kinds) {
            guard kind < offsets.count, changes.last?.at ?? .min < time else { return nil }
            changes.append(ZoneHistory.Change(at: time, offset: offsets[Int(kind)]))
        }
        return ZoneHistory(firstOffset: offsets[0], changes: changes, rule: rule)
    }

    private struct Header {
        let version: Int
        let utIndicators: Int
        let standardIndicators: Int
        let leapSeconds: Int
        let times: Int
        let types: Int
        let letters: Int

        init?(_ reader: inout ByteReader) {
            guard reader.skip("TZif"), let version = reader.integer(bytes: 1), reader.skip(15),
                let counts = reader.list(6, { $0.integer(bytes: 4) }), counts.allSatisfy({ 0...65536 ~= $0 })
            else { return nil }
            self.version = version >= 0x32 ? Int(version) - 0x30 : 1
            utIndicators = Int(counts[0])
            standardIndicators = Int(counts[1])
            leapSeconds = Int(counts[2])
            times = Int(counts[3])
            types = Int(counts[4])
            letters = Int(counts[5])
        }

        func length(ofTime size: Int) -> Int {
            times * (size + 1) + types * 6 + letters + leapSeconds * (size + 4) + standardIndicators + utIndicators
        }

        var lengthAfterTypes: Int { letters + leapSeconds * 12 + standardIndicators + utIndicators }
    }
}

private struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - position else { return false }
        position += count
        return true
    }

    mutating func skip(_ text: StaticString) -> Bool {
        let start = position
        let matches = skip(text.utf8CodeUnitCount)
        return matches && bytes[start..<position].elementsEqual(text.description.utf8)
    }

    /// Big-endian; only eight bytes can be negative.
    mutating func integer(bytes size: Int) -> Int64? {
        let start = position
        guard skip(size) else { return nil }
        return Int64(bitPattern: bytes[start..<position].reduce(0) { $0 << 8 | UInt64($1) })
    }

    mutating func list(_ count: Int, _ element: (inout ByteReader) -> Int64?) -> [Int64]? {
        var list: [Int64] = []
        for _ in 0..<count {
            guard let next = element(&self) else { return nil }
            list.append(next)
        }
        return list
    }

    /// The offset of a type of local time; no clock is further than 26 hours from Greenwich.
    mutating func localType() -> Int64? {
        guard let raw = integer(bytes: 4), skip(2) else { return nil }
        let offset = Int64(Int32(truncatingIfNeeded: raw))
        return -26 * 3600...26 * 3600 ~= offset ? offset : nil
    }

    /// A rule between two line ends; `.some(nil)` where the file gives none.
    mutating func footer() -> ZoneRule?? {
        guard skip("\n"), let end = bytes[position...].firstIndex(of: 0x0A) else { return nil }
        guard end > position else { return .some(nil) }
        guard let rule = ZoneRule(posix: String(decoding: bytes[position..<end], as: UTF8.self)) else { return nil }
        return rule
    }
}
