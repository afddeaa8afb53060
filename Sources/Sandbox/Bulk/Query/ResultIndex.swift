import Tabular

/// Finds a row of a result file without reading all before it: where each thousandth row begins stands in a second file.
struct ResultIndex {
    /// Rows between two entries.
    static let step = 1000

    let results: SpooledFile
    let index: SpooledFile
    let format: CSVFormat

    /// The header row with its line ending.
    func header() throws -> [UInt8] { try results.read(0..<offset(ofRow: 0)) }

    /// Where the row begins, counted from 0 without the header; the end of the file for one behind the last.
    func offset(ofRow row: Int) throws -> Int {
        let entries = index.size / 8
        guard entries > 0 else { return results.size }
        let entry = min(row / ResultIndex.step, entries - 1)
        let start = try ResultIndex.decode(try index.read(entry * 8..<entry * 8 + 8))
        let left = row - entry * ResultIndex.step
        if left == 0 { return start }
        var rows = CSVReader(results, format, from: start, after: 1)
        try rows.read(upTo: left) { _ in }
        return rows.position
    }

    static func encode(_ offset: Int) -> [UInt8] { withUnsafeBytes(of: UInt64(offset).littleEndian) { Array($0) } }

    private static func decode(_ bytes: [UInt8]) throws -> Int {
        guard bytes.count == 8 else { throw FileError(doing: "read an index of results") }
        return bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
