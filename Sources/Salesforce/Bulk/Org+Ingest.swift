import Telemetry

/// What became of an upload as a whole.
package struct IngestSummary: Hashable, Sendable {
    package let job: BulkJob
    package let saved: Int
    package let failed: Int
    package let untried: Int
}

extension Org {
    /// Writes rows by a Bulk job from its beginning to its end, or goes on with one that was begun before.
    ///
    /// `remember` keeps the job's id before a row is sent. `visit` is handed what became of each row, in no order; when
    /// this throws, all of it is to be dropped, and the same call with the kept id goes on.
    package func ingest(
        _ upload: IngestRows.Upload,
        _ operation: IngestOperation,
        of object: APIName,
        resuming kept: RecordID? = nil,
        pace: PollPace = PollPace(),
        remember: (RecordID) async throws -> Void,
        _ visit: (IngestResult) throws -> Void
    ) async throws -> IngestSummary {
        var machine = IngestMachine(resuming: kept, pace: pace)
        var action = machine.first
        while true {
            let event: IngestMachine.Event
            switch action {
            case .readResults(let job): return try await results(of: job, sent: upload.rows, visit)
            case .giveUp(let error): throw error
            case .remember(let job):
                try await remember(job)
                event = .remembered
            case .ask(_, let wait):
                try await options.clock.sleep(wait)
                event = try await perform(action, upload, operation, object)
            case .create, .upload, .close, .abort: event = try await perform(action, upload, operation, object)
            }
            action = machine.next(after: event)
        }
    }

    /// Carries out one action of the machine; what Salesforce says to it is the event.
    private func perform(
        _ action: IngestMachine.Action,
        _ upload: IngestRows.Upload,
        _ operation: IngestOperation,
        _ object: APIName
    ) async throws -> IngestMachine.Event {
        do {
            switch action {
            case .create: return .created(try await openIngest(operation, of: object).id)
            case .upload(let job):
                try await self.upload(upload.bytes, to: job)
                return .uploaded
            case .close(let job): return .told(try await close(job))
            case .abort(let job):
                try await abort(job)
                return .aborted
            case .ask(let job, _): return .told(try await ingestJob(job))
            case .remember, .readResults, .giveUp: preconditionFailure("This is no request to Salesforce.")
            }
        } catch let error as SalesforceError {
            return error.leavesDoubt ? .lost(error) : .refused(error)
        }
    }

    private func results(
        of job: BulkJob,
        sent: Int,
        _ visit: (IngestResult) throws -> Void
    ) async throws -> IngestSummary {
        let saved = try await results(.successful, of: job.id, visit)
        let failed = try await results(.failed, of: job.id, visit)
        // A job that is complete has tried them all.
        let untried = job.state == .jobComplete ? 0 : try await results(.unprocessed, of: job.id, visit)
        // The lists are what counts; the job's own numbers have been seen to be wrong.
        guard saved + failed + untried == sent else { throw SalesforceError(.notUnderstood) }
        return IngestSummary(job: job, saved: saved, failed: failed, untried: untried)
    }
}

extension SalesforceError {
    /// Whether the request may have had its effect all the same, or may have it when it is made again.
    var leavesDoubt: Bool { remedy == .retry || remedy == .wait(.concurrency) }
}
