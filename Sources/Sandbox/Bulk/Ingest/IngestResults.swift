import Tabular

/// The files that tell what became of each row: those kept, and those refused with the reason.
///
/// How long they are is kept with the job. What a batch wrote that was not kept is written over.
struct IngestResults: Sendable {
    private let successful: SpooledFile
    private let failed: SpooledFile

    /// Begins both files, or goes on with those of a job that was broken off.
    init(_ job: inout BulkJob, _ header: IngestHeader, _ files: JobFiles) throws {
        successful = try IngestResults.file(.successful, job, files)
        failed = try IngestResults.file(.failed, job, files)
        guard job.offset == 0 else { return }
        job.successfulBytes = try begin(successful, ["sf__Id", "sf__Created"], header, job.format)
        job.failedBytes = try begin(failed, ["sf__Id", "sf__Error"], header, job.format)
    }

    private static func file(_ part: JobFiles.Part, _ job: BulkJob, _ files: JobFiles) throws -> SpooledFile {
        if job.offset == 0 { return try files.make(part, of: job.id) }
        guard let file = try files.find(part, of: job.id) else {
            throw FileError(doing: "find the results of \(job.id)")
        }
        return file
    }

    private func begin(
        _ file: SpooledFile,
        _ names: [String],
        _ header: IngestHeader,
        _ format: CSVFormat
    ) throws -> Int {
        var head = CSVWriter(format, capacity: 1024)
        for name in names { head.cell(name) }
        for name in header.names { head.bare(name) }
        head.endRow()
        try file.write(head.bytes, at: 0)
        return head.bytes.count
    }

    /// Writes what became of the batch's rows behind what is there of the job, and counts it in the job.
    func add(
        _ results: [SaveResult],
        of batch: IngestBatch,
        _ header: IngestHeader,
        to job: inout BulkJob
    ) throws {
        var kept = CSVWriter(job.format)
        var refused = CSVWriter(job.format)
        for (row, result) in results.enumerated() {
            if result.isSuccess {
                kept.cell(result.id ?? "")
                kept.cell(result.isCreated ?? (job.operation == .insert) ? "true" : "false")
                kept.endRow(with: batch.echo(row))
            } else {
                job.failed += 1
                refused.cell(result.id ?? header.id.flatMap { batch.rows[row][$0]?.text } ?? "")
                refused.cell(result.errors.first?.bulkText ?? "")
                refused.endRow(with: batch.echo(row))
            }
        }
        try successful.write(kept.bytes, at: job.successfulBytes)
        try failed.write(refused.bytes, at: job.failedBytes)
        job.successfulBytes += kept.bytes.count
        job.failedBytes += refused.bytes.count
    }
}

extension OrgError {
    /// As it stands in `sf__Error`.
    var bulkText: String {
        let fields = fields ?? []
        return fields.isEmpty ? "\(code):\(message):--" : "\(code):\(message):\(fields.joined(separator: ", ")) --"
    }
}
