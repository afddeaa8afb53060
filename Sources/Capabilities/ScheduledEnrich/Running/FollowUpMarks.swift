import Enrichment
import Salesforce
import Store
import Telemetry

/// Which of the records that a run has made are as they were made.
///
/// Nobody but Loam writes into the package's own objects. Of leads, contacts and tasks the org tells when they were made and when
/// somebody changed them last.
struct FollowUpMarks: Sendable {
    private(set) var removals: [Plan.Removal] = []
    private(set) var marks: [CRMID: String] = [:]
    /// Why some are not removed.
    private(set) var staying: [CRMID: String] = [:]

    private static let changed = "Somebody changed the record since it was made, so it stays."
    private static let gone = "The record is not there any more."

    init(_ made: [MadeRecord], of run: Run, _ steps: RunSteps, _ calls: OrgCalls) async throws {
        let objects = FollowUp.Kind.allCases.map(\.object)
        for object in objects {
            let ids = made.filter { $0.object == object.text }.map(\.record)
            if !ids.isEmpty { try await look(at: ids, of: object, try await steps.org(of: run, calls)) }
        }
        for one in made where !objects.contains(where: { $0.text == one.object }) {
            removals.append(Plan.Removal(one.record, version: ""))
            marks[one.record] = ""
        }
    }

    private mutating func look(at ids: [CRMID], of object: APIName, _ org: Salesforce.Org) async throws {
        for start in stride(from: 0, to: ids.count, by: CollectionLimit.read) {
            let some = ids[start..<min(start + CollectionLimit.read, ids.count)]
            let rows = try await org.rows(
                some.compactMap { RecordID($0.text) },
                of: object,
                [.id, "CreatedDate", "LastModifiedDate"]
            )
            var found: Set<CRMID> = []
            for row in rows {
                guard let row, let id = row.id.flatMap({ CRMID($0.text) }), let made = row.text("CreatedDate"),
                    let changed = row.text("LastModifiedDate")
                else { continue }
                found.insert(id)
                removals.append(Plan.Removal(id, version: made))
                marks[id] = changed
                if made != changed { staying[id] = FollowUpMarks.changed }
            }
            for id in some where !found.contains(id) { staying[id] = FollowUpMarks.gone }
        }
    }
}
