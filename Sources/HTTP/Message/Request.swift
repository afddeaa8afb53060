package import Telemetry

/// A request as a handler sees it. The head is shared and never changes; copying a request is cheap.
package struct Request: Sendable {
    private let head: Head
    package var body: RequestBody
    /// The route that was found for the request, and what stands in the places of its parameters.
    package internal(set) var match: RouteMatch?

    private final class Head: Sendable {
        let method: Method
        let target: Target
        let fields: Fields
        let peer: Peer
        let isSecure: Bool
        let forwardedHost: String?
        let id: RequestID

        init(
            method: Method,
            target: Target,
            fields: Fields,
            peer: Peer,
            isSecure: Bool,
            forwardedHost: String?,
            id: RequestID
        ) {
            self.method = method
            self.target = target
            self.fields = fields
            self.peer = peer
            self.isSecure = isSecure
            self.forwardedHost = forwardedHost
            self.id = id
        }
    }

    package init(
        _ method: Method,
        _ target: String,
        fields: Fields = Fields(),
        body: RequestBody = .empty,
        peer: Peer = .unknown,
        isSecure: Bool = false,
        id: RequestID = .make()
    ) {
        self.init(
            method,
            Target(parsing: target),
            fields: fields,
            body: body,
            peer: peer,
            isSecure: isSecure,
            forwardedHost: nil,
            id: id
        )
    }

    init(
        _ method: Method,
        _ target: Target,
        fields: Fields,
        body: RequestBody,
        peer: Peer,
        isSecure: Bool,
        forwardedHost: String?,
        id: RequestID
    ) {
        head = Head(
            method: method,
            target: target,
            fields: fields,
            peer: peer,
            isSecure: isSecure,
            forwardedHost: forwardedHost,
            id: id
        )
        self.body = body
    }

    package var method: Method { head.method }
    /// As sent, with its escapes, without the query.
    package var path: String { head.target.path }
    /// The components of the path, decoded.
    package var segments: [String] { head.target.segments }
    package var query: Query { head.target.query }
    package var target: Target { head.target }
    package var fields: Fields { head.fields }
    package var cookies: Cookies { Cookies(fields.values(of: .cookie)) }
    /// The client itself; behind a trusted proxy the one that the proxy names.
    package var peer: Peer { head.peer }
    /// Whether the client speaks TLS, with us or with a trusted proxy before us.
    package var isSecure: Bool { head.isSecure }
    /// The name, and the port if any, under which the client addressed us. It is the client's word: never trust it.
    package var host: String? { head.forwardedHost ?? head.fields[.host] }
    package var id: RequestID { head.id }
    package var traceparent: TraceParent? { fields[.traceparent].flatMap { TraceParent($0) } }

    /// What stands in the path where the route's pattern has `:name`.
    package var parameters: Parameters { match?.parameters ?? Parameters() }

    package var contentType: MediaType? { fields[.contentType].flatMap { MediaType(parsing: $0) } }
}
