import HTTP
import Synchronization
import Telemetry
import Testing

@testable import Sandbox

/// A fresh org in memory behind its data API, and who calls it: its administrator, unless somebody else is named.
struct RESTDesk: Sendable {
    let org: Org
    let router: Router
    let faults = Faults()
    let calls = CallCount()

    final class CallCount: Sendable {
        private let count = Mutex(0)

        var total: Int { count.withLock { $0 } }
        func add(_ more: Int) { count.withLock { $0 += more } }
    }

    init() async throws {
        let org = try await Org.memory()
        try await self.init(org, as: try await org.administrator())
    }

    init(_ org: Org, as caller: OrgCaller) async throws {
        let calls = calls
        let rest = REST(
            org: org,
            organizationID: "00DLM0000000001AAA",
            budget: CallBudget(used: { calls.total }, count: { calls.add($0) }),
            faults: faults
        )
        let door = Door(
            "services",
            at: "/services",
            ignoresTrailingSlash: true,
            routes: rest.routes { action in
                { request in
                    do {
                        calls.add(1)
                        return try await action(request, caller)
                    } catch let error as OrgError {
                        return Answer([error]).response
                    }
                }
            }
        )
        self.org = org
        router = try Router(doors: [door], middleware: .standard())
    }

    /// An answer as tests look at it.
    struct Reply: Sendable {
        let status: Int
        let fields: Fields
        let text: String

        func json() throws -> JSON { try JSONReader.read(Array(text.utf8)) }

        /// The value at a path such as `fields.0.name`.
        func value(_ path: String) throws -> JSON? {
            try path.split(separator: ".").reduce(json()) { value, step in
                if let index = Int(step) { return value?.array?[index] }
                return value?.object?[String(step)]
            }
        }
    }

    @discardableResult
    func send(_ method: HTTP.Method, _ path: String, _ body: String = "", _ fields: Fields = [:]) async throws -> Reply
    {
        var fields = fields
        if !body.isEmpty { fields[.contentType] = "application/json" }
        let response = await router.handle(
            Request(method, "/services/data/" + path, fields: fields, body: .text(body))
        )
        return Reply(
            status: response.status.code,
            fields: response.fields,
            text: String(decoding: try await response.body.collect(), as: UTF8.self)
        )
    }

    /// Makes a row and tells its id.
    func make(_ object: String, _ body: String) async throws -> String {
        let reply = try await send(.post, "v60.0/sobjects/" + object, body)
        #expect(reply.status == 201, "\(reply.text)")
        return try #require(try reply.value("id")?.text)
    }
}
