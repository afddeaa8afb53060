import Capabilities
import HTML
import HTTP
import Telemetry

/// What runs here, and whether it is well.
struct SystemPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let facts = try await visit.app.installation.facts(by: visit.caller)
        let health = await visit.portal.health.fresh(at: visit.time.now)
        let surroundings = visit.portal.surroundings
        let time = visit.time
        let page = SystemPage(
            viewer: try await visit.viewer(),
            figures: Figures(figures: [
                .init(name: "Version", value: surroundings.version),
                .init(name: "Database", value: facts.databaseBytes.formatted(.bytes), detail: facts.engine),
                .init(
                    name: "Running for",
                    value: LocalTime.length(time.now - surroundings.startedAt),
                    detail: "since \(time.moment(surroundings.startedAt).stamp)"
                ),
            ]),
            checks: health.map { finding in
                SystemPage.Check(
                    name: finding.title,
                    state: finding.state.badge,
                    text: finding.sentence,
                    advice: finding.remedy
                )
            },
            facts: [
                ("Address", "\(surroundings.publicURL)"), ("Database", "\(facts.engine)"),
                ("Time zone", "\(visit.caller.timeZone)"),
                ("Mail", visit.app.outbox.sendsMail ? "Sent by the mail server" : "Kept here to be passed on"),
            ],
            migrations: facts.migrations,
            pendingMigrations: facts.pendingMigrations
        )
        return visit.page(page.html)
    }
}

extension Portal.Health {
    /// "sealing key" as a heading.
    var title: String { subject.prefix(1).uppercased() + subject.dropFirst() }
}

extension Portal.Health.State {
    var badge: Badge {
        switch self {
        case .good: Badge(text: "Fine", tone: .green)
        case .warning: Badge(text: "Look at it", tone: .amber)
        case .broken: Badge(text: "Broken", tone: .red)
        }
    }
}
