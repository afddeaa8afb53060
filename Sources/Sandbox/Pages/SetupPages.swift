import Crypto
import Database
import HTML
import HTTP

/// The org's setup: who may come in, what they may do, what the objects are like, what programs have used.
struct SetupPages: Sendable {
    let signIn: SignIn
    let usage: APIUsage

    static let tabs: [(name: String, path: String)] = [
        ("Users", "/setup/users"), ("Permissions", "/setup/permissions"), ("Fields", "/setup/fields"),
        ("Rules", "/setup/rules"), ("Instant Enrich", InstantEnrichPage.path), ("Connected apps", "/setup/apps"),
        ("API usage", "/setup/usage"),
    ]

    static func frame(_ title: String, tab: String, _ visitor: Visitor, lead: HTML = "", _ body: HTML) -> Response {
        func link(_ entry: (name: String, path: String)) -> HTML {
            "<a href=\"\(entry.path)\"\(attribute: "aria-current", entry.name == tab ? "page" : nil)>\(entry.name)</a>"
        }
        return Frame(title: title, place: .setup, visitor: visitor, crumbs: [("Setup", "/setup")], lead: lead).response(
            "<nav class=\"tabs\" aria-label=\"Setup\">\(each: tabs, link)</nav>\(body)"
        )
    }

    private func reading(_ visitor: Visitor) -> RecordReading {
        RecordReading(database: signIn.org.database, schema: visitor.caller.schema)
    }

    /// All rows of one of the objects that the setup is made of, as a card.
    func card(
        _ title: HTML,
        _ name: String,
        fields names: [String],
        where condition: SQL = "1 = 1",
        _ visitor: Visitor,
        none: HTML
    ) async throws -> HTML {
        guard let object = visitor.caller.schema.object(name) else { return "" }
        let fields = names.compactMap { object.field($0) }
        let reading = reading(visitor)
        let whole: SQL = "\(sql: condition) AND \(sql: reading.isThere(object))"
        let records = try await reading.records(of: object, fields, where: whole, order: "2, 1", limit: 500)
        let view = ValueView(schema: reading.schema, names: try await reading.names(in: records, fields))
        let table = RecordTable(object: object, fields: fields, records: records, view: view)
        return """
            <section class="card"><header><h2>\(title)</h2><p>\(records.count)</p></header>\
            \(records.isEmpty ? "<p class=\"none\">\(none)</p>" : table.html)</section>
            """
    }

    func permissions(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let profiles = try await card(
            "Profiles",
            "PermissionSet",
            fields: [
                "Label", "ProfileId", "PermissionsApiEnabled", "PermissionsModifyAllData", "PermissionsApiUserOnly",
            ],
            where: "\"IsOwnedByProfile\" = 1",
            visitor,
            none: "There are no profiles."
        )
        let sets = try await card(
            "Permission sets",
            "PermissionSet",
            fields: ["Label", "Name", "PermissionsApiEnabled", "PermissionsModifyAllData", "Description"],
            where: "\"IsOwnedByProfile\" = 0",
            visitor,
            none: "There are no permission sets."
        )
        return SetupPages.frame("Permissions", tab: "Permissions", visitor, profiles + sets)
    }

    func apps(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let apps = try await signIn.apps.all()
        func line(_ name: HTML, _ value: HTML) -> HTML { "<div><dt>\(name)</dt><dd>\(value)</dd></div>" }
        func card(_ app: ConnectedApp) -> HTML {
            """
            <section class="card"><header><h2>\(app.name)</h2></header><dl class="fields">\
            \(line("Consumer key", "<code>\(app.consumerKey)</code>"))\
            \(line("Callback addresses", "\(app.callbacks.joined(separator: "\n"))"))\
            \(line("Scopes", "\(app.scopes.description)"))\
            \(line("Runs as", app.runAs.map { "<a href=\"/setup/users/\($0)\">\($0)</a>" } ?? "Nobody"))\
            \(line("JWT certificate", app.certificate.map { "\($0.subject)" } ?? "None"))\
            \(line("Who may use it", app.permitted == nil ? "Users approve for themselves" : "Users the administrator approved"))\
            \(line("Refresh tokens", app.rotatesRefreshTokens ? "Change with each use" : "Stay the same"))</dl></section>
            """
        }
        return SetupPages.frame("Connected apps", tab: "Connected apps", visitor, "\(each: apps, card)")
    }

    func usage(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let hours = usage.byHour
        let limit = signIn.org.switches.dailyRequestLimit
        let used = hours.reduce(0, +)
        return SetupPages.frame(
            "API usage",
            tab: "API usage",
            visitor,
            lead: "\(used.formatted) of \(limit.formatted) calls in 24 hours",
            """
            <section class="card"><header><h2>Calls by the hour</h2><p>Whole hours, UTC</p></header>\
            <div class="pad">\(HourBars(hours: hours).html)</div></section>\
            <section class="card"><header><h2>Share of the limit</h2><p>\(used * 100 / max(limit, 1)) %</p></header>\
            <div class="pad"><meter class="meter" min="0" max="\(limit)" value="\(min(used, limit))" \
            aria-label="Calls used">\(used)</meter></div></section>
            """
        )
    }
}

/// A bar for each of the last 24 hours.
struct HourBars: Sendable {
    let hours: [Int]

    var html: HTML {
        let highest = hours.max() ?? 0
        let measure = highest == 0 ? "no call" : "at most \(highest.formatted) an hour"
        func bar(_ hour: (offset: Int, element: Int)) -> HTML {
            let height = hour.element == 0 ? 0 : max(2, hour.element * 110 / highest)
            return """
                <rect x="\(hour.offset * 20 + 2)" y="\(118 - height)" width="16" height="\(height)">\
                <title>\(hour.element.formatted)</title></rect>
                """
        }
        return """
            <svg class="bars" viewBox="0 0 480 120" preserveAspectRatio="none" role="img" \
            aria-label="Calls in each of the last 24 hours, \(measure)">\
            \(each: Array(hours.enumerated()), bar)<line x1="0" x2="480" y1="119" y2="119"></line></svg>\
            <p class="legend"><span>24 hours ago</span><span>\(measure)</span><span>now</span></p>
            """
    }
}
