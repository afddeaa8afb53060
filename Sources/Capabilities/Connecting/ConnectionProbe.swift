import Database
import Jobs
import Salesforce
import Store
import Telemetry

/// Asks the orgs of broken connections again and again whether they let us in, and those of all once a day.
struct ConnectionProbe: Sendable {
    let connections: Connections

    static let kind = JobKind("connection.probe")
    static let daily = JobKind("connection.probe-all")
    /// So soon after it broke, and then at most so long apart.
    static let first = Duration.minutes(5)

    struct Arguments: Codable {
        let organisation: ID<Organisation>
        let connection: ID<OrgConnection>
    }

    var handlers: [JobHandler] {
        [
            JobHandler(Connections.Revocation.kind) { job, _ in
                try await connections.revoke(try job.arguments())
                return .done
            },
            JobHandler(ConnectionProbe.kind) { job, _ in
                let what: Arguments = try job.arguments()
                switch try await connections.probe(what.connection, in: what.organisation) {
                case .broken: return .snooze(ConnectionProbe.first)
                case .working, .pending, .disconnected, nil: return .done
                }
            },
            JobHandler(ConnectionProbe.daily) { _, _ in
                let live = try await connections.database.read { db in try OrgConnection.live(on: db) }
                for connection in live where connection.state == .working {
                    _ = try await connections.probe(connection.id, in: connection.organisation)
                }
                try await connections.removeExpiredTrips()
                return .done
            },
        ]
    }

    static func entry() throws -> Schedules.Entry {
        let night = TimeOfDay(hour: 4, minute: 40) ?? .midnight
        return Schedules.Entry("check connections", try Schedule(.daily, at: night, in: .utc), NewJob(daily))
    }
}

extension Connections {
    /// Tries whether Salesforce lets us in, and notes it; the state of the connection afterwards, nil when there is none.
    func probe(_ id: ID<OrgConnection>, in organisation: ID<Organisation>) async throws -> OrgConnection.State? {
        let connection = try await database.read { db in try OrgConnection.find(id, in: organisation, on: db) }
        guard let connection, [.working, .broken].contains(connection.state) else { return connection?.state }
        do {
            let opened = try await open(id, in: organisation, for: .setup, despiteTrouble: true)
            _ = try await opened.org.firstPage(of: "SELECT Id FROM Organization LIMIT 1")
            try await mend(id, in: organisation)
        } catch let error as SalesforceError where error.endsConnection {
            if connection.state == .working {
                try await breakDown(id, in: organisation, error)
            } else {
                let now = clock.now()
                try await database.write { db in
                    try OrgConnection.stayBroken(id, in: organisation, cause: error.sentence, at: now, on: db)
                }
            }
        } catch is SalesforceError {
            // A line that is cut says nothing of the connection; the next time tells.
        }
        try await keepCounts(of: id, in: organisation, for: .setup)
        return try await database.read { db in try OrgConnection.find(id, in: organisation, on: db)?.state }
    }

    func enqueueProbe(of connection: OrgConnection, at now: Timestamp, on db: isolated Connection) throws {
        let job = try NewJob(
            ConnectionProbe.kind,
            arguments: ConnectionProbe.Arguments(
                organisation: connection.organisation,
                connection: connection.id
            ),
            uniqueKey: "\(ConnectionProbe.kind.rawValue):\(connection.id)",
            runAt: now + ConnectionProbe.first,
            organisation: connection.organisation.rawValue
        )
        try Queue.enqueue(job, at: now, on: db)
    }

    func removeExpiredTrips() async throws {
        let now = clock.now()
        try await database.write { db in try OrgTrip.removeExpired(before: now, on: db) }
    }
}
