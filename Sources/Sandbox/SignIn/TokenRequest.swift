import Crypto
import HTTP

/// What a client asks the token address for.
struct TokenRequest: Sendable, Equatable {
    let client: ClientIdentity
    let grant: Grant
    /// Only where the request names any.
    let scopes: Scopes?

    enum Grant: Sendable, Equatable {
        case code(String, redirectURI: String?, verifier: String?)
        case refresh(String)
        case assertion(String)
        case password(username: String, password: String)
        case clientCredentials
    }

    init(_ form: Query, authorization: String?) throws(OAuthError) {
        func required(_ name: String) throws(OAuthError) -> String {
            guard let value = form[name], !value.isEmpty else { throw .missing(name) }
            return value
        }
        client = ClientIdentity(form, authorization: authorization)
        switch try required("grant_type") {
        case "authorization_code":
            grant = .code(
                try required("code"),
                redirectURI: form["redirect_uri"],
                verifier: form["code_verifier"]
            )
        case "refresh_token": grant = .refresh(try required("refresh_token"))
        case "urn:ietf:params:oauth:grant-type:jwt-bearer": grant = .assertion(try required("assertion"))
        case "password":
            grant = .password(username: try required("username"), password: try required("password"))
        case "client_credentials": grant = .clientCredentials
        default: throw .unsupportedGrant
        }
        scopes = if let text = form["scope"], !text.isEmpty { try Scopes(parsing: text) } else { nil }
    }
}

/// Which app a client says it is, in the form or as HTTP Basic.
struct ClientIdentity: Sendable, Equatable {
    let id: String?
    let secret: String?

    init(_ form: Query, authorization: String?) {
        if let basic = ClientIdentity.basic(authorization) {
            (id, secret) = (basic.id, basic.secret)
        } else {
            (id, secret) = (form["client_id"], form["client_secret"])
        }
    }

    private static func basic(_ authorization: String?) -> (id: String, secret: String)? {
        guard let authorization, authorization.lowercased().hasPrefix("basic "),
            let bytes = Base64.decode(String(authorization.dropFirst(6).drop { $0 == " " })),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return halves.count == 2 ? (halves[0], halves[1]) : nil
    }
}

extension Request {
    /// The parameters of a sign-in request: the form in its body, whatever type it claims, and then the query.
    func parameters(upTo limit: Int = 1 << 16) async throws -> Query {
        let bytes = method == .get || method == .head ? [] : try await body.collect(upTo: limit)
        guard let text = String(validating: bytes, as: UTF8.self), var form = Query(parsing: text) else {
            throw OAuthError("invalid_request", "the body is not a form")
        }
        for (name, value) in query.pairs where !form.contains(name) { form.append(name, value) }
        return form
    }
}
