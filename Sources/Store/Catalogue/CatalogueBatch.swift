/// Rows of one kind on their way from a file to the tables: their values lie in one piece of memory, one after another.
package struct CatalogueBatch: Sendable {
    package struct Row: Sendable {
        /// Its number in the file.
        package let fileRow: Int
        /// Of the id and all values: the same when nothing in the row has changed.
        package let digest: Int64
        /// When what it says was true, in microseconds; nil when the file does not say.
        package let asOf: Int64?
    }

    package let kind: CatalogueKind
    package private(set) var rows: [Row] = []
    private var bytes: [UInt8] = []
    /// Where each value ends; of a row first its id, then each field of the kind.
    private var ends: [Int] = [0]
    private let width: Int

    package init(_ kind: CatalogueKind, capacity: Int) {
        self.kind = kind
        width = kind.fields.count + 1
        rows.reserveCapacity(capacity)
        ends.reserveCapacity(capacity * width + 1)
        bytes.reserveCapacity(capacity * 256)
    }

    package var count: Int { rows.count }
    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a value of the row at hand: its id first, then each field in order, empty ones too.
    @inline(__always)
    package mutating func add(_ value: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
    }

    package mutating func add(_ value: some Sequence<UInt8>) {
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
    }

    /// Ends the row, once all its values are there.
    package mutating func endRow(fileRow: Int, asOf: Int64?) {
        precondition(ends.count == (rows.count + 1) * width + 1, "A row of \(kind) lacks values.")
        let first = rows.count * width
        var digest = RowDigest()
        bytes.withUnsafeBytes { bytes in
            for index in first..<(first + width) {
                digest.add(UnsafeRawBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]]))
            }
        }
        rows.append(Row(fileRow: fileRow, digest: digest.value, asOf: asOf))
    }

    /// A value of a row: the id at 0, then the fields.
    package func text(_ row: Int, _ value: Int) -> String {
        let index = row * width + value
        return String(decoding: bytes[ends[index]..<ends[index + 1]], as: UTF8.self)
    }

    /// Lends the values of all rows as they lie in memory.
    func withValues<Result>(_ body: (Values) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { bytes in
            try ends.withUnsafeBufferPointer { ends in try body(Values(bytes: bytes, ends: ends, width: width)) }
        }
    }

    struct Values {
        let bytes: UnsafeBufferPointer<UInt8>
        let ends: UnsafeBufferPointer<Int>
        let width: Int

        @inline(__always)
        subscript(row: Int, value: Int) -> UnsafeBufferPointer<UInt8> {
            let index = row * width + value
            return UnsafeBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]])
        }
    }
}

/// A number that tells whether a row is as it was: not against those who wish to deceive, but of 64 bits that depend on
/// every byte and on where values begin.
package struct RowDigest {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    package var value: Int64 { Int64(bitPattern: state) }

    package init() {}

    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 8 <= bytes.count {
            mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        mix(rest)
        mix(UInt64(bytes.count))
    }

    @inline(__always)
    private mutating func mix(_ word: UInt64) {
        let product = (state ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        state = product.high ^ product.low
    }
}
