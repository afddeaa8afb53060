import Database
package import Store
import Telemetry

extension Connections {
    // MARK: Looking

    /// All connections of the organisation, those that were disconnected last.
    package func list(by caller: Caller) async throws -> [OrgConnection] {
        try caller.require(.inspect)
        return try await database.read { db in try OrgConnection.list(in: caller.organisation, on: db) }
    }

    /// A connection with everything that its page of general settings shows.
    package struct Overview: Sendable, Equatable {
        package let connection: OrgConnection
        package let serviceAccount: OrgAccount?
        package let primaryAdmin: User?
        package let connectedBy: User?
        package let activeAdmins: [ActiveAdmin.Product: User]
        package let app: OrgApp?
        package let rights: AdminRights
        package let usage: APIDay
    }

    package func get(_ id: ID<OrgConnection>, by caller: Caller) async throws -> Overview {
        try caller.require(.inspect)
        let now = clock.now()
        return try await database.read { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            var admins: [ActiveAdmin.Product: User] = [:]
            for admin in try ActiveAdmin.list(of: id, in: caller.organisation, on: db) {
                admins[admin.product] = try User.find(admin.user, in: caller.organisation, on: db)
            }
            return Overview(
                connection: connection,
                serviceAccount: try OrgAccount.find(.service, of: id, in: caller.organisation, on: db),
                primaryAdmin: try connection.primaryAdmin.flatMap {
                    try User.find($0, in: caller.organisation, on: db)
                },
                connectedBy: try connection.connectedBy.flatMap { try User.find($0, in: caller.organisation, on: db) },
                activeAdmins: admins,
                app: try OrgApp.find(connection.host, in: caller.organisation, on: db),
                rights: AdminRights(of: caller, on: connection),
                usage: try day(at: now, of: connection, caller.timeZone, on: db)
            )
        }
    }

    // MARK: On and off

    /// Switches everything that runs on the connection on or off, for everybody; no setting is lost.
    package func setOn(_ isOn: Bool, _ id: ID<OrgConnection>, by caller: Caller) async throws {
        let now = clock.now()
        try await database.write { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            try caller.require(.switchOnOff, on: connection)
            guard connection.isOn != isOn else { return }
            switch connection.state {
            case .pending: throw Refusal.connectionPending
            case .disconnected: throw Refusal.connectionEnded
            case .working, .broken: break
            }
            try OrgConnection.setOn(isOn, id, in: caller.organisation, at: now, on: db)
            try record(
                .connectionSwitched,
                .connection(connection),
                was: isOn ? "off" : "on",
                became: isOn ? "on" : "off",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }
}
