import Database
package import Enrichment
import Jobs
package import Store
import Telemetry

/// Runs of enrichment: begin one, watch it, read what it found, take it back.
package struct Runs: Sendable {
    let database: Database
    let clock: WallClock

    // MARK: Beginning

    /// Runs a job now.
    @discardableResult
    package func start(_ job: ID<EnrichJob>, by caller: Caller) async throws -> ID<Run> {
        try await begin(job, .enrich, .runStarted, by: caller)
    }

    /// Plans everything that a run of the job would do, and writes nothing.
    package func preview(_ job: ID<EnrichJob>, by caller: Caller) async throws -> ID<Run> {
        try await begin(job, .preview, .runPreviewed, by: caller)
    }

    private func begin(
        _ id: ID<EnrichJob>,
        _ purpose: Run.Purpose,
        _ action: AuditAction,
        by caller: Caller
    ) async throws -> ID<Run> {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            guard let job = try EnrichJob.find(id, in: caller.organisation, on: db) else {
                throw Refusal.enrichJobUnknown
            }
            let start = RunStart(database: database, clock: clock)
            guard let run = try start.begin(job, purpose, by: caller.name, user: caller.user, at: now, on: db) else {
                throw Refusal.runUnderWay
            }
            try record(action, .run(run, job.settings.name), by: Author(caller), at: now, on: db)
            return run
        }
    }

    /// Carries out the plan of a preview as it is; the digest shows that it is the one that the caller has seen.
    package func apply(_ preview: ID<Run>, digest: String, by caller: Caller) async throws -> ID<Run> {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            let source = try run(preview, for: caller, on: db)
            guard source.purpose == .preview, source.state == .ended, source.stopsAs == nil else {
                throw Refusal.runNoPreview
            }
            try checkValues(of: source, on: db)
            guard try RunBatch.digest(of: preview, in: caller.organisation, on: db) == digest else {
                throw Refusal.runOtherPlan
            }
            if let user = caller.user {
                let left = try CreditAllowances.standing(of: user, in: caller.organisation, at: now, on: db).left
                if let left, source.counts.credits > left { throw Refusal.creditsShort }
            }
            let id = try insert(.apply, of: source, by: caller, at: now, on: db)
            try RunBatch.copy(from: preview, to: id, in: caller.organisation, at: now, on: db)
            try RunStep(organisation: caller.organisation, run: id).enqueue(RunStep.write, at: now, on: db)
            try record(.runApplied, .run(id, source.name), by: Author(caller), at: now, on: db)
            return id
        }
    }

    /// The newest run that carried out the plan of this one, or took back what it wrote.
    package func sequel(of id: ID<Run>, by caller: Caller) async throws -> Run? {
        try caller.require(.inspect)
        return try await database.read { db in try Run.sequel(of: id, in: caller.organisation, on: db) }
    }

    /// Takes back what a run has written, as far as nobody has changed it since.
    package func undo(_ id: ID<Run>, by caller: Caller) async throws -> ID<Run> {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            let source = try run(id, for: caller, on: db)
            guard source.purpose == .enrich || source.purpose == .apply, source.state == .ended else {
                throw Refusal.runNotUndoable
            }
            try checkValues(of: source, on: db)
            let undo = try insert(.undo, of: source, by: caller, at: now, on: db)
            try RunStep(organisation: caller.organisation, run: undo).enqueue(RunStep.plan, at: now, on: db)
            try record(.runUndone, .run(undo, source.name), by: Author(caller), at: now, on: db)
            return undo
        }
    }

    private func checkValues(of run: Run, on db: isolated Connection) throws {
        if try RunBatch.plansAreDropped(of: run.id, in: run.organisation, on: db) { throw Refusal.runValuesDropped }
    }

    private func insert(
        _ purpose: Run.Purpose,
        of source: Run,
        by caller: Caller,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> ID<Run> {
        var new = NewRun(
            purpose,
            on: source.connection,
            job: source.job,
            source.settings,
            source.inputs,
            by: caller.name
        )
        new.source = source.id
        new.origin = source.origin
        new.startedBy = caller.user
        guard let run = try Run.insert(new, in: caller.organisation, at: now, on: db) else { throw Refusal.runUnderWay }
        return run
    }

    // MARK: While it runs

    package func pause(_ id: ID<Run>, by caller: Caller) async throws {
        try await change(id, .runPaused, by: caller) { run, _, db in
            try Run.move(run.id, in: run.organisation, from: .working, to: .paused, on: db)
        }
    }

    package func resume(_ id: ID<Run>, by caller: Caller) async throws {
        try await change(id, .runResumed, by: caller) { run, now, db in
            guard try Run.move(run.id, in: run.organisation, from: .paused, to: .working, on: db) else { return false }
            let step = RunStep(organisation: run.organisation, run: run.id)
            for kind in [RunStep.read, RunStep.plan, RunStep.write] { try step.enqueue(kind, at: now, on: db) }
            return true
        }
    }

    private static let stopByHand = " stopped the run."

    /// Whether this is why somebody, and no limit, stopped a run.
    static func isStopByHand(_ reason: String?) -> Bool { reason?.hasSuffix(stopByHand) ?? false }

    /// Ends a run: what was begun in the org is brought to its end, and the rest is left.
    package func cancel(_ id: ID<Run>, by caller: Caller) async throws {
        try await change(id, .runCancelled, by: caller) { run, now, db in
            let reason = "\(caller.name)\(Runs.stopByHand)"
            guard try Run.stop(run.id, in: run.organisation, as: .stopped, reason: reason, on: db) else { return false }
            try RunStep(organisation: run.organisation, run: run.id).enqueue(RunStep.write, at: now, on: db)
            return true
        }
    }

    private func change(
        _ id: ID<Run>,
        _ action: AuditAction,
        by caller: Caller,
        _ change: @Sendable (Run, Timestamp, isolated Connection) throws -> Bool
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            let run = try run(id, for: caller, on: db)
            guard try change(run, now, db) else { throw Refusal.runNotSo }
            try record(action, .run(id, run.name), by: Author(caller), at: now, on: db)
        }
    }

    // MARK: Looking

    package struct Page: Sendable, Equatable {
        package let runs: [Run]
        /// Below which the next page begins; nil at the end.
        package let next: ID<Run>?
    }

    /// The newest first.
    package func list(
        _ filter: Run.Filter = Run.Filter(),
        below: ID<Run>? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Page {
        try caller.require(.inspect)
        let size = min(max(size, 1), 500)
        let found = try await database.read { db in
            try Run.list(filter, in: caller.organisation, below: below, limit: size + 1, on: db)
        }
        let runs = Array(found.prefix(size))
        return Page(runs: runs, next: found.count > size ? runs.last?.id : nil)
    }

    package func find(_ id: ID<Run>, by caller: Caller) async throws -> Run {
        try caller.require(.inspect)
        return try await database.read { db in try run(id, for: caller, on: db) }
    }

    /// What names the whole plan of a run, once everything is planned.
    package func digest(of id: ID<Run>, by caller: Caller) async throws -> String {
        try caller.require(.inspect)
        return try await database.read { db in
            _ = try run(id, for: caller, on: db)
            return try RunBatch.digest(of: id, in: caller.organisation, on: db)
        }
    }

    package struct RecordPage: Sendable, Equatable {
        package let records: [RunRecord]
        package let next: CRMID?
    }

    /// The records of a run, in the order of their ids.
    package func records(
        of id: ID<Run>,
        _ filter: RunRecord.Filter = RunRecord.Filter(),
        above: CRMID? = nil,
        size: Int = 100,
        by caller: Caller
    ) async throws -> RecordPage {
        try caller.require(.inspect)
        let size = min(max(size, 1), 1000)
        let found = try await database.read { db in
            _ = try run(id, for: caller, on: db)
            return try RunRecord.list(
                filter,
                of: id,
                in: caller.organisation,
                above: above,
                limit: size + 1,
                on: db
            )
        }
        let records = Array(found.prefix(size))
        return RecordPage(records: records, next: found.count > size ? records.last?.record : nil)
    }

    /// One record of a run: what was found, and what became of each field and why.
    package func outcome(
        of record: CRMID,
        in id: ID<Run>,
        by caller: Caller
    ) async throws -> (record: RunRecord, outcome: Plan.Outcome) {
        try caller.require(.inspect)
        return try await database.read { db in
            var filter = RunRecord.Filter()
            filter.record = record
            let found = try RunRecord.list(filter, of: id, in: caller.organisation, above: nil, limit: 1, on: db)
            guard let found = found.first,
                let outcome = try RunRecord.outcome(of: record, in: id, of: caller.organisation, on: db)
            else { throw Refusal.recordUnknown }
            return (found, outcome)
        }
    }

    /// A run that looked at a record, and what it did.
    package struct Visit: Sendable, Equatable {
        package let run: Run
        package let record: RunRecord
        package let outcome: Plan.Outcome?
    }

    /// Everything that is known of a record.
    package struct History: Sendable, Equatable {
        /// What runs have done with it, the newest first.
        package var visits: [Visit] = []
        /// That it was deleted or merged in Salesforce, the latest first.
        package var departures: [RecordDeparture] = []

        package init() {}
    }

    package func history(of record: CRMID, size: Int = 50, by caller: Caller) async throws -> History {
        try caller.require(.inspect)
        return try await database.read { db in
            var history = History()
            let records = try RunRecord.history(of: record, in: caller.organisation, limit: size, on: db)
            history.visits = try records.compactMap { line in
                guard let run = try Run.find(line.run, in: caller.organisation, on: db) else { return nil }
                let outcome = try RunRecord.outcome(of: record, in: line.run, of: caller.organisation, on: db)
                return Visit(run: run, record: line, outcome: outcome)
            }
            history.departures = try RecordDeparture.history(of: record, in: caller.organisation, on: db)
            return history
        }
    }

    func run(_ id: ID<Run>, for caller: Caller, on db: isolated Connection) throws -> Run {
        guard let run = try Run.find(id, in: caller.organisation, on: db) else { throw Refusal.runUnknown }
        return run
    }
}

extension Refusal {
    package static let enrichJobUnknown = Refusal(
        .notFound,
        "enrich-job.unknown",
        "There is no such job; somebody may have deleted it."
    )
    package static let runUnknown = Refusal(.notFound, "run.unknown", "There is no such run; reload the list.")
    package static let recordUnknown = Refusal(
        .notFound,
        "record.unknown",
        "No run has looked at this record, or its values were dropped after the time for which they are kept."
    )
    static let runUnderWay = Refusal(
        .conflict,
        "run.under-way",
        "A run of this job is under way; wait for its end, or stop it."
    )
    static let runNoPreview = Refusal(
        .conflict,
        "run.no-preview",
        "Only the plan of a preview that has ended can be carried out; make a preview first."
    )
    static let runOtherPlan = Refusal(
        .conflict,
        "run.other-plan",
        "The digest is of another plan than this one; look at the preview again."
    )
    static let runNotUndoable = Refusal(
        .conflict,
        "run.not-undoable",
        "Only a run that has written and has ended can be undone."
    )
    static let runValuesDropped = Refusal(
        .conflict,
        "run.values-dropped",
        "What this run read and replaced was kept for a time after its end and is dropped by now, so it can be neither "
            + "carried out nor taken back. Whoever runs Loam says how long that is (runs.keep-values)."
    )
    static let runNotSo = Refusal(
        .conflict,
        "run.other-state",
        "The run is in another state by now; reload the page."
    )
}

extension Subject {
    fileprivate static func run(_ id: ID<Run>, _ name: String) -> Subject {
        Subject(kind: "run", id: id.rawValue, name: name)
    }
}
