/// Answers "only if it changed": a GET whose answer has the ETag that the client knows already becomes a 304.
enum ConditionalRequests {
    static func apply(to response: inout Response, for request: Request) {
        guard response.status == .ok, request.method == .get || request.method == .head,
            let known = request.fields[.ifNoneMatch],
            let tag = response.fields[.etag].flatMap({ EntityTag(parsing: $0) }), tag.isNamed(inNoneMatch: known)
        else { return }
        response.status = .notModified
        response.body = .empty
        response.fields[.contentType] = nil
        response.fields[.contentEncoding] = nil
    }
}

extension Request {
    /// Refuses a change of something that has changed since the client read it: lost updates end here.
    package func requireMatch(_ tag: EntityTag) throws(Problem) {
        guard let field = fields[.ifMatch], !tag.isNamed(inMatch: field) else { return }
        throw Problem(
            .preconditionFailed,
            code: "request.changed-meanwhile",
            title: "This was changed by somebody else in the meantime; load it again and repeat the change."
        )
    }
}
