import Capabilities
import Enrichment
import HTTP
import Store

// What follows from the records of a run.

extension RunPages {
    static let followUpsShown = 10
    static let shortfallsShown = 100

    /// All that follows from a run's records.
    func followUps(_ visit: Visit) async throws -> Response {
        let run = try await visit.app.runs.find(try id(visit), by: visit.caller)
        let above = visit.request.query["after"]
        let found = try await visit.app.runs.followUps(of: run.id, above: above, by: visit.caller)
        let page = RunFollowUpsPage(
            viewer: try await visit.viewer(),
            run: run,
            summary: FollowUpSummary(
                counts: try await visit.app.runs.followUpCounts(of: run.id, by: visit.caller)
            ),
            query: ListQuery(path: Paths.runFollowUps(run.id.rawValue), reading: visit.request.query, filters: []),
            lines: try await lines(of: found.followUps, visit),
            isFurther: above != nil,
            next: found.next
        )
        return visit.page(page.html)
    }

    /// What follows from one record of a run, with what each holds.
    func following(_ record: CRMID, in run: ID<Run>, _ visit: Visit) async throws -> [RunRecordPage.Following] {
        let found = try await visit.app.runs.followUps(about: record, in: run, by: visit.caller)
        var followUps: [RunRecordPage.Following] = []
        for (one, line) in zip(found, try await lines(of: found, visit)) {
            let plan = try await visit.app.runs.plan(of: one, by: visit.caller)
            let fields = plan?.entries.map { FieldChange($0, visit.time) } ?? []
            followUps.append(RunRecordPage.Following(line: line, fields: fields))
        }
        return followUps
    }

    /// With what the catalogue calls who they are about.
    func lines(of followUps: [RunFollowUp], _ visit: Visit) async throws -> [FollowUpTable.Line] {
        let names = try await visit.app.runs.names(of: followUps.flatMap { [$0.person, $0.company] }, by: visit.caller)
        return followUps.map { FollowUpTable.Line($0, names) }
    }
}
