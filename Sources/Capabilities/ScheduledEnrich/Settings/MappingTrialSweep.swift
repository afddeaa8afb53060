import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Sees to it that no test record stays in an org.
struct MappingTrialSweep: Sendable {
    private struct Order: Codable {
        let organisation: ID<Organisation>
        let trial: ID<MappingTrial>
    }

    let database: Database
    let connections: Connections
    let clock: WallClock

    static let kind = JobKind("mapping-trial.sweep")

    /// For how long it waits for an org that cannot be reached.
    private static let patience = Duration.days(30)

    /// Begins when nobody waits for the answer any more that would have made it needless.
    static func order(_ trial: MappingTrial, at moment: Timestamp) throws -> NewJob {
        try NewJob(
            kind,
            arguments: Order(organisation: trial.organisation, trial: trial.id),
            uniqueKey: "mapping-trial/\(trial.id)",
            runAt: moment,
            organisation: trial.organisation.rawValue
        )
    }

    var handler: JobHandler {
        JobHandler(MappingTrialSweep.kind) { job, _ in
            let order = try job.arguments(as: Order.self)
            let found = try await database.read { db in
                try MappingTrial.find(order.trial, in: order.organisation, on: db)
            }
            guard let trial = found else { return .done }
            do {
                try await connections.calling(trial.connection, in: trial.organisation) { org in
                    try await remove(trial, in: org)
                }
            } catch let refusal as Refusal {
                guard clock.now() - trial.createdAt < MappingTrialSweep.patience else {
                    return .giveUp(
                        "The test record of a mapping may still be in the org; delete the one named “Loam mapping test”."
                    )
                }
                Log.warning("A test record could not be deleted yet", ["code": refusal.code])
                return .snooze(.minutes(15))
            }
            try await database.write { db in try MappingTrial.remove(trial.id, in: trial.organisation, on: db) }
            return .done
        }
    }

    private func remove(_ trial: MappingTrial, in org: Org) async throws {
        let object = trial.object.name
        var records = trial.record.flatMap { RecordID($0) }.map { [$0] } ?? []
        if records.isEmpty {
            let name: APIName = trial.object.isPerson ? "LastName" : "Name"
            records = try await org.rows("SELECT Id FROM \(object) WHERE \(name) = \(trial.marker)").compactMap(\.id)
        }
        for record in records {
            do {
                try await org.delete(record, of: object)
            } catch let error as SalesforceError where error.status == 404 {
                continue
            }
        }
    }
}
