import Crypto
import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Carries out the plans of a run, batch after batch, and settles each with what the org answered.
///
/// What is about to be sent is committed first, the id that the org gives it next, its results last. Whoever comes after a
/// crash asks the org about that id instead of sending again.
struct RunWriting: Sendable {
    let steps: RunSteps

    private enum Work: Sendable {
        case batch(RunBatch)
        /// Accounts whose buying committee comes next.
        case committee(RunCommittees.Piece)
        /// All that was planned is settled.
        case end
    }

    var handler: JobHandler {
        JobHandler(RunStep.write) { job, lease in
            try await steps.go(job, lease, next: RunWriting.next) { run, work, calls in
                switch work {
                case .batch(let batch): try await write(batch, of: run, calls, lease)
                case .committee(let piece): try await RunCommittees(steps: steps).plan(piece, of: run, calls)
                case .end:
                    try await calls.keep()
                    try await steps.ending.end(run.id, in: run.organisation)
                }
                return nil
            }
        }
    }

    private static func next(_ run: Run, _ db: isolated Connection) throws -> Work? {
        let batch = try RunBatch.first(.planned, of: run.id, in: run.organisation, on: db)
        if run.stopsAs != nil {
            // What was begun in the org is brought to its end; what was not is left.
            guard let batch else { return .end }
            let effects = try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db)
            return effects.isEmpty ? .end : .batch(batch)
        }
        if let batch { return .batch(batch) }
        guard run.isRead, try RunBatch.first(.read, of: run.id, in: run.organisation, on: db) == nil else { return nil }
        return try RunCommittees.next(run, db).map(Work.committee) ?? .end
    }

    private func write(_ batch: RunBatch, of run: Run, _ calls: OrgCalls, _ lease: Lease) async throws {
        let written = try await RunStage.writing.timed { try await send(batch, of: run, calls, lease) }
        guard let written else { return }
        try await RunStage.settling.timed { try await settle(written, batch, of: run) }
    }

    /// What the org made of a batch.
    private struct Written {
        var plan: Plan
        /// The records that were not written, and why.
        var failures: [CRMID: String] = [:]
        /// Those that were written, but not all that belongs to them.
        var complaints: [CRMID: String] = [:]
        /// The keys of what follows from them and was not written.
        var undone: Set<String> = []
        /// What else was to be taken back and is still there.
        var shortfalls: [RunShortfall] = []
    }

    /// Nil where the batch is not to be written now.
    private func send(_ batch: RunBatch, of run: Run, _ calls: OrgCalls, _ lease: Lease) async throws -> Written? {
        let stored = try await steps.database.read { db in
            try RunBatch.plan(of: batch.number, of: run.id, in: run.organisation, on: db)
        }
        guard let stored else { return nil }
        guard run.purpose.writes else { return Written(plan: stored) }
        if batch.follows != nil {
            let undone = try await writeCommittees(stored, batch, of: run, calls, lease)
            return Written(plan: stored, undone: undone)
        }
        var own = try await RunOwn(stored, batch, of: run, steps)
        let effects = try await effects(of: batch, run)
        if effects.isEmpty {
            guard try await begin(own.plan, batch, of: run, calls) else { return nil }
            own = try await RunOwn(stored, batch, of: run, steps)
        }
        let rows = WrittenRows(own.writable)
        var failures = own.failures.merging(rows.unspeakable) { $1 }
        let sending = RunSending(steps: steps, run: run, batch: batch, calls: calls, lease: lease)
        var rounds = WriteRounds(rows.records, canary: batch.number == 0 ? run.settings.breakers.canary : nil)
        while let round = rounds.next() {
            if round.number > effects.count, round.wait > .zero { try await steps.clock.sleep(round.wait) }
            let refusals = try await sending.send(
                round.number,
                .init(
                    upload: try rows.upload(round.records),
                    records: round.records,
                    operation: .update,
                    object: stored.object.name,
                    key: "Id"
                )
            )
            rounds.ended(round, refusals)
            if let trip = run.settings.breakers.trip(after: rounds.figures), run.purpose != .undo, rounds.hasMore {
                try await steps.stop(run, as: .stopped, reason: trip.sentence)
                rounds.stop("The run was stopped before this record was written; run again to write it.")
            }
        }
        failures.merge(rounds.failures.mapValues(\.words)) { $1 }
        let exports = RunExports(sending: sending)
        let rest = own.plan.leavingOut(Set(failures.keys))
        let complaints = try await exports.write(rest)
        let undone = try await RunFollowUps(sending: sending).write(rest)
        let shortfalls = try await exports.remove(stored.removals)
        return Written(
            plan: own.plan,
            failures: failures,
            complaints: complaints,
            undone: undone,
            shortfalls: shortfalls
        )
    }

    /// Tells which were not written. The accounts themselves were settled before, in the batch that this one follows.
    private func writeCommittees(
        _ plan: Plan,
        _ batch: RunBatch,
        of run: Run,
        _ calls: OrgCalls,
        _ lease: Lease
    ) async throws -> Set<String> {
        if run.purpose == .apply { try await reserve(plan, batch, of: run) }
        let sending = RunSending(steps: steps, run: run, batch: batch, calls: calls, lease: lease)
        return try await RunFollowUps(sending: sending).write(plan)
    }

    /// Sets aside what nobody has yet, for a plan that was priced in a preview; once.
    private func reserve(_ plan: Plan, _ batch: RunBatch, of run: Run) async throws {
        let now = steps.clock.now()
        try await steps.database.write { db in
            try RunCredits(run: run, at: now).reserve(plan.profilesToPay, batch.number, on: db)
        }
    }

    /// Looks whether a batch may be written before anything of it is; false where a breaker stopped the run.
    private func begin(_ plan: Plan, _ batch: RunBatch, of run: Run, _ calls: OrgCalls) async throws -> Bool {
        var figures = Breakers.Figures()
        figures.add(plan)
        if run.purpose != .undo, let trip = run.settings.breakers.trip(before: figures) {
            try await steps.stop(run, as: .stopped, reason: trip.sentence)
            return false
        }
        if run.purpose == .apply { try await reserve(plan, batch, of: run) }
        try await RunDrift(steps: steps).takeOut(of: plan, batch, of: run, calls)
        return true
    }

    private func effects(of batch: RunBatch, _ run: Run) async throws -> [RunEffect] {
        try await steps.database.read { db in
            try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db)
        }
    }

    // MARK: Settling

    private func settle(_ written: Written, _ batch: RunBatch, of run: Run) async throws {
        let (plan, failures, complaints) = (written.plan, written.failures, written.complaints)
        let settlement = Settlement(plan, failures: failures, undone: written.undone)
        let now = steps.clock.now()
        let step = RunStep(organisation: run.organisation, run: run.id)
        try await steps.database.write { db in
            try RunBatch.settle(batch.number, of: run.id, in: run.organisation, at: now, on: db)
            var counts = settlement.counts
            // The accounts of a batch of committees were counted before.
            if batch.follows != nil { counts = Counts(creditsOnly: settlement.counts) }
            if !complaints.isEmpty {
                counts.complain(of: plan.outcomes.filter { complaints[$0.record] != nil })
            }
            if run.purpose.costsCredits {
                counts.credits = try RunCredits(run: run, at: now).settle(settlement.charged, batch.number, on: db)
            }
            if run.purpose.writes {
                try RunFollowUp.leave(
                    batch: batch.number,
                    RunFollowUps.unwritten,
                    of: run.id,
                    in: run.organisation,
                    on: db
                )
                try RunRecord.fail(failures, of: run.id, in: run.organisation, on: db)
                try RunRecord.complain(complaints, of: run.id, in: run.organisation, on: db)
                try RunShortfall.add(written.shortfalls, of: run.id, in: run.organisation, on: db)
                try RecordMemory.keep(
                    settlement.written,
                    takenBack: run.purpose == .undo,
                    of: run.connection,
                    in: run.organisation,
                    on: db
                )
            }
            try FieldTotal.add(FieldTotal.of(settlement.written), of: run.id, in: run.organisation, on: db)
            let committee = try RunTelling(run: run, at: now).tell(&counts, settlement.written, batch, on: db)
            try Run.settled(
                counts,
                fields: settlement.written.count,
                committee: committee,
                of: run.id,
                in: run.organisation,
                on: db
            )
            if !run.isRead { try step.enqueue(RunStep.read, at: now, on: db) }
        }
    }
}
