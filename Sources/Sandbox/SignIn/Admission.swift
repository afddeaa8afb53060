import HTTP
import Telemetry

/// Who may use the APIs: the head of every handler behind a session.
struct Admission: Sendable {
    let org: Org
    let sessions: Sessions
    let usage: APIUsage

    typealias Action = @Sendable (Request, OrgCaller) async throws -> Response
    typealias Refusal = @Sendable (OrgError) -> Response

    /// A handler that lets in who has a session, counts the call, tells of the budget, and turns what is refused into
    /// Salesforce's array, or into what `refusing` makes of it.
    func authorised(refusing: @escaping Refusal = { $0.response }, _ action: @escaping Action) -> Handler {
        { request in
            var response: Response
            do {
                let caller = try await admit(request)
                response = try await action(request, caller)
            } catch let error as OrgError {
                response = refusing(error)
            }
            tell(usage.used, of: org.switches.dailyRequestLimit, in: &response)
            return response
        }
    }

    /// The same on the thread that read the request, for users who are known and actions that need not wait. An action
    /// that tells nil has done nothing: then all of it is left to the other way, as it is when anything is unusual.
    func authorisedAtOnce(
        _ action: @escaping @Sendable (Request, OrgCaller) throws -> Response?
    ) -> @Sendable (Request) -> Response? {
        { request in
            let now = Log.current.clock.now()
            guard org.faults.isEmpty, let caller = knownCaller(of: request, at: now) else { return nil }
            var response: Response
            do {
                guard let answer = try action(request, caller) else { return nil }
                response = answer
            } catch let error as OrgError {
                response = error.response
            } catch {
                return nil
            }
            RequestNote.current?.name(user: caller.username)
            let limit = org.switches.dailyRequestLimit
            do throws(OrgError) {
                let used = try usage.count(limit: limit, at: now)
                tell(used, of: limit, in: &response)
            } catch {
                response = error.response
                tell(usage.used, of: limit, in: &response)
            }
            return response
        }
    }

    private func tell(_ used: Int, of limit: Int, in response: inout Response) {
        response.fields.append("Sforce-Limit-Info", "api-usage=\(used)/\(limit)")
    }

    private func knownCaller(of request: Request, at now: Timestamp) -> OrgCaller? {
        guard let field = request.fields[.authorization], !request.fields.contains("X-SFDC-Session"),
            let userID = sessions.userID(calling: field, at: now), let caller = org.knownCaller(userID: userID),
            caller.mayUseAPI
        else { return nil }
        return caller
    }

    /// The user behind the request, whose call is counted; sessions in browsers do for programs, too.
    func admit(_ request: Request) async throws -> OrgCaller {
        if let refusal = org.faults.refusal(of: request) { throw refusal }
        let (session, caller) = try await sessions.caller(of: request, in: org)
        guard session.scopes.allowsAPI else { throw OrgError.wrongSession }
        guard caller.mayUseAPI else { throw OrgError.apiDisabled }
        RequestNote.current?.name(user: caller.username)
        _ = try usage.count(limit: org.switches.dailyRequestLimit)
        return caller
    }
}

extension Sessions {
    /// The session whose token the request brings, and its user.
    func caller(of request: Request, in org: Org) async throws -> (Session, OrgCaller) {
        guard let token = try request.accessToken, let session = try await find(token) else {
            throw OrgError.invalidSession
        }
        return (session, try await org.caller(userID: session.userID))
    }
}

extension Request {
    /// What follows `Bearer` or `OAuth`, which mean the same, or what Bulk 1.0 has a field of its own for.
    var accessToken: String? {
        get throws {
            if let token = fields["X-SFDC-Session"] { return token }
            guard let field = fields[.authorization] else { return nil }
            return try Request.token(inAuthorization: field)
        }
    }

    static func token(inAuthorization field: String) throws(OrgError) -> String {
        let words = field.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1).map { Substring($0) }
        guard words.count == 2, ["bearer", "oauth"].contains(words[0].lowercased()) else {
            throw OrgError("INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE", status: 401)
        }
        return String(words[1])
    }
}

extension OrgError {
    static let invalidSession = OrgError("INVALID_SESSION_ID", "Session expired or invalid", status: 401)
    static let wrongSession = OrgError(
        "INVALID_SESSION_ID",
        "This session is not valid for use with the REST API",
        status: 401
    )
    static let apiDisabled = OrgError(
        "API_DISABLED_FOR_ORG",
        "API is not enabled for this Organization or Partner",
        status: 403
    )

    /// The array that a refused request is answered with.
    var response: Response { .json(bytes: [self].json, Status(status)) }
}
