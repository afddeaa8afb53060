package import Database
package import Telemetry

/// One act: who did what to whom. Added, never changed; a summary in words, without secrets.
package struct AuditEntry: Sendable, Equatable, RowDecodable {
    package enum Via: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case session, key, command
        /// By a token of an identity provider, for which nobody answers in person, or by what it signed.
        case provider
        /// The link of an invitation or a forgotten password.
        case link
        /// Before anybody had signed in.
        case nobody
    }

    package let id: ID<AuditEntry>
    package let at: Timestamp
    package let via: Via
    /// The session or the key.
    package let viaID: String?
    package let user: ID<User>?
    package let userName: String
    /// A stable code, as in `user.invited`.
    package let action: String
    package let subjectKind: String
    package let subjectID: String?
    package let subjectName: String
    package let was: String?
    package let became: String?
    package let address: String?
    package let requestID: String?

    package init(
        id: ID<AuditEntry>,
        at: Timestamp,
        via: Via,
        viaID: String?,
        user: ID<User>?,
        userName: String,
        action: String,
        subjectKind: String,
        subjectID: String?,
        subjectName: String,
        was: String?,
        became: String?,
        address: String?,
        requestID: String?
    ) {
        self.id = id
        self.at = at
        self.via = via
        self.viaID = viaID
        self.user = user
        self.userName = userName
        self.action = action
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.subjectName = subjectName
        self.was = was
        self.became = became
        self.address = address
        self.requestID = requestID
    }

    package init(row: Row) throws {
        id = try row["id"]
        at = try row["at"]
        via = try row["via"]
        viaID = try row["via_id"]
        user = try row["user_id"]
        userName = try row["user_name"]
        action = try row["action"]
        subjectKind = try row["subject_kind"]
        subjectID = try row["subject_id"]
        subjectName = try row["subject_name"]
        was = try row["was"]
        became = try row["became"]
        address = try row["address"]
        requestID = try row["request_id"]
    }
}

extension AuditEntry {
    package static func insert(
        _ entry: AuditEntry,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO audit_entries
                (organisation_id, id, at, via, via_id, user_id, user_name, action, subject_kind, subject_id,
                subject_name, was, became, address, request_id)
            VALUES (\(organisation), \(entry.id), \(entry.at), \(entry.via), \(entry.viaID), \(entry.user),
                \(entry.userName), \(entry.action), \(entry.subjectKind), \(entry.subjectID), \(entry.subjectName),
                \(entry.was), \(entry.became), \(entry.address), \(entry.requestID))
            """
        )
    }

    package struct Filter: Sendable, Equatable {
        package var user: ID<User>?
        package var action: String?
        package var subjectID: String?
        /// From this moment on.
        package var from: Timestamp?
        /// Before this moment.
        package var until: Timestamp?

        package init() {}
    }

    /// Where a page ends: the next begins with the entry before it.
    package struct Place: Sendable, Equatable {
        package let at: Timestamp
        package let id: ID<AuditEntry>

        package init(at: Timestamp, id: ID<AuditEntry>) {
            self.at = at
            self.id = id
        }
    }

    /// The newest entries that fit, after the place; what is added meanwhile does not shift the pages.
    package static func list(
        _ filter: Filter,
        in organisation: ID<Organisation>,
        after place: Place?,
        limit: Int,
        on db: isolated Connection
    ) throws -> [AuditEntry] {
        try db.fetch(AuditEntry.self, listStatement(filter, organisation, place, limit))
    }

    static func listStatement(
        _ filter: Filter,
        _ organisation: ID<Organisation>,
        _ place: Place?,
        _ limit: Int
    ) -> SQL {
        var conditions: [SQL] = ["organisation_id = \(organisation)"]
        if let user = filter.user { conditions.append("user_id = \(user)") }
        if let action = filter.action { conditions.append("action = \(action)") }
        if let subject = filter.subjectID { conditions.append("subject_id = \(subject)") }
        if let from = filter.from { conditions.append("at >= \(from)") }
        if let until = filter.until { conditions.append("at < \(until)") }
        if let place { conditions.append("(at, id) < (\(place.at), \(place.id))") }
        return """
            SELECT id, at, via, via_id, user_id, user_name, action, subject_kind, subject_id, subject_name, was, became,
                address, request_id
            FROM audit_entries WHERE \(sql: conditions.joined(separator: " AND "))
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
    }
}
