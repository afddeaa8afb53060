import HTML
import HTTP
import Telemetry

/// The front page: how much there is, what programs use, what they did last.
struct HomePage: Sendable {
    let signIn: SignIn
    let usage: APIUsage
    let requests: RecentRequests

    func show(_ request: Request, _ visitor: Visitor) async throws -> Response {
        let reading = RecordReading(database: signIn.org.database, schema: visitor.caller.schema)
        let objects = ["Account", "Contact", "Lead", "Opportunity", "Task", "Campaign", "Case", "User"].compactMap {
            visitor.caller.schema.object($0)
        }
        let sizes = try await reading.sizes(of: objects)
        func tile(_ object: ObjectType) -> HTML {
            """
            <li><a href="\(Paths.list(object))"><strong>\((sizes[object.name] ?? 0).formatted)</strong>\
            <span>\(object.labelPlural)</span></a></li>
            """
        }
        let hours = usage.byHour
        return Frame(
            title: visitor.organization.name,
            place: .home,
            visitor: visitor,
            lead: "Organization <code>\(visitor.organization.id)</code>, signed in as \(visitor.person.username)"
        ).response(
            """
            <ul class="tiles">\(each: objects, tile)</ul><div class="pair"><section class="card"><header>\
            <h2>API calls</h2><p><a href="/setup/usage">\(hours.reduce(0, +).formatted) of \
            \(signIn.org.switches.dailyRequestLimit.formatted)</a></p></header>\
            <div class="pad">\(HourBars(hours: hours).html)</div></section>\
            <section class="card"><header><h2>Last requests</h2><p><a href="/requests">\(requests.total.formatted) \
            since the start</a></p></header>\(RequestTable(entries: Array(requests.entries.prefix(8)), isShort: true).html)\
            </section></div>
            """
        )
    }
}

/// Requests under each other, the newest first.
struct RequestTable: Sendable {
    let entries: [RecentRequests.Entry]
    var isShort = false

    var html: HTML {
        guard !entries.isEmpty else { return "<p class=\"none\">No program has called yet.</p>" }
        return """
            <div class="scroll"><table><thead><tr><th scope="col">Time</th><th scope="col">Request</th>\
            <th scope="col">Status</th>\
            \(when: !isShort, "<th scope=\"col\" class=\"number\">Took</th><th scope=\"col\">User</th><th scope=\"col\">Client</th>")\
            </tr></thead><tbody>\(each: entries, row)</tbody></table></div>
            """
    }

    private func row(_ entry: RecentRequests.Entry) -> HTML {
        let tag: HTML =
            switch entry.status {
            case ..<300: "<span class=\"tag good\">\(entry.status)</span>"
            case ..<400: "<span class=\"tag\">\(entry.status)</span>"
            default: "<span class=\"tag bad\">\(entry.status)</span>"
            }
        let rest: HTML =
            isShort
            ? ""
            : """
            <td class="number">\(format(entry.duration)) ms</td><td>\(entry.user ?? "")</td>\
            <td class="line">\(entry.client ?? "")</td>
            """
        return """
            <tr><td class="line">\(String(entry.time.iso8601.dropFirst(11).prefix(8)))</td>\
            <td><code>\(entry.method) \(entry.path)</code>\
            \(when: !entry.query.isEmpty && !isShort, "<br><code class=\"quiet\">\(entry.query)</code>")</td>\
            <td>\(tag)</td>\(rest)</tr>
            """
    }

    /// Milliseconds with one digit behind the point.
    private func format(_ duration: Duration) -> String {
        let tenths = Int((duration.inSeconds * 10_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
