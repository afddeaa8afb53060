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
/// crash asks the org about that id instead of sending again. While the org works on a batch, the one before it is settled
/// and the next one made ready: both can be done over again, and neither is seen by the org.
struct RunWriting: Sendable {
    let steps: RunSteps

    private enum Work: Sendable {
        case batch(RunBatch, following: RunBatch?)
        /// The batch that was sent last; there is no other to be sent meanwhile.
        case settle
        /// Accounts whose buying committee comes next.
        case committee(RunCommittees.Piece)
        /// All that was planned is settled.
        case end
    }

    var handler: JobHandler {
        JobHandler(RunStep.write) { job, lease in
            let line = WriteLine()
            let verdict = try await steps.go(job, lease) { run, db in
                try RunWriting.next(run, besides: line.sentNumber, db)
            } perform: { run, work, calls in
                switch work {
                case .batch(let batch, let following):
                    try await write(batch, following, line, of: run, calls, lease)
                case .settle: try await settle(line.takeSent())
                case .committee(let piece): try await RunCommittees(steps: steps).plan(piece, of: run, calls, lease)
                case .end:
                    try await calls.keep()
                    try await steps.ending.end(run.id, in: run.organisation)
                }
                return nil
            }
            // Whoever waits does not leave behind what is over.
            try await settle(line.takeSent())
            return verdict
        }
    }

    /// `sent` is the number of a batch that is over in the org already.
    private static func next(_ run: Run, besides sent: Int?, _ db: isolated Connection) throws -> Work? {
        let settling = sent.map { _ in Work.settle }
        guard run.state == .working else { return settling }
        let planned = try RunBatch.first(2, .planned, besides: sent, of: run.id, in: run.organisation, on: db)
        if run.stopsAs != nil {
            // What was begun in the org is brought to its end; what was not is left.
            guard let batch = planned.first else { return settling ?? .end }
            let effects = try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db)
            return effects.isEmpty ? settling ?? .end : .batch(batch, following: nil)
        }
        if let batch = planned.first { return .batch(batch, following: planned.dropFirst().first) }
        if let settling { return settling }
        guard run.isRead, try RunBatch.first(.read, of: run.id, in: run.organisation, on: db) == nil else { return nil }
        return try RunCommittees.next(run, db).map(Work.committee) ?? .end
    }

    private func write(
        _ batch: RunBatch,
        _ following: RunBatch?,
        _ line: WriteLine,
        of run: Run,
        _ calls: OrgCalls,
        _ lease: Lease
    ) async throws {
        let (before, known) = (line.takeSent(), line.takeReady(batch))
        // Settling holds SQLite's one writer for long, and would keep what is sent from being written down first.
        let (atWork, begun) = AsyncStream<Void>.makeStream()
        async let settled: Void = settle(before, when: atWork)
        async let ahead = ready(following, of: run)
        do {
            let sent = try await send(batch, known, of: run, calls, lease, begun)
            try await settled
            line.sent(sent)
        } catch {
            // The batch before is over in the org, whatever became of this one.
            try await settled
            throw error
        }
        // What went wrong there comes again when it is that batch's turn, and is told then.
        if let next = try? await ahead { line.keep(next) }
    }

    /// Nil for a batch that is not made ready ahead of its turn.
    private func ready(_ batch: RunBatch?, of run: Run) async throws -> ReadyBatch? {
        guard let batch, run.purpose.writes, batch.follows == nil else { return nil }
        return try await RunStage.preparing.timed { try await ReadyBatch(batch, of: run, steps) }
    }

    /// Nil where the batch is not to be written now.
    private func send(
        _ batch: RunBatch,
        _ known: ReadyBatch?,
        of run: Run,
        _ calls: OrgCalls,
        _ lease: Lease,
        _ begun: AsyncStream<Void>.Continuation
    ) async throws -> SentBatch? {
        defer { begun.finish() }
        if run.purpose.writes, batch.follows == nil {
            guard var ready = if let known { known } else { try await ready(batch, of: run) } else { return nil }
            return try await RunStage.writing.timed {
                guard try await ready.begin(run, steps, calls) else { return nil }
                return try await send(ready, of: run, calls, lease, begun)
            }
        }
        let stored = try await steps.database.read { db in
            try RunBatch.plan(of: batch.number, of: run.id, in: run.organisation, on: db)
        }
        guard let stored else { return nil }
        var sent = SentBatch(run, batch, stored)
        if run.purpose.writes {
            sent.undone = try await RunStage.writing.timed {
                try await writeCommittees(stored, batch, of: run, calls, lease)
            }
        }
        return sent
    }

    private func send(
        _ ready: ReadyBatch,
        of run: Run,
        _ calls: OrgCalls,
        _ lease: Lease,
        _ begun: AsyncStream<Void>.Continuation
    ) async throws -> SentBatch {
        let (batch, rows) = (ready.batch, ready.rows)
        var failures = ready.own.failures.merging(rows.unspeakable) { $1 }
        let sending = RunSending(steps: steps, run: run, batch: batch, calls: calls, lease: lease, begun: begun)
        var rounds = WriteRounds(rows.records, canary: batch.number == 0 ? run.settings.breakers.canary : nil)
        while let round = rounds.next() {
            if round.number > ready.begun, round.wait > .zero { try await steps.clock.sleep(round.wait) }
            let refusals = try await sending.send(
                round.number,
                .init(
                    upload: try rows.upload(round.records),
                    records: round.records,
                    operation: .update,
                    object: ready.stored.object.name,
                    key: "Id",
                    isIDWanted: false
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
        let rest = ready.own.plan.leavingOut(Set(failures.keys))
        var sent = SentBatch(run, batch, ready.own.plan)
        sent.failures = failures
        sent.complaints = try await exports.write(rest)
        sent.undone = try await RunFollowUps(sending: sending).write(rest)
        sent.shortfalls = try await exports.remove(ready.stored.removals)
        return sent
    }

    /// Tells which were not written. The accounts themselves were settled before, in the batch that this one follows.
    private func writeCommittees(
        _ plan: Plan,
        _ batch: RunBatch,
        of run: Run,
        _ calls: OrgCalls,
        _ lease: Lease
    ) async throws -> Set<String> {
        if run.purpose == .apply { try await steps.reserve(plan, batch, of: run) }
        let sending = RunSending(steps: steps, run: run, batch: batch, calls: calls, lease: lease)
        return try await RunFollowUps(sending: sending).write(plan)
    }

    // MARK: Settling

    /// Settles a batch while the org works on the next.
    private func settle(_ sent: SentBatch?, when atWork: AsyncStream<Void>) async throws {
        guard let sent else { return }
        for await _ in atWork { break }
        try await RunStage.settling.timed { try await settle(sent) }
    }

    private func settle(_ sent: SentBatch?) async throws {
        if let sent { try await RunStage.settling.timed { try await settle(sent) } }
    }

    private func settle(_ sent: SentBatch) async throws {
        defer { FreedMemory.giveBack() }
        let (run, batch, plan) = (sent.run, sent.batch, sent.plan)
        let (failures, complaints) = (sent.failures, sent.complaints)
        let settlement = Settlement(plan, failures: failures, undone: sent.undone)
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
                try RunShortfall.add(sent.shortfalls, of: run.id, in: run.organisation, on: db)
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
