/// Reads what a `ByteWriter` wrote, whatever bytes come.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0
    private var fields = KnownTexts<CRMField>()
    private var sources = KnownTexts<LoamField>()
    private var names = KnownTexts<String>()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() throws(PlanError) -> UInt8 {
        guard place < bytes.count else { throw .damaged }
        place += 1
        return bytes[place - 1]
    }

    mutating func integer() throws(PlanError) -> Int64 {
        var (number, shift) = (UInt64(0), UInt64(0))
        while true {
            let next = try byte()
            guard shift < 64 else { throw .damaged }
            number |= UInt64(next & 0x7F) << shift
            if next < 0x80 {
                // A number has one writing.
                guard next > 0 || shift == 0 else { throw .damaged }
                break
            }
            shift += 7
        }
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func number() throws(PlanError) -> Int { Int(try integer()) }

    mutating func flag() throws(PlanError) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw .damaged
        }
    }

    mutating func text() throws(PlanError) -> String { String(decoding: try textBytes(), as: UTF8.self) }

    private mutating func textBytes() throws(PlanError) -> ArraySlice<UInt8> {
        let count = try number()
        guard count >= 0, count <= bytes.count - place else { throw .damaged }
        defer { place += count }
        return bytes[place..<place + count]
    }

    mutating func id() throws(PlanError) -> CRMID {
        let text = try textBytes()
        guard let id = text.withUnsafeBufferPointer({ CRMID(utf8: $0) }) else { throw .damaged }
        return id
    }

    mutating func field() throws(PlanError) -> CRMField {
        let text = try textBytes()
        return try fields.value(of: text) { CRMField($0) }
    }

    mutating func source() throws(PlanError) -> LoamField {
        let text = try textBytes()
        return try sources.value(of: text) { (name) throws(PlanError) in
            guard let source = LoamField(rawValue: name) else { throw .damaged }
            return source
        }
    }

    /// A text that many records share.
    mutating func name() throws(PlanError) -> String {
        let text = try textBytes()
        return try names.value(of: text) { $0 }
    }

    mutating func oneOf<Value: CaseIterable>(_ type: Value.Type) throws(PlanError) -> Value {
        let wanted = try number()
        for (place, value) in Value.allCases.enumerated() where place == wanted { return value }
        throw .damaged
    }

    mutating func optional<Value>(
        _ body: (inout ByteReader) throws(PlanError) -> Value
    ) throws(PlanError) -> Value? {
        try flag() ? try body(&self) : nil
    }

    mutating func list<Value>(
        _ body: (inout ByteReader) throws(PlanError) -> Value
    ) throws(PlanError) -> [Value] {
        let count = try number()
        // Each element takes a byte at least.
        guard count >= 0, count <= bytes.count - place else { throw .damaged }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }
}

/// Why a stored plan cannot be read.
package enum PlanError: Error, Sendable, Hashable, CustomStringConvertible {
    case damaged
    case unknownVersion

    package var description: String {
        switch self {
        case .damaged: "The stored plan is damaged, so nothing is written from it; plan the records again."
        case .unknownVersion:
            "The stored plan was made by a newer version of Loam, which this one cannot read; upgrade, or plan again."
        }
    }
}
