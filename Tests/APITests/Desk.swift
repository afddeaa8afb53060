import Capabilities
import Crypto
import Database
import Foundation
import HTTP
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

/// An installation with its door for programs, and a key of each role.
struct Desk: Sendable {
    let database: Database
    let clock: TestClock
    let app: Capabilities
    let api: API
    let router: Router
    let document: Document
    /// The first administrator, signed in.
    let ada: Caller
    let keys: [Role: Secret]

    static func on(
        _ engine: Engine = .sqlite,
        sendsMail: Bool = false,
        rateLimit: RateLimit = RateLimit(),
        indexFolder: String? = nil,
        clock: TestClock = TestClock(),
        privateSalesforceHosts: [String] = [],
        _ body: (Desk) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let index = indexFolder ?? folder.path("index")
            try await on(engine, sendsMail, rateLimit, indexFolder: index, clock, privateSalesforceHosts, body)
        }
    }

    private static func on(
        _ engine: Engine,
        _ sendsMail: Bool,
        _ rateLimit: RateLimit,
        indexFolder: String,
        _ clock: TestClock,
        _ privateSalesforceHosts: [String],
        _ body: (Desk) async throws -> Void
    ) async throws {
        try await FreshDatabase.on(engine, migrations: Capabilities.migrations) { database in
            let app = Capabilities(
                database: database,
                sealingKeys: SealingKeys.generate(),
                settings: .init(
                    publicURL: "https://loam.example.org",
                    indexFolder: indexFolder,
                    sendsMail: sendsMail,
                    privateSalesforceHosts: privateSalesforceHosts
                ),
                clock: clock.wallClock
            )
            let form = FirstRun.Form(
                organisation: "Weaver & Sons",
                timeZone: "Europe/Berlin",
                name: "Ada Weaver",
                email: "ada@example.org",
                password: Secret("plenty of looms 42")
            )
            let ada = try await app.firstRun.perform(form, from: Origin()).caller
            var keys: [Role: Secret] = [:]
            for role in Role.allCases {
                let form = APIKeys.Form(name: "The \(role.rawValue)", role: role, lifetime: nil)
                keys[role] = try await app.apiKeys.create(form, by: ada).text
            }
            let api = API(app, publicURL: "https://loam.example.org", rateLimit: rateLimit, clock: clock.wallClock)
            try await body(
                Desk(
                    database: database,
                    clock: clock,
                    app: app,
                    api: api,
                    router: try Router(doors: [api.door, api.reconciliation], middleware: .standard()),
                    document: Document(api.document.text),
                    ada: ada,
                    keys: keys
                )
            )
        }
    }

    /// Asks as a key of the role, and holds the answer against the document.
    @discardableResult
    func ask(
        _ method: HTTP.Method,
        _ target: String,
        _ body: String? = nil,
        as role: Role? = .admin,
        fields: Fields = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var fields = fields
        if let role { fields[.authorization] = "Bearer \(keys[role]?.reveal() ?? "")" }
        if body != nil { fields[.contentType] = "application/json" }
        let request = Request(method, target, fields: fields, body: body.map { .text($0) } ?? .empty)
        let response = await router.handle(request)
        let answer = Answer(
            status: response.status.code,
            fields: response.fields,
            text: String(decoding: try await response.body.collect(), as: UTF8.self)
        )
        for fault in document.faults(of: answer, to: method, target) {
            Issue.record("\(method.name) \(target): \(fault)", sourceLocation: sourceLocation)
        }
        return answer
    }

    func enqueue(_ kind: StaticString = "test", arguments: [String] = ["a"]) async throws -> String {
        let now = clock.now
        let job = try NewJob(JobKind(kind), arguments: arguments, group: "g", organisation: ada.organisation.rawValue)
        let id = try await database.write { db in try Queue.enqueue(job, at: now, on: db) }
        return try #require(id).rawValue
    }
}

struct Answer: Sendable {
    let status: Int
    let fields: Fields
    let text: String

    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:] }
    var code: String? { json["code"] as? String }
    var wrongFields: [String] { (json["fields"] as? [String: Any])?.keys.sorted() ?? [] }

    func list(_ name: String) -> [[String: Any]] { json[name] as? [[String: Any]] ?? [] }
    func object(_ name: String) -> [String: Any] { json[name] as? [String: Any] ?? [:] }
}
