import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var alerts: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/alerts",
                name: "listAlerts",
                summary: "List what somebody should know, the newest first",
                needs: .inspect,
                query: Page.keyed,
                answer: .init(
                    .object([
                        .init("alerts", .list(.named("Alert")), "The alerts of the page, also those that are over."),
                        Page.next,
                    ]),
                    "A page of alerts."
                ),
                run: listAlerts
            ),
            Operation(
                method: .put,
                path: "/v1/alerts/:alert/dismissal",
                name: "dismissAlert",
                summary: "Say that an alert is known, so that it is not shown as open any more",
                needs: .administer,
                answer: .init(.noContent, nil, "It is dismissed."),
                run: dismissAlert
            ),
        ]
    }

    private func listAlerts(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let after = query.id("after", of: Alert.self)
        let size = query.size()
        try query.check()
        let page = try await app.alerts.list(below: after, size: size, by: caller)
        return try Response.json(AlertsBody(alerts: page.alerts.map(AlertBody.init), next: page.next))
            .linkingNext(request, "after", page.next?.rawValue)
    }

    private func dismissAlert(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id: ID<Alert> = try request.id("alert", orElse: Problem(.alertUnknown))
        try await app.alerts.dismiss(id, by: caller)
        return .noContent
    }
}

private struct AlertsBody: Encodable {
    let alerts: [AlertBody]
    let next: ID<Alert>?
}

struct AlertBody: Encodable {
    let id: ID<Alert>
    let kind: String
    let about: String
    let title: String
    let sentence: String
    let raisedAt: Timestamp
    let endedAt: Timestamp?
    let dismissedAt: Timestamp?
    let dismissedBy: String?

    init(_ alert: Alert) {
        id = alert.id
        kind = alert.kind.rawValue
        about = alert.about
        title = alert.title
        sentence = alert.sentence
        raisedAt = alert.raisedAt
        endedAt = alert.endedAt
        dismissedAt = alert.dismissedAt
        dismissedBy = alert.dismissedBy
    }

    static let schema = Schema.object([
        .init("id", .id, "The alert's id."),
        .init("kind", .words(Alert.Kind.allCases.map(\.rawValue)), "What it tells of."),
        .init("about", .text, "The run, connection, person or API token that it is about, by id."),
        .init("title", .text, "What happened."),
        .init("sentence", .text, "What it means, with its figures."),
        .init("raisedAt", .time, "When it was raised."),
        .init("endedAt", .time, optional: true, "When its cause was over."),
        .init("dismissedAt", .time, optional: true, "When somebody dismissed it."),
        .init("dismissedBy", .text, optional: true, "Who dismissed it, by name."),
    ])
}
