import Database

/// The ids of many rows, one after the other: eighteen bytes each.
struct RowIDs: Sendable {
    static let width = 18

    private(set) var bytes: [UInt8]

    init(bytes: [UInt8] = []) { self.bytes = bytes }

    var count: Int { bytes.count / RowIDs.width }

    mutating func append(_ id: UnsafeBufferPointer<UInt8>) {
        precondition(id.count == RowIDs.width, "Every row has an id of eighteen characters.")
        bytes.append(contentsOf: id)
    }

    subscript(range: Range<Int>) -> RowIDs {
        let places = range.clamped(to: 0..<count)
        return RowIDs(bytes: Array(bytes[(places.lowerBound * RowIDs.width)..<(places.upperBound * RowIDs.width)]))
    }

    mutating func append(_ others: RowIDs) { bytes += others.bytes }

    /// `["001…","001…"]`
    var json: String {
        var text: [UInt8] = [UInt8(ascii: "[")]
        text.reserveCapacity(count * (RowIDs.width + 3) + 2)
        for start in stride(from: 0, to: bytes.count, by: RowIDs.width) {
            if start > 0 { text.append(UInt8(ascii: ",")) }
            text.append(UInt8(ascii: "\""))
            text += bytes[start..<(start + RowIDs.width)]
            text.append(UInt8(ascii: "\""))
        }
        text.append(UInt8(ascii: "]"))
        return String(decoding: text, as: UTF8.self)
    }
}
