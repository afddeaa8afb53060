import Database
import Enrichment
import Jobs
import Store
import Telemetry

/// Begins the run of a job, by its schedule or at somebody's wish.
struct RunStart: Sendable {
    /// Which job is to be run.
    struct Order: Codable, Sendable {
        let organisation: ID<Organisation>
        let job: ID<EnrichJob>
    }

    let database: Database
    let clock: WallClock

    static let kind = JobKind("run.start")

    var handler: JobHandler {
        JobHandler(RunStart.kind) { job, lease in
            let order = try job.arguments(as: Order.self)
            let now = clock.now()
            try await database.write { db in
                if let job = try EnrichJob.find(order.job, in: order.organisation, on: db) {
                    try begin(job, .enrich, by: "Schedule", user: job.createdBy, at: now, on: db)
                }
                try lease.finish(on: db)
            }
            return .done
        }
    }

    /// The run; nil when the job has one already that has not ended.
    @discardableResult
    func begin(
        _ job: EnrichJob,
        _ purpose: Run.Purpose,
        by name: String,
        user: ID<User>?,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> ID<Run>? {
        let inputs = try OrgMatchInputs.find(
            of: job.settings.object,
            connection: job.connection,
            in: job.organisation,
            on: db
        )
        var new = NewRun(purpose, on: job.connection, job: job.id, job.settings, inputs, by: name)
        new.startedBy = user
        new.alerts = job.alerts
        guard let run = try Run.insert(new, in: job.organisation, at: now, on: db) else { return nil }
        try RunStep(organisation: job.organisation, run: run).enqueue(RunStep.read, at: now, on: db)
        return run
    }
}
