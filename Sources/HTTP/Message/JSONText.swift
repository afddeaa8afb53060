/// Writes `Encodable` values as JSON, straight into a buffer and with the keys in the order in which they are encoded.
///
/// Foundation's encoder builds a tree of dictionaries first: slower by a multiple, and the keys come out shuffled.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let output = JSONOutput()
        try JSONEncoding(output: output, codingPath: []).encodeValue(value)
        return try output.finish()
    }
}

/// The text so far, and which of its containers are still open.
///
/// A container is closed when its parent is written to again, because nothing in `Encodable` says that it is done.
private final class JSONOutput {
    private var bytes: [UInt8] = []
    private var open: [(id: Int, close: UInt8, isEmpty: Bool)] = []
    private var lastID = 0
    private var fault: EncodingError?

    init() {
        bytes.reserveCapacity(256)
    }

    func begin(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Int {
        bytes.append(UInt8(ascii: opening))
        lastID += 1
        open.append((lastID, UInt8(ascii: closing), true))
        return lastID
    }

    /// Makes ready for the next member of this container.
    func next(in container: Int, _ path: [any CodingKey]) {
        while let innermost = open.last, innermost.id != container {
            guard open.contains(where: { $0.id == container }) else {
                if fault == nil {
                    let context = EncodingError.Context(
                        codingPath: path,
                        debugDescription: "A container was written to after its parent had gone on."
                    )
                    fault = .invalidValue(path.count, context)
                }
                return
            }
            close(innermost.close)
        }
        guard !open.isEmpty else { return }
        if !open[open.count - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[open.count - 1].isEmpty = false
    }

    func finish() throws -> [UInt8] {
        while let innermost = open.last { close(innermost.close) }
        if let fault { throw fault }
        // A type that encodes nothing at all still has to be a JSON text.
        return bytes.isEmpty ? Array("{}".utf8) : bytes
    }

    private func close(_ closing: UInt8) {
        bytes.append(closing)
        open.removeLast()
    }

    func key(_ key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
    }

    func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var plainStart = 0
            for index in utf8.indices {
                let byte = utf8[index]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F else { continue }
                bytes.append(contentsOf: utf8[plainStart..<index])
                plainStart = index + 1
                escape(byte)
            }
            bytes.append(contentsOf: utf8[plainStart...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: raw("\\\"")
        case 0x5C: raw("\\\\")
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        default:
            let digits = String(byte, radix: 16)
            raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }
}

private struct JSONEncoding: Encoder, SingleValueEncodingContainer {
    let output: JSONOutput
    let codingPath: [any CodingKey]

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func encodeValue(_ value: some Encodable) throws {
        switch value {
        case let text as String: output.string(text)
        case let number as Int: output.raw(String(number))
        case let flag as Bool: output.raw(flag ? "true" : "false")
        default: try value.encode(to: self)
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedJSON(output: output, id: output.begin("{", "}"), codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        UnkeyedJSON(output: output, id: output.begin("[", "]"), codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { output.raw("null") }
    func encode(_ value: Bool) { output.raw(value ? "true" : "false") }
    func encode(_ value: String) { output.string(value) }
    func encode(_ value: Double) throws { try encodeReal(value) }
    func encode(_ value: Float) throws { try encodeReal(value) }
    func encode(_ value: Int) { output.raw(String(value)) }
    func encode(_ value: Int8) { output.raw(String(value)) }
    func encode(_ value: Int16) { output.raw(String(value)) }
    func encode(_ value: Int32) { output.raw(String(value)) }
    func encode(_ value: Int64) { output.raw(String(value)) }
    func encode(_ value: UInt) { output.raw(String(value)) }
    func encode(_ value: UInt8) { output.raw(String(value)) }
    func encode(_ value: UInt16) { output.raw(String(value)) }
    func encode(_ value: UInt32) { output.raw(String(value)) }
    func encode(_ value: UInt64) { output.raw(String(value)) }
    func encode(_ value: some Encodable) throws { try encodeValue(value) }

    private func encodeReal<Number: BinaryFloatingPoint & LosslessStringConvertible & Encodable>(
        _ value: Number
    ) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: codingPath, debugDescription: "JSON has no number that is infinite or not a number.")
            )
        }
        let text = String(value)
        output.raw(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
}

private struct KeyedJSON<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let id: Int
    let codingPath: [any CodingKey]

    private func value(for key: any CodingKey) -> JSONEncoding {
        output.next(in: id, codingPath)
        output.key(key.stringValue)
        return JSONEncoding(output: output, codingPath: codingPath + [key])
    }

    func encodeNil(forKey key: Key) { value(for: key).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) { member(key) { output.raw(value ? "true" : "false") } }
    func encode(_ value: String, forKey key: Key) { member(key) { output.string(value) } }
    func encode(_ value: Int, forKey key: Key) { member(key) { output.raw(String(value)) } }
    func encode(_ value: Int64, forKey key: Key) { member(key) { output.raw(String(value)) } }
    func encode(_ value: some Encodable, forKey key: Key) throws { try self.value(for: key).encodeValue(value) }

    /// Writes a plain value without building the path to it, which only an error would need.
    private func member(_ key: Key, _ write: () -> Void) {
        output.next(in: id, codingPath)
        output.key(key.stringValue)
        write()
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { value(for: key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { value(for: key).unkeyedContainer() }

    func superEncoder() -> any Encoder { value(for: SuperKey()) }
    func superEncoder(forKey key: Key) -> any Encoder { value(for: key) }
}

private struct UnkeyedJSON: UnkeyedEncodingContainer {
    let output: JSONOutput
    let id: Int
    let codingPath: [any CodingKey]
    var count = 0

    private mutating func element() -> JSONEncoding {
        output.next(in: id, codingPath)
        defer { count += 1 }
        return JSONEncoding(output: output, codingPath: codingPath + [IndexKey(index: count)])
    }

    mutating func encodeNil() { element().encodeNil() }
    mutating func encode(_ value: some Encodable) throws { try element().encodeValue(value) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> { element().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { element() }
}

private struct SuperKey: CodingKey {
    let stringValue = "super"
    let intValue: Int? = nil

    init() {}
    init?(stringValue: String) { nil }
    init?(intValue: Int) { nil }
}

private struct IndexKey: CodingKey {
    let index: Int

    var stringValue: String { "\(index)" }
    var intValue: Int? { index }

    init(index: Int) {
        self.index = index
    }

    init?(stringValue: String) { nil }
    init?(intValue: Int) { index = intValue }
}
