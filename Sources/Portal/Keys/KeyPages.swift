import Capabilities
import Crypto
import HTTP
import Store
import Telemetry

/// Looking at API keys, making and revoking them.
struct KeyPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let time = visit.time
        let keys = try await visit.app.apiKeys.list(by: visit.caller)
        let page = KeysPage(viewer: try await visit.viewer(), lines: keys.map { line($0, time) })
        return visit.page(page.html)
    }

    private func line(_ listed: APIKey.Listed, _ time: LocalTime) -> KeysPage.Line {
        let key = listed.key
        return KeysPage.Line(
            id: key.id.rawValue,
            name: key.name,
            prefix: key.prefix,
            role: key.role.title,
            creator: listed.creatorName,
            creatorPath: Paths.user(key.createdBy.rawValue),
            created: time.moment(key.createdAt),
            lastUsed: time.moment(key.lastUsedAt),
            expires: time.moment(key.revokedAt ?? key.expiresAt),
            state: listed.badge(at: time.now),
            mayRevoke: key.revokedAt == nil,
            isOff: !listed.works(at: time.now)
        )
    }

    func new(_ visit: Visit) async throws -> Response {
        visit.page(try await newPage(visit).html)
    }

    func create(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let role = form["role"].flatMap(Role.init(rawValue:)), let lifetime = form["lifetime"],
            KeyPages.lifetimes.contains(where: { $0.value == lifetime })
        else { throw Problem.staleForm }
        let answers = APIKeys.Form(name: form["name"] ?? "", role: role, lifetime: Int64(lifetime).map { .days($0) })
        do {
            let made = try await visit.app.apiKeys.create(answers, by: visit.caller)
            let page = KeyShownPage(
                viewer: try await visit.viewer(),
                name: made.key.name,
                key: made.text.reveal(),
                example:
                    "curl -H \"Authorization: Bearer \(made.key.prefix)…\" \(visit.portal.surroundings.publicURL)/v1/users"
            )
            return visit.page(page.html)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await newPage(visit)
            page.name = answers.name
            page.role = role.rawValue
            page.lifetime = lifetime
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func newPage(_ visit: Visit) async throws -> NewKeyPage {
        NewKeyPage(
            viewer: try await visit.viewer(),
            role: Role.member.rawValue,
            roles: Role.choices,
            lifetime: "365",
            lifetimes: KeyPages.lifetimes
        )
    }

    private static let lifetimes: [Field.Option] = [
        .init(value: "30", text: "in 30 days"), .init(value: "90", text: "in 90 days"),
        .init(value: "365", text: "in a year"), .init(value: "never", text: "never"),
    ]

    func askToRevoke(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        let keys = try await visit.app.apiKeys.list(by: visit.caller)
        guard let key = keys.first(where: { $0.key.id == id })?.key else { throw Problem.notFound }
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .keys,
            title: "Revoke “\(key.name)”?",
            text: "Programs that use it are refused from now on. A revoked key cannot be brought back.",
            crumbs: [.init(text: "API keys", path: Paths.keys)],
            action: Paths.keyRevocation(id.rawValue),
            submit: Button(text: "Revoke key", style: .danger),
            back: Paths.keys
        )
        return visit.page(page.html)
    }

    func revoke(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.keys, saying: "The key was revoked.") {
            try await visit.app.apiKeys.revoke(id, by: visit.caller)
        }
    }

    private func id(_ visit: Visit) throws(Problem) -> ID<APIKey> {
        guard let id = visit.request.parameters["key"].flatMap(ID<APIKey>.init(parsing:)) else { throw .notFound }
        return id
    }
}

extension APIKey.Listed {
    func works(at now: Timestamp) -> Bool {
        key.works(at: now) && creatorState == .active && creatorRole.covers(key.role)
    }

    func badge(at now: Timestamp) -> Badge {
        if key.revokedAt != nil { return Badge(text: "Revoked") }
        if let expiresAt = key.expiresAt, expiresAt <= now { return Badge(text: "Expired") }
        if creatorState != .active { return Badge(text: "Maker deactivated", tone: .amber) }
        if !creatorRole.covers(key.role) { return Badge(text: "Exceeds its maker", tone: .amber) }
        if let expiresAt = key.expiresAt, expiresAt < now + .days(14) { return Badge(text: "Ends soon", tone: .amber) }
        return Badge(text: "Active", tone: .green)
    }
}
