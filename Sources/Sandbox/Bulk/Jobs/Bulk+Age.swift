import Database
import Telemetry

extension Bulk {
    /// How long a job may wait for its rows.
    static let longestOpen = Duration.seconds(86_400)
    /// How long a job that has ended is known, with its results.
    static let resultsKept = Duration.seconds(7 * 86_400)

    /// Ends what has waited too long, and forgets what ended long ago.
    func tidy() async throws {
        let now = Log.current.clock.now()
        let (opened, ended) = ((now - Bulk.longestOpen).stored, (now - Bulk.resultsKept).stored)
        let forgotten = try await org.database.write { db in
            try db.run(
                """
                UPDATE "_bulk_batch" SET "state" = 'NotProcessed' WHERE "state" = 'Queued' AND "job_id" IN
                  (SELECT "id" FROM "_bulk_job" WHERE "state" = 'Open' AND "created" <= \(opened))
                """
            )
            try db.run(
                """
                UPDATE "_bulk_job" SET "state" = 'Aborted', "modified" = \(now.stored)
                WHERE "state" = 'Open' AND "created" <= \(opened)
                """
            )
            let old = try db.fetch(
                String.self,
                """
                SELECT "id" FROM "_bulk_job" WHERE "modified" <= \(ended)
                AND "state" IN ('JobComplete', 'Failed', 'Aborted', 'Closed') AND NOT EXISTS
                  (SELECT 1 FROM "_bulk_batch" WHERE "job_id" = "_bulk_job"."id"
                   AND ("state" IN ('Queued', 'InProgress') OR "_bulk_batch"."modified" > \(ended)))
                """
            )
            for id in old {
                try db.run("DELETE FROM \"_bulk_batch\" WHERE \"job_id\" = \(id)")
                try db.run("DELETE FROM \"_bulk_job\" WHERE \"id\" = \(id)")
            }
            return old
        }
        for id in forgotten { files.removeAll(of: id) }
    }

    /// Tidies now and then, until the task is cancelled.
    func keepTidy() async {
        while !Task.isCancelled {
            do {
                try await tidy()
                try await Log.current.clock.sleep(.seconds(600))
            } catch is CancellationError {
                return
            } catch {
                Log.error("old bulk jobs could not be cleared away", ["error": "\(error)"])
                // Another time it may go better.
                try? await Log.current.clock.sleep(.seconds(600))
            }
        }
    }
}
