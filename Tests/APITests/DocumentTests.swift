import HTTP
import TestSupport
import Testing

@testable import API

@Suite struct DocumentTests {
    @Test("The document is the one that was reviewed")
    func golden() async throws {
        try await Desk.on { desk in
            #expect(Golden.difference(of: desk.api.document.text, from: "openapi.json") == nil)
            let served = try await desk.router.text(of: Request(.get, "/v1/openapi.json"))
            #expect(served == desk.api.document.text)
        }
    }

    @Test("Every route is in the document, and everything in the document is a route")
    func complete() async throws {
        try await Desk.on { desk in
            let routes = desk.api.door.routes.map { "\($0.method.name) \(OpenAPI.template($0.pattern.text))" }
            let described = Document(desk.api.document.text).operations
            #expect(Set(routes).subtracting(described) == ["GET /v1/openapi.json"])
            #expect(Set(described).subtracting(routes) == [])
            let names = desk.api.operations.map(\.name)
            #expect(Set(names).count == names.count)
        }
    }

    @Test("A component that is referred to is there")
    func references() async throws {
        try await Desk.on { desk in
            let text = desk.api.document.text
            for match in text.matches(of: /"#\/components\/schemas\/([A-Za-z]+)"/) {
                #expect(API.components.contains { $0.name == match.1 })
            }
        }
    }
}

extension Router {
    func text(of request: Request) async throws -> String {
        String(decoding: try await handle(request).body.collect(), as: UTF8.self)
    }
}
