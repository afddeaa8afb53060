import Capabilities
import Database
import HTML
import HTTP
import Store
import Testing

@testable import Portal

@Suite struct RoleTests {
    private static let readable = [
        "/users", "/keys", "/audit", "/audit.csv", "/mail", "/alerts", "/jobs", "/settings", "/system",
        "/integrations/salesforce",
    ]
    private static let forms = ["/users/new", "/keys/new", "/mail/test", "/integrations/salesforce/new"]

    @Test("U-09 · an auditor reads everything, the audit log included, and changes nothing")
    func auditor() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let auditor = try await portal.colleague(.auditor, of: admin)
            let overview = try await auditor.get("/")
            for path in Self.readable {
                let page = try await auditor.get(path)
                #expect(page.status == .ok, "\(path)")
                let posts = WellFormed.targets(of: page.text).filter { $0.method == "POST" }.map(\.address)
                #expect(Set(posts).isSubset(of: [Paths.signOut, Paths.theme]), "\(path)")
            }
            for path in Self.forms { #expect(try await auditor.get(path).status == .forbidden, "\(path)") }
            let forms: [String: Query] = [
                "/users": ["name": "Eve", "email": "eve@example.org", "role": "admin"],
                "/keys": ["name": "k", "role": "admin", "lifetime": "30"],
                "/settings": ["name": "x", "timeZone": "UTC"],
                "/mail/test": ["email": "eve@example.org"],
            ]
            for (path, form) in forms {
                #expect(try await auditor.submit(overview, to: path, form).status == .forbidden, "\(path)")
            }
            #expect(try await admin.get("/users").text.contains("eve@example.org") == false)
        }
    }

    @Test("A member sees no page of the administration and is not offered one")
    func member() async throws {
        try await PortalUnderTest.with { portal in
            let member = try await portal.colleague(.member, of: try await portal.firstAdmin())
            for path in Self.readable + Self.forms {
                let page = try await member.get(path)
                #expect(page.status == .forbidden, "\(path)")
                #expect(page.title == "Not allowed")
            }
            let links = Set(WellFormed.targets(of: try await member.get("/").text).map(\.address))
            #expect(links.isDisjoint(with: Self.readable))
            #expect(try await member.get("/account").status == .ok)
        }
    }

    @Test("U-05 · who holds no seat where one is required is told so on every page, and keeps their account")
    func withoutSeat() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let auditor = try await portal.colleague(.auditor, of: admin)
            #expect(try await auditor.get("/users").status == .ok)
            try await portal.manageByProvider("grace@example.org", for: admin)

            for path in ["/", "/find", "/companies"] + Self.readable + Self.forms {
                let page = try await auditor.get(path)
                #expect(page.status == .forbidden, "\(path)")
                #expect(page.title == "No product is assigned to you", "\(path)")
                #expect(page.text.contains("Ask an administrator"), "\(path)")
            }
            let refused = try await auditor.get("/")
            let links = Set(WellFormed.targets(of: refused.text).map(\.address))
            #expect(links.isSuperset(of: ["/account", "/sign-out", "/theme"]))
            #expect(links.isDisjoint(with: Self.readable + ["/find"]))
            let form: Query = ["name": "Grace Murray Hopper"]
            #expect(try await auditor.submit(refused, to: "/lists", form).status == .forbidden)

            let account = try await auditor.get("/account")
            #expect(account.status == .ok)
            #expect(try await auditor.get("/shortcuts").status == .ok)
            #expect(try await auditor.submit(account, to: "/theme", ["theme": "dark"]).status == .seeOther)
            #expect(try await auditor.submit(account, to: Paths.accountOtherSessions).status == .seeOther)
            #expect(try await admin.get("/users").status == .ok)
            #expect(try await auditor.submit(account, to: "/sign-out").location == "/sign-in")
        }
    }

    @Test("Whose account is deactivated is out at once")
    func deactivation() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let colleague = try await portal.colleague(.member, of: admin)
            #expect(try await colleague.get("/").status == .ok)
            let list = try await admin.get("/users?search=grace")
            let path = String(try #require(list.text.firstMatch(of: /href="(\/users\/[0-9a-f-]{36})"/)).output.1)
            let asked = try await admin.get(path + "/deactivation")
            #expect(asked.text.contains("Deactivate Grace Hopper?"))
            #expect(try await admin.submit(asked, to: path + "/deactivation").location == path)
            #expect(try await colleague.get("/").location == "/sign-in")
            let shown = try await admin.get(path)
            #expect(shown.text.contains("Grace Hopper was deactivated."))
            #expect(shown.text.contains("Reactivate"))
            #expect(try await admin.submit(shown, to: path + "/reactivation").status == .seeOther)
        }
    }

    @Test("Nobody deactivates themselves: the page says so and nothing changes")
    func ownDeactivation() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let list = try await admin.get("/users")
            let path = String(try #require(list.text.firstMatch(of: /href="(\/users\/[0-9a-f-]{36})"/)).output.1)
            #expect(try await admin.get(path).text.contains("/deactivation") == false)
            let answer = try await admin.submit(list, to: path + "/deactivation")
            #expect(answer.location == path)
            #expect(try await admin.get(path).text.contains("Nobody deactivates themselves"))
        }
    }
}

extension PortalUnderTest {
    /// Has an identity provider manage the person, of whom a product is required.
    fileprivate func manageByProvider(_ email: String, for admin: Browser) async throws {
        let cookie = try #require(admin.cookie(BrowserCookie.session.rawValue))
        let caller = try #require(await app.sessions.caller(for: cookie, from: Origin()))
        let user = try #require(
            await database.read { db in
                try db.first(
                    ID<User>.self,
                    "SELECT id FROM users WHERE organisation_id = \(caller.organisation) AND email = \(email)"
                )
            }
        )
        try await app.provisioning.turn(on: true, by: caller)
        try await app.provisioning.hand(over: true, user, by: caller)
    }
}
