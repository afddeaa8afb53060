/// The three-digit outcome of a request.
package struct Status: Sendable, Hashable, CustomStringConvertible {
    package let code: Int

    package init(_ code: Int) {
        self.code = code
    }

    package enum Kind: String, Sendable, CaseIterable {
        case informational = "1xx"
        case successful = "2xx"
        case redirection = "3xx"
        case clientError = "4xx"
        case serverError = "5xx"

        var index: Int {
            switch self {
            case .informational: 0
            case .successful: 1
            case .redirection: 2
            case .clientError: 3
            case .serverError: 4
            }
        }
    }

    /// What the first digit says.
    package var kind: Kind {
        switch code {
        case ..<200: .informational
        case ..<300: .successful
        case ..<400: .redirection
        case ..<500: .clientError
        default: .serverError
        }
    }

    /// An answer of this status has no body, whatever the handler put there.
    package var forbidsBody: Bool { code == 204 || code == 304 || kind == .informational }

    package var description: String { reason.isEmpty ? "\(code)" : "\(code) \(reason)" }
}

extension Status {
    /// There is no answer.
    package static var none: Status { Status(0) }

    package static var ok: Status { Status(200) }
    package static var created: Status { Status(201) }
    package static var accepted: Status { Status(202) }
    package static var noContent: Status { Status(204) }
    package static var partialContent: Status { Status(206) }

    package static var movedPermanently: Status { Status(301) }
    package static var found: Status { Status(302) }
    package static var seeOther: Status { Status(303) }
    package static var notModified: Status { Status(304) }
    package static var temporaryRedirect: Status { Status(307) }
    package static var permanentRedirect: Status { Status(308) }

    package static var badRequest: Status { Status(400) }
    package static var unauthorized: Status { Status(401) }
    package static var forbidden: Status { Status(403) }
    package static var notFound: Status { Status(404) }
    package static var methodNotAllowed: Status { Status(405) }
    package static var notAcceptable: Status { Status(406) }
    package static var requestTimeout: Status { Status(408) }
    package static var conflict: Status { Status(409) }
    package static var gone: Status { Status(410) }
    package static var lengthRequired: Status { Status(411) }
    package static var preconditionFailed: Status { Status(412) }
    package static var contentTooLarge: Status { Status(413) }
    package static var uriTooLong: Status { Status(414) }
    package static var unsupportedMediaType: Status { Status(415) }
    package static var unprocessableContent: Status { Status(422) }
    package static var tooManyRequests: Status { Status(429) }
    package static var headTooLarge: Status { Status(431) }

    package static var internalServerError: Status { Status(500) }
    package static var notImplemented: Status { Status(501) }
    package static var badGateway: Status { Status(502) }
    package static var serviceUnavailable: Status { Status(503) }
    package static var gatewayTimeout: Status { Status(504) }
    package static var versionNotSupported: Status { Status(505) }

    /// The words that go with the number, for people.
    package var reason: String {
        switch code {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 411: "Length Required"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}
