/// Where an answer sends the request, and what may go along. A pure function of request and answer.
struct Redirect {
    /// The request to make next; nil when the answer is not a redirect.
    static func next(
        _ request: OutgoingRequest,
        status: Status,
        location: String?
    ) throws(HTTPClientError) -> OutgoingRequest? {
        guard [301, 302, 303, 307, 308].contains(status.code), let location else { return nil }
        guard let url = try? request.url.resolving(location) else {
            throw HTTPClientError(
                .redirects,
                "\(request.url.host) redirects to an address that Loam cannot call; check the address."
            )
        }
        guard url.scheme == "https" || request.url.scheme == "http" else {
            throw HTTPClientError(
                .redirects,
                "\(request.url.host) redirects from https to http, which would lay the request open; check the address."
            )
        }
        var next = request
        next.url = url
        next.redirects -= 1
        let becomesGet = status.code == 303 || (request.method == .post && [301, 302].contains(status.code))
        if becomesGet {
            if request.method != .head { next.method = .get }
            next.body = .none
            for name in aboutTheBody { next.fields.removeAll(name) }
        }
        // Credentials are for the origin that they were given for. A field with a name of its own may hold one too,
        // so only those that are known to be harmless go along.
        if url.origin != request.url.origin {
            next.fields = Fields()
            for name in harmless { next.fields[name] = request.fields[name] }
            if becomesGet { next.fields.removeAll(.contentType) }
        }
        return next
    }
}

private let aboutTheBody: [FieldName] = [.contentType, .contentEncoding, "Content-Language"]
private let harmless: [FieldName] = [.accept, "Accept-Language", .contentType, .userAgent]
