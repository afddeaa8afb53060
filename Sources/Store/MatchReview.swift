package import Database
package import Telemetry

/// A record and a profile of the catalogue, and what a person says of the two; until then they wait in the queue.
package struct MatchReview: Sendable, Equatable, RowDecodable {
    package enum Verdict: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case open, same, different
    }

    package let id: ID<MatchReview>
    /// `account`, `contact` or `lead`.
    package let object: String
    /// What the record is known by: its id, or a digest of what it says.
    package let recordKey: String
    package let recordID: String?
    /// What the record says, as a document.
    package let inputs: String
    /// The name of the source of the profile, and the id that it has there.
    package let source: String
    package let sourceID: String
    package let confidence: Int
    package let verdict: Verdict
    package let createdAt: Timestamp
    package let decidedAt: Timestamp?
    package let decidedByName: String?

    package init(
        id: ID<MatchReview>,
        object: String,
        recordKey: String,
        recordID: String?,
        inputs: String,
        source: String,
        sourceID: String,
        confidence: Int,
        createdAt: Timestamp
    ) {
        (self.id, self.object, self.recordKey, self.recordID) = (id, object, recordKey, recordID)
        (self.inputs, self.source, self.sourceID) = (inputs, source, sourceID)
        (self.confidence, self.createdAt) = (confidence, createdAt)
        (verdict, decidedAt, decidedByName) = (.open, nil, nil)
    }

    package init(row: Row) throws {
        id = try row["id"]
        object = try row["object"]
        recordKey = try row["record_key"]
        recordID = try row["record_id"]
        inputs = try row["inputs"]
        source = try row["source"]
        sourceID = try row["source_id"]
        confidence = try row["confidence"]
        verdict = try row["verdict"]
        createdAt = try row["created_at"]
        decidedAt = try row["decided_at"]
        decidedByName = try row["decided_by_name"]
    }

    private static let columns: SQL = """
        id, object, record_key, record_id, inputs, source, source_id, confidence, verdict, created_at, decided_at,
        decided_by_name
        """

    /// Signalled when somebody has decided.
    package static let decided = Channel("match-reviews")
}

// MARK: - The queue

extension MatchReview {
    /// Puts a pair into the queue, in the place of another that waits for the same record. One that is decided stays so;
    /// tells whether it waits now.
    package static func enqueue(
        _ review: MatchReview,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            DELETE FROM match_reviews
            WHERE organisation_id = \(organisation) AND object = \(review.object) AND record_key = \(review.recordKey)
                AND verdict = \(Verdict.open) AND NOT (source = \(review.source) AND source_id = \(review.sourceID))
            """
        )
        return try db.run(
            """
            INSERT INTO match_reviews
                (organisation_id, id, object, record_key, record_id, inputs, source, source_id, confidence, verdict,
                created_at)
            VALUES (\(organisation), \(review.id), \(review.object), \(review.recordKey), \(review.recordID),
                \(review.inputs), \(review.source), \(review.sourceID), \(review.confidence), \(Verdict.open),
                \(review.createdAt))
            ON CONFLICT (organisation_id, object, record_key, source, source_id) DO UPDATE
            SET inputs = excluded.inputs, confidence = excluded.confidence
            WHERE match_reviews.verdict = 'open'
            """
        ).rows == 1
    }

    package static func find(
        _ id: ID<MatchReview>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> MatchReview? {
        try db.first(
            MatchReview.self,
            "SELECT \(sql: columns) FROM match_reviews WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// The pairs with a verdict behind one of them, the oldest first.
    package static func list(
        _ verdict: Verdict,
        after id: ID<MatchReview>?,
        limit: Int,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [MatchReview] {
        try db.fetch(
            MatchReview.self,
            """
            SELECT \(sql: columns) FROM match_reviews
            WHERE organisation_id = \(organisation) AND verdict = \(verdict) AND id > \(id?.rawValue ?? "")
            ORDER BY id LIMIT \(limit)
            """
        )
    }

    package static func counts(
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Verdict: Int] {
        struct Line: RowDecodable {
            let verdict: Verdict
            let count: Int
            init(row: Row) throws {
                verdict = try row["verdict"]
                count = try row["count"]
            }
        }
        let lines = try db.fetch(
            Line.self,
            """
            SELECT verdict, COUNT(*) AS count FROM match_reviews WHERE organisation_id = \(organisation)
            GROUP BY verdict
            """
        )
        return Dictionary(uniqueKeysWithValues: lines.map { ($0.verdict, $0.count) })
    }
}

// MARK: - Deciding

extension MatchReview {
    /// Keeps what somebody says of the pair. A record is one profile at most: another that it was said to be is so no more,
    /// and none is asked about any further.
    package static func decide(
        _ review: MatchReview,
        _ verdict: Verdict,
        by user: ID<User>?,
        named name: String,
        at now: Timestamp,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        if verdict == .same {
            try db.run(
                """
                UPDATE match_reviews
                SET verdict = \(Verdict.different), decided_at = \(now), decided_by = \(user), decided_by_name = \(name)
                WHERE organisation_id = \(organisation) AND object = \(review.object)
                    AND record_key = \(review.recordKey) AND id <> \(review.id) AND verdict = \(Verdict.same)
                """
            )
            try db.run(
                """
                DELETE FROM match_reviews
                WHERE organisation_id = \(organisation) AND object = \(review.object)
                    AND record_key = \(review.recordKey) AND id <> \(review.id) AND verdict = \(Verdict.open)
                """
            )
        }
        let decidedAt = verdict == .open ? nil : now
        try db.run(
            """
            UPDATE match_reviews
            SET verdict = \(verdict), decided_at = \(decidedAt), decided_by = \(verdict == .open ? nil : user),
                decided_by_name = \(verdict == .open ? nil : name)
            WHERE organisation_id = \(organisation) AND id = \(review.id)
            """
        ).expect(rows: 1)
        try db.signal(decided)
    }

    /// What was decided, with the number that the profile has in the catalogue now.
    package struct Decision: Sendable, RowDecodable {
        package let organisation: ID<Organisation>
        package let object: String
        package let recordKey: String
        package let inputs: String
        package let number: Int64
        package let isSame: Bool

        package init(row: Row) throws {
            organisation = try row["organisation_id"]
            object = try row["object"]
            recordKey = try row["record_key"]
            inputs = try row["inputs"]
            number = try row["number"]
            isSame = try row["verdict"] == Verdict.same
        }
    }

    /// Changes whenever somebody decides or takes a decision back.
    package static func version(on db: isolated Connection) throws -> [Int64] {
        struct Line: RowDecodable {
            let version: [Int64]
            init(row: Row) throws { version = [try row["count"], try row["same"], try row["last"]] }
        }
        return try db.one(
            Line.self,
            """
            SELECT COUNT(*) AS count, COUNT(CASE WHEN verdict = 'same' THEN 1 END) AS same,
                COALESCE(MAX(decided_at), 0) AS last
            FROM match_reviews WHERE decided_at IS NOT NULL
            """
        ).version
    }

    /// All that was decided of profiles that the catalogue has: those of accounts are companies, the others people.
    package static func decisions(on db: isolated Connection) throws -> [Decision] {
        try db.fetch(
            Decision.self,
            """
            SELECT r.organisation_id, r.object, r.record_key, r.inputs, r.verdict, c.number
            FROM match_reviews r
            JOIN catalogue_sources s ON s.name = r.source
            JOIN companies c ON c.source = s.number AND c.source_id = r.source_id
            WHERE r.decided_at IS NOT NULL AND r.object = 'account'
            UNION ALL
            SELECT r.organisation_id, r.object, r.record_key, r.inputs, r.verdict, p.number
            FROM match_reviews r
            JOIN catalogue_sources s ON s.name = r.source
            JOIN people p ON p.source = s.number AND p.source_id = r.source_id
            WHERE r.decided_at IS NOT NULL AND r.object <> 'account'
            """
        )
    }

    /// The number of the pair's profile in the catalogue; nil when no source has it any more.
    package func number(on db: isolated Connection) throws -> Int64? {
        let table = object == "account" ? "companies" : "people"
        return try db.first(
            Int64.self,
            """
            SELECT c.number FROM catalogue_sources s
            JOIN \(identifier: table) c ON c.source = s.number AND c.source_id = \(sourceID)
            WHERE s.name = \(source)
            """
        )
    }
}
