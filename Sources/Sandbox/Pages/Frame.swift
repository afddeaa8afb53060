import HTML
import HTTP

/// What is around every page of somebody who is signed in.
struct Frame: Sendable {
    enum Place: CaseIterable {
        case home, records, setup, requests

        var name: String {
            switch self {
            case .home: "Home"
            case .records: "Records"
            case .setup: "Setup"
            case .requests: "Requests"
            }
        }

        var path: String {
            switch self {
            case .home: "/home"
            case .records: "/records"
            case .setup: "/setup"
            case .requests: "/requests"
            }
        }
    }

    let title: String
    let place: Place
    let visitor: Visitor
    var crumbs: [(name: String, path: String)] = []
    /// A line below the title.
    var lead: HTML = .empty
    /// Beside the title: what can be done here.
    var tools: HTML = .empty

    func response(_ body: HTML) -> Response {
        .page(
            """
            <!doctype html>
            <html lang="en"><head>\(headTags(title: title))</head><body>\
            <a class="skip" href="#main">Skip to the content</a>\
            <header class="bar"><a class="brand" href="/home">\(visitor.organization.name) <small>Sandbox</small></a>\
            <nav aria-label="Main">\(each: Place.allCases, link)</nav>\
            <div class="who"><span class="name">\(visitor.person.name)</span>\
            <form method="post" action="/secur/logout"><button type="submit" class="plain">Sign out</button></form></div></header>\
            <main id="main"><div class="head"><div>\
            \(when: !crumbs.isEmpty, "<p class=\"crumbs\">\(crumbLine)</p>")\
            <h1>\(title)</h1>\(when: !lead.isEmpty, "<p class=\"sub\">\(lead)</p>")</div>\(tools)</div>\
            \(body)</main></body></html>
            """
        )
    }

    private func link(_ place: Place) -> HTML {
        "<a href=\"\(place.path)\"\(attribute: "aria-current", place == self.place ? "page" : nil)>\(place.name)</a>"
    }

    private var crumbLine: HTML {
        crumbs.map { "<a href=\"\($0.path)\">\($0.name)</a>" as HTML }.joined(separator: " / ")
    }
}

/// The plain frame of the pages before the sign-in.
struct Entrance: Sendable {
    let title: String
    var lead: HTML = .empty
    var status = Status.ok

    func response(_ body: HTML) -> Response {
        .page(
            """
            <!doctype html>
            <html lang="en"><head>\(headTags(title: title))</head><body class="entrance"><main><div class="card">\
            <h1>\(title)</h1>\(when: !lead.isEmpty, "<p class=\"sub\">\(lead)</p>")\(body)</div></main></body></html>
            """,
            status: status
        )
    }
}

private func headTags(title: String) -> HTML {
    """
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
    <title>\(title) · Loam sandbox</title><link rel="stylesheet" href="\(Style.path)"><link rel="icon" href="data:,">
    """
}

extension Response {
    static func page(_ html: HTML, status: Status = .ok) -> Response { .html(html.bytes, status: status) }
}
