import Database
import Enrichment
import Store
import Telemetry

/// The movements of a run's credits.
struct RunCredits {
    let run: Run
    let now: Timestamp

    init(run: Run, at now: Timestamp) { (self.run, self.now) = (run, now) }

    /// What profiles cost for this run now.
    func meter(for profiles: Set<ProfileID>, on db: isolated Connection) throws -> CreditMeter {
        var owned = try OwnedProfiles.find(profiles, in: run.organisation, at: now, on: db)
        var spent = try CreditLedger.spent(by: run.id, in: run.organisation, on: db)
        if !run.purpose.costsCredits {
            // A preview sets nothing aside, but counts each profile once.
            let priced = try RunRecord.priced(in: run.id, of: run.organisation, on: db)
                .union(try RunFollowUp.priced(in: run.id, of: run.organisation, on: db))
            owned.formUnion(priced)
            spent = priced.count
        }
        var userLeft = try CreditAllowances.left(for: run, at: now, on: db)
        if !run.purpose.costsCredits { userLeft = userLeft.map { $0 - spent } }
        return CreditMeter(run.settings.credits, owned: owned, spent: spent, userLeft: userLeft)
    }

    /// Takes all of these for a batch, or none where somebody else has taken one meanwhile; a preview takes none.
    func take(_ profiles: [ProfileID], _ batch: Int, on db: isolated Connection) throws -> Bool {
        guard run.purpose.costsCredits else { return true }
        let taken = try own(profiles, batch, on: db)
        if taken.isEmpty { return true }
        try OwnedProfiles.settle(charged: [], for: batch, of: run.id, in: run.organisation, on: db)
        return false
    }

    /// Notes a movement of a batch.
    func enter(_ kind: CreditMovement.Kind, _ credits: Int, _ batch: Int, on db: isolated Connection) throws {
        try CreditLedger.enter(
            CreditMovement(kind, credits),
            for: batch,
            of: run.id,
            by: run.startedBy,
            in: run.organisation,
            at: now,
            on: db
        )
    }

    /// Sets aside what nobody has yet, for a plan that was priced in a preview.
    func reserve(_ profiles: [ProfileID], _ batch: Int, on db: isolated Connection) throws {
        let taken = try own(profiles, batch, on: db)
        try enter(.reserve, profiles.count - taken.count, batch, on: db)
    }

    /// Makes these a batch's own; those that somebody has already are told.
    private func own(_ profiles: [ProfileID], _ batch: Int, on db: isolated Connection) throws -> Set<ProfileID> {
        try OwnedProfiles.reserve(
            profiles,
            until: OwnershipPeriod.usual.end(from: now),
            for: batch,
            of: run.id,
            in: run.organisation,
            at: now,
            on: db
        )
    }

    /// Charges what was delivered and releases the rest of what a batch had set aside; tells how many were charged.
    func settle(_ charged: [ProfileID], _ batch: Int, on db: isolated Connection) throws -> Int {
        let profiles = try OwnedProfiles.settle(charged: charged, for: batch, of: run.id, in: run.organisation, on: db)
        try enter(.charge, profiles.charged, batch, on: db)
        try enter(.release, profiles.released, batch, on: db)
        return profiles.charged
    }
}
