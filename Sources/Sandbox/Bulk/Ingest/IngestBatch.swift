import Tabular

/// Some rows of an upload: their values, and the same as text for the result files.
struct IngestBatch: Sendable {
    /// How many rows Salesforce takes at once.
    static let size = 10_000

    private(set) var rows: [[Scalar?]] = []
    /// Where in the file the row after the last begins.
    private(set) var end = 0
    private var text: [UInt8] = []
    private var textEnds: [Int] = []

    var count: Int { rows.count }

    /// The cells of a row in quotes, with its line ending, as results repeat them.
    func echo(_ row: Int) -> ArraySlice<UInt8> { text[(row == 0 ? 0 : textEnds[row - 1])..<textEnds[row]] }

    /// Reads the next rows; an empty batch says that there are no more.
    init(reading csv: inout CSVReader, upTo limit: Int, _ header: IngestHeader, _ format: CSVFormat) throws {
        rows.reserveCapacity(limit)
        textEnds.reserveCapacity(limit)
        var writer = CSVWriter(format, capacity: limit * 64)
        var rows = rows
        var textEnds = textEnds
        let width = header.columns.count
        try csv.read(upTo: limit) { row in
            guard row.count <= width else {
                throw BulkFailure.batch("Row \(row.number) has \(row.count) columns, but the header has \(width)")
            }
            var values: [Scalar?] = []
            values.reserveCapacity(width)
            for index in 0..<row.count {
                values.append(row.value(index))
                writer.cell(index, of: row)
            }
            for _ in row.count..<width {
                values.append(nil)
                writer.cell("")
            }
            writer.endRow()
            rows.append(values)
            textEnds.append(writer.bytes.count)
        }
        self.rows = rows
        self.textEnds = textEnds
        text = writer.take()
        end = csv.position
    }
}

/// Reads an upload batch by batch, beside whoever saves the batch before.
actor IngestSource {
    nonisolated let header: IngestHeader
    private let format: CSVFormat
    private var csv: CSVReader

    /// Reads the header, and goes to where the job was broken off.
    init(_ upload: SpooledFile, _ job: BulkJob, _ object: ObjectType, _ schema: Schema) throws {
        let format = job.format
        var csv = CSVReader(upload, format)
        var names: [String] = []
        try IngestSource.explaining(format) { _ = try csv.read(upTo: 1) { names = $0.texts } }
        header = try IngestHeader(names, of: object, job.operation, schema)
        self.format = format
        self.csv = job.offset > 0 ? CSVReader(upload, format, from: job.offset, after: job.processed + 1) : csv
    }

    /// The next rows; an empty batch says that there are no more.
    func next(upTo limit: Int = IngestBatch.size) throws -> IngestBatch {
        try IngestSource.explaining(format) { try IngestBatch(reading: &csv, upTo: limit, header, format) }
    }

    /// Runs to the end of the file only to count, and tells how many rows there are.
    static func countRows(of upload: SpooledFile, _ format: CSVFormat) throws -> Int {
        try explaining(format) {
            var csv = CSVReader(upload, format)
            return max(0, try csv.read(upTo: .max) { _ in } - 1)
        }
    }

    private static func explaining<Value>(_ format: CSVFormat, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as CSVError {
            throw BulkFailure(error, format)
        }
    }
}
