import Capabilities
import Database
import Enrichment
import Store
import Telemetry
import TestSupport
import Testing

extension AuditedAct {
    /// Every act on a run.
    static let onRuns: [AuditedAct] = [
        AuditedAct(action: .runStarted) { office in
            let job = try await office.enrichJob()
            return { try await office.capabilities.runs.start(job, by: office.ada) }
        },
        AuditedAct(action: .runPreviewed) { office in
            let job = try await office.enrichJob()
            return { _ = try await office.capabilities.runs.preview(job, by: office.ada) }
        },
        AuditedAct(action: .runPaused) { office in
            let run = try await office.capabilities.runs.start(try await office.enrichJob(), by: office.ada)
            return { try await office.capabilities.runs.pause(run, by: office.ada) }
        },
        AuditedAct(action: .runResumed) { office in
            let run = try await office.capabilities.runs.start(try await office.enrichJob(), by: office.ada)
            try await office.capabilities.runs.pause(run, by: office.ada)
            return { try await office.capabilities.runs.resume(run, by: office.ada) }
        },
        AuditedAct(action: .runCancelled) { office in
            let run = try await office.capabilities.runs.start(try await office.enrichJob(), by: office.ada)
            return { try await office.capabilities.runs.cancel(run, by: office.ada) }
        },
        AuditedAct(action: .runUndone) { office in
            let run = try await office.capabilities.runs.start(try await office.enrichJob(), by: office.ada)
            try await office.end(run)
            return { _ = try await office.capabilities.runs.undo(run, by: office.ada) }
        },
        AuditedAct(action: .runApplied) { office in
            let run = try await office.capabilities.runs.preview(try await office.enrichJob(), by: office.ada)
            try await office.end(run)
            let digest = try await office.capabilities.runs.digest(of: run, by: office.ada)
            return { _ = try await office.capabilities.runs.apply(run, digest: digest, by: office.ada) }
        },
    ]
}

extension Office {
    /// A job that nobody runs, for an org that is not there.
    fileprivate func enrichJob() async throws -> ID<EnrichJob> {
        let job = EnrichJob(
            id: .make(at: clock.now),
            organisation: ada.organisation,
            connection: .make(at: clock.now),
            settings: JobSettings("Accounts", Mapping(.account, [MappingRow(.company(.name), "Name")])),
            createdBy: ada.user,
            createdAt: clock.now
        )
        try await database.write { db in try EnrichJob.insert(job, on: db) }
        return job.id
    }

    fileprivate func end(_ run: ID<Run>) async throws {
        let now = clock.now
        try await database.write { db in
            _ = try Run.end(run, in: ada.organisation, .succeeded, at: now, on: db)
        }
    }
}
