package import Database
package import Enrichment
package import Telemetry

/// One execution of a job, from its beginning to its settled end.
package struct Run: Sendable, Equatable, RowDecodable {
    package enum Purpose: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case enrich
        /// Plans everything and writes nothing.
        case preview
        /// Carries out the plan of a preview.
        case apply
        /// Takes back what another run wrote.
        case undo

        package var writes: Bool { self != .preview }
        package var costsCredits: Bool { self == .enrich || self == .apply }
    }

    /// By what it was set off.
    package enum Origin: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// A job, by its schedule or because somebody ran it.
        case scheduled
        /// A record that somebody saved in the org.
        case instant
    }

    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case working, paused, ended
    }

    package let id: ID<Run>
    package let organisation: ID<Organisation>
    package let connection: ID<OrgConnection>
    package let job: ID<EnrichJob>?
    package let name: String
    package let object: CRMObject
    package let purpose: Purpose
    package let origin: Origin
    /// The run that is undone, or the preview that is carried out.
    package let source: ID<Run>?
    package let settings: JobSettings
    package let inputs: MatchInputs
    package let alerts: Bool
    package let startedBy: ID<User>?
    package let startedByName: String
    package let state: State
    /// That it is to end once the batch under way is settled, and as what.
    package let stopsAs: RunEnding?
    package let ending: RunEnding?
    /// Why it was stopped or has failed.
    package let reason: String?
    /// What it waits for, and since when.
    package let waitsFor: String?
    package let waitsSince: Timestamp?
    package let queryJob: String?
    /// Which of its queries is read, from 0.
    package let queryPart: Int
    package let locator: String?
    package let isRead: Bool
    /// How many batches were read, planned and settled.
    package let batches: Int
    package let planned: Int
    package let settled: Int
    /// Records that were read.
    package let records: Int
    package let counts: Counts
    package let committee: CommitteeFigures
    /// Fields that were changed.
    package let fields: Int
    package let restCalls: Int
    package let bulkCalls: Int
    /// Where a run without enough credits begins the next time.
    package let resumesAfter: String?
    package let createdAt: Timestamp
    package let endedAt: Timestamp?

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        connection = try row["connection_id"]
        job = try row["job_id"]
        name = try row["name"]
        object = try row["object"]
        purpose = try row["purpose"]
        origin = try row["origin"]
        source = try row["source_run"]
        settings = try JSONColumn.document(JobSettings.self, in: try row["settings"], of: "settings")
        inputs = try JSONColumn.document(MatchInputs.self, in: try row["inputs"], of: "inputs")
        alerts = try row["alerts"]
        startedBy = try row["started_by"]
        startedByName = try row["started_by_name"]
        state = try row["state"]
        stopsAs = try row["stops_as"]
        ending = try row["ending"]
        reason = try row["reason"]
        waitsFor = try row["waits_for"]
        waitsSince = try row["waits_since"]
        queryJob = try row["query_job"]
        queryPart = try row["query_part"]
        locator = try row["locator"]
        isRead = try row["is_read"]
        batches = try row["batches"]
        planned = try row["planned"]
        settled = try row["settled"]
        records = try row["records"]
        var counts = Counts()
        counts.matched = try row["matched"]
        counts.companyOnly = try row["company_only"]
        counts.noMatch = try row["no_match"]
        counts.errors = try row["errors"]
        counts.enriched = try row["enriched"]
        counts.deferred = try row["deferred"]
        counts.notOwned = try row["not_owned"]
        counts.credits = try row["credits"]
        counts.emails = try EmailColumns.read(row)
        counts.takenBack = try row["taken_back"]
        self.counts = counts
        committee = try CommitteeFigures(row: row)
        fields = try row["fields"]
        restCalls = try row["rest_calls"]
        bulkCalls = try row["bulk_calls"]
        resumesAfter = try row["resumes_after"]
        createdAt = try row["created_at"]
        endedAt = try row["ended_at"]
    }

    private static let columns: SQL = """
        id, organisation_id, connection_id, job_id, name, object, purpose, origin, source_run, settings, inputs, alerts,
        started_by, started_by_name, state, stops_as, ending, reason, waits_for, waits_since, query_job, query_part, locator,
        is_read, batches, planned, settled, records, matched, company_only, no_match, errors, enriched, deferred,
        not_owned, credits, fields, rest_calls, bulk_calls, resumes_after, created_at, ended_at,
        \(sql: EmailColumns.names), taken_back, committee_contacts, committee_credits, committee_accounts
        """
}

extension CRMObject: SQLConvertible, SQLReadable {}
extension RunEnding: SQLConvertible, SQLReadable {}

// MARK: - Beginning

/// A run that is to begin.
package struct NewRun: Sendable {
    package var connection: ID<OrgConnection>
    package var job: ID<EnrichJob>?
    package var purpose: Run.Purpose
    package var origin = Run.Origin.scheduled
    package var source: ID<Run>?
    package var settings: JobSettings
    package var inputs: MatchInputs
    package var alerts = false
    package var startedBy: ID<User>?
    package var startedByName: String

    package init(
        _ purpose: Run.Purpose,
        on connection: ID<OrgConnection>,
        job: ID<EnrichJob>?,
        _ settings: JobSettings,
        _ inputs: MatchInputs,
        by name: String
    ) {
        self.purpose = purpose
        self.connection = connection
        self.job = job
        self.settings = settings
        self.inputs = inputs
        startedByName = name
    }
}

extension Run {
    /// Nil when the job has a run already that has not ended.
    package static func insert(
        _ new: NewRun,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> ID<Run>? {
        try db.first(
            ID<Run>.self,
            """
            INSERT INTO runs (organisation_id, id, connection_id, job_id, name, object, purpose, origin, source_run, settings,
                inputs, alerts, started_by, started_by_name, state, query_part, is_read, batches, planned, settled, records,
                matched, company_only, no_match, errors, enriched, deferred, not_owned, credits, fields, rest_calls,
                bulk_calls, created_at)
            VALUES (\(organisation), \(ID<Run>.make(at: now)), \(new.connection), \(new.job), \(new.settings.name),
                \(new.settings.object), \(new.purpose), \(new.origin), \(new.source), \(try JSONColumn.text(of: new.settings)),
                \(try JSONColumn.text(of: new.inputs)), \(new.alerts), \(new.startedBy), \(new.startedByName),
                \(State.working), 0, \(false), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \(now))
            ON CONFLICT (organisation_id, job_id) WHERE state <> 'ended' AND purpose <> 'preview' DO NOTHING
            RETURNING id
            """
        )
    }
}

// MARK: - Looking

extension Run {
    package static func find(
        _ id: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Run? {
        try db.first(
            Run.self,
            "SELECT \(sql: columns) FROM runs WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// Which runs are listed.
    package struct Filter: Sendable, Equatable {
        package var job: ID<EnrichJob>?
        package var connection: ID<OrgConnection>?
        package var isEnded: Bool?
        package var endings: Set<RunEnding> = []

        package init() {}

        fileprivate var condition: SQL {
            var condition: SQL = "1 = 1"
            if let job { condition = "\(sql: condition) AND job_id = \(job)" }
            if let connection { condition = "\(sql: condition) AND connection_id = \(connection)" }
            if let isEnded {
                condition =
                    isEnded ? "\(sql: condition) AND state = 'ended'" : "\(sql: condition) AND state <> 'ended'"
            }
            if !endings.isEmpty {
                condition = "\(sql: condition) AND ending IN \(in: endings.sorted { $0.rawValue < $1.rawValue })"
            }
            return condition
        }
    }

    /// The newest run that carried out the plan of this one, or took back what it wrote.
    package static func sequel(of run: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Run?
    {
        try db.first(Run.self, sequelStatement(run, organisation))
    }

    static func sequelStatement(_ run: ID<Run>, _ organisation: ID<Organisation>) -> SQL {
        """
        SELECT \(sql: columns) FROM runs \(.either(sqlite: "INDEXED BY runs_of_source", postgres: ""))
        WHERE organisation_id = \(organisation) AND source_run = \(run) ORDER BY id DESC LIMIT 1
        """
    }

    /// The newest first.
    package static func list(
        _ filter: Filter,
        in organisation: ID<Organisation>,
        below: ID<Run>?,
        limit: Int,
        on db: isolated Connection
    ) throws -> [Run] {
        var condition: SQL = "organisation_id = \(organisation) AND \(sql: filter.condition)"
        if let below { condition = "\(sql: condition) AND id < \(below)" }
        return try db.fetch(
            Run.self,
            "SELECT \(sql: columns) FROM runs WHERE \(sql: condition) ORDER BY id DESC LIMIT \(limit)"
        )
    }
}
