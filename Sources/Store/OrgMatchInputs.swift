package import Database
package import Enrichment
package import Telemetry

/// The match inputs of an org, which all its jobs share.
package enum OrgMatchInputs {
    /// Those of an object; the usual ones where nobody added any.
    package static func find(
        of object: CRMObject,
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> MatchInputs {
        let text = try db.first(
            String.self,
            """
            SELECT inputs FROM org_match_inputs
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND object = \(object.rawValue)
            """
        )
        return try text.map { try JSONColumn.document(MatchInputs.self, in: $0, of: "inputs") } ?? MatchInputs(object)
    }

    package static func save(
        _ inputs: MatchInputs,
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO org_match_inputs (organisation_id, connection_id, object, inputs, updated_at)
            VALUES (\(organisation), \(connection), \(inputs.object.rawValue), \(JSONColumn.text(of: inputs)), \(now))
            ON CONFLICT (organisation_id, connection_id, object) DO UPDATE
            SET inputs = excluded.inputs, updated_at = excluded.updated_at
            """
        )
    }
}
