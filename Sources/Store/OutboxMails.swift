package import Database
package import Telemetry

/// A mail on its way. Its body is sealed, because it may hold a link that lets its reader in.
package struct OutboxMail: Sendable, Equatable, RowDecodable {
    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case queued, sending, sent, failed
        /// Kept to be read in the portal, because there is no mail server.
        case held
    }

    package let id: ID<OutboxMail>
    package let organisation: ID<Organisation>
    package let kind: String
    package let recipient: EmailAddress
    package let subject: String
    package let state: State
    package let attempts: Int
    /// Why the last attempt failed, in words.
    package let reason: String?
    package let nextAttemptAt: Timestamp?
    /// When what it says is true no longer, as when a link in it has expired.
    package let deliverBefore: Timestamp?
    package let createdAt: Timestamp
    package let settledAt: Timestamp?

    package init(
        id: ID<OutboxMail>,
        organisation: ID<Organisation>,
        kind: String,
        recipient: EmailAddress,
        subject: String,
        state: State,
        deliverBefore: Timestamp? = nil,
        createdAt: Timestamp
    ) {
        self.id = id
        self.organisation = organisation
        self.kind = kind
        self.recipient = recipient
        self.subject = subject
        self.state = state
        self.deliverBefore = deliverBefore
        self.createdAt = createdAt
        attempts = 0
        reason = nil
        nextAttemptAt = nil
        settledAt = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        kind = try row["kind"]
        recipient = try row["recipient"]
        subject = try row["subject"]
        state = try row["state"]
        attempts = try row["attempts"]
        reason = try row["reason"]
        nextAttemptAt = try row["next_attempt_at"]
        deliverBefore = try row["deliver_before"]
        createdAt = try row["created_at"]
        settledAt = try row["settled_at"]
    }

    private static let columns: SQL = """
        organisation_id, id, kind, recipient, subject, state, attempts, reason, next_attempt_at, deliver_before,
        created_at, settled_at
        """
}

extension OutboxMail {
    package static func insert(
        _ mail: OutboxMail,
        sealedBody: [UInt8],
        keyID: String,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO outbox_mails
                (organisation_id, id, kind, recipient, subject, body, body_key, state, attempts, deliver_before, created_at)
            VALUES (\(mail.organisation), \(mail.id), \(mail.kind), \(mail.recipient), \(mail.subject), \(sealedBody),
                \(keyID), \(mail.state), 0, \(mail.deliverBefore), \(mail.createdAt))
            """
        )
    }

    package static func find(
        _ id: ID<OutboxMail>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OutboxMail? {
        try db.first(
            OutboxMail.self,
            "SELECT \(sql: columns) FROM outbox_mails WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// The sealed body; nil once the mail was sent.
    package static func sealedBody(
        of id: ID<OutboxMail>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [UInt8]? {
        try db.first(
            [UInt8]?.self,
            "SELECT body FROM outbox_mails WHERE organisation_id = \(organisation) AND id = \(id)"
        ) ?? nil
    }

    /// The mails of the organisation, the newest first, and how many there are in all.
    package static func list(
        in organisation: ID<Organisation>,
        state: State?,
        page: Int,
        pageSize: Int,
        on db: isolated Connection
    ) throws -> (mails: [OutboxMail], total: Int) {
        var condition: SQL = "organisation_id = \(organisation)"
        if let state { condition = condition + " AND state = \(state)" }
        let total = try db.one(Int.self, "SELECT COUNT(*) FROM outbox_mails WHERE \(sql: condition)")
        let size = min(max(pageSize, 1), 500)
        let mails = try db.fetch(
            OutboxMail.self,
            """
            SELECT \(sql: columns) FROM outbox_mails WHERE \(sql: condition)
            ORDER BY created_at DESC, id DESC
            LIMIT \(size) OFFSET \((max(page, 1) - 1) * size)
            """
        )
        return (mails, total)
    }

    /// Moves the mail on, if it is in one of the states from which it may go there; false when it is not.
    package static func move(
        _ id: ID<OutboxMail>,
        in organisation: ID<Organisation>,
        from: [State],
        to state: State,
        reason: String? = nil,
        nextAttemptAt: Timestamp? = nil,
        settledAt: Timestamp? = nil,
        countingAttempt: Bool = false,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE outbox_mails
            SET state = \(state), reason = \(reason), next_attempt_at = \(nextAttemptAt), settled_at = \(settledAt),
                attempts = attempts + \(countingAttempt ? 1 : 0)
            WHERE organisation_id = \(organisation) AND id = \(id) AND state IN \(in: from)
            """
        ).rows == 1
    }

    /// Notes that the mail was sent, and drops its body.
    package static func sent(
        _ id: ID<OutboxMail>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE outbox_mails
            SET state = \(State.sent), body = NULL, body_key = NULL, reason = NULL, next_attempt_at = NULL,
                settled_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = \(State.sending)
            """
        )
    }

    /// Removes mails that were settled, or were held and are useless, since before the moment.
    package static func removeOld(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM outbox_mails WHERE settled_at < \(moment)")
        try db.run("DELETE FROM outbox_mails WHERE state = \(State.held) AND deliver_before < \(moment)")
    }
}

// MARK: - Rotation of the sealing keys

extension OutboxMail {
    package struct SealedBody: Sendable, RowDecodable {
        package let organisation: ID<Organisation>
        package let mail: ID<OutboxMail>
        package let body: [UInt8]

        package init(row: Row) throws {
            organisation = try row["organisation_id"]
            mail = try row["id"]
            body = try row["body"]
        }
    }

    /// Bodies that were sealed with one of these keys.
    package static func bodies(
        sealedWith keyIDs: [String],
        limit: Int,
        on db: isolated Connection
    ) throws -> [SealedBody] {
        try db.fetch(SealedBody.self, bodiesStatement(keyIDs, limit))
    }

    static func bodiesStatement(_ keyIDs: [String], _ limit: Int) -> SQL {
        """
        SELECT organisation_id, id, body FROM outbox_mails
        WHERE body_key IN \(in: keyIDs) ORDER BY body_key, organisation_id, id LIMIT \(limit)
        """
    }

    /// Puts the body sealed anew in place of the one that was read; nothing happens when that has changed meanwhile.
    package static func replace(
        _ old: SealedBody,
        with body: [UInt8],
        keyID: String,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE outbox_mails SET body = \(body), body_key = \(keyID)
            WHERE organisation_id = \(old.organisation) AND id = \(old.mail) AND body = \(old.body)
            """
        )
    }

    /// How many bodies each key has sealed.
    package static func countByKey(on db: isolated Connection) throws -> [String: Int] {
        struct Count: RowDecodable {
            let key: String
            let bodies: Int

            init(row: Row) throws {
                key = try row["body_key"]
                bodies = try row["bodies"]
            }
        }
        let counts = try db.fetch(
            Count.self,
            """
            SELECT body_key, COUNT(*) AS bodies FROM outbox_mails WHERE body_key IS NOT NULL
            GROUP BY body_key ORDER BY body_key
            """
        )
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.bodies) })
    }
}
