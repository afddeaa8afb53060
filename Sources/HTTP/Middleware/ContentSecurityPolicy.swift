/// What a page may load and do, as a value. There is no way to say `unsafe-inline`: one missed escape is no exploit.
package struct ContentSecurityPolicy: Sendable, CustomStringConvertible {
    package enum Source: Sendable, Hashable {
        /// This server.
        case own
        /// Pictures written into the page or stylesheet itself.
        case data
        /// Another server, as in `https://login.example.com`.
        case origin(String)

        fileprivate var text: String {
            switch self {
            case .own: "'self'"
            case .data: "data:"
            // A blank, comma or semicolon would begin another source, policy or directive.
            case .origin(let origin): origin.filter { $0 != ";" && $0 != "," && !$0.isWhitespace }
            }
        }
    }

    package var scripts: [Source]
    package var styles: [Source]
    package var images: [Source]
    package var fonts: [Source]
    /// What scripts may fetch from.
    package var connections: [Source]
    /// Where forms may be sent.
    package var forms: [Source]
    /// Who may show the page in a frame.
    package var ancestors: [Source]

    /// For pages: everything from this server, no frames.
    package static let page = ContentSecurityPolicy(
        scripts: [.own],
        styles: [.own],
        images: [.own, .data],
        fonts: [.own],
        connections: [.own],
        forms: [.own],
        ancestors: []
    )

    /// For answers that are no pages: should a browser show one all the same, it may do nothing.
    package static let nothing = ContentSecurityPolicy(
        scripts: [],
        styles: [],
        images: [],
        fonts: [],
        connections: [],
        forms: [],
        ancestors: []
    )

    package var description: String {
        var text = "default-src 'none'"
        for (name, sources) in [
            ("script-src", scripts), ("style-src", styles), ("img-src", images), ("font-src", fonts),
            ("connect-src", connections),
        ] where !sources.isEmpty {
            text += "; " + name + " " + sources.map(\.text).joined(separator: " ")
        }
        // These three do not fall back to `default-src`.
        for (name, sources) in [("form-action", forms), ("frame-ancestors", ancestors), ("base-uri", [])] {
            text += "; " + name + " " + (sources.isEmpty ? "'none'" : sources.map(\.text).joined(separator: " "))
        }
        return text
    }
}
