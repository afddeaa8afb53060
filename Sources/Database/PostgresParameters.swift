import CPostgres

/// The values of one execution as libpq wants them: C strings, lengths and formats that live as long as the call.
struct PostgresParameters {
    private var buffer: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private(set) var types: [Oid] = []

    init(_ parameters: [SQL.Parameter]) throws(DatabaseError) {
        guard parameters.count <= 65535 else {
            throw DatabaseError(
                .faultyStatement,
                "A statement has \(parameters.count) values, and PostgreSQL takes 65535 at most. Split the rows."
            )
        }
        for parameter in parameters {
            types.append(PostgresType.oid(of: parameter.type.refined(by: parameter.value)))
            try append(parameter.value)
        }
    }

    private mutating func append(_ value: SQLValue) throws(DatabaseError) {
        offsets.append(value == .null ? -1 : buffer.count)
        let start = buffer.count
        var format: Int32 = 0
        switch value {
        case .null: break
        case .integer(let number): buffer += String(number).utf8
        case .flag(let flag): buffer.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .real(let number):
            guard !number.isNaN else { throw .notANumber }
            buffer += String(number).utf8
        case .text(let text):
            buffer += text.utf8
            guard !buffer[start...].contains(0) else { throw .nulInText }
        case .bytes(let bytes):
            buffer += bytes
            format = 1
        }
        lengths.append(Int32(clamping: buffer.count - start))
        formats.append(format)
        buffer.append(0)
    }

    var count: Int32 { Int32(offsets.count) }

    /// The arrays of libpq's calls; they must not outlive the body.
    func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        buffer.withUnsafeBytes { bytes in
            let values = offsets.map { offset -> UnsafePointer<CChar>? in
                offset < 0 ? nil : bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
            }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}

/// PostgreSQL's numbers for the types that we use.
enum PostgresType {
    static func oid(of type: SQLType) -> Oid {
        switch type {
        case .any: 0
        case .integer: 20
        case .real: 701
        case .text: 25
        case .bytes: 17
        case .flag: 16
        }
    }

    static func kind(oid: Oid) -> ScannedRow.Kind {
        switch oid {
        case 20, 21, 23, 26: .integer
        case 16: .flag
        case 17: .bytes
        case 700, 701, 1700: .real
        default: .text
        }
    }

    /// Makes a value of a column's text form.
    static func value(_ start: UnsafePointer<CChar>, _ count: Int, oid: Oid) -> SQLValue {
        let text = UnsafeRawBufferPointer(start: start, count: count)
        switch oid {
        case 20, 21, 23, 26:
            return integer(text).map { .integer($0) } ?? .text(String(decoding: text, as: UTF8.self))
        case 16: return .flag(text.first == UInt8(ascii: "t"))
        case 17: return .bytes(bytes(text))
        case 700, 701: return .real(Double(String(decoding: text, as: UTF8.self)) ?? .nan)
        // A sum of whole numbers.
        case 1700:
            let string = String(decoding: text, as: UTF8.self)
            return integer(text).map { .integer($0) } ?? Double(string).map { .real($0) } ?? .text(string)
        default: return .text(String(decoding: text, as: UTF8.self))
        }
    }

    private static func integer(_ text: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in text.dropFirst(isNegative ? 1 : 0) {
            guard (48...57).contains(byte) else { return nil }
            // Counts downwards, because the least number has no positive twin.
            let (tens, tooLong) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLarge) = tens.subtractingReportingOverflow(Int64(byte - 48))
            guard !tooLong, !tooLarge else { return nil }
            value = sum
        }
        guard !isNegative else { return value }
        let (positive, tooLarge) = Int64(0).subtractingReportingOverflow(value)
        return tooLarge ? nil : positive
    }

    /// Bytes from their text form `\x0aff…`.
    private static func bytes(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte >= 97 ? byte - 87 : byte - 48 }
        return [UInt8](unsafeUninitializedCapacity: max(0, text.count / 2 - 1)) { target, count in
            for index in stride(from: 2, to: text.count - 1, by: 2) {
                target[count] = digit(text[index]) << 4 | digit(text[index + 1])
                count += 1
            }
        }
    }
}
