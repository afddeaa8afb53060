import Database
import Enrichment
import Store
import Telemetry

/// What a settled batch tells the dashboard. Written in the transaction that settles it, so that no figure can be another than
/// the sum of what was settled.
struct RunTelling {
    let run: Run
    let now: Timestamp

    init(run: Run, at now: Timestamp) { (self.run, self.now) = (run, now) }

    /// What was done for buying committees. The counts learn of the e-mail addresses of those who were enriched.
    func tell(
        _ counts: inout Counts,
        _ written: [Settlement.Written],
        _ batch: RunBatch,
        on db: isolated Connection
    ) throws -> CommitteeFigures {
        if batch.follows != nil {
            return run.purpose.writes
                ? try CommitteeFigures(
                    of: batch.number,
                    of: run.id,
                    credits: counts.credits,
                    in: run.organisation,
                    on: db
                ) : CommitteeFigures()
        }
        switch run.purpose {
        // What an undo brings back was found by another run.
        case .undo:
            if let source = run.source {
                counts.takenBack = try RunRecord.takeBack(
                    batch.number,
                    of: run.id,
                    from: source,
                    in: run.organisation,
                    on: db
                )
            }
            return try CommitteeFigures(of: batch.number, of: run.id, credits: 0, in: run.organisation, on: db)
        case .preview: break
        case .enrich, .apply:
            let zone = try Organisation.find(run.organisation, on: db).map { try Zone(named: $0.timeZone) } ?? .utc
            try RecordFinding.keep(batch.number, of: run, at: now, day: zone.local(at: now).date, on: db)
            try EnrichedValue.add(written, of: run, beganOn: zone.local(at: run.createdAt).date, on: db)
        }
        if run.object.isPerson {
            counts.emails = try RunRecord.emails(in: batch.number, of: run.id, in: run.organisation, on: db)
        }
        return CommitteeFigures()
    }
}
