import Capabilities
import HTML
import HTTP
import Store
import Telemetry

extension ConnectionPages {
    // MARK: General

    func show(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.connections.get(try id(visit), by: visit.caller)
        return visit.page(try await page(seen, visit).html)
    }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        guard let preference = form["preference"].flatMap(OrgConnection.Preference.init(rawValue:)) else {
            throw Problem.staleForm
        }
        let settings = Connections.Settings(
            name: form["name"] ?? "",
            preference: preference,
            dailyCalls: form["dailyCalls"] ?? "",
            keptPercent: form["keptPercent"] ?? ""
        )
        do {
            try await visit.app.connections.change(
                id,
                to: settings,
                expecting: form["revision"].flatMap { Int($0) },
                by: visit.caller
            )
            return visit.redirect(to: Paths.connection(id.rawValue), saying: "The settings were saved.")
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(try await visit.app.connections.get(id, by: visit.caller), visit)
            page.name = settings.name
            page.preference = settings.preference.rawValue
            page.dailyCalls = settings.dailyCalls
            page.keptPercent = settings.keptPercent
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func page(_ seen: Connections.Overview, _ visit: Visit) async throws -> ConnectionPage {
        let connection = seen.connection
        let settings = Connections.Settings(connection)
        let mayChange = visit.caller.role.allows(.administer)
        let history = try await visit.app.connections.history(connection.id, days: 14, by: visit.caller)
        return ConnectionPage(
            frame: try await frame(seen, .general, visit),
            facts: facts(seen, visit.time),
            isOn: connection.isLive ? connection.isOn : nil,
            mayChangeUser: connection.isLive && connection.way == .browser && seen.rights.allows(.changeUser),
            mayDisconnect: connection.isLive && seen.rights.allows(.disconnect),
            mayRemove: connection.state == .pending && mayChange,
            name: settings.name,
            preference: settings.preference.rawValue,
            dailyCalls: settings.dailyCalls,
            keptPercent: settings.keptPercent,
            revision: connection.revision,
            usage: connection.state == .pending ? nil : usage(seen, history, visit.time)
        )
    }

    private func facts(_ seen: Connections.Overview, _ time: LocalTime) -> [(name: String, value: HTML)] {
        let connection = seen.connection
        let none: HTML = "<span class=\"muted\">–</span>"
        var facts: [(name: String, value: HTML)] = [
            ("Connection name", "\(connection.name)"),
            ("Primary admin", seen.primaryAdmin.map { "\($0.name)" } ?? none),
            (
                "Service account user",
                seen.serviceAccount.map { "\($0.name) <small class=\"muted\">\($0.username)</small>" } ?? none
            ),
            ("Org", connection.orgName.map { "\($0)" } ?? none),
            (
                "Org URL",
                connection.orgAddress.map { "<a href=\"\($0)\" rel=\"noreferrer\">\($0)</a>" } ?? none
            ),
            ("Org id", connection.orgID.map { "<span class=\"mono\">\($0)</span>" } ?? none),
            ("Environment", "\(connection.environment)"),
            (
                "Sign-in",
                connection.way == .browser
                    ? "In a browser at \(connection.host)"
                    : "By a signed statement as \(connection.username ?? "") at \(connection.host)"
            ),
            ("Connected products", "\(ActiveAdmin.Product.allCases.map(\.title).joined(separator: ", "))"),
        ]
        if let at = time.moment(connection.connectedAt) {
            facts.append(("Connected by", "\(seen.connectedBy?.name ?? "The operator"), \(at.html)"))
        }
        if seen.app?.certificate != nil {
            let path = Paths.connectionCertificate(connection.id.rawValue)
            facts.append(("Certificate", "<a href=\"\(path)\">Download</a>"))
        }
        return facts
    }

    private func usage(
        _ seen: Connections.Overview,
        _ history: [APIDay],
        _ time: LocalTime
    ) -> ConnectionPage.Usage {
        let uses = APIUse.allCases.filter { use in history.contains { $0.uses[use] != nil } }
        return ConnectionPage.Usage(
            today: seen.usage.total,
            used: seen.connection.usage?.used,
            granted: seen.connection.usage?.granted,
            told: time.moment(seen.connection.usage?.at),
            uses: uses.map(\.title),
            days: history.map { day in
                .init(day: "\(day.day)", calls: uses.map { day.uses[$0]?.total ?? 0 }, total: day.total)
            }
        )
    }

    // MARK: Permissions

    func permissions(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        var groups: [PermissionsPage.Group] = []
        let summary: Notice
        do {
            let report = try await visit.app.connections.permissions(id, by: visit.caller)
            groups = PermissionReport.Group.allCases.compactMap { group in
                let lines = report.lines.filter { $0.group == group }
                return lines.isEmpty ? nil : PermissionsPage.Group(title: group.title, lines: lines.map(\.shown))
            }
            summary = report.summary
        } catch let refusal as Refusal where refusal.kind == .conflict {
            summary = Notice(tone: .red, title: "The org could not be asked.", text: refusal.sentence)
        }
        // What was asked may have mended the connection, or broken it.
        let seen = try await visit.app.connections.get(id, by: visit.caller)
        let page = PermissionsPage(
            frame: try await frame(seen, .permissions, visit),
            account: seen.serviceAccount?.username ?? "",
            summary: summary,
            groups: groups
        )
        return visit.page(page.html)
    }

    // MARK: Admins

    func admins(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.connections.get(try id(visit), by: visit.caller)
        let connection = seen.connection
        let page = AdminsPage(
            frame: try await frame(seen, .admins, visit),
            primary: seen.primaryAdmin?.name,
            isPrimary: seen.primaryAdmin != nil && seen.primaryAdmin?.id == visit.caller.user,
            mayChangeUser: connection.isLive && connection.way == .browser && seen.rights.allows(.changeUser),
            mayBecome: connection.isLive && seen.rights.allows(.becomeActiveAdmin),
            lines: ActiveAdmin.Product.allCases.map { product in
                AdminsPage.Line(
                    product: product.title,
                    value: product.rawValue,
                    admin: seen.activeAdmins[product]?.name,
                    isMe: seen.activeAdmins[product] != nil && seen.activeAdmins[product]?.id == visit.caller.user
                )
            }
        )
        return visit.page(page.html)
    }

    func becomeActiveAdmin(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let product = form["product"].flatMap(ActiveAdmin.Product.init(rawValue:)) else {
            throw Problem.staleForm
        }
        let id = try id(visit)
        let said = "You are the active admin of \(product.title) now."
        return try await visit.act(then: Paths.connectionAdmins(id.rawValue), saying: said) {
            try await visit.app.connections.becomeActiveAdmin(of: product, id, by: visit.caller)
        }
    }

    // MARK: The frame

    func frame(
        _ seen: Connections.Overview,
        _ tab: ConnectionFrame.Tab,
        _ visit: Visit
    ) async throws -> ConnectionFrame {
        let connection = seen.connection
        let viewer = try await visit.viewer()
        return ConnectionFrame(
            viewer: viewer,
            id: connection.id.rawValue,
            name: connection.name,
            badge: connection.state.badge,
            trouble: trouble(seen, viewer, visit.time),
            hasTabs: connection.isLive,
            tab: tab,
            lead: connection.orgName.map { "\($0) · \(connection.environment)" }
        )
    }

    private func trouble(
        _ seen: Connections.Overview,
        _ viewer: Viewer,
        _ time: LocalTime
    ) -> ConnectionFrame.Trouble? {
        let connection = seen.connection
        switch connection.state {
        case .working: return nil
        case .broken:
            return .init(
                tone: .red,
                title: "Salesforce has refused this connection since \(time.moment(connection.stateSince).stamp).",
                text: (connection.cause ?? "")
                    + " What runs on it waits. Loam tries again every few minutes and goes on by itself once it is mended.",
                action: signIn(seen, viewer, "Connect again")
            )
        case .pending:
            return .init(
                tone: .amber,
                title: "Nobody has signed in to Salesforce for this connection yet.",
                text: seen.app?.certificate != nil && connection.way == .statement
                    ? "Download the certificate below, upload it to the connected app under “Use digital signatures”, allow "
                        + "the integration user to use the app, and connect."
                    : "Sign in to finish connecting it.",
                action: signIn(seen, viewer, "Connect")
            )
        case .disconnected:
            return .init(
                tone: .neutral,
                title: "This connection was disconnected \(time.moment(connection.stateSince).relative).",
                text: "Its history stays. It can be connected to the same org again.",
                action: signIn(seen, viewer, "Connect again")
            )
        }
    }

    private func signIn(_ seen: Connections.Overview, _ viewer: Viewer, _ text: String) -> HTML {
        let connection = seen.connection
        let id = connection.id.rawValue
        guard viewer.mayChange else { return .empty }
        let button = Button(text: text, style: .primary)
        if connection.way == .statement { return button.post(to: Paths.connectionStatement(id), token: viewer.token) }
        if connection.isLive, connection.primaryAdmin != nil, !seen.rights.allows(.connectAgain) {
            return Button(text: "Change User").dialog(at: Paths.connectionUser(id))
        }
        return """
            <form method="post" action="\(Paths.connectionDeparture(id))">\(FormToken.field(viewer.token))\
            \(button.submit(name: "purpose", value: "connect"))</form>
            """
    }
}

extension PermissionReport {
    fileprivate var summary: Notice {
        let essential = missing.count(where: \.isEssential)
        if essential > 0 {
            return Notice(
                tone: .red,
                title: "\(counted(essential, "permission")) missing, without which something does not work.",
                text: "Give what is missing to the user in Salesforce, by profile or permission set, and check again."
            )
        }
        guard !missing.isEmpty else { return Notice(tone: .green, title: "Everything that Loam needs is there.") }
        return Notice(
            tone: .amber,
            title: "Loam works, but \(counted(missing.count, "permission")) missing.",
            text: "The lines say what is missed without them."
        )
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? " is" : "s are")" }
}

extension PermissionReport.Line {
    fileprivate var shown: PermissionsPage.Line {
        let badge =
            switch state {
            case .given: Badge(text: "Given", tone: .green)
            case .missing: Badge(text: "Missing", tone: isEssential ? .red : .amber)
            case .unknown: Badge(text: "Not known")
            }
        return .init(permission: permission, state: badge, stops: state == .given ? nil : stops)
    }
}
