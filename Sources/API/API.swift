package import Capabilities
package import HTTP
import Store
package import Telemetry

/// The door for programs: JSON over HTTP, called with an API key.
package struct API: Sendable {
    let app: Capabilities
    /// The address that people type, without a slash at its end.
    let publicURL: String
    let rateLimit: RateLimit
    /// By the address that they come from. Many programs may share one, and one of them may hold an old key.
    private let failures = RateLimit(burst: 30, perSecond: 1)
    let clock: WallClock

    package init(
        _ app: Capabilities,
        publicURL: String,
        rateLimit: RateLimit = RateLimit(),
        clock: WallClock = .system
    ) {
        self.app = app
        self.publicURL = publicURL
        self.rateLimit = rateLimit
        self.clock = clock
    }

    package var door: Door {
        let document = document.text
        let description = Route.get("/v1/openapi.json", access: .open) { _ in
            .json(text: document).adding(.cacheControl, "public, max-age=300")
        }
        return Door("api", at: "/v1", middleware: [refusals], routes: operations.map(route) + [description])
    }

    var document: OpenAPI { OpenAPI(operations: operations, components: API.components) }

    /// Everything that the API can do, on one screen.
    var operations: [Operation] {
        me + users + apiKeys + auditEntries + jobs + organisation + mails + connections + enrichJobs + runs + credits
            + matchInputs + dashboard + alerts + companies + people + match + reviews
    }

    static var components: [(name: String, schema: Schema)] {
        [
            ("User", UserBody.schema), ("APIKey", APIKeyBody.schema), ("AuditEntry", AuditEntryBody.schema),
            ("Job", JobBody.schema), ("Organisation", OrganisationBody.schema), ("Mail", MailBody.schema),
            ("Connection", ConnectionBody.schema), ("Permission", PermissionBody.schema), ("Usage", UsageBody.schema),
            ("MappedUser", MappedUserBody.schema),
            ("Company", CompanyBody.schema), ("CompanySummary", CompanySummaryBody.schema),
            ("Person", PersonBody.schema), ("PersonSummary", PersonSummaryBody.schema), ("Fact", FactBody.schema),
            ("ProfileEvent", ProfileEventBody.schema), ("Matches", MatchesBody.schema),
            ("Match", MatchBody.schema), ("MatchCandidate", CandidateBody.schema),
            ("MatchEvidence", EvidenceBody.schema),
            ("Review", ReviewBody.schema), ("EnrichJob", EnrichJobBody.schema),
            ("EnrichJobFault", FaultBody.schema), ("Run", RunBody.schema), ("RunRecord", RunRecordBody.schema),
            ("RunFollowUp", RunFollowUpBody.schema), ("RunShortfall", RunShortfallBody.schema),
            ("RunField", RunFieldBody.schema), ("CreditStatement", CreditStatementBody.schema),
            ("Dashboard", DashboardBody.schema), ("DashboardField", DashboardFieldBody.schema),
            ("DashboardLimit", DashboardLimitBody.schema), ("AttentionRecord", AttentionRecordBody.schema),
            ("CompanyOwner", CompanyOwnerBody.schema), ("RecordDeparture", RecordDepartureBody.schema),
            ("CreditLine", CreditLineBody.schema), ("Alert", AlertBody.schema), ("MatchInputs", MatchInputsBody.schema),
            ("MappingTest", MappingTestBody.schema),
            ("Problem", problemSchema),
        ]
    }

    private static let problemSchema = Schema.object([
        .init("type", .text, "Always about:blank; the code says which problem it is."),
        .init("title", .text, "What happened, what it means, what to do."),
        .init("status", .integer(400...599), "The status of the answer."),
        .init("code", .text, "Stable; what a program branches on."),
        .init("detail", .text, optional: true, "What is particular to this occurrence."),
        .init("fields", .map(.text), optional: true, "By the name of an input: what is wrong with it."),
        .init("request", .text, "The id under which to report the problem."),
    ])
}

// MARK: - Around each operation

extension API {
    private func route(_ operation: Operation) -> Route {
        Route(
            operation.method,
            RoutePattern(operation.path),
            access: operation.access,
            bodyLimit: operation.bodyLimit
        ) { request in
            let caller = try await enter(try bearer(of: request), request)
            if let needs = operation.needs { try caller.require(needs) }
            let query = try QueryInput(request, operation.query)
            let response = try await Log.withContext(["organisation": caller.organisation, "caller": caller.rateKey]) {
                try await operation.run(request, query, caller)
            }
            return response.adding(.cacheControl, response.fields.contains(.etag) ? "private, no-cache" : "no-store")
        }
    }

    private func bearer(of request: Request) throws(Problem) -> String {
        guard let field = request.fields[.authorization] else { throw .keyNeeded }
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .keyNeeded }
        return String(parts[1])
    }

    /// Whose key it is; each time counts towards what the key may ask.
    func enter(_ key: String, _ request: Request) async throws -> Caller {
        let origin = Origin(
            address: request.peer.address?.description,
            userAgent: request.fields[.userAgent],
            requestID: request.id.text
        )
        // A right key is heeded whatever else comes from its address, which many may share.
        guard let caller = try await app.apiKeys.caller(for: key, from: origin) else {
            if let wait = failures.take(origin.address ?? "", at: clock.now()) {
                throw Problem.tooManyRequests(retryAfter: wait)
            }
            throw Problem.keyInvalid
        }
        if let wait = rateLimit.take(caller.rateKey, at: clock.now()) {
            throw Problem.tooManyRequests(retryAfter: wait)
        }
        return caller
    }

    var refusals: Middleware {
        Middleware { request, next in
            do {
                return try await next(request)
            } catch let refusal as Refusal {
                throw Problem(refusal)
            }
        }
    }
}

extension Caller {
    /// The key that asks.
    var rateKey: String {
        if case .key(let id) = via { id.rawValue } else { organisation.rawValue }
    }
}
