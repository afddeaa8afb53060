import Telemetry

/// What went wrong, for whoever asked. Each door prints it its own way: as JSON, as a page.
package struct Problem: Error, Sendable {
    package var status: Status
    /// Stable and documented; what a program branches on, as in `user.not-found`.
    package var code: String
    /// One sentence that a user understands: what happened, what it means, what to do.
    package var title: String
    /// What is particular to this occurrence. Never a secret or a stored value.
    package var detail: String?
    /// What is wrong with which input, by the path of the input.
    package var fields: [String: String]
    /// Header fields that belong to the answer, such as Allow or Retry-After.
    package var headers: Fields

    package init(
        _ status: Status,
        code: String,
        title: String,
        detail: String? = nil,
        fields: [String: String] = [:],
        headers: Fields = [:]
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.fields = fields
        self.headers = headers
    }
}

extension Problem {
    package static var notFound: Problem {
        Problem(
            .notFound,
            code: "not-found",
            title: "There is nothing at this address; check it, or start again from the front page."
        )
    }

    package static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(
            .methodNotAllowed,
            code: "method-not-allowed",
            title: "This address does not take this method; the Allow field of the answer lists those that it takes.",
            headers: [.allow: allowed]
        )
    }

    package static func contentTooLarge(limit: Int) -> Problem {
        Problem(
            .contentTooLarge,
            code: "request.too-large",
            title: "The body of the request is larger than the \(limit) bytes that this address takes; send less."
        )
    }

    package static func tooManyRequests(retryAfter: Duration) -> Problem {
        Problem(
            .tooManyRequests,
            code: "request.too-many",
            title: "There were too many requests in a short time; wait a moment and try again.",
            headers: [.retryAfter: String(max(1, Int64(retryAfter.inSeconds.rounded(.up))))]
        )
    }

    package static func unavailable(code: String, title: String, retryAfter: Duration) -> Problem {
        Problem(
            .serviceUnavailable,
            code: code,
            title: title,
            headers: [.retryAfter: String(max(1, Int64(retryAfter.inSeconds.rounded(.up))))]
        )
    }

    /// What a client learns of an error that is ours: nothing but that it happened, and the name to report it under.
    package static var internalError: Problem {
        Problem(
            .internalServerError,
            code: "internal",
            title: "Something went wrong on our side; try again, and report the request id if it happens again."
        )
    }

    /// A body that is not what was expected, with the path of the key that is wrong.
    package init(_ error: DecodingError) {
        let (context, complaint): (DecodingError.Context, String) =
            switch error {
            case .keyNotFound(let key, let context): (context.adding(key), "This is missing.")
            case .valueNotFound(_, let context): (context, "This may not be null.")
            case .typeMismatch(let type, let context): (context, "Expected \(jsonName(of: type)).")
            case .dataCorrupted(let context): (context, "This cannot be read.")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "This cannot be read.")
            }
        let path = keyPath(context.codingPath)
        self.init(
            .badRequest,
            code: "request.invalid-body",
            title: path.isEmpty
                ? "The body of the request is not the JSON that was expected."
                : "The body of the request is wrong at \(path).",
            fields: path.isEmpty ? [:] : [path: complaint]
        )
    }
}

extension DecodingError.Context {
    fileprivate func adding(_ key: any CodingKey) -> DecodingError.Context {
        DecodingError.Context(codingPath: codingPath + [key], debugDescription: debugDescription)
    }
}

/// `mapping[3].target`
private func keyPath(_ keys: [any CodingKey]) -> String {
    keys.reduce("") { path, key in
        if let index = key.intValue { return path + "[\(index)]" }
        return path.isEmpty ? key.stringValue : path + "." + key.stringValue
    }
}

private func jsonName(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is any Sequence.Type: "a list"
    default: "an object"
    }
}

extension Problem {
    /// The problem as RFC 9457 writes it, with the request's id to report it under.
    package func json(for request: Request) -> Response {
        var text = "{\"type\":\"about:blank\",\"title\":"
        text.appendJSON(title)
        text += ",\"status\":\(status.code),\"code\":"
        text.appendJSON(code)
        if let detail {
            text += ",\"detail\":"
            text.appendJSON(detail)
        }
        if !fields.isEmpty {
            text += ",\"fields\":{"
            for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text += "," }
                text.appendJSON(field.key)
                text += ":"
                text.appendJSON(field.value)
            }
            text += "}"
        }
        text += ",\"request\":"
        text.appendJSON(request.id.text)
        text += "}"
        var response = Response(status, fields: headers, body: .text(text))
        response.fields[.contentType] = "application/problem+json"
        response.fields[.cacheControl] = "no-store"
        return response
    }
}
