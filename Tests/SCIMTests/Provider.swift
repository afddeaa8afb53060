import Capabilities
import Crypto
import Database
import Directory
import HTTP
import SCIM
import Store
import Telemetry
import TestSupport
import Testing

/// An organisation with its administrator, and an identity provider that calls it.
struct Provider: Sendable {
    let database: Database
    let capabilities: Capabilities
    let router: Router
    let clock: TestClock
    /// The first administrator, signed in.
    let ada: Caller
    let token: String

    static let origin = Origin(address: "192.0.2.7", userAgent: "Okta SCIM Client 1.0.0", requestID: "request-1")

    static func on(
        _ engine: Engine = .sqlite,
        needsProduct: Bool = false,
        seats: Int = 100,
        _ body: (Provider) async throws -> Void
    ) async throws {
        try await FreshDatabase.on(engine, migrations: Capabilities.migrations) { database in
            let clock = TestClock()
            let capabilities = Capabilities(
                database: database,
                sealingKeys: .generate(),
                settings: .init(
                    publicURL: "https://loam.example.org",
                    indexFolder: "/nowhere/index",
                    passwordStrength: Password.Strength(memoryKiB: 64, passes: 1)
                ),
                clock: clock.wallClock
            )
            let ada = try await capabilities.firstRun.perform(
                .init(
                    organisation: "Weaver & Sons",
                    timeZone: "Europe/Berlin",
                    name: "Ada Weaver",
                    email: "ada@example.org",
                    password: Secret("plenty of looms 42")
                ),
                from: origin
            ).caller
            try await capabilities.subscription.add(
                "sales",
                .init(name: "Sales", seats: String(seats), lastDay: ""),
                by: ada
            )
            try await capabilities.provisioning.change(
                provider: .okta,
                needsProduct: needsProduct,
                mayMakeAdmins: false,
                by: ada
            )
            let shell = try await capabilities.atCommandLine(as: "root at the command line")
            let made = try await capabilities.provisioning.makeToken(named: "Okta", lifetime: nil, by: shell)
            let router = try Router(
                doors: [SCIM(capabilities, publicURL: "https://loam.example.org", clock: clock.wallClock).door],
                middleware: .standard()
            )
            try await body(
                Provider(
                    database: database,
                    capabilities: capabilities,
                    router: router,
                    clock: clock,
                    ada: ada,
                    token: made.text.reveal()
                )
            )
        }
    }

    struct Answer: Sendable {
        let status: Int
        let fields: Fields
        let body: AttributeObject

        subscript(name: String) -> AttributeValue? { body[name] }
        var id: String { body["id"]?.text ?? "" }
        var total: Int? { if case .integer(let number)? = body["totalResults"] { number } else { nil } }
        /// The user names, or the groups' names, of a list.
        var names: [String] {
            (body["Resources"]?.elements ?? []).map {
                $0.object?["userName"]?.text ?? $0.object?["displayName"]?.text ?? ""
            }
        }
        var detail: String { body["detail"]?.text ?? "" }
        var scimType: String? { body["scimType"]?.text }
    }

    func call(
        _ method: Method,
        _ path: String,
        _ body: String? = nil,
        fields: Fields = [:],
        token: String? = nil,
        from address: String? = nil
    ) async throws -> Answer {
        var fields = fields
        if !fields.contains(.authorization) { fields[.authorization] = "Bearer \(token ?? self.token)" }
        if body != nil, !fields.contains(.contentType) { fields[.contentType] = "application/scim+json" }
        let request = Request(
            method,
            "/scim/v2" + path.replacing(" ", with: "%20").replacing("\"", with: "%22"),
            fields: fields,
            body: body.map { .text($0) } ?? .empty,
            peer: address.flatMap { IPAddress($0) }.map { Peer(address: $0) } ?? .unknown
        )
        let response = await router.handle(request)
        let bytes = try await response.body.collect()
        let object = bytes.isEmpty ? [:] : try JSONReader.read(bytes).object ?? [:]
        return Answer(status: response.status.code, fields: response.fields, body: object)
    }

    /// Makes a person with a seat of sales, unless something else is said.
    func hire(_ userName: String, _ more: String = "") async throws -> Answer {
        try await call(
            .post,
            "/Users",
            #"""
            {"userName":"\#(userName)","emails":[{"value":"\#(userName)","primary":true}]\#(more),
            "urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"products":["sales"]}}
            """#
        )
    }

    func patch(_ id: String, _ operations: String) async throws -> Answer {
        try await call(.patch, "/Users/\(id)", #"{"Operations":[\#(operations)]}"#)
    }

    func used() async throws -> Int? {
        try await capabilities.subscription.products(by: ada).first { $0.id == "sales" }?.used
    }
}
