import Directory
import HTTP
import TestSupport
import Testing

@testable import SCIM

@Suite("U-01 the description of the door") struct DocumentTests {
    @Test("The document is the one that was reviewed, whoever asks for it")
    func golden() async throws {
        try await Provider.on { provider in
            let door = SCIM(provider.capabilities, publicURL: "https://loam.example.org")
            let text = OpenAPI(operations: door.operations).text
            #expect(Golden.difference(of: text, from: "scim-openapi.json") == nil)
            let served = await provider.router.handle(Request(.get, "/scim/v2/openapi.json"))
            #expect(served.fields[.contentType] == "application/json")
            try await #expect(String(decoding: served.body.collect(), as: UTF8.self) == text)
        }
    }

    @Test("Every route is in the document, and what it refers to is there")
    func complete() async throws {
        try await Provider.on { provider in
            let door = SCIM(provider.capabilities, publicURL: "https://loam.example.org")
            let text = OpenAPI(operations: door.operations).text
            let document = try #require(try JSONReader.read(Array(text.utf8)).object)
            var described: Set<String> = []
            var names: [String] = []
            for path in document["paths"]?.object?.members ?? [] {
                for operation in path.value.object?.members ?? [] {
                    described.insert("\(operation.name.uppercased()) \(path.name)")
                    names.append(operation.value.object?["operationId"]?.text ?? "")
                }
            }
            let routes = door.door.routes.map { "\($0.method.name) \(OpenAPI.template($0.pattern.text))" }
            #expect(Set(routes).subtracting(described) == ["GET /scim/v2/openapi.json"])
            #expect(described.subtracting(routes).isEmpty)
            #expect(Set(names).count == names.count && !names.contains(""))
            let components = document["components"]?.object
            for match in text.matches(of: /"#\/components\/(schemas|responses)\/([A-Za-z]+)"/) {
                #expect(components?[String(match.1)]?.object?[String(match.2)] != nil, "\(match.2)")
            }
        }
    }
}
