import Capabilities
import HTTP
import Store

/// Looking at alerts and dismissing them.
struct AlertPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let list = ListQuery(path: Paths.alerts, reading: visit.request.query, filters: [])
        let below: ID<Alert>? = visit.request.query["after"].flatMap { ID(parsing: $0) }
        let found = try await visit.app.alerts.list(below: below, by: visit.caller)
        let open = try await visit.app.alerts.open(by: visit.caller)
        let page = AlertsPage(
            viewer: try await visit.viewer(),
            query: list,
            open: open.map { AlertsPage.Line($0, visit.time) },
            all: found.alerts.map { AlertsPage.Line($0, visit.time) },
            isFurther: below != nil,
            older: found.next?.rawValue
        )
        return visit.page(page.html)
    }

    func dismiss(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let id = visit.request.parameters["alert"].flatMap(ID<Alert>.init(parsing:)) else {
            throw Problem.notFound
        }
        return try await visit.act(then: Paths.alerts, saying: "The alert was dismissed.") {
            try await visit.app.alerts.dismiss(id, by: visit.caller)
        }
    }
}
