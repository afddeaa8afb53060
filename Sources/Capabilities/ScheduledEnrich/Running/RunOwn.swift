import Database
import Enrichment
import Store

/// What of a batch's plan is still the batch's own: some of its records may be planned again in another.
struct RunOwn: Sendable {
    /// Without the records that went to another batch.
    let plan: Plan
    /// The records that are not to be written any more, and why.
    let failures: [CRMID: String]

    init(_ plan: Plan, _ batch: RunBatch, of run: Run, _ steps: RunSteps) async throws {
        let own = try await steps.database.read { db -> [String: String?]? in
            // Nearly always nothing has changed, and then there is no need to look at each.
            let standing = try RunRecord.standing(of: batch.number, of: run.id, in: run.organisation, on: db)
            if standing.records == plan.outcomes.count,
                standing.changed == plan.outcomes.count(where: { !$0.patch.isEmpty })
            {
                return nil
            }
            return try RunRecord.records(of: batch.number, of: run.id, in: run.organisation, on: db)
        }
        guard let own else {
            (self.plan, failures) = (plan, [:])
            return
        }
        var failures: [CRMID: String] = [:]
        for outcome in plan.outcomes where !outcome.patch.isEmpty {
            if let error = own[outcome.record.text] ?? nil { failures[outcome.record] = error }
        }
        self.failures = failures
        let isWhole = own.count == plan.outcomes.count
        self.plan =
            isWhole
            ? plan : Plan(plan.object, plan.outcomes.filter { own[$0.record.text] != nil }, removals: plan.removals)
    }

    /// What is to be sent.
    var writable: Plan {
        failures.isEmpty ? plan : Plan(plan.object, plan.outcomes.filter { failures[$0.record] == nil })
    }
}
