import Database
import Enrichment
import Store
import Telemetry

/// Ends runs: gives back what was set aside, tells where the next one begins, and mails who wanted to know.
struct RunEndings: Sendable {
    let database: Database
    let outbox: Outbox
    let links: Links
    let clock: WallClock

    func end(_ id: ID<Run>, in organisation: ID<Organisation>) async throws {
        let now = clock.now()
        try await database.write { db in
            guard let run = try Run.find(id, in: organisation, on: db), run.state != .ended else { return }
            for open in try CreditLedger.reserved(by: id, in: organisation, on: db) {
                _ = try RunCredits(run: run, at: now).settle([], open.batch, on: db)
            }
            if run.purpose.writes { try RunFollowUp.leave(RunFollowUps.ended, of: id, in: organisation, on: db) }
            let followed = try RunFollowUp.counts(of: id, in: organisation, on: db)
            let failed = followed[.failed] ?? 0
            var ending = run.ending(now)
            // A run is never green when something of it failed.
            if ending == .succeeded, failed > 0 { ending = .partial }
            _ = try Run.end(id, in: organisation, ending, because: RunEndings.reason(failed), at: now, on: db)
            try RunBatch.dropRecords(of: id, in: organisation, on: db)
            if let job = run.job, run.purpose == .enrich, ending == .succeeded || ending == .partial {
                let next = run.resumesAfter.flatMap { CRMID($0) }
                try EnrichJob.setResumesAfter(next, of: job, in: organisation, on: db)
            }
            if run.purpose.costsCredits, run.settings.intent != nil || run.settings.scoops != nil {
                try RunStep(organisation: organisation, run: id).enqueue(RunStep.signals, at: now, on: db)
            }
            try tell(run, ending, at: now, on: db)
        }
    }

    private static func reason(_ failed: Int) -> String? {
        guard failed > 0 else { return nil }
        let what = failed == 1 ? "One of the records" : "\(failed) of the records"
        return "\(what) that follow from this run could not be written; each says why, further down."
    }

    /// One mail to each who answers for the connection, and to who started the run.
    private func tell(_ run: Run, _ ending: RunEnding, at now: Timestamp, on db: isolated Connection) throws {
        guard run.alerts else { return }
        let connection = try OrgConnection.find(run.connection, in: run.organisation, on: db)
        var readers = try connection?.admins(on: db) ?? []
        if let user = run.startedBy, let starter = try User.find(user, in: run.organisation, on: db),
            starter.state == .active, !readers.contains(where: { $0.id == starter.id })
        {
            readers.append(starter)
        }
        for reader in readers {
            let text = MailText.runEnded(run, ending, to: reader, link: links.run(run.id))
            try outbox.enqueue(text, to: reader.email, in: run.organisation, deliverBefore: nil, at: now, on: db)
        }
    }
}

extension Run {
    fileprivate func ending(_ now: Timestamp) -> RunEnding {
        switch stopsAs {
        case .failed: .failed
        case .stopped: .stopped
        case .succeeded, .partial, nil: RunEnding(counts)
        }
    }
}

extension MailText {
    static func runEnded(_ run: Run, _ ending: RunEnding, to user: User, link: String) -> MailText {
        let figures = [
            ("Records", run.counts.total), ("Matched", run.counts.matched),
            ("Company match only", run.counts.companyOnly), ("No match", run.counts.noMatch),
            ("Enriched", run.counts.enriched), ("Errors", run.counts.errors), ("Credits", run.counts.credits),
            ("API calls", run.restCalls + run.bulkCalls),
        ]
        let lines = figures.map { "  \($0.0): \($0.1)" }.joined(separator: "\n")
        let reason = run.reason.map { "\n\($0)\n" } ?? ""
        return MailText(
            kind: "run-ended",
            subject: "\(run.name): \(ending.phrase)",
            body: """
                Hello \(user.name),

                the run of \(run.name) \(ending.phrase).
                \(reason)
                \(lines)

                Its records, and what was changed in each:

                \(link)

                """
        )
    }
}

extension RunEnding {
    /// As it goes on after the name of a job.
    package var phrase: String {
        switch self {
        case .succeeded: "has succeeded"
        case .partial: "has ended with errors in some records"
        case .failed: "has failed"
        case .stopped: "was stopped"
        }
    }
}
