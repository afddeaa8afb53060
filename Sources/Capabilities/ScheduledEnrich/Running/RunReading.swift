import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Reads a run's records, page by page: each page is a batch, kept with the place behind it in one transaction.
struct RunReading: Sendable {
    let steps: RunSteps

    private enum Work: Sendable {
        case page
        /// Enough is read for now.
        case pause
    }

    /// So many batches are read ahead of those that are settled.
    private static let ahead = 4

    var handler: JobHandler {
        JobHandler(RunStep.read) { job, lease in
            try await steps.go(job, lease, next: RunReading.next) { run, work, calls in
                switch work {
                case .pause: return .milliseconds(500)
                case .page:
                    try await RunStage.reading.timed { try await read(run, calls, lease) }
                    return nil
                }
            }
        }
    }

    private static func next(_ run: Run, _ db: isolated Connection) throws -> Work? {
        if run.state != .working || run.isRead || run.stopsAs != nil || run.purpose == .undo { return nil }
        let isAhead = run.batches - run.settled >= ahead
        return isAhead ? .pause : .page
    }

    private func read(_ run: Run, _ calls: OrgCalls, _ lease: Lease) async throws {
        let org = try await steps.org(of: run, calls)
        let preparation = try await RunPreparation(run, steps)
        try await RunDepartures(steps: steps).look(run, preparation.schema, in: org)
        let query = preparation.query
        let scope = try await preparation.scope(in: org)
        let statement = query.statement(part: run.queryPart, where: preparation.condition, scope: scope)
        let job = try await queryJob(statement, run, org, lease)
        let reading = RecordReading(query, at: steps.clock.now())
        var records: [Record] = []
        let page = try await org.page(of: job, at: run.locator, upTo: run.settings.batchSize) { row in
            records.append(try reading.record(row))
        }
        try await keep(RecordPage(run.object, records), behind: page.next, run, parts: query.parts, lease)
    }

    /// The query's job at the org, once its rows can be read.
    private func queryJob(_ statement: SOQL, _ run: Run, _ org: Org, _ lease: Lease) async throws -> RecordID {
        let kept = run.queryJob.flatMap { RecordID($0) }
        // Who has read a page need not ask whether there are any.
        if let kept, run.locator != nil { return kept }
        let job = try await org.bulkQuery(statement, resuming: kept, pace: steps.pace) { job in
            try await steps.database.write { db in
                // Another job would begin the pages of the one who reads now anew.
                try lease.confirm(on: db)
                try Run.keepQuery(job.text, of: run.id, in: run.organisation, on: db)
            }
        }
        guard let job else {
            throw RunFailure(
                sentence:
                    "Salesforce gives these records one by one only; give the connected user the right to use the "
                    + "Bulk API, and run again."
            )
        }
        return job.id
    }

    private func keep(
        _ page: RecordPage,
        behind locator: String?,
        _ run: Run,
        parts: Int,
        _ lease: Lease
    ) async throws {
        let now = steps.clock.now()
        let nextQuery = run.queryPart + 1 < parts ? run.queryPart + 1 : nil
        let size = page.records.count
        let step = RunStep(organisation: run.organisation, run: run.id)
        try await steps.database.write { db in
            // Whoever was given up for dead meanwhile leaves the page to the one who has begun it again.
            try lease.confirm(on: db)
            if size > 0 {
                try RunBatch.insert(run.batches, of: run.id, in: run.organisation, page, on: db)
                try step.enqueue(RunStep.plan, at: now, on: db)
            }
            try Run.read(
                size,
                next: Run.Place(locator: locator, nextQuery: nextQuery),
                of: run.id,
                in: run.organisation,
                on: db
            )
            // Whoever comes last ends the run.
            if locator == nil, nextQuery == nil { try step.enqueue(RunStep.write, at: now, on: db) }
        }
    }
}
