import Capabilities
import Crypto
import HTML
import HTTP
import Store
import Telemetry

/// Connecting Salesforce orgs, and keeping the connections in order.
struct ConnectionPages: Sendable {
    // MARK: All

    func index(_ visit: Visit) async throws -> Response {
        let connections = try await visit.app.connections.list(by: visit.caller)
        let time = visit.time
        var lines: [ConnectionsPage.Line] = []
        for connection in connections {
            let seen = try await visit.app.connections.get(connection.id, by: visit.caller)
            lines.append(
                ConnectionsPage.Line(
                    id: connection.id.rawValue,
                    name: connection.name,
                    org: connection.orgName,
                    environment: connection.environment,
                    state: connection.state.badge,
                    isOn: connection.isLive ? connection.isOn : nil,
                    account: seen.serviceAccount?.username,
                    admin: seen.primaryAdmin?.name,
                    connected: time.moment(connection.connectedAt),
                    isOff: connection.state == .disconnected
                )
            )
        }
        return visit.page(ConnectionsPage(viewer: try await visit.viewer(), lines: lines).html)
    }

    // MARK: Connecting

    func new(_ visit: Visit) async throws -> Response { visit.page(try await connectPage(visit).html) }

    func create(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let way = form["way"].flatMap(OrgConnection.Way.init(rawValue:)),
            let place = ConnectionPages.place(form["place"] ?? "", form["address"] ?? "")
        else { throw Problem.staleForm }
        let answers = Connections.Form(
            name: form["name"] ?? "",
            place: place,
            way: way,
            consumerKey: form["consumerKey"] ?? "",
            consumerSecret: form["consumerSecret"].flatMap { $0.isEmpty ? nil : Secret($0) },
            username: form["username"] ?? "",
            privateKey: form["privateKey"].flatMap { $0.isEmpty ? nil : Secret($0) }
        )
        do {
            let made = try await visit.app.connections.create(answers, by: visit.caller)
            guard way == .browser else {
                return visit.redirect(to: Paths.connection(made.id.rawValue), saying: "The org was entered.")
            }
            return try await depart(.connect, made, visit)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await connectPage(visit)
            page.name = answers.name
            page.place = form["place"] ?? page.place
            page.address = form["address"] ?? ""
            page.way = way.rawValue
            page.consumerKey = answers.consumerKey
            page.username = answers.username
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private static func place(_ text: String, _ address: String) -> Connections.Place? {
        switch text {
        case "production": .production
        case "sandbox": .sandbox
        case "custom": .custom(address)
        default: nil
        }
    }

    private func connectPage(_ visit: Visit) async throws -> ConnectPage {
        let apps = try await visit.app.connections.apps(by: visit.caller)
        return ConnectPage(
            viewer: try await visit.viewer(),
            callback: visit.portal.surroundings.publicURL + Paths.connectionCallback,
            knownHosts: apps.map { ConnectionPages.shortHost($0.host) }
        )
    }

    /// `acme.my.salesforce.com` for `https://acme.my.salesforce.com`.
    private static func shortHost(_ origin: String) -> String {
        origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) } ?? origin
    }

    /// Sends the browser to Salesforce, for what the form says.
    func depart(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let purpose = form["purpose"].flatMap(OrgTrip.Purpose.init(rawValue:)) else { throw Problem.staleForm }
        let id = try id(visit)
        let back = purpose == .ownAccount ? Paths.ownAccounts : Paths.connection(id.rawValue)
        do {
            let address = try await visit.app.connections.begin(purpose, id, by: visit.caller)
            return try await departure(address, purpose, back, visit)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return visit.redirect(to: back, saying: refusal.sentence, isProblem: true)
        }
    }

    private func depart(
        _ purpose: OrgTrip.Purpose,
        _ connection: OrgConnection,
        _ visit: Visit
    ) async throws -> Response {
        let address = try await visit.app.connections.begin(purpose, connection.id, by: visit.caller)
        return try await departure(address, purpose, Paths.connection(connection.id.rawValue), visit)
    }

    private func departure(
        _ address: String,
        _ purpose: OrgTrip.Purpose,
        _ back: String,
        _ visit: Visit
    ) async throws -> Response {
        let host = ConnectionPages.shortHost(String(address.prefix { $0 != "?" }))
        let page = DeparturePage(
            viewer: try await visit.viewer(),
            host: String(host.prefix { $0 != "/" }),
            address: address,
            text: purpose == .ownAccount
                ? "Sign in to Salesforce as yourself and allow Loam; your exports then run under your account."
                : "Sign in to Salesforce as the service account and allow Loam.",
            back: back
        )
        // A form may lead nowhere but here, so the browser is sent on by the page that the form leads to.
        return visit.page(page.html).adding("Refresh", "1; url=\(address)")
    }

    /// The browser is back.
    func arrive(_ visit: Visit) async throws -> Response {
        do {
            let arrival = try await visit.app.connections.complete(visit.request.query, by: visit.caller)
            let id = arrival.connection.rawValue
            return switch arrival.purpose {
            // Whoever has just signed in learns at once what the account may not do.
            case .connect: visit.redirect(to: Paths.connectionPermissions(id), saying: "The org is connected.")
            case .changeUser:
                visit.redirect(to: Paths.connectionPermissions(id), saying: "You are the primary admin now.")
            case .ownAccount: visit.redirect(to: Paths.ownAccounts, saying: "Your account is connected.")
            }
        } catch let refusal as Refusal where refusal.kind == .conflict {
            let back = visit.caller.role.allows(.inspect) ? Paths.salesforce : Paths.ownAccounts
            return visit.redirect(to: back, saying: refusal.sentence, isProblem: true)
        }
    }

    /// Signs in by a signed statement, the first time or again.
    func state(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.connection(id.rawValue), saying: "The org is connected.") {
            try await visit.app.connections.connectByStatement(id, by: visit.caller)
        }
    }

    func certificate(_ visit: Visit) async throws -> Response {
        guard let pem = try await visit.app.connections.certificate(of: try id(visit), by: visit.caller) else {
            throw Problem.notFound
        }
        return Response(
            fields: [
                .contentType: "application/x-x509-ca-cert", "Content-Disposition": "attachment; filename=\"loam.crt\"",
            ],
            body: .text(pem)
        )
    }

    // MARK: On, off, the end

    func toggle(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        let isOn = form["on"] == "yes"
        let said = isOn ? "The connection is on for everybody." : "The connection is off for everybody."
        return try await visit.act(then: Paths.connection(id.rawValue), saying: said) {
            try await visit.app.connections.setOn(isOn, id, by: visit.caller)
        }
    }

    func askToChangeUser(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.connections.get(try id(visit), by: visit.caller)
        let id = seen.connection.id.rawValue
        let page = AskPage(
            viewer: try await visit.viewer(),
            title: "Change User of \(seen.connection.name)?",
            text: """
                You sign in to Salesforce, become the primary admin in place of \
                \(seen.primaryAdmin?.name ?? "nobody"), and the account you sign in with becomes the service account. It \
                needs the same permissions as the present one.
                """,
            crumbs: crumbs(seen.connection),
            action: Paths.connectionDeparture(id),
            hidden: ("purpose", OrgTrip.Purpose.changeUser.rawValue),
            submit: Button(text: "Continue to Salesforce", style: .primary),
            back: Paths.connection(id)
        )
        return visit.page(page.html)
    }

    func askToEnd(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.connections.get(try id(visit), by: visit.caller)
        if let refusal = seen.rights.refusal(of: .disconnect) { throw refusal }
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .salesforce,
            title: "Disconnect \(seen.connection.name)?",
            text: "Loam’s access is revoked at Salesforce, also that of people’s own accounts. The history stays.",
            crumbs: crumbs(seen.connection),
            action: Paths.connectionEnd(seen.connection.id.rawValue),
            submit: Button(text: "Disconnect", style: .danger),
            back: Paths.connection(seen.connection.id.rawValue)
        )
        return visit.page(page.html)
    }

    func end(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.connection(id.rawValue), saying: "The org is disconnected.") {
            try await visit.app.connections.disconnect(id, by: visit.caller)
        }
    }

    func askToRemove(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.connections.get(try id(visit), by: visit.caller)
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .salesforce,
            title: "Remove \(seen.connection.name)?",
            text: "Nobody has signed in to it yet, so nothing is lost.",
            crumbs: crumbs(seen.connection),
            action: Paths.connectionRemoval(seen.connection.id.rawValue),
            submit: Button(text: "Remove", style: .danger),
            back: Paths.connection(seen.connection.id.rawValue)
        )
        return visit.page(page.html)
    }

    func remove(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.salesforce, saying: "The connection was removed.") {
            try await visit.app.connections.remove(id, by: visit.caller)
        }
    }

    // MARK: Parts

    func id(_ visit: Visit) throws(Problem) -> ID<OrgConnection> {
        guard let id = visit.request.parameters["connection"].flatMap(ID<OrgConnection>.init(parsing:)) else {
            throw .notFound
        }
        return id
    }

    private func crumbs(_ connection: OrgConnection) -> [PageHead.Crumb] {
        [
            .init(text: "Salesforce", path: Paths.salesforce),
            .init(text: connection.name, path: Paths.connection(connection.id.rawValue)),
        ]
    }
}

/// Asks before something is done that needs a word beside the token of the form.
struct AskPage: Sendable {
    let viewer: Viewer
    let title: String
    let text: String
    let crumbs: [PageHead.Crumb]
    let action: String
    let hidden: (name: String, value: String)
    let submit: Button
    let back: String

    var html: HTML {
        Layout.page(
            PageHead(title: title, section: .salesforce, crumbs: crumbs, isNarrow: true, isTitleHidden: true),
            viewer: viewer,
            Sheet(title: title, lead: text, action: action, token: viewer.token, submit: submit, back: back)
                .html("<input type=\"hidden\" name=\"\(hidden.name)\" value=\"\(hidden.value)\">")
        )
    }
}

extension OrgConnection {
    var environment: String { isSandbox ? "Sandbox" : "Production" }

    /// Whether Salesforce knows us by it, working or not.
    var isLive: Bool { state == .working || state == .broken }
}

extension OrgConnection.State {
    var badge: Badge {
        switch self {
        case .pending: Badge(text: "Not connected yet", tone: .amber)
        case .working: Badge(text: "Working", tone: .green)
        case .broken: Badge(text: "Broken", tone: .red)
        case .disconnected: Badge(text: "Disconnected")
        }
    }
}
