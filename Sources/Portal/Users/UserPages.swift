import Capabilities
import HTML
import HTTP
import Store

/// Looking at users and changing them.
struct UserPages: Sendable {
    private static let pageSize = 50

    // MARK: Everyone

    func index(_ visit: Visit) async throws -> Response {
        let list = ListQuery(
            path: Paths.users,
            reading: visit.request.query,
            filters: ["search", "role", "state"],
            sorts: User.Query.Order.allCases.map(\.rawValue),
            usually: ("name", .ascending)
        )
        var query = User.Query()
        query.search = list["search"]
        query.role = Role(rawValue: list["role"])
        query.state = User.State(rawValue: list["state"])
        query.order = User.Query.Order(rawValue: list.sort) ?? .name
        query.isDescending = list.sortOrder == .descending
        query.page = list.page
        query.pageSize = UserPages.pageSize
        let found = try await visit.app.users.list(query, by: visit.caller)
        let isManaging = try await visit.app.provisioning.overview(by: visit.caller).settings.state == .on
        let standing =
            isManaging ? try await visit.app.provisioning.standing(of: found.users.map(\.id), by: visit.caller) : [:]
        let time = visit.time
        let page = UsersPage(
            viewer: try await visit.viewer(),
            query: list,
            lines: found.users.map { line($0, standing[$0.id], time) },
            total: found.total,
            pageSize: UserPages.pageSize,
            roles: Role.options,
            states: User.State.options,
            isManaging: isManaging
        )
        return visit.page(page.html)
    }

    private func line(_ user: User, _ entry: DirectoryEntry?, _ time: LocalTime) -> UsersPage.Line {
        UsersPage.Line(
            person: Person(name: user.name, email: user.email.rawValue, path: Paths.user(user.id.rawValue)),
            role: user.role.title,
            state: user.state.badge,
            lastSignIn: time.moment(user.lastSignInAt),
            created: time.moment(user.createdAt),
            isOff: user.state == .deactivated,
            sync: entry.map(syncBadge)
        )
    }

    private func syncBadge(_ entry: DirectoryEntry) -> Badge {
        if entry.refusal != nil { return Badge(text: "Refused", tone: .red) }
        return entry.isManaged ? Badge(text: "In sync", tone: .green) : Badge(text: "Loam’s own")
    }

    // MARK: Inviting

    func new(_ visit: Visit) async throws -> Response {
        visit.page(try await invitePage(visit).html)
    }

    func invite(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let role = form["role"].flatMap(Role.init(rawValue:)) else { throw Problem.staleForm }
        let answers = Users.Form(email: form["email"] ?? "", name: form["name"] ?? "", role: role)
        do {
            let invitation = try await visit.app.users.invite(answers, by: visit.caller)
            return try await handOver(invitation, visit)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await invitePage(visit)
            page.name = answers.name
            page.email = answers.email
            page.role = role.rawValue
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func askToInviteAgain(_ visit: Visit) async throws -> Response {
        try await confirm(visit) { user in
            Confirmation(
                title: "Invite \(user.name) again?",
                text: "A new link is made, and the earlier one stops working.",
                action: Paths.userInvitation(user.id.rawValue),
                submit: Button(text: "Invite again", icon: .send, style: .primary)
            )
        }
    }

    func inviteAgain(_ visit: Visit, _ form: Query) async throws -> Response {
        let invitation = try await visit.app.users.inviteAgain(try id(visit), by: visit.caller)
        return try await handOver(invitation, visit)
    }

    /// By mail where there is a server, otherwise by whoever invited.
    private func handOver(_ invitation: Users.Invitation, _ visit: Visit) async throws -> Response {
        let user = invitation.user
        guard let link = invitation.link else {
            let toast = "An invitation to \(user.email.rawValue) is on its way."
            return visit.redirect(to: Paths.user(user.id.rawValue), saying: toast)
        }
        let page = LinkShownPage(
            viewer: try await visit.viewer(),
            id: user.id.rawValue,
            name: user.name,
            link: link,
            isInvitation: true
        )
        return visit.page(page.html)
    }

    private func invitePage(_ visit: Visit) async throws -> InvitePage {
        InvitePage(
            viewer: try await visit.viewer(),
            role: Role.member.rawValue,
            roles: Role.choices,
            sendsMail: visit.app.outbox.sendsMail
        )
    }

    // MARK: One of them

    func show(_ visit: Visit) async throws -> Response {
        let user = try await user(visit)
        let time = visit.time
        let sessions = try await visit.app.sessions.list(of: user.id, by: visit.caller)
        let keys = try await visit.app.apiKeys.list(by: visit.caller).filter { $0.key.createdBy == user.id }
        var filter = AuditEntry.Filter()
        filter.user = user.id
        let acts = try await visit.app.auditLog.page(filter, size: 8, by: visit.caller)
        let standing = try await visit.app.allowances.standing(of: user.id, by: visit.caller)
        let page = UserPage(
            viewer: try await visit.viewer(),
            id: user.id.rawValue,
            name: user.name,
            email: user.email.rawValue,
            role: user.role.title,
            state: user.state.badge,
            isDeactivated: user.state == .deactivated,
            isInvited: user.state == .invited,
            isViewer: user.id == visit.caller.user,
            created: time.moment(user.createdAt),
            lastSignIn: time.moment(user.lastSignInAt),
            devices: sessions.map { session in
                UserPage.Device(
                    name: session.device,
                    address: session.address ?? "",
                    signedIn: time.moment(session.createdAt),
                    seen: time.moment(session.seenAt)
                )
            },
            keys: keys.map { listed in
                UserPage.Key(
                    name: listed.key.name,
                    prefix: listed.key.prefix,
                    role: listed.key.role.title,
                    lastUsed: time.moment(listed.key.lastUsedAt),
                    state: listed.badge(at: time.now)
                )
            },
            credits: standing.sentence,
            hasCreditLimit: standing.allowance != nil,
            activity: Activity(events: acts.entries.map { Activity.Event($0, time) }),
            products: try await products(of: user, visit),
            provisioned: try await provisioned(user, visit)
        )
        return visit.page(page.html)
    }

    private func products(of user: User, _ visit: Visit) async throws -> [UserPage.Product] {
        let assigned = try await visit.app.subscription.assigned(to: user.id, by: visit.caller)
        let names = try await visit.app.subscription.products(by: visit.caller)
        let all = Set(assigned.products).union(assigned.seats).union(assigned.grants.map(\.product))
        return all.sorted().map { id in
            UserPage.Product(
                name: names.first { $0.id == id }?.name ?? id,
                isSeated: assigned.seats.contains(id),
                isOwn: assigned.products.contains(id),
                groups: assigned.grants.filter { $0.product == id }.map(\.group)
            )
        }
    }

    private func provisioned(_ user: User, _ visit: Visit) async throws -> UserPage.Provisioned {
        let settings = try await visit.app.provisioning.overview(by: visit.caller).settings
        let entry = try await visit.app.provisioning.standing(of: [user.id], by: visit.caller)[user.id]
        return UserPage.Provisioned(
            isManaged: entry?.isManaged ?? false,
            isOn: settings.state == .on,
            synced: visit.time.moment(entry?.syncedAt),
            refused: visit.time.moment(entry?.refusal?.at),
            reason: entry?.refusal?.reason ?? "",
            mayHandOver: entry != nil && user.role == .admin
        )
    }

    func edit(_ visit: Visit) async throws -> Response {
        visit.page(try await editPage(visit).html)
    }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let role = form["role"].flatMap(Role.init(rawValue:)) else { throw Problem.staleForm }
        let id = try id(visit)
        let answers = Users.Form(email: form["email"] ?? "", name: form["name"] ?? "", role: role)
        do {
            return try await visit.act(then: Paths.user(id.rawValue), saying: "The changes were saved.") {
                try await visit.app.users.change(id, to: answers, by: visit.caller)
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await editPage(visit)
            page.name = answers.name
            page.email = answers.email
            page.role = role.rawValue
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func editPage(_ visit: Visit) async throws -> EditUserPage {
        let user = try await user(visit)
        return EditUserPage(
            viewer: try await visit.viewer(),
            id: user.id.rawValue,
            title: user.name,
            name: user.name,
            email: user.email.rawValue,
            role: user.role.rawValue,
            roles: Role.choices
        )
    }

    // MARK: In and out

    func askForPasswordLink(_ visit: Visit) async throws -> Response {
        try await confirm(visit) { user in
            Confirmation(
                title: "Make a password link for \(user.name)?",
                text:
                    "You get a link to pass on, with which \(user.name) sets a new password. An earlier one stops working.",
                action: Paths.userPasswordLink(user.id.rawValue),
                submit: Button(text: "Make link", style: .primary)
            )
        }
    }

    func makePasswordLink(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        let link = try await visit.app.passwords.resetLink(for: user.id, by: visit.caller)
        let page = LinkShownPage(
            viewer: try await visit.viewer(),
            id: user.id.rawValue,
            name: user.name,
            link: link,
            isInvitation: false
        )
        return visit.page(page.html)
    }

    func askToDeactivate(_ visit: Visit) async throws -> Response {
        try await confirm(visit) { user in
            Confirmation(
                title: "Deactivate \(user.name)?",
                text: """
                    \(user.name) is signed out everywhere and can no longer sign in, and the API keys they made stop \
                    working. Nothing they did is lost, and you can reactivate them at any time.
                    """,
                action: Paths.userDeactivation(user.id.rawValue),
                submit: Button(text: "Deactivate", style: .danger)
            )
        }
    }

    func deactivate(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        return try await visit.act(then: Paths.user(user.id.rawValue), saying: "\(user.name) was deactivated.") {
            try await visit.app.users.deactivate(user.id, by: visit.caller)
        }
    }

    func reactivate(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        return try await visit.act(then: Paths.user(user.id.rawValue), saying: "\(user.name) can sign in again.") {
            try await visit.app.users.reactivate(user.id, by: visit.caller)
        }
    }

    func signOut(_ visit: Visit, _ form: Query) async throws -> Response {
        let user = try await user(visit)
        let toast = "\(user.name) was signed out everywhere."
        return try await visit.act(then: Paths.user(user.id.rawValue), saying: toast) {
            try await visit.app.sessions.revokeAll(of: user.id, by: visit.caller)
        }
    }

    // MARK: Parts

    private struct Confirmation {
        let title: String
        let text: String
        let action: String
        let submit: Button
    }

    private func confirm(_ visit: Visit, _ make: (User) -> Confirmation) async throws -> Response {
        let user = try await user(visit)
        let confirmation = make(user)
        let path = Paths.user(user.id.rawValue)
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .users,
            title: confirmation.title,
            text: confirmation.text,
            crumbs: [.init(text: "Users", path: Paths.users), .init(text: user.name, path: path)],
            action: confirmation.action,
            submit: confirmation.submit,
            back: path
        )
        return visit.page(page.html)
    }

    private func user(_ visit: Visit) async throws -> User {
        try await visit.app.users.find(try id(visit), by: visit.caller)
    }

    private func id(_ visit: Visit) throws(Problem) -> ID<User> {
        guard let id = visit.request.parameters["user"].flatMap(ID<User>.init(parsing:)) else { throw .notFound }
        return id
    }
}

extension CreditAllowances.Standing {
    fileprivate var sentence: String {
        let used = self.used.formatted(.grouped)
        guard let allowance else { return "\(used) spent this month by runs of their own; no limit." }
        let limit = allowance.credits.formatted(.grouped)
        switch allowance.reset {
        case .monthly: return "\(used) of \(limit) spent this month by runs of their own."
        case .manual: return "\(used) of \(limit) spent by runs of their own since the last reset."
        }
    }
}
