package import Database
package import Enrichment
package import Telemetry

// How a run goes on. Each statement says from which state it leads, so that one that comes too late changes nothing.
extension Run {
    /// That a run waits, for what and since when; said again, it waits since the first time.
    package static func wait(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        for reason: String,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET waits_for = \(reason), waits_since = COALESCE(waits_since, CAST(\(now) AS BIGINT))
            WHERE organisation_id = \(organisation) AND id = \(id) AND state <> 'ended'
            """
        )
    }

    package static func goOn(_ id: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection) throws {
        try db.run(
            """
            UPDATE runs SET waits_for = NULL, waits_since = NULL
            WHERE organisation_id = \(organisation) AND id = \(id) AND waits_since IS NOT NULL
            """
        )
    }

    /// Ends a run once the batch under way is settled, as stopped by somebody or failed for a reason; the first reason
    /// counts. False when it has ended.
    package static func stop(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        as ending: RunEnding,
        reason: String,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE runs SET state = 'working', reason = COALESCE(reason, CAST(\(reason) AS TEXT)),
                stops_as = COALESCE(stops_as, CAST(\(ending) AS TEXT))
            WHERE organisation_id = \(organisation) AND id = \(id) AND state <> 'ended'
            """
        ).rows == 1
    }

    /// From working to paused or back; false when it was not so.
    package static func move(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        from: State,
        to: State,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE runs SET state = \(to), waits_for = NULL, waits_since = NULL
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = \(from)
            """
        ).rows == 1
    }

    /// Ends a run; false when it has ended before.
    package static func end(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        _ ending: RunEnding,
        because reason: String? = nil,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE runs SET state = 'ended', waits_for = NULL, waits_since = NULL, ending = \(ending), ended_at = \(now),
                reason = COALESCE(reason, CAST(\(reason) AS TEXT))
            WHERE organisation_id = \(organisation) AND id = \(id) AND state <> 'ended'
            """
        ).rows == 1
    }

    /// That something of a run which had succeeded failed after its end.
    package static func mark(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        because reason: String,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET ending = CASE WHEN ending = 'succeeded' THEN 'partial' ELSE ending END,
                reason = COALESCE(reason, CAST(\(reason) AS TEXT))
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = 'ended'
            """
        )
    }

    // MARK: Reading

    /// Keeps the id of the query's job at the org, so that whoever comes after a crash goes on with it.
    package static func keepQuery(
        _ job: String,
        of id: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET query_job = \(job), locator = NULL
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    /// Where the next page begins; nil behind the last one, when another query may follow.
    package struct Place: Sendable {
        package var locator: String?
        package var nextQuery: Int?

        package init(locator: String?, nextQuery: Int?) { (self.locator, self.nextQuery) = (locator, nextQuery) }
    }

    package static func read(
        _ size: Int,
        next: Place,
        of id: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        let batches = size > 0 ? 1 : 0
        if let locator = next.locator {
            try db.run(
                """
                UPDATE runs SET locator = \(locator), batches = batches + \(batches), records = records + \(size)
                WHERE organisation_id = \(organisation) AND id = \(id)
                """
            )
        } else {
            try db.run(
                """
                UPDATE runs SET locator = NULL, query_job = NULL, query_part = query_part + 1,
                    is_read = \(next.nextQuery == nil), batches = batches + \(batches), records = records + \(size)
                WHERE organisation_id = \(organisation) AND id = \(id)
                """
            )
        }
    }

    /// That all is read that will be.
    package static func readAll(_ id: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection) throws {
        try db.run(
            "UPDATE runs SET is_read = \(true) WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// A batch of records that were read before.
    package static func addBatch(
        of id: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET batches = batches + 1
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    // MARK: Figures

    package static func planned(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        resumesAfter: CRMID?,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET planned = planned + 1,
                resumes_after = COALESCE(resumes_after, CAST(\(resumesAfter?.text) AS TEXT))
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    package static func settled(
        _ counts: Counts,
        fields: Int,
        committee: CommitteeFigures = CommitteeFigures(),
        of id: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET settled = settled + 1, matched = matched + \(counts.matched),
                company_only = company_only + \(counts.companyOnly), no_match = no_match + \(counts.noMatch),
                errors = errors + \(counts.errors), enriched = enriched + \(counts.enriched),
                deferred = deferred + \(counts.deferred), not_owned = not_owned + \(counts.notOwned),
                credits = credits + \(counts.credits), fields = fields + \(fields),
                emails_valid = emails_valid + \(counts.emails[.valid, default: 0]),
                emails_invalid = emails_invalid + \(counts.emails[.invalid, default: 0]),
                emails_unverifiable = emails_unverifiable + \(counts.emails[.unverifiable, default: 0]),
                emails_disposable = emails_disposable + \(counts.emails[.disposable, default: 0]),
                emails_unknown = emails_unknown + \(counts.emails[.unknown, default: 0]),
                emails_unchecked = emails_unchecked + \(counts.emails[.unchecked, default: 0]),
                taken_back = taken_back + \(counts.takenBack),
                committee_contacts = committee_contacts + \(committee.contacts),
                committee_credits = committee_credits + \(committee.credits),
                committee_accounts = committee_accounts + \(committee.accounts)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    package static func called(
        rest: Int,
        bulk: Int,
        by id: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE runs SET rest_calls = rest_calls + \(rest), bulk_calls = bulk_calls + \(bulk)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }
}
