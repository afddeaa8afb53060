/// The files that tell what became of each row: those kept, and those refused with the reason.
struct IngestResults {
    private let successful: SpooledFile
    private let failed: SpooledFile
    private var kept: CSVWriter
    private var refused: CSVWriter

    /// Begins both files, or goes on with those of a job that was broken off.
    init(_ job: BulkJob, _ header: IngestHeader, _ files: JobFiles) throws {
        kept = CSVWriter(job.format)
        refused = CSVWriter(job.format)
        successful = try IngestResults.file(.successful, job, files)
        failed = try IngestResults.file(.failed, job, files)
        guard job.offset == 0 else { return }
        kept.cell("sf__Id")
        kept.cell("sf__Created")
        refused.cell("sf__Id")
        refused.cell("sf__Error")
        for name in header.names {
            kept.bare(name)
            refused.bare(name)
        }
        kept.endRow()
        refused.endRow()
        try flush()
    }

    private static func file(_ part: JobFiles.Part, _ job: BulkJob, _ files: JobFiles) throws -> SpooledFile {
        if job.offset == 0 { return try files.make(part, of: job.id) }
        guard let file = try files.find(part, of: job.id) else {
            throw FileError(doing: "find the results of \(job.id)")
        }
        return file
    }

    /// Writes what became of the batch's rows, and tells how many were refused.
    mutating func add(
        _ results: [SaveResult],
        of batch: IngestBatch,
        _ header: IngestHeader,
        _ operation: BulkJob.Operation
    ) throws -> Int {
        var failures = 0
        for (row, result) in results.enumerated() {
            if result.isSuccess {
                kept.cell(result.id ?? "")
                kept.cell(result.isCreated ?? (operation == .insert) ? "true" : "false")
                kept.endRow(with: batch.echo(row))
            } else {
                failures += 1
                refused.cell(result.id ?? header.id.flatMap { batch.rows[row][$0]?.text } ?? "")
                refused.cell(result.errors.first?.bulkText ?? "")
                refused.endRow(with: batch.echo(row))
            }
        }
        try flush()
        return failures
    }

    private mutating func flush() throws {
        try successful.append(kept.take())
        try failed.append(refused.take())
    }
}

extension OrgError {
    /// As it stands in `sf__Error`.
    var bulkText: String {
        let fields = fields ?? []
        return fields.isEmpty ? "\(code):\(message):--" : "\(code):\(message):\(fields.joined(separator: ", ")) --"
    }
}
