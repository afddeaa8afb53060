import Capabilities
import HTML
import HTTP

/// The small pages that a tool shows beside a candidate.
enum ReconciliationPreview {
    static func flyOut(_ name: String, _ description: String) -> String {
        let html: HTML = "<p><strong>\(name)</strong></p>\(when: !description.isEmpty, "<p>\(description)</p>")"
        return html.string
    }

    /// A page for a frame of another site.
    static func page(
        _ entity: Reconciliation.Entity,
        _ properties: [ReconciliationProperty],
        _ values: [String: [Reconciliation.Value]]
    ) -> Response {
        var rows = HTML.empty
        for property in properties {
            guard let found = values[property.id], !found.isEmpty else { continue }
            let text = found.map(\.words).joined(separator: ", ")
            rows.append("<tr><th scope=\"row\">\(property.name)</th><td>\(text)</td></tr>")
        }
        let page: HTML = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>\(entity.name)</title>
            <meta name="viewport" content="width=device-width">
            <link rel="stylesheet" href="../preview.css"></head>
            <body><h1>\(entity.name)</h1><p>\(entity.description)</p><table>\(rows)</table></body></html>
            """
        var policy = ContentSecurityPolicy.nothing
        policy.styles = [.own]
        policy.ancestors = [.origin("*")]
        return Response.html(page.bytes).adding(.contentSecurityPolicy, policy.description)
    }

    static func style(_ request: Request) -> Response {
        Response(
            .ok,
            fields: [.contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=86400"],
            body: .text(styles)
        )
    }

    private static let styles = """
        :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
        body { margin: 12px }
        h1 { font-size: 17px; margin: 0 }
        p { margin: 2px 0 8px; opacity: .75 }
        table { border-collapse: collapse; width: 100% }
        th { text-align: left; font-weight: 500; opacity: .75; padding: 2px 12px 2px 0; vertical-align: top; white-space: nowrap }
        td { padding: 2px 0; overflow-wrap: anywhere }
        """
}

extension Reconciliation.Value {
    fileprivate var words: String {
        switch self {
        case .text(let text): text
        case .entity(let entity): entity.name
        }
    }
}
