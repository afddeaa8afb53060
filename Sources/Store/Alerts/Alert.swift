package import Database
package import Telemetry

/// Something that somebody should know.
package struct Alert: Sendable, Equatable, RowDecodable {
    package enum Kind: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case runFailed = "run-failed"
        case runWaits = "run-waits"
        case fewerMatches = "fewer-matches"
        case moreOverwrites = "more-overwrites"
        case creditsNearlyUsed = "credits-nearly-used"
        case callsNearlyUsed = "calls-nearly-used"
        case connectionBroken = "connection-broken"
        case certificateEnds = "certificate-ends"
        case tokenEnds = "token-ends"
    }

    package let id: ID<Alert>
    package let kind: Kind
    /// The run, connection, person or API token that it is about, by id.
    package let about: String
    package let title: String
    package let sentence: String
    package let raisedAt: Timestamp
    /// When what it tells of was over.
    package let endedAt: Timestamp?
    package let dismissedAt: Timestamp?
    /// By whom, by name.
    package let dismissedBy: String?

    package var isOpen: Bool { endedAt == nil && dismissedAt == nil }

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        about = try row["about"]
        title = try row["title"]
        sentence = try row["sentence"]
        raisedAt = try row["raised_at"]
        endedAt = try row["ended_at"]
        dismissedAt = try row["dismissed_at"]
        dismissedBy = try row["dismissed_by"]
    }

    private static let columns: SQL = """
        id, kind, about, title, sentence, raised_at, ended_at, dismissed_at, dismissed_by
        """
}

/// That there is something to know now.
package struct AlertSign: Sendable, Equatable {
    package let kind: Alert.Kind
    /// Tells it from earlier ones of its kind: the same occurrence is told once.
    package let occurrence: String
    package let about: String
    package let title: String
    package let sentence: String

    package init(_ kind: Alert.Kind, _ occurrence: String, about: String, title: String, sentence: String) {
        self.kind = kind
        self.occurrence = occurrence
        self.about = about
        self.title = title
        self.sentence = sentence
    }
}

extension Alert {
    /// Keeps what there is to know now, ends what is no more, and tells which of the signs are new.
    package static func settle(
        _ signs: [AlertSign],
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> [AlertSign] {
        let known = try db.fetch(
            Known.self,
            "SELECT id, kind, occurrence FROM alerts WHERE organisation_id = \(organisation) AND ended_at IS NULL"
        )
        for one in known where !signs.contains(where: { $0.kind == one.kind && $0.occurrence == one.occurrence }) {
            try db.run(
                "UPDATE alerts SET ended_at = \(now) WHERE organisation_id = \(organisation) AND id = \(one.id)"
            )
        }
        return try signs.filter { sign in
            let isKnown = known.contains { $0.kind == sign.kind && $0.occurrence == sign.occurrence }
            return try !isKnown && insert(sign, in: organisation, at: now, on: db)
        }
    }

    /// False for an occurrence that was told before and is back, which opens it again without a word, and for one that another
    /// worker tells at this moment.
    private static func insert(
        _ sign: AlertSign,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        let back = try db.run(
            """
            UPDATE alerts SET ended_at = NULL, title = \(sign.title), sentence = \(sign.sentence)
            WHERE organisation_id = \(organisation) AND kind = \(sign.kind) AND occurrence = \(sign.occurrence)
            """
        ).rows
        guard back == 0 else { return false }
        return try db.run(
            """
            INSERT INTO alerts (organisation_id, id, kind, occurrence, about, title, sentence, raised_at)
            VALUES (\(organisation), \(ID<Alert>.make(at: now)), \(sign.kind), \(sign.occurrence), \(sign.about),
                \(sign.title), \(sign.sentence), \(now))
            ON CONFLICT (organisation_id, kind, occurrence) DO NOTHING
            """
        ).rows == 1
    }

    private struct Known: RowDecodable {
        let id: ID<Alert>
        let kind: Kind
        let occurrence: String

        init(row: Row) throws {
            id = try row["id"]
            kind = try row["kind"]
            occurrence = try row["occurrence"]
        }
    }

    // MARK: Looking

    /// Those that are neither over nor dismissed, or all; the newest first.
    package static func list(
        isOpen: Bool,
        in organisation: ID<Organisation>,
        below: ID<Alert>? = nil,
        limit: Int,
        on db: isolated Connection
    ) throws -> [Alert] {
        var condition: SQL = "organisation_id = \(organisation)"
        if isOpen { condition = "\(sql: condition) AND ended_at IS NULL AND dismissed_at IS NULL" }
        if let below { condition = "\(sql: condition) AND id < \(below)" }
        return try db.fetch(
            Alert.self,
            "SELECT \(sql: columns) FROM alerts WHERE \(sql: condition) ORDER BY id DESC LIMIT \(limit)"
        )
    }

    package static func find(_ id: ID<Alert>, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Alert?
    {
        try db.first(
            Alert.self,
            "SELECT \(sql: columns) FROM alerts WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// False when it is not open any more.
    package static func dismiss(
        _ id: ID<Alert>,
        by name: String,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE alerts SET dismissed_at = \(now), dismissed_by = \(name)
            WHERE organisation_id = \(organisation) AND id = \(id) AND ended_at IS NULL AND dismissed_at IS NULL
            """
        ).rows == 1
    }

    /// Those that were over before a moment go.
    package static func removeOld(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM alerts WHERE ended_at < \(moment)")
    }
}
