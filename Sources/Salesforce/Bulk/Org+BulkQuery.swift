import Telemetry

extension Org {
    /// Begins a Bulk query and returns once its rows can be read, or goes on waiting for one that was begun before.
    ///
    /// Nil where Salesforce gives the object by REST only. `remember` keeps the job's id for whoever comes after a crash.
    package func bulkQuery(
        _ query: SOQL,
        withDeleted: Bool = false,
        resuming kept: RecordID? = nil,
        pace: PollPace = PollPace(),
        remember: (RecordID) async throws -> Void = { _ in }
    ) async throws -> BulkJob? {
        var machine = QueryMachine(resuming: kept, pace: pace)
        var action = machine.first
        while true {
            let event: QueryMachine.Event
            switch action {
            case .read(let job): return job
            case .useREST: return nil
            case .giveUp(let error): throw error
            case .remember(let job):
                try await remember(job)
                event = .remembered
            case .create:
                event = try await told { .created(try await openQuery(query, withDeleted: withDeleted)) }
            case .ask(let job, let wait):
                try await options.clock.sleep(wait)
                event = try await told { .told(try await queryJob(job)) }
            }
            action = machine.next(after: event)
        }
    }

    private func told(_ request: () async throws -> QueryMachine.Event) async throws -> QueryMachine.Event {
        do {
            return try await request()
        } catch let error as SalesforceError {
            return error.leavesDoubt ? .lost(error) : .refused(error)
        }
    }
}
