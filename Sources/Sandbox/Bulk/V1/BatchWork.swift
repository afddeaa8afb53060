import Telemetry

/// One batch of Bulk API 1.0 being worked on.
struct BatchWork: Sendable {
    let bulk: Bulk
    let job: BulkJob
    private var batch: BulkBatch

    init(_ batch: BulkBatch, of job: BulkJob, _ bulk: Bulk) {
        self.batch = batch
        self.job = job
        self.bulk = bulk
    }

    /// Does what the batch asks for, and keeps what became of it.
    mutating func run() async throws {
        let began = Log.current.clock.now()
        do {
            if let slowness = bulk.faults.strike(.slowJob, path: job.path) {
                try await Log.current.clock.sleep(.milliseconds(Int64(slowness.amount)))
            }
            if bulk.faults.strike(.jobFailure, path: job.path) != nil {
                throw BulkFailure(code: BulkFailure.internalError, text: "Retried more than 10 times")
            }
            if !job.operation.isQuery { return try await save(since: began) }
            try await query()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            let failure = (error as? BulkFailure) ?? BulkFailure(error)
            if failure.code == BulkFailure.internalError {
                Log.error("a bulk batch failed", ["batch": "\(batch.id)", "error": "\(error)"])
            }
            batch.state = .failed
            batch.message = failure.message
        }
        if batch.state != .failed, let wrong = bulk.faults.strike(.wrongCounts, path: job.path) {
            batch.processed += wrong.amount
        }
        batch.milliseconds = max(1, Int((Log.current.clock.now() - began) / .milliseconds(1)))
        try await bulk.jobs.finish(batch)
    }

    /// Saves the rows, and in the same transaction that the batch is done.
    private func save(since began: Timestamp) async throws {
        let saving = try await IngestSaving(job, bulk.org)
        let rows = try ClassicRows(try request(), job)
        let header = try IngestHeader(rows.names, of: saving.object, job.operation, saving.caller.schema)
        try await bulk.require(BulkUse(rows: rows.rows.count))
        let file = try bulk.files.make(.result(batch.id), of: job.id)
        let wrong = bulk.faults.strike(.wrongCounts, path: job.path)?.amount ?? 0
        try await saving.save(rows.rows, header) { results, db in
            try file.truncate(to: 0)
            try file.append(ClassicResults.text(results, job.operation, job.classicContent))
            var batch = batch
            batch.processed = results.count + wrong
            batch.failed = results.count { !$0.isSuccess }
            batch.state = .completed
            batch.milliseconds = max(1, Int((Log.current.clock.now() - began) / .milliseconds(1)))
            try BulkUse(rows: results.count).count(db)
            try BulkJobs.finish(batch, db)
        }
    }

    private mutating func query() async throws {
        let file = try request()
        let soql = String(decoding: try file.read(0..<file.size), as: UTF8.self)
        let caller = try await bulk.org.caller(userID: job.userID)
        let query = try await BulkQuery.prepare(soql, job.operation, for: caller, in: bulk.org)
        guard query.object.lowercased() == job.object.lowercased() else {
            throw BulkFailure.batch("The query is for \(query.object), but the job is for \(job.object)")
        }
        if let size = job.chunkSize, batch.firstID == nil {
            try await bulk.jobs.add(try await chunks(of: query, size))
            batch.state = .notProcessed
            return
        }
        let keys = batch.firstID.map { (first: $0, end: batch.lastID) }
        let result = try bulk.files.make(.result(batch.id), of: job.id)
        batch.processed = try await query.write(to: result, job.classicContent, keys: keys)
        batch.resultID = try await bulk.jobs.newID(prefix: "752")
        batch.state = .completed
    }

    /// What the client sent.
    private func request() throws -> SpooledFile {
        guard let file = try bulk.files.find(.request(batch.id), of: job.id) else {
            throw BulkFailure(code: BulkFailure.internalError, text: "The request of the batch is gone")
        }
        return file
    }
}

extension BatchWork {
    /// A batch for each stretch of keys that holds so many rows.
    private func chunks(of query: BulkQuery, _ size: Int) async throws -> [BulkBatch] {
        let firsts = try await query.keys(every: size, from: job.chunkStart)
        let now = Log.current.clock.now().stored
        var chunks: [BulkBatch] = []
        for (place, first) in firsts.enumerated() {
            let id = try await bulk.jobs.newID(prefix: "751")
            // The parts have the query of the batch that they come from.
            let original = try request()
            let copy = try bulk.files.make(.request(id), of: job.id)
            try copy.append(try original.read(0..<original.size))
            var chunk = BulkBatch(id: id, jobID: job.id, created: now, modified: now)
            chunk.firstID = first
            chunk.lastID = place + 1 < firsts.count ? firsts[place + 1] : nil
            chunks.append(chunk)
        }
        return chunks
    }
}
