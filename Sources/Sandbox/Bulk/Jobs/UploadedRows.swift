import Tabular

extension CSVReader {
    /// Reads from the head of a file, or from where a row begins behind so many others.
    init(_ file: SpooledFile, _ format: CSVFormat, from offset: Int = 0, after rows: Int = 0) {
        self.init(format, from: offset, after: rows) { buffer, offset in try file.read(into: buffer, at: offset) }
    }
}

extension CSVRow {
    /// What a cell says of a field: nothing when it is empty, null for `#N/A`.
    @inline(__always)
    func value(_ index: Int) -> Scalar? {
        guard let plain = plain(index) else { return .text(text(index)) }
        if plain.isEmpty { return nil }
        if plain.count == 4, plain[0] == UInt8(ascii: "#"), plain.elementsEqual("#N/A".utf8) { return .null }
        return .text(String(decoding: plain, as: UTF8.self))
    }
}
