/// Fields that tell browsers to be careful, on every answer, and the request's id.
///
/// The sets are put together once; a request only copies one of them.
package struct SecurityHeaders: Sendable {
    private let page: Fields
    private let other: Fields
    private let overTLS: Fields

    package init(policy: ContentSecurityPolicy = .page, transportSecurity: Duration = .seconds(365 * 86400)) {
        page = [
            .contentSecurityPolicy: policy.description,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": policy.ancestors.isEmpty ? "DENY" : "SAMEORIGIN",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ]
        other = [
            .contentSecurityPolicy: ContentSecurityPolicy.nothing.description,
            "X-Content-Type-Options": "nosniff",
        ]
        overTLS = [.strictTransportSecurity: "max-age=\(transportSecurity.components.seconds); includeSubDomains"]
    }

    func apply(to response: inout Response, for request: Request) {
        let set = response.fields.value(of: .contentType, hasPrefix: "text/html") ? page : other
        response.fields.reserve(set.size + 256)
        let policy = response.fields[.contentSecurityPolicy]
        response.fields.append(contentsOf: set)
        if let policy { response.fields[.contentSecurityPolicy] = policy }
        if request.isSecure { response.fields.append(contentsOf: overTLS) }
        response.fields.append(.requestID, request.id.text)
        if !response.fields.contains(.cacheControl) {
            // Nothing that a person was shown stays in a cache, unless the handler says so.
            response.fields.append(.cacheControl, response.fields.contains(.etag) ? "private, no-cache" : "no-store")
        }
    }
}
