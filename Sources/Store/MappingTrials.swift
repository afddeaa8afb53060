package import Database
package import Enrichment
package import Telemetry

/// A test record that a test of a mapping writes, from before it is written until the org has it no more.
package struct MappingTrial: Sendable, Equatable, RowDecodable {
    package let id: ID<MappingTrial>
    package let organisation: ID<Organisation>
    package let connection: ID<OrgConnection>
    package let object: CRMObject
    /// The name of the record, by which it is found where its id never arrived.
    package let marker: String
    /// What is written, as bytes.
    package let patch: [UInt8]
    /// Nil as long as nobody knows whether the record is there.
    package let record: String?
    package let createdAt: Timestamp

    package init(
        id: ID<MappingTrial>,
        organisation: ID<Organisation>,
        connection: ID<OrgConnection>,
        object: CRMObject,
        marker: String,
        patch: [UInt8],
        createdAt: Timestamp
    ) {
        self.id = id
        self.organisation = organisation
        self.connection = connection
        self.object = object
        self.marker = marker
        self.patch = patch
        self.createdAt = createdAt
        record = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        connection = try row["connection_id"]
        let name: String = try row["object"]
        guard let object = CRMObject(rawValue: name) else {
            throw DatabaseError(.unreadable(column: "object"), "Column object names no kind of record.")
        }
        self.object = object
        marker = try row["marker"]
        patch = try row["patch"]
        record = try row["record_id"]
        createdAt = try row["created_at"]
    }
}

extension MappingTrial {
    package static func insert(_ trial: MappingTrial, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO mapping_trials (organisation_id, id, connection_id, object, marker, patch, created_at)
            VALUES (\(trial.organisation), \(trial.id), \(trial.connection), \(trial.object.rawValue), \(trial.marker),
                \(trial.patch), \(trial.createdAt))
            """
        )
    }

    package static func find(
        _ id: ID<MappingTrial>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> MappingTrial? {
        try db.first(
            MappingTrial.self,
            """
            SELECT organisation_id, id, connection_id, object, marker, patch, record_id, created_at
            FROM mapping_trials WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    package static func setRecord(
        _ record: String,
        of id: ID<MappingTrial>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            "UPDATE mapping_trials SET record_id = \(record) WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// Nothing of it is left in the org.
    package static func remove(
        _ id: ID<MappingTrial>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run("DELETE FROM mapping_trials WHERE organisation_id = \(organisation) AND id = \(id)")
    }
}
