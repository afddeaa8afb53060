import Telemetry

/// One ingest job of Bulk API 2.0 being worked on, batch by batch.
struct IngestWork: Sendable {
    let bulk: Bulk
    private(set) var job: BulkJob

    init(_ job: BulkJob, _ bulk: Bulk) {
        self.job = job
        self.bulk = bulk
    }

    /// Works until all rows are dealt with, the job cannot go on, or somebody aborts it.
    mutating func run() async throws {
        guard try await saveAll() else { return }
        if let wrong = bulk.faults.strike(.wrongCounts, path: job.path) {
            job.processed += wrong.amount
            _ = try await bulk.jobs.note(job)
        }
        _ = try await bulk.jobs.move(job.id, from: [.inProgress], to: .jobComplete)
    }

    /// Saves the rows that are left; false when somebody ended the job meanwhile.
    private mutating func saveAll() async throws -> Bool {
        guard let upload = try bulk.files.find(.upload, of: job.id) else {
            throw BulkFailure(code: BulkFailure.internalError, text: "The uploaded data is gone")
        }
        let saving = try await IngestSaving(job, bulk.org)
        let source = try IngestSource(upload, job, saving.object, saving.caller.schema)
        let results = try IngestResults(&job, source.header, bulk.files)
        let lastRow = try rowToFailAt(upload)
        let slowness = bulk.faults.strike(.slowJob, path: job.path)
        _ = try await bulk.jobs.note(job)
        var batch = try await source.next(upTo: min(IngestBatch.size, lastRow))
        while batch.count > 0 {
            if let slowness { try await Log.current.clock.sleep(.milliseconds(Int64(slowness.amount))) }
            try await bulk.require(BulkUse(batches: 1, rows: batch.count))
            let began = Log.current.clock.now()
            let limit = min(IngestBatch.size, lastRow - job.processed - batch.count)
            // The next batch is read while this one is saved.
            async let next = source.next(upTo: limit)
            // How far the job is belongs to the rows: whenever the process ends, both are kept or neither.
            let before = job
            let saved = batch
            job = try await saving.save(batch.rows, source.header) { outcomes, db in
                var job = before
                try results.add(outcomes, of: saved, source.header, to: &job)
                job.processed += saved.count
                job.offset = saved.end
                job.milliseconds += max(1, Int((Log.current.clock.now() - began) / .milliseconds(1)))
                job.state = try BulkJobs.note(job, db) ?? .aborted
                try BulkUse(batches: 1, rows: saved.count).count(db)
                return job
            }
            guard job.state == .inProgress else { return false }
            batch = try await next
            // What is left is done after the next start.
            if bulk.isStopping, batch.count > 0 { throw CancellationError() }
        }
        if lastRow < .max {
            throw BulkFailure(code: BulkFailure.internalError, text: "An unexpected error occurred. Please try again.")
        }
        return true
    }

    /// How many rows are saved before a fault ends the job.
    private func rowToFailAt(_ upload: SpooledFile) throws -> Int {
        guard let failure = bulk.faults.strike(.jobFailure, path: job.path) else { return .max }
        return try IngestSource.countRows(of: upload, job.format) * failure.amount / 100
    }
}
