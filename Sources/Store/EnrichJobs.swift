package import Database
package import Enrichment
package import Jobs
package import Telemetry

/// A job of Scheduled Enrich: what it does in which org, and when.
package struct EnrichJob: Sendable, Equatable, RowDecodable {
    package let id: ID<EnrichJob>
    package let organisation: ID<Organisation>
    package let connection: ID<OrgConnection>
    package var description: String
    package var settings: JobSettings
    /// Nil for a job that runs by hand only.
    package var frequency: Schedule?
    /// Whether its end is told by mail.
    package var alerts: Bool
    package var isOn: Bool
    /// Nil for a job that was made at the command line.
    package let createdBy: ID<User>?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    /// Grows with each change, so that of two who change it at once the second is told.
    package let revision: Int
    /// The record from which the next run begins, where the last one came to the limit of its credits.
    package let resumesAfter: String?
    package let deletedAt: Timestamp?

    package init(
        id: ID<EnrichJob>,
        organisation: ID<Organisation>,
        connection: ID<OrgConnection>,
        description: String = "",
        settings: JobSettings,
        frequency: Schedule? = nil,
        alerts: Bool = false,
        isOn: Bool = false,
        createdBy: ID<User>?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.organisation = organisation
        self.connection = connection
        self.description = description
        self.settings = settings
        self.frequency = frequency
        self.alerts = alerts
        self.isOn = isOn
        self.createdBy = createdBy
        self.createdAt = createdAt
        updatedAt = createdAt
        revision = 1
        resumesAfter = nil
        deletedAt = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        connection = try row["connection_id"]
        description = try row["description"]
        settings = try JSONColumn.document(JobSettings.self, in: try row["settings"], of: "settings")
        let frequencyText: String? = try row["frequency"]
        frequency = try frequencyText.map { try JSONColumn.document(Schedule.self, in: $0, of: "frequency") }
        alerts = try row["alerts"]
        isOn = try row["is_on"]
        createdBy = try row["created_by"]
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
        revision = try row["revision"]
        resumesAfter = try row["resumes_after"]
        deletedAt = try row["deleted_at"]
    }

    private static let columns: SQL = """
        organisation_id, id, connection_id, description, settings, frequency, alerts, is_on, created_by, created_at,
        updated_at, revision, resumes_after, deleted_at
        """
}

extension EnrichJob {
    /// The job; one that was deleted only where that is asked for, as beside its runs.
    package static func find(
        _ id: ID<EnrichJob>,
        evenDeleted: Bool = false,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> EnrichJob? {
        let job = try db.first(
            EnrichJob.self,
            "SELECT \(sql: columns) FROM enrich_jobs WHERE organisation_id = \(organisation) AND id = \(id)"
        )
        return job?.deletedAt == nil || evenDeleted ? job : nil
    }

    /// All that were not deleted, the newest first.
    package static func list(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [EnrichJob] {
        try db.fetch(
            EnrichJob.self,
            """
            SELECT \(sql: columns) FROM enrich_jobs WHERE organisation_id = \(organisation) AND deleted_at IS NULL
            ORDER BY created_at DESC, id DESC
            """
        )
    }

    package static func insert(_ job: EnrichJob, on db: isolated Connection) throws {
        let frequency = try job.frequency.map(JSONColumn.text)
        try db.run(
            """
            INSERT INTO enrich_jobs (organisation_id, id, connection_id, description, settings, frequency, alerts, is_on,
                created_by, created_at, updated_at, revision)
            VALUES (\(job.organisation), \(job.id), \(job.connection), \(job.description),
                \(JSONColumn.text(of: job.settings)), \(frequency), \(job.alerts), \(job.isOn), \(job.createdBy),
                \(job.createdAt), \(job.updatedAt), \(job.revision))
            """
        )
    }

    /// Keeps what was changed; false when the job is gone or has another revision than the one that was changed.
    package static func update(_ job: EnrichJob, expecting revision: Int, on db: isolated Connection) throws -> Bool {
        let frequency = try job.frequency.map(JSONColumn.text)
        return try db.run(
            """
            UPDATE enrich_jobs
            SET description = \(job.description), settings = \(JSONColumn.text(of: job.settings)),
                frequency = \(frequency), alerts = \(job.alerts), is_on = \(job.isOn), updated_at = \(job.updatedAt),
                revision = revision + 1
            WHERE organisation_id = \(job.organisation) AND id = \(job.id) AND revision = \(revision)
                AND deleted_at IS NULL
            """
        ).rows == 1
    }

    /// Where the next run begins; nil for the beginning. It is no change of the job, whose revision stays.
    package static func setResumesAfter(
        _ record: CRMID?,
        of id: ID<EnrichJob>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE enrich_jobs SET resumes_after = \(record?.text)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    /// Takes the job out of sight and ends it; its runs keep their job. False when it is gone or has another revision.
    package static func delete(
        _ id: ID<EnrichJob>,
        expecting revision: Int? = nil,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        let condition: SQL = revision.map { "AND revision = \($0)" } ?? ""
        return try db.run(
            """
            UPDATE enrich_jobs SET deleted_at = \(now), is_on = \(false), revision = revision + 1
            WHERE organisation_id = \(organisation) AND id = \(id) AND deleted_at IS NULL \(sql: condition)
            """
        ).rows == 1
    }
}
