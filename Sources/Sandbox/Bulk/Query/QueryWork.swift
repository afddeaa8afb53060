import Telemetry

/// One query job of Bulk API 2.0 being worked on.
struct QueryWork: Sendable {
    let bulk: Bulk
    private let job: BulkJob

    init(_ job: BulkJob, _ bulk: Bulk) {
        self.job = job
        self.bulk = bulk
    }

    func run() async throws {
        var job = job
        if let slowness = bulk.faults.strike(.slowJob, path: job.path) {
            try await Log.current.clock.sleep(.milliseconds(Int64(slowness.amount)))
        }
        if bulk.faults.strike(.jobFailure, path: job.path) != nil {
            throw BulkFailure(code: BulkFailure.internalError, text: "Retried more than fifteen times")
        }
        let caller = try await bulk.org.caller(userID: job.userID)
        let query = try await BulkQuery.prepare(job.soql ?? "", job.operation, for: caller, in: bulk.org)
        let began = Log.current.clock.now()
        job.resultRows = try await query.write(to: job, bulk.files)
        job.processed = job.resultRows
        if let wrong = bulk.faults.strike(.wrongCounts, path: job.path) { job.processed += wrong.amount }
        job.milliseconds = max(1, Int((Log.current.clock.now() - began) / .milliseconds(1)))
        guard try await bulk.jobs.note(job) == .inProgress else { return }
        _ = try await bulk.jobs.move(job.id, from: [.inProgress], to: .jobComplete)
    }
}
