package import Database
package import Telemetry

/// What an identity provider asked: every change, and everything that was refused.
package struct ProvisioningRequest: Sendable, Equatable, RowDecodable {
    package let id: ID<ProvisioningRequest>
    package let at: Timestamp
    package let token: ID<ProvisioningToken>
    package let method: String
    package let path: String
    /// The user name or the group's name, where the request says one.
    package let subject: String?
    package let status: Int
    /// Why it was refused, in the words of the answer.
    package let reason: String?
    package let address: String?
    package let requestID: String?

    package init(
        id: ID<ProvisioningRequest>,
        at: Timestamp,
        token: ID<ProvisioningToken>,
        method: String,
        path: String,
        subject: String?,
        status: Int,
        reason: String?,
        address: String?,
        requestID: String?
    ) {
        self.id = id
        self.at = at
        self.token = token
        self.method = method
        self.path = path
        self.subject = subject
        self.status = status
        self.reason = reason
        self.address = address
        self.requestID = requestID
    }

    package init(row: Row) throws {
        id = try row["id"]
        at = try row["at"]
        token = try row["token_id"]
        method = try row["method"]
        path = try row["path"]
        subject = try row["subject"]
        status = try row["status"]
        reason = try row["reason"]
        address = try row["address"]
        requestID = try row["request_id"]
    }
}

extension ProvisioningRequest {
    package static func insert(
        _ request: ProvisioningRequest,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO provisioning_requests
                (organisation_id, id, at, token_id, method, path, subject, status, reason, address, request_id)
            VALUES (\(organisation), \(request.id), \(request.at), \(request.token), \(request.method), \(request.path),
                \(request.subject), \(request.status), \(request.reason), \(request.address), \(request.requestID))
            """
        )
    }

    /// The newest, or the newest of those that were refused, before a place.
    package static func list(
        refusedOnly: Bool,
        before place: ID<ProvisioningRequest>?,
        limit: Int,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [ProvisioningRequest] {
        try db.fetch(ProvisioningRequest.self, listStatement(refusedOnly, place, limit, organisation))
    }

    static func listStatement(
        _ refusedOnly: Bool,
        _ place: ID<ProvisioningRequest>?,
        _ limit: Int,
        _ organisation: ID<Organisation>
    ) -> SQL {
        var conditions: [SQL] = ["organisation_id = \(organisation)"]
        var table: SQL = "provisioning_requests"
        if refusedOnly {
            conditions.append("status >= 400")
            // SQLite finds the key as good, among whose rows few may be refused.
            table += "\(.either(sqlite: " INDEXED BY provisioning_requests_refused", postgres: ""))"
        }
        if let place { conditions.append("id < \(place)") }
        return """
            SELECT id, at, token_id, method, path, subject, status, reason, address, request_id
            FROM \(sql: table) WHERE \(sql: conditions.joined(separator: " AND "))
            ORDER BY id DESC
            LIMIT \(limit)
            """
    }

    package static func removeOld(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run(
            """
            DELETE FROM provisioning_requests
            WHERE organisation_id IN (SELECT id FROM organisations)
                AND id < \(ID<ProvisioningRequest>.earliest(at: moment))
            """
        )
    }
}
