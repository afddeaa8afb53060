import Glibc
import Tabular

/// Files of rows, as people and other programs write them.
let tableTargets: [FuzzTarget] = [
    FuzzTarget("csv") { bytes in
        // The first byte says how the text is laid out and where it is cut.
        guard let first = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        let delimiters = CSVFormat.Delimiter.allCases
        let format = CSVFormat(
            delimiter: delimiters[Int(first) % delimiters.count],
            lineEnding: [.lf, .crlf, .any][Int(first / 8) % 3]
        )
        guard let whole = rows(of: [text], format) else { return }
        let cut = text.count * Int(first) / 256
        check(rows(of: [Array(text[..<cut]), Array(text[cut...])], format) == whole, "rows are the same wherever cut")
        var writer = CSVWriter(format)
        for row in whole {
            for cell in row { writer.cell(cell) }
            writer.endRow()
        }
        check(rows(of: [writer.bytes], format) == whole, "what is written reads back")
    },
    FuzzTarget("table-file") { bytes in
        // The first byte says after how many rows the reader is opened anew.
        guard let first = bytes.first else { return }
        let path = "/dev/shm/loam-fuzz-\(getpid())"
        let written = bytes.dropFirst().withUnsafeBytes { bytes in
            let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            defer { close(file) }
            return write(file, bytes.baseAddress, bytes.count) == bytes.count
        }
        check(written, "the input can be laid down as a file")
        defer { unlink(path) }
        let (whole, place) = try lines(of: path, from: nil, stoppingAfter: Int(first % 8))
        guard let place else { return }
        let (rest, _) = try lines(of: path, from: place.position, stoppingAfter: .max)
        check(Array(whole[place.count...]) == rest, "a reader goes on where another stopped")
    },
]

/// The rows as texts; nil when the text is refused.
private func rows(of pieces: [[UInt8]], _ format: CSVFormat) -> [[String]]? {
    var parser = CSVParser(format)
    var waiting: [UInt8] = []
    var rows: [[String]] = []
    for (index, piece) in pieces.enumerated() {
        waiting += piece
        let used = try? waiting.withUnsafeBufferPointer { bytes in
            try parser.parse(bytes, isLast: index == pieces.count - 1) { row in
                rows.append(row.texts)
                return true
            }
        }
        guard let used else { return nil }
        waiting.removeFirst(used)
    }
    check(waiting.isEmpty, "nothing is left behind the last row")
    return rows
}

/// What the file's rows say, and how many of them lay before the place at which a reader was stopped.
private func lines(
    of path: String,
    from position: TableReader.Position?,
    stoppingAfter stop: Int
) throws -> (lines: [String], place: (position: TableReader.Position, count: Int)?) {
    let table = try TableReader(path: path, from: position)
    var lines: [String] = []
    var place: (position: TableReader.Position, count: Int)?
    while true {
        let before = lines.count
        let count = try table.read(upTo: stop == .max ? 100 : 1) { row in
            check(row.count == table.columns.count, "a row has a cell for each column")
            lines.append((0..<row.count).map { "\($0)=\(row.text($0))" }.joined(separator: ";"))
        } refused: { row in
            check(!row.reason.isEmpty, "a refusal says why")
            lines.append("\(row.number): \(row.reason)")
        }
        check(lines.count == before + count, "every row is told, or why it is not")
        if place == nil, lines.count >= stop { place = (table.position, lines.count) }
        if count == 0 { return (lines, place) }
    }
}
