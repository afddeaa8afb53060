import Crypto
package import HTTP
package import Telemetry

/// A connected org: its schema, its records, and its limits. A value that can be handed around freely.
///
/// Every call carries the session, is counted, and is repeated where that helps and does no harm; what then remains is
/// thrown as a `SalesforceError` that says what to do.
package struct Org: Sendable {
    package let session: Session
    package let version: APIVersion
    package let calls: CallCounter
    package let options: Options
    private let client: HTTPClient

    package struct Options: Sendable {
        package var egress = EgressPolicy.publicOnly
        package var retry = RetryRule()
        package var allowance = Allowance()
        package var clock = WallClock.system
        /// How Loam names itself to the org, which shows it to its admins.
        package var clientName = "Loam"

        package init() {}
    }

    package init(
        session: Session,
        client: HTTPClient,
        version: APIVersion = .preferred,
        calls: CallCounter = CallCounter(),
        options: Options = Options()
    ) {
        self.session = session
        self.client = client
        self.version = version
        self.calls = calls
        self.options = options
    }

    /// The same org, whose calls are counted apart from others'.
    package func counted(by counter: CallCounter) -> Org {
        if let usage = calls.counts.usage { counter.note(usage) }
        return Org(session: session, client: client, version: version, calls: counter, options: options)
    }

    /// Sends a call and reads its answer to the end.
    func answer(to call: Call, upTo limit: Int = 64 << 20) async throws -> Answer {
        try await send(call) { response in
            Answer(
                status: response.status.code,
                fields: response.fields,
                body: try await response.body.collect(upTo: limit)
            )
        }
    }

    /// Sends a call and hands on its answer while it arrives; when that fails under way, nothing is repeated.
    func stream<Value>(_ call: Call, _ read: (IncomingResponse) async throws -> Value) async throws -> Value {
        try await send(call, repeatsReading: false, read)
    }

    private func send<Value>(
        _ call: Call,
        repeatsReading: Bool = true,
        _ read: (IncomingResponse) async throws -> Value
    ) async throws -> Value {
        var tokens = await session.current
        var attempt = 1
        var hasRefreshed = false
        while true {
            let counts = calls.counts
            guard options.allowance.allows(counts.usage, made: counts.counted + counts.unanswered) else {
                throw SalesforceError(.budgetSpent)
            }
            let outcome = try await self.attempt(call, tokens, repeatsReading: repeatsReading, read)
            let error: SalesforceError
            switch outcome {
            case .success(let result): return result
            case .failure(let refusal): error = refusal
            }
            let decision = options.retry.decide(
                after: error,
                attempt: attempt,
                hasRefreshed: hasRefreshed,
                bearsRepetition: call.repetition == .harmless,
                chance: .random(in: 0..<1)
            )
            switch decision {
            case .refresh:
                hasRefreshed = true
                tokens = try await session.renewed(after: tokens)
            case .again(let wait):
                Log.info("a call to Salesforce is repeated", ["code": "\(error.code)", "attempt": "\(attempt)"])
                try await options.clock.sleep(wait)
                attempt += 1
            case .giveUp: throw error
            }
        }
    }

    /// One attempt. What Salesforce refused is a result; everything else is thrown.
    private func attempt<Value>(
        _ call: Call,
        _ tokens: Tokens,
        repeatsReading: Bool,
        _ read: (IncomingResponse) async throws -> Value
    ) async throws -> Result<Value, SalesforceError> {
        var isReading = false
        do {
            let response = try await client.send(try request(for: call, tokens))
            if response.status.kind == .successful || call.accepted.contains(response.status.code) {
                calls.answered(call, response.fields)
                isReading = true
                return .success(try await read(response))
            }
            let body = try await response.body.collect(upTo: 1 << 20)
            let error = SalesforceError(
                status: response.status,
                fields: response.fields,
                body: body,
                now: options.clock.now()
            )
            calls.refused(call, response.fields, error)
            return .failure(error)
        } catch let lost as HTTPClientError {
            if !isReading, !lost.wasNotSent, lost.code != .invalidRequest { calls.unanswered() }
            let error = SalesforceError(lost)
            if isReading, !repeatsReading { throw error }
            return .failure(error)
        }
    }

    private func request(for call: Call, _ tokens: Tokens) throws -> OutgoingRequest {
        let address = tokens.instance.origin + call.path
        guard address.utf8.count <= AddressLimit.address else { throw SalesforceError(.queryTooLong) }
        var request = OutgoingRequest(call.method, try HTTPURL(address), fields: call.fields, body: call.body)
        request.fields[.authorization] = "Bearer " + tokens.access.reveal()
        if !request.fields.contains(.accept) { request.fields[.accept] = "application/json" }
        request.fields["Sforce-Call-Options"] = "client=" + options.clientName
        request.limits = call.limits
        request.isSentOnce = call.repetition == .harmful
        request.egress = options.egress
        return request
    }

    /// The address of a resource below the version.
    func path(_ rest: String) -> String { version.path + "/" + rest }
}
