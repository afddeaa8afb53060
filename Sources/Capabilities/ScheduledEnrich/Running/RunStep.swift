import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Which run a background job works on.
struct RunStep: Codable, Sendable {
    let organisation: ID<Organisation>
    let run: ID<Run>

    static let read = JobKind("run.read")
    static let plan = JobKind("run.plan")
    static let write = JobKind("run.write")
    static let signals = JobKind("run.signals")

    /// One job takes a step through a whole run, so that every process that dies in between is an attempt of it.
    private static let mostAttempts = 1000

    /// Sees to it that the step is taken; one that waits or runs already is enough.
    func enqueue(_ kind: JobKind, at now: Timestamp, on db: isolated Connection) throws {
        var job = try NewJob(kind, arguments: self, uniqueKey: "\(kind.rawValue)/\(run)")
        job.maxAttempts = RunStep.mostAttempts
        job.organisation = organisation.rawValue
        try Queue.enqueue(job, at: now, on: db)
    }
}

/// What the steps of a run share: how each goes on, waits, and stops.
struct RunSteps: Sendable {
    let database: Database
    let connections: Connections
    let catalogue: OpenCatalogue
    let ending: RunEndings
    let clock: WallClock
    var pace = PollPace()

    /// What a step found to be done next.
    private enum Found<Work: Sendable>: Sendable {
        case work(Run, Work)
        case over
    }

    /// Does piece after piece of a run's work until there is none, or somebody has to be waited for.
    ///
    /// `next` finds the next piece in the tables, also for a run that was paused, and `perform` does it. The job ends in the transaction that finds
    /// nothing more to do, so that whoever adds work afterwards gets a new job.
    func go<Work: Sendable>(
        _ job: Job,
        _ lease: Lease,
        next: @escaping @Sendable (Run, isolated Connection) throws -> Work?,
        perform: (Run, Work, OrgCalls) async throws -> Duration?
    ) async throws -> Verdict {
        let step = try job.arguments(as: RunStep.self)
        while true {
            let found = try await database.write { db -> Found<Work> in
                try lease.confirm(on: db)
                if let run = try Run.find(step.run, in: step.organisation, on: db), let work = try next(run, db) {
                    return .work(run, work)
                }
                try lease.finish(on: db)
                return .over
            }
            guard case .work(let run, let work) = found else { return .done }
            let calls = OrgCalls(run, database, clock)
            do {
                if let reason = try await obstacle(to: run) {
                    try await wait(run, for: reason.sentence)
                    return .snooze(reason.wait)
                }
                if let wait = try await perform(run, work, calls) { return .snooze(wait) }
                try await calls.keep()
                if run.waitsSince != nil {
                    try await database.write { db in try Run.goOn(run.id, in: run.organisation, on: db) }
                }
            } catch {
                try await calls.keep()
                if Task.isCancelled || error is LeaseLost { throw error }
                guard let pause = try await settle(error, in: run) else {
                    try await wait(run, for: RunSteps.unexpected)
                    throw error
                }
                return .snooze(pause)
            }
        }
    }

    /// The org as it can be called for this run, each call counted for it.
    func org(of run: Run, _ calls: OrgCalls) async throws -> Salesforce.Org {
        try await connections.org(run.connection, in: run.organisation).counted(by: calls.counter)
    }

    func schema(_ object: APIName, of run: Run) async throws -> ObjectSchema {
        ObjectSchema(try await connections.schema(run.connection, in: run.organisation).object(object))
    }

    /// The first characters of the ids of an object's records.
    func prefix(of object: APIName, in run: Run) async throws -> String? {
        try await connections.schema(run.connection, in: run.organisation).object(object).summary.keyPrefix
    }

    /// What an error means for work that follows a run which has ended.
    func afterwards(_ error: any Error, in run: Run) async throws -> Verdict {
        switch error {
        case let refusal as Refusal: return .snooze(refusal.pause)
        case let error as SalesforceError:
            try await connections.note(error, of: run.connection, in: run.organisation)
            return error.pause.map { .snooze($0) } ?? .giveUp(error.sentence)
        case let failure as RunFailure: return .giveUp(failure.sentence)
        default: throw error
        }
    }

    // MARK: Waiting

    private static let unexpected =
        "Something went wrong that Loam did not expect; it is tried again by itself. The background jobs and the log tell more."

    private func obstacle(to run: Run) async throws -> (sentence: String, wait: Duration)? {
        switch try await connections.leave(for: .scheduled, run.connection, in: run.organisation) {
        case .go: return nil
        case .waits(let sentence, let until):
            return (sentence, min(max(until - clock.now(), .seconds(1)), .minutes(15)))
        }
    }

    private func wait(_ run: Run, for sentence: String) async throws {
        let now = clock.now()
        try await database.write { db in
            try AlertWatch.begin(at: now, on: db)
            try Run.wait(run.id, in: run.organisation, for: sentence, at: now, on: db)
        }
    }

    /// What an error means for the run: how long it waits, or nil where the error is not one of the run. One that no
    /// waiting mends ends the run.
    private func settle(_ error: any Error, in run: Run) async throws -> Duration? {
        switch error {
        case let refusal as Refusal:
            try await wait(run, for: refusal.sentence)
            return refusal.pause
        case let error as SalesforceError:
            try await connections.note(error, of: run.connection, in: run.organisation)
            if let pause = error.pause {
                try await wait(run, for: error.sentence)
                return pause
            }
            try await fail(run, error.sentence)
        case let error as PlanError: try await fail(run, error.description)
        case let failure as RunFailure: try await fail(run, failure.sentence)
        default: return nil
        }
        // The step that comes back finds that the run ends.
        return .zero
    }

    /// Stops the run, or ends it at once where even its ending fails: nothing is tried for ever.
    private func fail(_ run: Run, _ reason: String) async throws {
        try await stop(run, as: .failed, reason: reason)
        if run.stopsAs != nil { try await ending.end(run.id, in: run.organisation) }
    }

    /// Ends the run once the batch under way is settled.
    func stop(_ run: Run, as ending: RunEnding, reason: String) async throws {
        let now = clock.now()
        try await database.write { db in
            guard try Run.stop(run.id, in: run.organisation, as: ending, reason: reason, on: db) else { return }
            try RunStep(organisation: run.organisation, run: run.id).enqueue(RunStep.write, at: now, on: db)
        }
    }
}

/// Why a run cannot go on, whatever is waited for.
struct RunFailure: Error {
    let sentence: String
}

extension Refusal {
    /// How long a run waits before it tries again.
    fileprivate var pause: Duration {
        switch kind {
        case .notReady(let pause), .tooMany(let pause): pause
        case .invalid, .notFound, .conflict, .forbidden, .notSignedIn: .minutes(1)
        }
    }
}

extension SalesforceError {
    /// How long a run waits before it tries again; nil where that changes nothing.
    var pause: Duration? {
        switch remedy {
        case .retry, .wait(.concurrency), .wait(.lock): .seconds(30)
        case .wait(.dailyQuota): .minutes(15)
        case .wait(.outage): .minutes(5)
        // A connection that is broken is mended by its admins, and the run goes on by itself.
        case .refresh, .report(.admin): .minutes(1)
        case .adapt, .report(.record), .report(.developer): nil
        }
    }
}

/// The calls that a step makes of the org, which are added to its run and to the org's account.
final class OrgCalls: Sendable {
    let counter = CallCounter()
    private let run: Run
    private let database: Database
    private let clock: WallClock
    private let kept = KeptCalls()

    init(_ run: Run, _ database: Database, _ clock: WallClock) {
        (self.run, self.database, self.clock) = (run, database, clock)
    }

    /// Writes down what was called since the last time, in a transaction of its own.
    func keep() async throws {
        let calls = kept.take(counter.counts)
        guard calls.rest + calls.bulk > 0 else { return }
        let now = clock.now()
        let usage = counter.counts.usage.map { OrgUsage(used: $0.used, granted: $0.limit, at: now) }
        try await database.write { [run] db in
            let organisation = try Organisation.find(run.organisation, on: db)
            let zone = try organisation.map { try Zone(named: $0.timeZone) } ?? .utc
            if let usage { try OrgConnection.note(usage, of: run.connection, in: run.organisation, on: db) }
            try Run.called(rest: calls.rest, bulk: calls.bulk, by: run.id, in: run.organisation, on: db)
            try APIUsage.add(
                rest: calls.rest,
                bulk: calls.bulk,
                of: run.connection,
                for: .scheduled,
                in: run.organisation,
                day: zone.local(at: now).date,
                on: db
            )
        }
    }
}
