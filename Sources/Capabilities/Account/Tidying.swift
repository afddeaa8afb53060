import Database
import Jobs
import Store
import Telemetry

/// Removes what has ended, every night: sessions, links, counted failures, settled mails, requests of identity
/// providers.
struct Tidying: Sendable {
    let database: Database
    let clock: WallClock

    static let kind = JobKind("account.tidy")
    static let keepMails = Duration.days(90)

    var handler: JobHandler {
        JobHandler(Tidying.kind) { _, _ in
            try await run()
            return .done
        }
    }

    static func entry() throws -> Schedules.Entry {
        let night = TimeOfDay(hour: 3, minute: 20) ?? .midnight
        return Schedules.Entry("remove what has ended", try Schedule(.daily, at: night, in: .utc), NewJob(kind))
    }

    func run() async throws {
        let now = clock.now()
        // One table at a time, so that nobody waits long for the writer.
        try await database.write { db in try Session.removeEnded(before: now, on: db) }
        try await database.write { db in try PasswordLink.removeExpired(before: now, on: db) }
        let forgotten = Throttle.Kind.allCases.map { ThrottlePolicy.of($0).memory }.max() ?? .zero
        try await database.write { db in try Throttle.removeForgotten(before: now - forgotten, on: db) }
        try await database.write { db in try SignOnTrip.removeExpired(before: now, on: db) }
        try await database.write { db in try UsedAssertion.removeForgotten(before: now, on: db) }
        try await database.write { db in
            try ProvisioningRequest.removeOld(before: now - Provisioning.keepRequests, on: db)
        }
        try await database.write { db in try OutboxMail.removeOld(before: now - Tidying.keepMails, on: db) }
    }
}
