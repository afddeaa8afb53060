/// The header fields of a message, in order. A name may occur more than once.
///
/// All of them lie in one buffer, so that taking over a request's head costs one allocation however many fields it
/// has, and a string is made only of a field that someone asks for. A control character in a value becomes a space:
/// what is stored here can always be sent.
package struct Fields: Sendable {
    /// Entry after entry: length of the name (2 bytes), length of the value (4 bytes), name, 0, value, 0.
    private var storage: [UInt8] = []
    package private(set) var count = 0

    private static let headLength = 6

    package init() {}

    package var isEmpty: Bool { count == 0 }

    /// The first value of this name. Setting it replaces every value of the name, `nil` removes them.
    package subscript(name: FieldName) -> String? {
        get { first(of: name).map { text($0.value) } }
        set {
            removeAll(name)
            if let newValue { append(name, newValue) }
        }
    }

    /// How often the name occurs.
    func occurrences(of name: FieldName) -> Int {
        var occurrences = 0
        var from = 0
        while let entry = first(of: name, from: from) {
            occurrences += 1
            from = entry.end
        }
        return occurrences
    }

    package func contains(_ name: FieldName) -> Bool { first(of: name) != nil }

    /// Looks at the first value without making a string of it.
    func value(of name: FieldName, hasPrefix prefix: StaticString) -> Bool {
        guard let entry = first(of: name), entry.value.count >= prefix.utf8CodeUnitCount else { return false }
        return storage.withUnsafeBufferPointer { bytes in
            for index in 0..<prefix.utf8CodeUnitCount
            where bytes[entry.value.lowerBound + index].asciiLowercased != prefix.utf8Start[index] { return false }
            return true
        }
    }

    package func values(of name: FieldName) -> [String] {
        var values: [String] = []
        var from = 0
        while let entry = first(of: name, from: from) {
            values.append(text(entry.value))
            from = entry.end
        }
        return values
    }

    /// The members of a field that is a comma-separated list, over all its lines, without the blanks around them.
    package func list(_ name: FieldName) -> [Substring] {
        values(of: name).flatMap { line in
            line.split(separator: ",").map(\.withoutBlanks).filter { !$0.isEmpty }
        }
    }

    package mutating func append(_ name: FieldName, _ value: String) {
        var name = name.text
        var value = value
        name.withUTF8 { name in value.withUTF8 { append(name: name, value: $0) } }
    }

    package static func + (left: Fields, right: Fields) -> Fields {
        var both = left
        both.append(contentsOf: right)
        return both
    }

    package mutating func append(contentsOf other: Fields) {
        storage.append(contentsOf: other.storage)
        count += other.count
    }

    package mutating func removeAll(_ name: FieldName) {
        while let entry = first(of: name) {
            storage.removeSubrange(entry.start..<entry.end)
            count -= 1
        }
    }

    /// Takes a field from bytes. A name longer than 65,535 bytes is cut off there.
    mutating func append(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        let nameLength = Swift.min(name.count, Int(UInt16.max))
        let valueLength = Swift.min(value.count, Int(UInt32.max))
        let start = storage.count
        let end = start + Fields.headLength + nameLength + valueLength + 2
        storage.append(contentsOf: repeatElement(0, count: end - start))
        storage.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: UInt16(nameLength).littleEndian, toByteOffset: start, as: UInt16.self)
            bytes.storeBytes(of: UInt32(valueLength).littleEndian, toByteOffset: start + 2, as: UInt32.self)
            let nameStart = start + Fields.headLength
            let valueStart = nameStart + nameLength + 1
            for index in 0..<nameLength { bytes[nameStart + index] = name[index] }
            for index in 0..<valueLength {
                let byte = value[index]
                bytes[valueStart + index] = byte < 0x20 || byte == 0x7F ? 0x20 : byte
            }
        }
        count += 1
    }

    /// Makes room for so many more bytes.
    mutating func reserve(_ bytes: Int) { storage.reserveCapacity(storage.count + bytes) }

    /// About how much room the fields take.
    var size: Int { storage.count }

    /// Calls the body with each name and value as C strings, as the server's library wants them.
    func forEachCString(_ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void) {
        storage.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
            var start = 0
            while start < bytes.count {
                let entry = Fields.entry(at: start, in: bytes)
                body(base + entry.name.lowerBound, base + entry.value.lowerBound)
                start = entry.end
            }
        }
    }

    // MARK: Finding

    private struct Entry {
        let start: Int
        let name: Range<Int>
        let value: Range<Int>
        let end: Int
    }

    private static func entry(at start: Int, in bytes: UnsafeRawBufferPointer) -> Entry {
        let nameLength = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self)))
        let valueLength = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 2, as: UInt32.self)))
        let name = start + headLength
        let value = name + nameLength + 1
        return Entry(
            start: start,
            name: name..<name + nameLength,
            value: value..<value + valueLength,
            end: value + valueLength + 1
        )
    }

    private func first(of name: FieldName, from start: Int = 0) -> Entry? {
        guard start < storage.count else { return nil }
        var text = name.text
        return text.withUTF8 { wanted in
            storage.withUnsafeBytes { bytes in
                var start = start
                while start < bytes.count {
                    let entry = Fields.entry(at: start, in: bytes)
                    if entry.name.count == wanted.count,
                        Fields.equal(wanted, UnsafeRawBufferPointer(rebasing: bytes[entry.name]))
                    {
                        return entry
                    }
                    start = entry.end
                }
                return nil
            }
        }
    }

    private static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeRawBufferPointer) -> Bool {
        for index in 0..<left.count where left[index] != right[index] {
            guard left[index].asciiLowercased == right[index].asciiLowercased else { return false }
        }
        return true
    }

    private func text(_ range: Range<Int>) -> String {
        storage.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
    }
}

extension Fields: Sequence {
    package func makeIterator() -> AnyIterator<(name: FieldName, value: String)> {
        var start = 0
        return AnyIterator {
            guard start < storage.count else { return nil }
            let entry = storage.withUnsafeBytes { Fields.entry(at: start, in: $0) }
            start = entry.end
            return (FieldName(stringLiteral: text(entry.name)), text(entry.value))
        }
    }
}

extension Fields: ExpressibleByDictionaryLiteral, Equatable, CustomStringConvertible {
    package init(dictionaryLiteral elements: (FieldName, String)...) {
        for (name, value) in elements { append(name, value) }
    }

    /// Names without values, because a value may be a secret.
    package var description: String { map(\.name.text).joined(separator: ", ") }
}

extension StringProtocol {
    /// The text without the blanks and tabs at its ends.
    var withoutBlanks: SubSequence {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
