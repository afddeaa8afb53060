package import Database
package import Telemetry

package struct Organisation: Sendable, Equatable, RowDecodable {
    package let id: ID<Organisation>
    package let name: String
    package let timeZone: String
    package let createdAt: Timestamp
    package let exportRows: ExportRows

    package init(
        id: ID<Organisation>,
        name: String,
        timeZone: String,
        createdAt: Timestamp,
        exportRows: ExportRows = .usual
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.createdAt = createdAt
        self.exportRows = exportRows
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        timeZone = try row["time_zone"]
        createdAt = try row["created_at"]
        exportRows = try row["export_rows"]
    }
}

extension Organisation {
    /// Adds the organisation that this installation is for; violates `installation_pkey` when there is one already.
    package static func install(_ organisation: Organisation, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO organisations (id, name, time_zone, created_at, roles_changed_at)
            VALUES (\(organisation.id), \(organisation.name), \(organisation.timeZone), \(organisation.createdAt),
                \(organisation.createdAt))
            """
        )
        try db.run(
            """
            INSERT INTO installation (id, organisation_id, made_at)
            VALUES (1, \(organisation.id), \(organisation.createdAt))
            """
        )
    }

    /// The organisation of this installation; nil before the first run.
    package static func installed(on db: isolated Connection) throws -> Organisation? {
        try db.first(
            Organisation.self,
            """
            SELECT o.id, o.name, o.time_zone, o.created_at, o.export_rows
            FROM installation i JOIN organisations o ON o.id = i.organisation_id
            WHERE i.id = 1
            """
        )
    }

    package static func find(_ id: ID<Organisation>, on db: isolated Connection) throws -> Organisation? {
        try db.first(
            Organisation.self,
            "SELECT id, name, time_zone, created_at, export_rows FROM organisations WHERE id = \(id)"
        )
    }

    package static func update(
        _ id: ID<Organisation>,
        name: String,
        timeZone: String,
        exportRows: ExportRows,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE organisations SET name = \(name), time_zone = \(timeZone), export_rows = \(exportRows)
            WHERE id = \(id)
            """
        ).expect(rows: 1)
    }

    /// Makes other changes of roles and states in the organisation wait until this transaction has ended, so that what it
    /// then counts stays true.
    package static func holdRoles(_ id: ID<Organisation>, at now: Timestamp, on db: isolated Connection) throws {
        try db.run("UPDATE organisations SET roles_changed_at = \(now) WHERE id = \(id)").expect(rows: 1)
    }
}
