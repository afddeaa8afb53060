/// What a request asks to be done.
package enum Method: Sendable, Hashable, CustomStringConvertible {
    case get, head, post, put, patch, delete, options
    /// A method that no route of ours can have; answered with 405 or 501.
    case other(String)

    package init(_ name: String) {
        switch name {
        case "GET": self = .get
        case "HEAD": self = .head
        case "POST": self = .post
        case "PUT": self = .put
        case "PATCH": self = .patch
        case "DELETE": self = .delete
        case "OPTIONS": self = .options
        default: self = .other(name)
        }
    }

    package var name: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .other(let name): name
        }
    }

    package var description: String { name }

    /// A safe method changes nothing; it may be repeated, prefetched and cached.
    package var isSafe: Bool {
        switch self {
        case .get, .head, .options: true
        default: false
        }
    }

    /// An idempotent method may be sent again when the answer was lost.
    package var isIdempotent: Bool {
        switch self {
        case .get, .head, .options, .put, .delete: true
        default: false
        }
    }
}
