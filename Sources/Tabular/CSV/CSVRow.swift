/// One row of a CSV text as ranges of bytes that are borrowed: valid only while the visitor runs that was handed it.
package struct CSVRow {
    /// Where one cell's content lies, without its quotes.
    package struct Cell {
        package let start: Int
        package let end: Int
        package let isQuoted: Bool
        /// Whether doubled quotes stand in it, of which one is meant.
        package let hasDoubledQuotes: Bool
    }

    package let bytes: UnsafeBufferPointer<UInt8>
    package let cells: UnsafeBufferPointer<Cell>
    /// Counted from 1, the header included.
    package let number: Int
    /// The row as it was written, without its line ending.
    package let extent: Range<Int>

    @inlinable
    package var count: Int { cells.count }

    /// The content, where it need not be changed to be read.
    @inlinable
    package func plain(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
        let cell = cells[index]
        return cell.hasDoubledQuotes ? nil : UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
    }

    @inlinable
    package func isEmpty(_ index: Int) -> Bool { cells[index].start == cells[index].end }

    /// A cell's content.
    package func text(_ index: Int) -> String {
        if let plain = plain(index) { return String(decoding: plain, as: UTF8.self) }
        return String(decoding: undoubled(cells[index]), as: UTF8.self)
    }

    package var texts: [String] { cells.indices.map { text($0) } }

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
