/// Writes `Encodable` values as JSON, straight into a buffer and with the keys in the order in which they are encoded.
///
/// Foundation's encoder builds a tree of dictionaries first: slower by a multiple, and the keys come out shuffled.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let output = JSONOutput()
        try JSONEncoding(output: output, path: nil).encode(value)
        return try output.finish()
    }
}

/// Where in the value we are; strings are made of it only for an error.
private final class JSONPath {
    let key: any CodingKey
    let parent: JSONPath?

    init(_ key: any CodingKey, below parent: JSONPath?) {
        self.key = key
        self.parent = parent
    }

    static func keys(_ path: JSONPath?) -> [any CodingKey] {
        guard let path else { return [] }
        return keys(path.parent) + [path.key]
    }
}

private final class JSONOutput {
    private var writer = JSONWriter()

    func write(_ body: (inout JSONWriter) -> Void) { body(&writer) }

    func begin(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Int { writer.begin(opening, closing) }

    func finish() throws -> [UInt8] {
        guard !writer.isTangled else {
            let context = EncodingError.Context(
                codingPath: [],
                debugDescription: "A container was written to after its parent had gone on."
            )
            throw EncodingError.invalidValue(0, context)
        }
        return writer.finished()
    }
}

/// The text so far, and which of its containers are still open.
///
/// A container is closed when its parent is written to again, because nothing in `Encodable` says that it is done.
private struct JSONWriter {
    private var bytes: [UInt8] = []
    private var open: [(id: Int, closing: UInt8, isEmpty: Bool)] = []
    private var lastID = 0
    private(set) var isTangled = false

    init() {
        bytes.reserveCapacity(256)
        open.reserveCapacity(4)
    }

    mutating func begin(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Int {
        bytes.append(UInt8(ascii: opening))
        lastID += 1
        open.append((lastID, UInt8(ascii: closing), true))
        return lastID
    }

    /// Makes ready for the next member of this container.
    mutating func next(in container: Int) {
        var last = open.count - 1
        while last >= 0, open[last].id != container {
            bytes.append(open[last].closing)
            open.removeLast()
            last -= 1
        }
        guard last >= 0 else {
            isTangled = true
            return
        }
        if open[last].isEmpty {
            open[last].isEmpty = false
        } else {
            bytes.append(UInt8(ascii: ","))
        }
    }

    mutating func finished() -> [UInt8] {
        while let innermost = open.popLast() { bytes.append(innermost.closing) }
        // A type that encodes nothing at all still has to be a JSON text.
        return bytes.isEmpty ? Array("{}".utf8) : bytes
    }

    mutating func key(_ key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func flag(_ flag: Bool) { raw(flag ? "true" as StaticString : "false") }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            bytes.append(UInt8(ascii: "\""))
            var plainStart = 0
            for index in utf8.indices where utf8[index].isEscapedInJSON {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plainStart..<index]))
                plainStart = index + 1
                escape(utf8[index])
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plainStart...]))
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: raw("\\\"" as StaticString)
        case 0x5C: raw("\\\\" as StaticString)
        case 0x0A: raw("\\n" as StaticString)
        case 0x0D: raw("\\r" as StaticString)
        case 0x09: raw("\\t" as StaticString)
        default:
            let digits = String(byte, radix: 16)
            raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }
}

extension UInt8 {
    fileprivate var isEscapedInJSON: Bool { self < 0x20 || self == 0x22 || self == 0x5C || self == 0x7F }
}

private struct JSONEncoding: Encoder, SingleValueEncodingContainer {
    let output: JSONOutput
    let path: JSONPath?

    var codingPath: [any CodingKey] { JSONPath.keys(path) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedJSON(output: output, id: output.begin("{", "}"), path: path))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        UnkeyedJSON(output: output, id: output.begin("[", "]"), path: path)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { output.write { $0.raw("null" as StaticString) } }
    func encode(_ value: Bool) { output.write { $0.flag(value) } }
    func encode(_ value: String) { output.write { $0.string(value) } }
    func encode(_ value: Double) throws { try encodeReal(value) }
    func encode(_ value: Float) throws { try encodeReal(value) }
    func encode(_ value: Int) { encodeInteger(value) }
    func encode(_ value: Int8) { encodeInteger(value) }
    func encode(_ value: Int16) { encodeInteger(value) }
    func encode(_ value: Int32) { encodeInteger(value) }
    func encode(_ value: Int64) { encodeInteger(value) }
    func encode(_ value: UInt) { encodeInteger(value) }
    func encode(_ value: UInt8) { encodeInteger(value) }
    func encode(_ value: UInt16) { encodeInteger(value) }
    func encode(_ value: UInt32) { encodeInteger(value) }
    func encode(_ value: UInt64) { encodeInteger(value) }
    func encode<Value: Encodable>(_ value: Value) throws {
        if !encodePlain(value) { try value.encode(to: self) }
    }

    /// Writes the commonest values without the three calls that `encode(to:)` takes.
    func encodePlain<Value: Encodable>(_ value: Value) -> Bool {
        // Comparing the types first is cheap; a cast that fails is not.
        if Value.self == String.self, let text = value as? String {
            encode(text)
        } else if Value.self == Int.self, let number = value as? Int {
            encode(number)
        } else {
            return false
        }
        return true
    }

    private func encodeInteger(_ value: some BinaryInteger) { output.write { $0.raw(String(value)) } }

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
        output.write { $0.raw(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) }
    }
}

private struct KeyedJSON<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let id: Int
    let path: JSONPath?

    var codingPath: [any CodingKey] { JSONPath.keys(path) }

    func encodeNil(forKey key: Key) { member(key) { $0.raw("null" as StaticString) } }
    func encode(_ value: Bool, forKey key: Key) { member(key) { $0.flag(value) } }
    func encode(_ value: String, forKey key: Key) { member(key) { $0.string(value) } }
    func encode(_ value: Int, forKey key: Key) { member(key) { $0.raw(String(value)) } }
    func encode(_ value: Int64, forKey key: Key) { member(key) { $0.raw(String(value)) } }
    func encode(_ value: some Encodable, forKey key: Key) throws { try self.value(for: key).encode(value) }

    /// Writes a plain value without building the path to it, which only an error would need.
    private func member(_ key: Key, _ write: (inout JSONWriter) -> Void) {
        output.write { writer in
            writer.next(in: id)
            writer.key(key.stringValue)
            write(&writer)
        }
    }

    private func value(for key: any CodingKey) -> JSONEncoding {
        output.write { writer in
            writer.next(in: id)
            writer.key(key.stringValue)
        }
        return JSONEncoding(output: output, path: JSONPath(key, below: path))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { value(for: key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { value(for: key).unkeyedContainer() }

    func superEncoder() -> any Encoder { value(for: NamedKey(stringValue: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { value(for: key) }
}

private struct UnkeyedJSON: UnkeyedEncodingContainer {
    let output: JSONOutput
    let id: Int
    let path: JSONPath?
    var count = 0

    var codingPath: [any CodingKey] { JSONPath.keys(path) }

    mutating func encodeNil() { element().encodeNil() }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        output.write { $0.next(in: id) }
        let plain = JSONEncoding(output: output, path: path)
        if !plain.encodePlain(value) {
            try value.encode(to: JSONEncoding(output: output, path: JSONPath(NamedKey(index: count), below: path)))
        }
        count += 1
    }

    private mutating func element() -> JSONEncoding {
        output.write { $0.next(in: id) }
        defer { count += 1 }
        return JSONEncoding(output: output, path: JSONPath(NamedKey(index: count), below: path))
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> { element().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { element() }
}

/// A key that no type declares: an index, or `super`.
private struct NamedKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }

    init(index: Int) {
        self.init(intValue: index)
    }
}
