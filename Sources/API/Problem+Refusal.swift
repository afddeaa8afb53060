import Capabilities
import HTTP
import Telemetry

extension Problem {
    /// What a capability refused, for programs.
    init(_ refusal: Refusal) {
        switch refusal.kind {
        case .invalid:
            self.init(.unprocessableContent, code: refusal.code, title: refusal.sentence, fields: refusal.fields)
        case .notFound: self.init(.notFound, code: refusal.code, title: refusal.sentence)
        case .conflict: self.init(.conflict, code: refusal.code, title: refusal.sentence)
        case .forbidden: self.init(.forbidden, code: refusal.code, title: refusal.sentence)
        case .notSignedIn: self = .keyNeeded
        case .tooMany(let wait):
            self = .tooManyRequests(retryAfter: wait)
            code = refusal.code
            title = refusal.sentence
        case .notReady(let wait):
            self = .unavailable(code: refusal.code, title: refusal.sentence, retryAfter: wait)
        }
    }

    static var keyNeeded: Problem {
        Problem(
            .unauthorized,
            code: "key.needed",
            title: "An API key is needed; send one as Authorization: Bearer loam_….",
            headers: ["WWW-Authenticate": "Bearer realm=\"loam\""]
        )
    }

    /// One for unknown, revoked and expired keys: who guesses learns nothing.
    static var keyInvalid: Problem {
        Problem(
            .unauthorized,
            code: "key.invalid",
            title: "This API key cannot be used: it is unknown, expired or revoked; ask an administrator for another.",
            headers: ["WWW-Authenticate": "Bearer realm=\"loam\", error=\"invalid_token\""]
        )
    }
}
