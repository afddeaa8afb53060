import Glibc
import Tabular

/// Reads the rows of a CSV file some thousands at a time, however long the file is.
final class CSVPieces {
    private let path: String
    private var csv: CSVReader

    init(path: String) throws {
        let file: SpooledFile
        do throws(FileError) {
            file = try SpooledFile(reading: path)
        } catch {
            throw ImportError(description: "The file \(path) cannot be read: \(error.reason).")
        }
        self.path = path
        var format = CSVFormat()
        format.lineEnding = .any
        csv = CSVReader(file, format)
    }

    /// The first row, asked for before any other.
    func header() throws -> [String]? {
        var header: [String]?
        try read(1) { header = $0.texts }
        return header
    }

    /// The next rows, each with its number in the file; none at the end.
    func next(_ limit: Int) throws -> [(number: Int, values: [Scalar?])] {
        var rows: [(number: Int, values: [Scalar?])] = []
        try read(limit) { row in rows.append((row.number, (0..<row.count).map { row.value($0) })) }
        return rows
    }

    private func read(_ limit: Int, _ visit: (CSVRow) -> Void) throws {
        do {
            try csv.read(upTo: limit, visit)
        } catch let error as CSVError {
            throw ImportError(
                description: "The file \(path) is no CSV from row \(error.row) on: a quote or a cell is faulty."
            )
        } catch let error as FileError {
            throw ImportError(description: "The file \(path) cannot be read: \(error.reason).")
        }
    }
}
