import Database
package import Jobs
import Store
package import Telemetry

/// The work that is done in the background: the organisation's own, and that of the installation as a whole.
package struct BackgroundJobs: Sendable {
    package struct Page: Sendable, Equatable {
        package let jobs: [JobRow]
        /// Below which the next page begins; nil at the end.
        package let next: JobID?
    }

    let database: Database
    let clock: WallClock

    // MARK: Looking

    /// A page of jobs, the newest first.
    package func list(
        states: Set<JobState> = [],
        kind: JobKind? = nil,
        below: JobID? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Page {
        try caller.require(.inspect)
        let filter = Queue.Filter(organisation: caller.organisation.rawValue, states: states, kind: kind)
        let size = min(max(size, 1), 500)
        let found = try await database.read { db in try Queue.list(filter, below: below, limit: size + 1, on: db) }
        let jobs = Array(found.prefix(size))
        return Page(jobs: jobs, next: found.count > size ? jobs.last?.id : nil)
    }

    package func find(_ id: JobID, by caller: Caller) async throws -> JobRow {
        try caller.require(.inspect)
        return try await database.read { db in try job(id, for: caller, on: db) }
    }

    /// The jobs that wait, run or were given up, by kind and state.
    package func counts(by caller: Caller) async throws -> [Queue.Count] {
        try caller.require(.inspect)
        let now = clock.now()
        return try await database.read { db in
            try Queue.counts(of: caller.organisation.rawValue, at: now, on: db)
        }
    }

    /// How many jobs ended in which hour, since the moment.
    package func ended(since: Timestamp, by caller: Caller) async throws -> [Queue.HourCount] {
        try caller.require(.inspect)
        return try await database.read { db in
            try Queue.ended(since: since, of: caller.organisation.rawValue, on: db)
        }
    }

    // MARK: Changing

    /// Puts a job that was given up or cancelled back into the queue.
    package func retry(_ id: JobID, by caller: Caller) async throws {
        try await act(.jobRetried, on: id, by: caller) { now, db in try Queue.retry(id, at: now, on: db) }
    }

    /// Sees to it that a job does not run, or no longer.
    package func cancel(_ id: JobID, by caller: Caller) async throws {
        try await act(.jobCancelled, on: id, by: caller) { now, db in try Queue.cancel(id, at: now, on: db) }
    }

    private func act(
        _ action: AuditAction,
        on id: JobID,
        by caller: Caller,
        _ act: @Sendable (Timestamp, isolated Connection) throws -> Void
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        do {
            try await database.write { db in
                let job = try job(id, for: caller, on: db)
                try act(now, db)
                let subject = Subject(kind: "job", id: id.rawValue, name: job.kind.words)
                try record(action, subject, was: job.state.rawValue, by: Author(caller), at: now, on: db)
            }
        } catch let refusal as Queue.Refusal {
            throw Refusal(refusal)
        }
    }

    private func job(_ id: JobID, for caller: Caller, on db: isolated Connection) throws -> JobRow {
        guard let job = try Queue.find(id, on: db), job.organisation.map({ $0 == caller.organisation.rawValue }) ?? true
        else { throw Refusal.jobUnknown }
        return job
    }
}

extension Refusal {
    package static let jobUnknown = Refusal(.notFound)

    fileprivate init(_ refusal: Queue.Refusal) {
        switch refusal {
        case .notFound: self.init(.notFound, "job.unknown", refusal.description)
        case .notStopped: self.init(.conflict, "job.not-stopped", refusal.description)
        case .ended: self.init(.conflict, "job.ended", refusal.description)
        case .replaced: self.init(.conflict, "job.replaced", refusal.description)
        }
    }
}
