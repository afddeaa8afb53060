import Capabilities
import HTTP
import Store

extension ConnectionPages {
    private static let pageSize = 50

    func people(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        let list = ListQuery(
            path: Paths.connectionPeople(id.rawValue),
            reading: visit.request.query,
            filters: ["search"],
            sorts: ["name"],
            usually: ("name", .ascending)
        )
        let seen = try await visit.app.connections.get(id, by: visit.caller)
        let found = try await visit.app.connections.people(
            id,
            search: list["search"],
            page: list.page,
            pageSize: ConnectionPages.pageSize,
            by: visit.caller
        )
        var frame = try await frame(seen, .people, visit)
        if found.mapped < found.all, frame.trouble == nil {
            frame = frame.saying(
                "\(found.mapped) of \(found.all) users are mapped. What the others create belongs to the service account."
            )
        }
        let page = PeopleMappingPage(
            frame: frame,
            query: list,
            lines: found.people.map { person in
                PeopleMappingPage.Line(
                    id: person.user.id.rawValue,
                    name: person.user.name,
                    email: person.user.email.rawValue,
                    crmUser: person.mapping?.crmUser?.name,
                    state: OrgPerson.badge(of: person.mapping),
                    isByHand: person.mapping?.isByHand == true
                )
            },
            total: found.total,
            pageSize: ConnectionPages.pageSize,
            mapped: found.mapped,
            all: found.all
        )
        return visit.page(page.html)
    }

    func askToReset(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.connections.get(try id(visit), by: visit.caller)
        let id = seen.connection.id.rawValue
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .salesforce,
            title: "Reset the user mapping of \(seen.connection.name)?",
            text: "All users are looked for anew in the org that is connected now. What was chosen by hand is lost.",
            crumbs: [
                .init(text: "Salesforce", path: Paths.salesforce),
                .init(text: seen.connection.name, path: Paths.connection(id)),
                .init(text: "User mapping", path: Paths.connectionPeople(id)),
            ],
            action: Paths.connectionPeopleReset(id),
            submit: Button(text: "Reset Mapping", style: .primary),
            back: Paths.connectionPeople(id)
        )
        return visit.page(page.html)
    }

    func reset(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.connectionPeople(id.rawValue), saying: "The mapping was built anew.") {
            try await visit.app.connections.resetMapping(id, by: visit.caller)
        }
    }

    func askWho(_ visit: Visit) async throws -> Response {
        do {
            return visit.page(try await choosing(visit, search: visit.request.query["search"] ?? "").html)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            let path = Paths.connectionPeople(try id(visit).rawValue)
            return visit.redirect(to: path, saying: refusal.sentence, isProblem: true)
        }
    }

    func choose(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        let user = try user(visit)
        guard let chosen = form["crmUser"] else { throw Problem.staleForm }
        do {
            return try await visit.act(then: Paths.connectionPeople(id.rawValue), saying: "The mapping was saved.") {
                try await visit.app.connections.choose(chosen.isEmpty ? nil : chosen, for: user, id, by: visit.caller)
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await choosing(visit, search: "")
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func choosing(_ visit: Visit, search: String) async throws -> ChooseUserPage {
        let id = try id(visit)
        let seen = try await visit.app.connections.get(id, by: visit.caller)
        let (person, found) = try await visit.app.connections.candidates(
            for: try user(visit),
            search: search,
            id,
            by: visit.caller
        )
        let now = person.mapping?.crmUser
        let candidates = found.contains { $0.id == now?.id } ? found : [now].compactMap(\.self) + found
        return ChooseUserPage(
            viewer: try await visit.viewer(),
            id: id.rawValue,
            connection: seen.connection.name,
            user: person.user.id.rawValue,
            name: person.user.name,
            email: person.user.email.rawValue,
            search: search,
            chosen: now?.id,
            candidates: candidates.map { .init(id: $0.id, name: $0.name, email: $0.email) }
        )
    }

    private func user(_ visit: Visit) throws(Problem) -> ID<User> {
        guard let id = visit.request.parameters["user"].flatMap(ID<User>.init(parsing:)) else { throw .notFound }
        return id
    }

    // MARK: One's own

    func own(_ visit: Visit) async throws -> Response {
        let time = visit.time
        let page = OwnAccountsPage(
            viewer: try await visit.viewer(),
            lines: try await visit.app.connections.ownAccounts(by: visit.caller).map { own in
                .init(
                    id: own.connection.id.rawValue,
                    name: own.connection.name,
                    org: "\(own.connection.orgName ?? own.connection.name) (\(own.connection.environment))",
                    username: own.account?.username,
                    cause: own.account?.cause,
                    connected: time.moment(own.account?.connectedAt)
                )
            }
        )
        return visit.page(page.html)
    }

    func endOwn(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.ownAccounts, saying: "Your account is disconnected.") {
            try await visit.app.connections.disconnectOwnAccount(id, by: visit.caller)
        }
    }
}

extension OrgPerson {
    fileprivate static func badge(of mapping: OrgPerson?) -> Badge {
        switch mapping?.state {
        case .mapped: Badge(text: "User mapped", tone: .green)
        case .several: Badge(text: "Several fit: choose", tone: .amber)
        case .some(.none), nil: Badge(text: "User not mapped")
        }
    }
}

extension ConnectionFrame {
    /// The same with a word about what is to be seen.
    fileprivate func saying(_ text: String) -> ConnectionFrame {
        ConnectionFrame(
            viewer: viewer,
            id: id,
            name: name,
            badge: badge,
            trouble: trouble,
            hasTabs: hasTabs,
            tab: tab,
            lead: text
        )
    }
}
