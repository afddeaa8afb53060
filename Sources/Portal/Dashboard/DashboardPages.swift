import Capabilities
import Enrichment
import HTTP
import Store
import Telemetry

/// The Enrich dashboard: its figures, the runs behind each, and the records that need attention.
struct DashboardPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let list = ListQuery(path: Paths.dashboard, reading: visit.request.query, filters: DashboardQuery.names)
        let query = DashboardQuery(list)
        let page = DashboardPage(
            viewer: try await visit.viewer(),
            query: list,
            filter: query,
            connections: try await visit.app.connections.list(by: visit.caller),
            figures: try await visit.app.dashboard.figures(query.filter, by: visit.caller),
            time: visit.time
        )
        return visit.page(page.html)
    }

    /// The runs of which a figure is the sum.
    func shares(_ visit: Visit) async throws -> Response {
        let list = ListQuery(
            path: Paths.dashboardRuns,
            reading: visit.request.query,
            filters: ["figure"] + DashboardQuery.names
        )
        guard let figure = RunFigure(word: list["figure"]) else { throw Refusal.figureUnknown }
        let query = DashboardQuery(list)
        let below: ID<Run>? = visit.request.query["after"].flatMap { ID(parsing: $0) }
        let page = RunSharesPage(
            viewer: try await visit.viewer(),
            query: list,
            filter: query,
            figure: figure,
            found: try await visit.app.dashboard.shares(of: figure, query.filter, below: below, by: visit.caller),
            isFurther: below != nil,
            time: visit.time
        )
        return visit.page(page.html)
    }

    func contacts(_ visit: Visit) async throws -> Response { try await attention(.people, visit) }
    func companies(_ visit: Visit) async throws -> Response { try await attention(.companies, visit) }

    private func attention(_ side: RecordFinding.Side, _ visit: Visit) async throws -> Response {
        let list = AttentionPage.query(side, visit.request.query)
        var query = DashboardPages.query(side, list)
        query.isGrouped = query.concern == .duplicates && query.profile == nil
        let place = visit.request.query["after"].flatMap { RecordFinding.Place(text: $0) }
        let found = try await visit.app.attention.page(
            query,
            after: place,
            size: query.isGrouped ? AttentionPage.groups : AttentionPage.records,
            by: visit.caller
        )
        let profiles = found.findings.compactMap(\.profile)
        let page = AttentionPage(
            viewer: try await visit.viewer(),
            side: side,
            concern: query.concern,
            query: list,
            filter: DashboardQuery(list),
            found: found,
            shared: query.concern == .duplicates
                ? try await visit.app.attention.shared(profiles, by: visit.caller) : [:],
            names: try await visit.app.runs.names(of: profiles, by: visit.caller),
            owners: side == .companies ? try await visit.app.attention.owners(of: profiles, by: visit.caller) : [:],
            exportRows: try await visit.app.organisation.read(by: visit.caller).exportRows,
            isFurther: place != nil,
            time: visit.time
        )
        return visit.page(page.html)
    }

    func contactsFile(_ visit: Visit) async throws -> Response { try await file(.people, visit) }
    func companiesFile(_ visit: Visit) async throws -> Response { try await file(.companies, visit) }

    private func file(_ side: RecordFinding.Side, _ visit: Visit) async throws -> Response {
        let query = DashboardPages.query(side, AttentionPage.query(side, visit.request.query))
        let (runs, attention, caller) = (visit.app.runs, visit.app.attention, visit.caller)
        return AttentionFile(
            query: query,
            rows: try await visit.app.attention.rows(query, by: caller),
            orgs: try await visit.app.connections.list(by: caller),
            names: { try await runs.names(of: $0, by: caller) },
            owners: { try await attention.owners(of: $0, by: caller) }
        ).response
    }

    private static func query(_ side: RecordFinding.Side, _ list: ListQuery) -> AttentionLists.Query {
        var query = AttentionLists.Query(
            side,
            RecordFinding.Concern(rawValue: list["list"]).flatMap { concern in
                RecordFinding.Concern.all(of: side).contains(concern) ? concern : nil
            }
        )
        query.filter = DashboardQuery(list).filter
        query.search = list["name"]
        query.profile = Int64(list["profile"])
        query.order = RecordFinding.Order(rawValue: list.sort) ?? .name
        query.isDescending = list.sortOrder == .descending
        return query
    }
}

extension Refusal {
    fileprivate static let figureUnknown = Refusal(
        .notFound,
        "figure.unknown",
        "The dashboard has no such figure; go back to it and choose one."
    )
}
