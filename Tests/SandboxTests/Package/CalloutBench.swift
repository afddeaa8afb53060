import Crypto
import Database
import FoundationEssentials
import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// One key for all orgs of these tests, because making one takes long.
private let signingKey = Task { try await RSAPrivateKey.generate(.bits2048) }

/// An org whose callouts are sent when a test says so, with a clock that stands still.
struct CalloutBench {
    let org: Org
    let caller: OrgCaller
    let callouts: Callouts
    let clock: TestClock

    init(folder: String? = nil, clock: TestClock = TestClock()) async throws {
        self.clock = clock
        (org, caller, callouts) = try await clock.govern {
            let org = try await Org.open(folder: folder)
            let organization = try await Organization.load(from: org.database)
            let certificates = OrgCertificates(database: org.database)
            if try await certificates.find("Loam_Enrich") == nil {
                let key = try await signingKey.value
                let certificate = try Certificate.selfSigned(
                    for: ["Loam-Enrich"],
                    key: key,
                    notBefore: clock.now.seconds,
                    days: 365
                )
                let (text, secret) = (certificate.pem, try key.pem.reveal())
                try await org.database.write { db in
                    try db.run("INSERT INTO \"_certificate\" VALUES ('Loam_Enrich', \(text), \(secret))")
                }
            }
            return (org, try await org.administrator(), try Callouts(org, organizationID: organization.id))
        }
    }

    func perform<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await clock.govern(body)
    }

    /// Switches Instant Enrich on for all three objects, and lets the administrator's records be enriched.
    func switchOn(_ endpoint: String, _ change: (inout InstantEnrich) -> Void = { _ in }) async throws {
        var settings = try await org.settings()
        settings.instantEnrich.leads = true
        settings.instantEnrich.contacts = true
        settings.instantEnrich.accounts = true
        settings.instantEnrich.credential.endpoint = endpoint
        settings.instantEnrich.credential.username = "enrich@customer.example"
        settings.instantEnrich.credential.allowsPrivateAddresses = true
        change(&settings.instantEnrich)
        let wished = settings
        try await perform { _ = try await org.change(settings: wished) }
        try await assign(PackagePermissions.limitedAccess)
    }

    func assign(_ set: String) async throws {
        let rows = RowMaker(schema: org.schema, moment: "2026-01-01T00:00:00.000Z", userID: caller.userID)
        let userID = caller.userID
        try await org.database.write { db in try PackagePermissions.assign(set, to: userID, rows, db) }
    }

    /// Saves rows through the pipeline, and returns the ids of those that were kept.
    @discardableResult
    func insert(
        _ object: String,
        _ rows: [[String: Scalar]],
        _ change: (inout SaveOptions) -> Void = { _ in }
    ) async throws -> [String] {
        let type = try #require(org.schema.object(object))
        let names = Set(rows.flatMap(\.keys)).sorted()
        let batch = RecordBatch(
            object: type,
            operation: .insert,
            columns: try names.map { try type.column($0, in: org.schema) },
            rows: rows.map { row in names.map { row[$0] } }
        )
        var options = SaveOptions()
        change(&options)
        let wished = options
        return try await perform { try await org.save(batch, wished, as: caller).filter(\.isSuccess).compactMap(\.id) }
    }

    func leads(_ count: Int) async throws -> [String] {
        try await insert("Lead", (0..<count).map { ["LastName": .text("Lead \($0)"), "Company": "Acme"] })
    }

    func work() async -> Timestamp? { await perform { await callouts.workNow() } }

    func waiting() async throws -> [Callout] { try await callouts.queue.latest(100).callouts.reversed() }
}

/// The other side of callouts: a server that keeps what it was sent, and answers as it is told.
final class CalloutReceiver: Sendable {
    struct Call: Sendable {
        let token: String
        let body: JSONObject

        var ids: [String] { body["recordIds"]?.array?.compactMap(\.text) ?? [] }
    }

    private let state = Mutex(State())
    /// One for each call.
    let arrivals: AsyncStream<Int>
    private let arrival: AsyncStream<Int>.Continuation

    private struct State {
        var calls: [Call] = []
        var answers: [(Status, Fields)] = []
    }

    /// Answers the first calls so, and all others with 202.
    init(answering answers: [(Status, Fields)] = []) {
        (arrivals, arrival) = AsyncStream.makeStream()
        state.withLock { $0.answers = answers }
    }

    var calls: [Call] { state.withLock(\.calls) }

    var router: Router {
        get throws {
            try Router(doors: [
                Door(
                    "receiver",
                    at: "/instant",
                    routes: [
                        .post("/instant", access: .open) { [self] request in
                            let body = try JSONReader.read(try await request.body.collect())
                            let call = Call(
                                token: String((request.fields[.authorization] ?? "").dropFirst("Bearer ".count)),
                                body: body.object ?? JSONObject()
                            )
                            let (answer, count) = state.withLock { state in
                                state.calls.append(call)
                                let answer =
                                    state.answers.isEmpty ? (Status.accepted, Fields()) : state.answers.removeFirst()
                                return (answer, state.calls.count)
                            }
                            arrival.yield(count)
                            return Response(answer.0, fields: answer.1, body: .text("answer \(count)"))
                        }
                    ]
                )
            ])
        }
    }
}

/// The parts of a token, once the certificate vouches for it.
struct VerifiedToken: Decodable {
    let iss: String
    let sub: String
    let aud: String
    let iat: Int64
    let exp: Int64

    static func read(_ token: String, by certificate: Certificate) throws -> VerifiedToken {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        try #require(parts.count == 3)
        let signature = try #require(Base64.decode(parts[2], .url))
        try #require(try certificate.rsaPublicKey.verify(signature, of: Array((parts[0] + "." + parts[1]).utf8)))
        let (head, claims) = (Base64.decode(parts[0], .url) ?? [], Base64.decode(parts[1], .url) ?? [])
        let header = try JSONReader.read(head).object
        #expect(header?["alg"]?.text == "RS256")
        #expect(header?["kid"]?.text == "Loam_Enrich")
        return try JSONDecoder().decode(VerifiedToken.self, from: Data(claims))
    }
}
