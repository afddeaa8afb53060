import Capabilities
import HTML
import HTTP
import Testing

@testable import Portal

@Suite struct LinkTests {
    @Test("Every link and every form of every page leads to a route")
    func links() async throws {
        try await PortalUnderTest.with { portal in
            let targets = Set(GoldenPages.all.flatMap { WellFormed.targets(of: $0.html()) })
                .filter { !$0.address.hasPrefix("#") && !$0.address.contains("://") }
                // Where a provider's button and metadata are is found only if there is the provider.
                .filter { !$0.address.hasPrefix("\(Links.signOnPath)/") }
            #expect(targets.count > 40)
            for target in targets {
                let method: HTTP.Method = target.method == "POST" ? .post : .get
                let address = target.address.replacing("&amp;", with: "&")
                let response = await portal.router.handle(Request(method, address))
                #expect(response.status != .notFound && response.status != .methodNotAllowed, "\(method) \(address)")
            }
        }
    }

    @Test("Every file that a page asks for is there, with its type and for ever")
    func assets() async throws {
        try await PortalUnderTest.with { portal in
            let page = Mock.overview.html.string
            let addresses = Set(page.matches(of: /(?:href|src)="(\/assets\/[^"#]+)/).map { String($0.output.1) })
            #expect(addresses.count == 4)
            for address in addresses {
                let response = await portal.router.handle(Request(.get, address))
                #expect(response.status == .ok)
                #expect(response.fields[.cacheControl] == "public, max-age=31536000, immutable")
                let body = try await response.body.collect()
                #expect(!body.isEmpty)
            }
            let unknown = await portal.router.handle(Request(.get, "/assets/loam-0.css"))
            #expect(unknown.status == .notFound)
        }
    }
}
