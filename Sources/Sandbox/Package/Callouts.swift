import Database
import HTTP
import Synchronization
import Telemetry

/// Sends the org's callouts behind the saves, one at a time and in their order.
struct Callouts: Sendable {
    let org: Org
    let organizationID: String
    let queue: CalloutQueue
    let certificates: OrgCertificates
    private let client: HTTPClient
    private let pace = Pace()

    init(_ org: Org, organizationID: String) throws {
        self.org = org
        self.organizationID = organizationID
        queue = CalloutQueue(database: org.database)
        certificates = OrgCertificates(database: org.database)
        var options = HTTPClient.Options()
        options.userAgent = "SFDC-Callout/60.0"
        client = try HTTPClient(options)
    }

    /// Sends what is to be sent as it comes and falls due, until the task is cancelled.
    func run() async {
        let (alarms, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in org.database.wakeups(CalloutQueue.channel) { alarm.yield() }
                alarm.finish()
            }
            let moments = AlarmMoments()
            for await _ in alarms {
                if Task.isCancelled { break }
                guard let due = await workNow(), moments.add(due) else { continue }
                group.addTask {
                    let clock = Log.current.clock
                    guard (try? await clock.sleep(due - clock.now())) != nil else { return }
                    moments.remove(due)
                    alarm.yield()
                }
            }
            group.cancelAll()
        }
    }

    /// Lets the callout that is under way come to its end, and begins no more.
    func stop() async { await pace.stop() }

    /// Sends what is due, and tells when there will be more to do; nil when nothing waits.
    @discardableResult
    func workNow() async -> Timestamp? {
        var due: Timestamp?
        await pace.working { due = await workThrough() }
        return due
    }

    private func workThrough() async -> Timestamp? {
        do {
            while !Task.isCancelled, !pace.isStopping, let callout = try await queue.next() {
                guard callout.due <= Log.current.clock.now() else { return callout.due }
                try await send(callout)
            }
            return nil
        } catch is CancellationError {
            return nil
        } catch {
            Log.error("callouts stopped for now", ["error": "\(error)"])
            return Log.current.clock.now() + .seconds(10)
        }
    }

    private func send(_ callout: Callout) async throws {
        let settings = try await org.settings().instantEnrich
        let attempt = try await queue.begin(callout)
        let result = try await self.attempt(callout, settings.credential)
        try await queue.settle(
            callout,
            settings.retry.verdict(afterAttempt: attempt, result.outcome),
            status: result.status,
            answer: result.text
        )
    }

    private struct Result {
        let outcome: CalloutRetry.Outcome
        var status: Int?
        let text: String
    }

    /// What Apex takes of an answer.
    private static let longestAnswer = 12_000_000

    private func attempt(_ callout: Callout, _ credential: NamedCredential) async throws -> Result {
        guard try await mayUseCredential(callout.userID) else {
            return Result(outcome: .impossible, text: Callouts.noAccess(to: credential))
        }
        do {
            let response = try await client.send(try await request(callout, credential))
            let body = try await response.body.collect(upTo: Callouts.longestAnswer)
            let wish = response.fields[.retryAfter].flatMap { RetryAfter.read($0, now: Log.current.clock.now()) }
            return Result(
                outcome: .answered(response.status.code, retryAfter: wish),
                status: response.status.code,
                text: String(decoding: body.prefix(500), as: UTF8.self)
            )
        } catch let error as HTTPClientError {
            return Result(outcome: error.isLasting ? .impossible : .unreachable, text: error.message)
        }
    }

    /// It may have been taken away since the records were made.
    private func mayUseCredential(_ userID: String) async throws -> Bool {
        try await org.database.read { db in
            try PackagePermissions.holds(PackagePermissions.limitedAccess, userID: userID, db)
        }
    }

    private static func noAccess(to credential: NamedCredential) -> String {
        "We couldn't access the credential(s). You might not have the required permissions, or the external credential "
            + "\"\(credential.certificate)\" might not exist."
    }

    /// Without the port where it is the usual one, as people write it.
    private static func origin(of url: HTTPURL) -> String {
        let isUsual = url.port == (url.scheme == "https" ? 443 : 80)
        return "\(url.scheme)://\(url.host)" + (isUsual ? "" : ":\(url.port)")
    }

    private func request(_ callout: Callout, _ credential: NamedCredential) async throws -> OutgoingRequest {
        let url = try HTTPURL(credential.endpoint)
        let now = Log.current.clock.now().seconds
        let claims = CalloutClaims(
            iss: credential.issuer.isEmpty ? organizationID : credential.issuer,
            sub: credential.username,
            aud: credential.audience.isEmpty ? Callouts.origin(of: url) : credential.audience,
            iat: now,
            exp: now + Int64(credential.lifetime)
        )
        let certificate = try await certificates.named(credential.certificate)
        let token = try JSONWebToken.sign(claims, keyID: certificate.name, by: certificate.key)
        var request = OutgoingRequest(
            .post,
            url,
            fields: [.authorization: "Bearer " + token, .contentType: "application/json"],
            body: .bytes(try callout.body(organizationID: organizationID))
        )
        let patience = Duration.seconds(credential.timeout)
        request.limits = CallLimits(
            connect: patience,
            idle: nil,
            total: patience,
            bodyBytes: Callouts.longestAnswer
        )
        request.egress = credential.allowsPrivateAddresses ? .anywhere : .publicOnly
        return request
    }
}

/// The moments for which an alarm is set: one for each, however often the sender is woken before it.
private final class AlarmMoments: Sendable {
    private let moments = Mutex<Set<Timestamp>>([])

    /// Whether it was not there yet.
    func add(_ moment: Timestamp) -> Bool { moments.withLock { $0.insert(moment).inserted } }

    func remove(_ moment: Timestamp) { moments.withLock { _ = $0.remove(moment) } }
}

/// What the token of a callout says.
private struct CalloutClaims: Encodable {
    let iss: String
    let sub: String
    let aud: String
    let iat: Int64
    let exp: Int64
}

extension HTTPClientError {
    /// Whether another attempt would come to the same, because the address or the answer's size is at fault.
    fileprivate var isLasting: Bool {
        switch code {
        case .invalidRequest, .refusedAddress, .tooLarge, .redirects: true
        case .timeout, .resolve, .connect, .tls, .connectionLost, .protocol: false
        }
    }
}
