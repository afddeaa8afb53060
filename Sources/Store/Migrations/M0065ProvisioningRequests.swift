import Database

extension StoreMigrations {
    /// The list of requests in one tree: its ids are in the order of time, so that no other index is needed but the one of
    /// what was refused.
    static let m0065ProvisioningRequests = Migration(
        id: "0065-provisioning-requests",
        sql: [
            "CREATE TABLE earlier_requests AS SELECT * FROM provisioning_requests",
            "DROP TABLE provisioning_requests",
            """
            CREATE TABLE provisioning_requests (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                at BIGINT NOT NULL,
                token_id TEXT NOT NULL,
                method TEXT NOT NULL,
                path TEXT NOT NULL,
                subject TEXT,
                status BIGINT NOT NULL,
                reason TEXT,
                address TEXT,
                request_id TEXT,
                CONSTRAINT provisioning_requests_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT provisioning_requests_organisation FOREIGN KEY (organisation_id)
                    REFERENCES organisations (id)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            INSERT INTO provisioning_requests
                (organisation_id, id, at, token_id, method, path, subject, status, reason, address, request_id)
            SELECT organisation_id, id, at, token_id, method, path, subject, status, reason, address, request_id
            FROM earlier_requests
            """,
            "DROP TABLE earlier_requests",
            """
            CREATE INDEX provisioning_requests_refused ON provisioning_requests (organisation_id, id) WHERE status >= 400
            """,
        ]
    )
}
