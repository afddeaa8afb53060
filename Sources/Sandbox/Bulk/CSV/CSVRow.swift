/// One row of a CSV text as ranges of bytes that are borrowed: valid only while the visitor runs that was handed it.
struct CSVRow {
    /// Where one cell's content lies, without its quotes.
    struct Cell {
        let start: Int
        let end: Int
        let isQuoted: Bool
        /// Whether doubled quotes stand in it, of which one is meant.
        let hasDoubledQuotes: Bool
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let cells: UnsafeBufferPointer<Cell>
    /// Counted from 1, the header included.
    let number: Int
    /// The row as it was written, without its line ending.
    let extent: Range<Int>

    var count: Int { cells.count }

    /// The content, where it need not be changed to be read.
    @inline(__always)
    func plain(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        let cell = cells[index]
        return cell.hasDoubledQuotes ? nil : UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
    }

    func isEmpty(_ index: Int) -> Bool { cells[index].start == cells[index].end }

    /// A cell's content.
    func text(_ index: Int) -> String {
        if let plain = plain(index) { return String(decoding: plain, as: UTF8.self) }
        return String(decoding: undoubled(cells[index]), as: UTF8.self)
    }

    /// What a cell says of a field: nothing when it is empty, null for `#N/A`.
    @inline(__always)
    func value(_ index: Int) -> Scalar? {
        guard let plain = plain(index) else { return .text(text(index)) }
        if plain.isEmpty { return nil }
        if plain.count == 4, plain[0] == UInt8(ascii: "#"), plain.elementsEqual("#N/A".utf8) { return .null }
        return .text(String(decoding: plain, as: UTF8.self))
    }

    var texts: [String] { cells.indices.map { text($0) } }

    private func undoubled(_ cell: Cell) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(cell.end - cell.start)
        var index = cell.start
        while index < cell.end {
            content.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return content
    }
}
