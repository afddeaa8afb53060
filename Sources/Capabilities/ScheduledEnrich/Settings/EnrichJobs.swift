import Database
import Enrichment
import Jobs
package import Store
package import Telemetry

/// The jobs of Scheduled Enrich: what administrators set up, and what runs by its schedule.
package struct EnrichJobs: Sendable {
    /// A job as the table of jobs shows it.
    package struct Listed: Sendable {
        package let job: EnrichJob
        /// Nil while it is off, or runs by hand only.
        package let nextRunAt: Timestamp?
        /// Nil where the job was made at the command line.
        package let createdByName: String?
        package let connection: OrgConnection?
    }

    let database: Database
    let connections: Connections
    let clock: WallClock

    /// All jobs, the newest first.
    package func list(by caller: Caller) async throws -> [Listed] {
        try caller.require(.inspect)
        return try await database.read { db in
            let connections = try OrgConnection.list(in: caller.organisation, on: db)
            let jobs = try EnrichJob.list(in: caller.organisation, on: db)
            let next = try Schedules.next(ofEach: jobs.map(\.scheduleName), on: db)
            let names = try User.names(of: Set(jobs.compactMap(\.createdBy)), in: caller.organisation, on: db)
            return jobs.map { job in
                Listed(
                    job: job,
                    nextRunAt: next[job.scheduleName],
                    createdByName: job.createdBy.flatMap { names[$0] },
                    connection: connections.first { $0.id == job.connection }
                )
            }
        }
    }

    package func get(_ id: ID<EnrichJob>, by caller: Caller) async throws -> Listed {
        try caller.require(.inspect)
        return try await database.read { db in
            let job = try find(id, caller, on: db)
            return try listed(job, try OrgConnection.list(in: caller.organisation, on: db), on: db)
        }
    }

    /// What intent and scoops can be asked for: what the catalogue tells of lately.
    package func signalWords(by caller: Caller) async throws -> SignalWords {
        try caller.require(.inspect)
        return try await database.read { db in try SignalWords.latest(on: db) }
    }

    private func listed(
        _ job: EnrichJob,
        _ connections: [OrgConnection],
        on db: isolated Connection
    ) throws -> Listed {
        Listed(
            job: job,
            nextRunAt: try Schedules.next(job.scheduleName, on: db),
            createdByName: try job.createdBy.flatMap { try User.find($0, in: job.organisation, on: db)?.name },
            connection: connections.first { $0.id == job.connection }
        )
    }

    private func find(_ id: ID<EnrichJob>, _ caller: Caller, on db: isolated Connection) throws -> EnrichJob {
        guard let job = try EnrichJob.find(id, in: caller.organisation, on: db) else { throw Refusal.enrichJobUnknown }
        return job
    }

    // MARK: Making and changing

    /// Makes a job that is in order; a refusal lists all that is not. It is on unless said otherwise.
    package func create(
        _ draft: EnrichJobDraft,
        on connection: ID<OrgConnection>,
        isOn: Bool = true,
        by caller: Caller
    ) async throws -> EnrichJob {
        try caller.require(.administer)
        try await check(draft, on: connection, by: caller)
        let now = clock.now()
        let job = EnrichJob(
            id: .make(at: now),
            organisation: caller.organisation,
            connection: connection,
            description: draft.description,
            settings: draft.settings,
            frequency: draft.frequency,
            alerts: draft.alerts,
            isOn: isOn,
            createdBy: caller.user,
            createdAt: now
        )
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            try keep(job, as: .enrichJobCreated, by: caller, at: now, on: db)
        }
        return job
    }

    /// Changes a job to what is in order. Whoever changed an older revision is told instead.
    package func edit(
        _ id: ID<EnrichJob>,
        to draft: EnrichJobDraft,
        expecting revision: Int,
        by caller: Caller
    ) async throws {
        try caller.require(.administer)
        let connection = try await get(id, by: caller).job.connection
        try await check(draft, on: connection, by: caller)
        try await change(id, expecting: revision, .enrichJobChanged, by: caller) { job in
            job.description = draft.description
            job.settings = draft.settings
            job.frequency = draft.frequency
            job.alerts = draft.alerts
        }
    }

    package func setOn(_ isOn: Bool, _ id: ID<EnrichJob>, by caller: Caller) async throws {
        try await change(id, isOn ? .enrichJobTurnedOn : .enrichJobTurnedOff, by: caller) { $0.isOn = isOn }
    }

    package func setAlerts(_ alerts: Bool, _ id: ID<EnrichJob>, by caller: Caller) async throws {
        try await change(id, .enrichJobChanged, by: caller) { $0.alerts = alerts }
    }

    /// A job with the same settings, off until somebody has looked at it.
    package func clone(_ id: ID<EnrichJob>, by caller: Caller) async throws -> EnrichJob {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            try caller.confirmAdministers(on: db)
            let original = try find(id, caller, on: db)
            var settings = original.settings
            settings.name = String("Copy of \(settings.name)".prefix(JobSettings.longestName))
            let clone = EnrichJob(
                id: .make(at: now),
                organisation: caller.organisation,
                connection: original.connection,
                description: original.description,
                settings: settings,
                frequency: original.frequency,
                alerts: original.alerts,
                isOn: false,
                createdBy: caller.user,
                createdAt: now
            )
            try keep(clone, as: .enrichJobCreated, by: caller, at: now, on: db)
            return clone
        }
    }

    /// Takes the job away; its runs and what they wrote stay to be looked at.
    package func delete(_ id: ID<EnrichJob>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            let job = try find(id, caller, on: db)
            guard try EnrichJob.delete(id, in: caller.organisation, at: now, on: db) else {
                throw Refusal.enrichJobUnknown
            }
            try Schedules.remove(job.scheduleName, on: db)
            try record(.enrichJobDeleted, .enrichJob(job), was: job.words, by: Author(caller), at: now, on: db)
        }
    }

    // MARK: In one transaction

    private func keep(
        _ job: EnrichJob,
        as action: AuditAction,
        by caller: Caller,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        guard let connection = try OrgConnection.find(job.connection, in: job.organisation, on: db),
            connection.state != .disconnected
        else { throw Refusal.connectionNeeded }
        try EnrichJob.insert(job, on: db)
        try job.keepSchedule(at: now, on: db)
        try record(action, .enrichJob(job), became: job.words, by: Author(caller), at: now, on: db)
    }

    private func change(
        _ id: ID<EnrichJob>,
        expecting revision: Int? = nil,
        _ action: AuditAction,
        by caller: Caller,
        _ change: @Sendable (inout EnrichJob) -> Void
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            let before = try find(id, caller, on: db)
            if let revision, revision != before.revision { throw Refusal.enrichJobChanged }
            var job = before
            change(&job)
            guard job != before else { return }
            job.updatedAt = now
            guard try EnrichJob.update(job, expecting: before.revision, on: db) else { throw Refusal.enrichJobChanged }
            try job.keepSchedule(at: now, on: db)
            let subject = Subject.enrichJob(job)
            try record(action, subject, was: before.words, became: job.words, by: Author(caller), at: now, on: db)
        }
    }
}

extension EnrichJob {
    /// The entry of the table of schedules.
    var scheduleName: String { "enrich/\(organisation)/\(id)" }

    /// The background job that begins a run.
    private var order: NewJob {
        get throws {
            let order = RunStart.Order(organisation: organisation, job: id)
            return try NewJob(RunStart.kind, arguments: order, organisation: organisation.rawValue)
        }
    }

    /// Brings the table of schedules in step with the job.
    func keepSchedule(at now: Timestamp, on db: isolated Connection) throws {
        if isOn, let frequency {
            try Schedules.set(Schedules.Entry(scheduleName, frequency, try order), at: now, on: db)
        } else {
            try Schedules.remove(scheduleName, on: db)
        }
    }

    /// What the audit log says of it: no value that could be somebody's.
    var words: String {
        let records =
            switch settings.records {
            case .all: "all records"
            case .listView: "the records of a list view"
            case .criteria(let rows): "records by \(counted(rows.count, "criterion", "criteria"))"
            }
        return [
            settings.object.rawValue, records, frequency.map(\.words) ?? "by hand only",
            counted(settings.mapping.rows.count, "field") + " mapped", isOn ? "on" : "off",
            alerts ? "with e-mail alerts" : "without e-mail alerts",
        ].joined(separator: ", ")
    }
}

extension Subject {
    static func enrichJob(_ job: EnrichJob) -> Subject {
        Subject(kind: "enrich-job", id: job.id.rawValue, name: job.settings.name)
    }
}

extension Refusal {
    package static let enrichJobChanged = Refusal(
        .conflict,
        "enrich-job.changed",
        "Somebody else changed this job meanwhile; look at it as it is now, and make your change again."
    )
    static let connectionNeeded = Refusal(
        .conflict,
        "connection.needed",
        "A job needs a connected Salesforce org; connect one first."
    )
}
