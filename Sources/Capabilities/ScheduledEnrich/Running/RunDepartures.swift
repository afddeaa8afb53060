import Database
import Enrichment
import Salesforce
import Store
import Telemetry

/// Asks the org, once for each run, which records of its object were deleted or merged, and takes them off the lists of records that
/// need attention.
struct RunDepartures: Sendable {
    let steps: RunSteps

    /// The answer of one question: ten pages at most, of which there is one as a rule. What is left is for the next run.
    private static let most = 20_000
    /// What a user deletes at this moment may be told of with an earlier one.
    private static let overlap = Duration.minutes(10)

    func look(_ run: Run, _ schema: ObjectSchema, in org: Org) async throws {
        guard run.purpose == .enrich else { return }
        let mark = try await steps.database.read { db in try DepartureMark.find(for: run, on: db) }
        guard mark?.run != run.id else { return }
        var gone: [RecordDeparture.Gone] = []
        do {
            let query = RunDepartures.query(run.object, withMaster: schema["MasterRecordId"] != nil, behind: mark)
            try await org.query(query, withDeleted: true) { row in
                guard let record = row.id.flatMap({ CRMID($0.text) }), let at = row.moment("SystemModstamp") else {
                    return
                }
                let master = row.text("MasterRecordId").flatMap { CRMID($0) }
                gone.append(RecordDeparture.Gone(record: record, master: master, at: at))
            }
        } catch let error as SalesforceError where error.pause == nil {
            // Where the org does not tell, a record leaves its list with the period, and the run goes on.
            gone = []
        }
        let next = RunDepartures.mark(behind: gone, mark, of: run.id)
        try await steps.database.write { [gone] db in
            try RecordDeparture.keep(gone, told: run, on: db)
            try next.keep(for: run, on: db)
        }
    }

    static func query(_ object: CRMObject, withMaster: Bool, behind mark: DepartureMark?) -> SOQL {
        let names: [APIName] = [.id, .systemModstamp] + (withMaster ? ["MasterRecordId"] : [])
        var query: SOQL = "SELECT \(names) FROM \(object.name) WHERE IsDeleted = TRUE"
        if let since = mark?.since {
            if let after = mark?.after.flatMap({ RecordID($0.text) }) {
                query = query + " AND (SystemModstamp > \(since) OR (SystemModstamp = \(since) AND Id > \(after)))"
            } else {
                query = query + " AND SystemModstamp >= \(since)"
            }
        }
        return query + " ORDER BY SystemModstamp, Id LIMIT \(most)"
    }

    /// From where the next run goes on: where the answer was cut, or a little before the last that was told.
    static func mark(
        behind gone: [RecordDeparture.Gone],
        _ mark: DepartureMark?,
        of run: ID<Run>,
        most: Int = RunDepartures.most
    ) -> DepartureMark {
        guard let last = gone.last else { return DepartureMark(run: run, since: mark?.since, after: mark?.after) }
        return gone.count >= most
            ? DepartureMark(run: run, since: last.at, after: last.record)
            : DepartureMark(run: run, since: last.at - overlap, after: nil)
    }
}
