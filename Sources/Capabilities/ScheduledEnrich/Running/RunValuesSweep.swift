import Database
import Jobs
import Store
import Telemetry

/// Drops every night what runs read and replaced long ago. That is personal data, kept only for as long as a run can be taken back;
/// its figures and what it found of each record stay.
struct RunValuesSweep: Sendable {
    let database: Database
    /// For so long after the end of a run.
    let keep: Duration
    let clock: WallClock

    static let kind = JobKind("run.values-sweep")
    /// The plans of so many runs in one transaction, so that nobody waits long for the writer.
    private static let atOnce = 1

    var handler: JobHandler {
        JobHandler(RunValuesSweep.kind) { _, _ in
            try await run()
            return .done
        }
    }

    static func entry() throws -> Schedules.Entry {
        let night = TimeOfDay(hour: 3, minute: 40) ?? .midnight
        return Schedules.Entry("drop the values of old runs", try Schedule(.daily, at: night, in: .utc), NewJob(kind))
    }

    func run() async throws {
        let end = clock.now() - keep
        while try await database.write({ db in
            try RunBatch.dropPlans(endedBefore: end, runs: RunValuesSweep.atOnce, on: db)
        }) > 0 { try Task.checkCancellation() }
    }
}
