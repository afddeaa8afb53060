import Database
import Enrichment
import HTML
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
            let missing = RunMissing(
                of: run.purpose,
                followUps: followed[.failed] ?? 0,
                others: try RunShortfall.count(of: id, in: organisation, on: db)
            )
            var ending = run.ending(now)
            // A run is never green when something of it failed.
            if ending == .succeeded, missing.sentence != nil { ending = .partial }
            _ = try Run.end(id, in: organisation, ending, because: missing.sentence, at: now, on: db)
            try RunBatch.dropRecords(of: id, in: organisation, on: db)
            if let job = run.job, run.purpose == .enrich, ending == .succeeded || ending == .partial {
                let next = run.resumesAfter.flatMap { CRMID($0) }
                try EnrichJob.setResumesAfter(next, of: job, in: organisation, on: db)
            }
            try AlertWatch.lookNow(at: now, on: db)
            if run.isFollowedBySignals {
                try RunStep(organisation: organisation, run: id).enqueue(RunStep.signals, at: now, on: db)
            } else {
                try tell(id, in: organisation, at: now, on: db)
            }
        }
    }

    /// What a run came to once its signals are written too, or could not be for this reason.
    func followed(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        _ reason: String?,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let refused = try RunShortfall.count(of: id, in: organisation, on: db)
        let sentence =
            reason.map { "The intent signals and scoops of this run were not written. \($0)" }
            ?? RunMissing(of: .enrich, followUps: 0, others: refused).sentence
        if let sentence { try Run.mark(id, in: organisation, because: sentence, on: db) }
        try tell(id, in: organisation, at: now, on: db)
    }

    /// One mail to each who answers for the connection, and to who started the run.
    private func tell(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        guard let run = try Run.find(id, in: organisation, on: db), run.alerts, let ending = run.ending else { return }
        let connection = try OrgConnection.find(run.connection, in: run.organisation, on: db)
        var readers = try connection?.admins(on: db) ?? []
        if let user = run.startedBy, let starter = try User.find(user, in: run.organisation, on: db),
            starter.state == .active, !readers.contains(where: { $0.id == starter.id })
        {
            readers.append(starter)
        }
        let followed = try RunFollowUp.counts(of: id, in: organisation, on: db)
        let refused = try RunShortfall.count(of: id, in: organisation, on: db)
        for reader in readers {
            let text = MailText.runEnded(run, ending, followed, refused, to: reader, link: links.run(run.id))
            try outbox.enqueue(text, to: reader.email, in: run.organisation, deliverBefore: nil, at: now, on: db)
        }
    }
}

/// What a run was to do besides its records and could not.
private struct RunMissing {
    let sentence: String?

    init(of purpose: Run.Purpose, followUps: Int, others: Int) {
        func some(_ count: Int, _ what: String) -> String {
            (count == 1 ? "One" : "\(count)") + " of the " + what
        }
        var sentences: [String] = []
        let isUndo = purpose == .undo
        if followUps > 0 {
            let verb = isUndo ? "could not be taken back" : "could not be written"
            let what = some(followUps, "records that follow from this run")
            sentences.append("\(what) \(verb); the page of the run says why, one by one.")
        }
        if others > 0 {
            let what =
                isUndo
                ? some(others, "records that the run had made")
                    + " could not be deleted"
                : some(others, "accounts") + " did not get all intent signals or scoops"
            sentences.append("\(what); the page of the run says why, one by one.")
        }
        sentence = sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

extension Run {
    fileprivate var isFollowedBySignals: Bool {
        purpose.costsCredits && (settings.intent != nil || settings.scoops != nil)
    }

    fileprivate func ending(_ now: Timestamp) -> RunEnding {
        switch stopsAs {
        case .failed: .failed
        case .stopped: .stopped
        case .succeeded, .partial, nil: RunEnding(counts)
        }
    }
}

extension MailText {
    /// What follows from the records is told where there is any.
    static func runEnded(
        _ run: Run,
        _ ending: RunEnding,
        _ followed: [RunFollowUp.State: Int],
        _ refused: Int,
        to user: User,
        link: String
    ) -> MailText {
        let besides = [
            ("Made besides", followed[.made] ?? 0), ("Enriched besides", followed[.enriched] ?? 0),
            ("Taken back besides", followed[.removed] ?? 0), ("Refused besides", (followed[.failed] ?? 0) + refused),
        ]
        let figures = [
            ("Records", run.counts.total), ("Matched", run.counts.matched),
            ("Company match only", run.counts.companyOnly), ("No match", run.counts.noMatch),
            ("Enriched", run.counts.enriched), ("Errors", run.counts.errors), ("Credits", run.counts.credits),
            ("API calls", run.restCalls + run.bulkCalls),
        ]
        let lines = (figures + besides.filter { $0.1 > 0 }).map { "  \($0.0): \($0.1.formatted(.grouped))" }.joined(
            separator: "\n"
        )
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
