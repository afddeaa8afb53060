import Database
import Enrichment
import Jobs
import Store
import Telemetry

/// Looks again and again whether there is something to know, keeps it, and mails what is new: once each.
struct AlertWatch: Sendable {
    let database: Database
    let outbox: Outbox
    let links: Links
    let clock: WallClock

    static let kind = JobKind("alerts.look")
    /// While a run is under way or a connection does not work.
    private static let pace = Duration.minutes(5)
    static let keepEnded = Duration.days(180)

    private struct Order: Codable {
        /// Whether it is the one that looks again and again.
        let stays: Bool
    }

    var handler: JobHandler {
        JobHandler(AlertWatch.kind) { job, _ in
            let order: Order = try job.arguments()
            let isBusy = try await look()
            return order.stays && isBusy ? .snooze(AlertWatch.pace) : .done
        }
    }

    /// Every day one begins; it stays for as long as there is something to watch.
    static func entry() throws -> Schedules.Entry {
        let morning = TimeOfDay(hour: 6, minute: 5) ?? .midnight
        return Schedules.Entry("look for alerts", try Schedule(.daily, at: morning, in: .utc), try staying())
    }

    /// Sees to it that somebody watches from now on.
    static func begin(at now: Timestamp, on db: isolated Connection) throws {
        try Queue.enqueue(try staying(), at: now, on: db)
    }

    /// Looks once, now: something has changed.
    static func lookNow(at now: Timestamp, on db: isolated Connection) throws {
        let job = try NewJob(kind, arguments: Order(stays: false), uniqueKey: "\(kind.rawValue)/now")
        try Queue.enqueue(job, at: now, on: db)
    }

    private static func staying() throws -> NewJob {
        try NewJob(kind, arguments: Order(stays: true), uniqueKey: "\(kind.rawValue)/stays")
    }

    /// Tells whether there is something to watch.
    func look() async throws -> Bool {
        let now = clock.now()
        return try await database.write { db in
            guard let organisation = try Organisation.installed(on: db) else { return false }
            let signs = try AlertSigns(organisation: organisation, now: now).read(on: db)
            let new = try Alert.settle(signs, in: organisation.id, at: now, on: db)
            try tell(new, organisation, at: now, on: db)
            try Alert.removeOld(before: now - AlertWatch.keepEnded, on: db)
            var filter = Run.Filter()
            filter.isEnded = false
            let isRunning = try !Run.list(filter, in: organisation.id, below: nil, limit: 1, on: db).isEmpty
            return isRunning || signs.contains { $0.kind == .connectionBroken }
        }
    }

    // MARK: Mails

    /// One mail for each who is to know some of it, with all that he or she is to know.
    private func tell(
        _ signs: [AlertSign],
        _ organisation: Organisation,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        var letters: [ID<User>: (reader: User, signs: [AlertSign])] = [:]
        for sign in signs {
            for reader in try readers(of: sign, organisation.id, on: db) {
                letters[reader.id, default: (reader, [])].signs.append(sign)
            }
        }
        for letter in letters.values.sorted(by: { $0.reader.id < $1.reader.id }) {
            let text = MailText.alerts(
                letter.signs.map { ($0.title, $0.sentence) },
                to: letter.reader,
                of: organisation.name,
                link: links.alerts
            )
            try outbox.enqueue(
                text,
                to: letter.reader.email,
                in: organisation.id,
                deliverBefore: now + .days(2),
                at: now,
                on: db
            )
        }
    }

    /// Nobody where a mail of its own has told it: of a connection that broke, and of the end of a run.
    private func readers(
        of sign: AlertSign,
        _ organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [User] {
        switch sign.kind {
        case .connectionBroken: return []
        case .creditsNearlyUsed, .tokenEnds: return try User.activeAdmins(in: organisation, on: db)
        case .callsNearlyUsed, .certificateEnds:
            let connection = try OrgConnection.find(ID(rawValue: sign.about), in: organisation, on: db)
            return try connection?.admins(on: db) ?? []
        case .runFailed, .runWaits, .fewerMatches, .moreOverwrites:
            guard let run = try Run.find(ID(rawValue: sign.about), in: organisation, on: db),
                !(run.alerts && sign.kind == .runFailed)
            else { return [] }
            return try OrgConnection.find(run.connection, in: organisation, on: db)?.admins(on: db) ?? []
        }
    }
}
