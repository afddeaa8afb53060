import Database
import Enrichment
import Salesforce
import Store
import Telemetry

/// A batch of which it is known what will be sent.
struct ReadyBatch: Sendable {
    let batch: RunBatch
    /// As it was stored.
    let stored: Plan
    /// What of the plan is still the batch's own.
    private(set) var own: RunOwn
    private(set) var rows: WrittenRows
    /// How many effects of it were begun before.
    let begun: Int

    /// Nil where its plan is gone.
    init?(_ batch: RunBatch, of run: Run, _ steps: RunSteps) async throws {
        let (stored, begun) = try await steps.database.read { db in
            (
                try RunBatch.plan(of: batch.number, of: run.id, in: run.organisation, on: db),
                try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db).count
            )
        }
        guard let stored else { return nil }
        (self.batch, self.stored, self.begun) = (batch, stored, begun)
        own = try await RunOwn(stored, batch, of: run, steps)
        rows = WrittenRows(own.writable)
    }

    /// Looks whether it may be written, right before anything of it is; false where a breaker stopped the run.
    mutating func begin(_ run: Run, _ steps: RunSteps, _ calls: OrgCalls) async throws -> Bool {
        if begun > 0 { return true }
        var figures = Breakers.Figures()
        figures.add(own.plan)
        if run.purpose != .undo, let trip = run.settings.breakers.trip(before: figures) {
            try await steps.stop(run, as: .stopped, reason: trip.sentence)
            return false
        }
        if run.purpose == .apply { try await steps.reserve(own.plan, batch, of: run) }
        if try await RunDrift(steps: steps).takeOut(of: own.plan, batch, of: run, calls) {
            own = try await RunOwn(stored, batch, of: run, steps)
            rows = WrittenRows(own.writable)
        }
        return true
    }
}

extension RunSteps {
    /// Sets aside what nobody has yet, for a plan that was priced in a preview; once.
    func reserve(_ plan: Plan, _ batch: RunBatch, of run: Run) async throws {
        let now = clock.now()
        try await database.write { db in
            try RunCredits(run: run, at: now).reserve(plan.profilesToPay, batch.number, on: db)
        }
    }
}
