import Capabilities
import Crypto
import HTML
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import Portal
@testable import Sandbox

/// The pages of connections over a real portal and a real org.
struct ConnectionFlowTests {
    @Test("C-01 · An admin connects an org in the browser, sees it, switches it on, and disconnects it")
    func wholeWay() async throws {
        try await withOrg { portal, org in
            let admin = try await portal.firstAdmin()
            #expect(try await admin.get("/integrations/salesforce").text.contains("No org is connected yet"))
            let form = try await admin.get("/integrations/salesforce/new")
            #expect(form.text.contains("https://loam.example.org/integrations/salesforce/callback"))
            let wrong = try await admin.submit(form, to: "/integrations/salesforce", org.answers(["name": ""]))
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Enter a name."))
            #expect(!wrong.text.contains(org.first.consumerSecret.reveal()))

            let departure = try await admin.submit(form, to: "/integrations/salesforce", org.answers([:]))
            #expect(departure.title == "On to Salesforce")
            let path = try await org.arrive(admin, from: departure)
            let page = try await admin.get(path)
            #expect(page.text.contains("Loam Sandbox") && page.text.contains("Off for everybody"))
            #expect(page.text.contains(org.first.username) && page.text.contains("Connected by"))

            let on = try await admin.submit(page, to: path + "/switch", ["on": "yes"])
            #expect(try await admin.get(try #require(on.location)).text.contains("On for everybody"))
            let saved = try await admin.submit(
                page,
                to: path,
                ["name": "Ours", "preference": "user", "dailyCalls": "500", "keptPercent": "30", "revision": "1"]
            )
            #expect(saved.status == .seeOther)
            let changed = try await admin.get(path)
            #expect(changed.text.contains("value=\"500\"") && changed.title == "Ours")
            let stale = try await admin.submit(
                page,
                to: path,
                ["name": "X", "preference": "user", "dailyCalls": "", "keptPercent": "30", "revision": "1"]
            )
            #expect(stale.status == .conflict)

            let permissions = try await admin.get(path + "/permissions")
            #expect(permissions.text.contains("Read, create and edit Account"))
            #expect(permissions.text.contains("Run Reports") && permissions.text.contains("stay empty"))
            let admins = try await admin.get(path + "/admins")
            #expect(admins.text.contains("disabled title=\"You are the active admin\""))

            let ended = try await admin.submit(try await admin.get(path + "/end"), to: path + "/end")
            #expect(ended.status == .seeOther)
            #expect(try await admin.get(path).text.contains("Disconnected"))
        }
    }

    @Test("C-07 · Mapping is reset, searched and chosen on its pages")
    func mapping() async throws {
        try await withOrg { portal, org in
            let admin = try await portal.firstAdmin()
            let path = try await org.connect(admin)
            let people = try await admin.get(path + "/people")
            #expect(people.text.contains("0 of 1 users are mapped") && people.text.contains("User not mapped"))
            let reset = try await admin.submit(
                try await admin.get(path + "/people-reset"),
                to: path + "/people-reset"
            )
            #expect(reset.status == .seeOther)
            let link = try #require(
                people.text.firstMatch(of: /href="(\/integrations\/salesforce\/[^"]*\/people\/[0-9a-f-]{36})"/)
            ).output.1
            let choice = try await admin.get(String(link) + "?search=ada")
            let id = try #require(choice.text.firstMatch(of: /name="crmUser" value="(005[A-Za-z0-9]+)"/)).output.1
            _ = try await admin.submit(choice, to: String(link), ["crmUser": String(id)])
            let after = try await admin.get(path + "/people")
            #expect(after.text.contains("User mapped") && after.text.contains("Chosen by hand"))
            #expect(try await admin.get(path + "/people?search=nobody").text.contains("No user fits"))
        }
    }

    @Test("C-05 · An auditor sees the connection and can change nothing; a member sees their own account only")
    func roles() async throws {
        try await withOrg { portal, org in
            let admin = try await portal.firstAdmin()
            let path = try await org.connect(admin)
            let auditor = try await portal.colleague(.auditor, of: admin)
            for page in ["", "/admins", "/people", "/permissions"] {
                let seen = try await auditor.get(path + page)
                #expect(seen.status == .ok, "\(page)")
                let posts = WellFormed.targets(of: seen.text).filter { $0.method == "POST" }.map(\.address)
                #expect(Set(posts).isSubset(of: [Paths.signOut, Paths.theme]), "\(page)")
            }
            #expect(try await auditor.get("/account/salesforce").status == .forbidden)
            #expect(try await auditor.get(path + "/end").status == .forbidden)
            #expect(try await auditor.get("/integrations/salesforce/new").status == .forbidden)
        }
    }

    private func withOrg(_ body: (PortalUnderTest, PortalOrg) async throws -> Void) async throws {
        var options = SandboxServer.Options()
        options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
        let server = try await SandboxServer(org: try await Sandbox.Org.memory(), options: options)
        var app = SandboxServer.FirstApp()
        app.callbacks = ["https://loam.example.org/integrations/salesforce/callback"]
        let first = try await server.firstSignIn(app)
        let router = try server.router
        try await withLiveServer(router) { live in
            try await PortalUnderTest.with(privateSalesforceHosts: ["127.0.0.1"]) { portal in
                try await body(portal, PortalOrg(first: first, router: router, host: "127.0.0.1:\(live.port)"))
            }
        }
    }
}

/// The org that the portal is connected to.
private struct PortalOrg {
    let first: FirstSignIn
    let router: Router
    let host: String

    func answers(_ changes: [String: String]) -> [String: String] {
        [
            "name": "Sandbox", "place": "custom", "address": "http://" + host, "way": "browser",
            "consumerKey": first.consumerKey, "consumerSecret": first.consumerSecret.reveal(), "username": "",
            "privateKey": "",
        ].merging(changes) { $1 }
    }

    /// Connects, and tells the address of the connection's page.
    func connect(_ admin: Browser) async throws -> String {
        let form = try await admin.get("/integrations/salesforce/new")
        return try await arrive(admin, from: try await admin.submit(form, to: "/integrations/salesforce", answers([:])))
    }

    /// Signs in at the org as its first user, agrees, and comes back.
    func arrive(_ admin: Browser, from departure: Browser.Page) async throws -> String {
        let refresh = try #require(departure.fields["Refresh"])
        let address = String(refresh.drop { $0 != "=" }.dropFirst())
        #expect(address.hasPrefix("http://\(host)/services/oauth2/authorize?"))
        let form: Query = ["un": first.username, "pw": first.password.reveal()]
        let login = await router.handle(
            Request(
                .post,
                "/login",
                fields: [.host: host, .contentType: "application/x-www-form-urlencoded"],
                body: .text(form.encoded)
            )
        )
        let cookie = String(try #require(login.fields[.setCookie]).prefix { $0 != ";" })
        let target = String(address.dropFirst("http://\(host)".count))
        let answer = await router.handle(Request(.get, target, fields: [.host: host, .cookie: cookie]))
        let location = try #require(answer.fields[.location])
        let back = try await admin.get(String(location.dropFirst("https://loam.example.org".count)))
        // What the account may do is checked at once.
        let checked = try #require(back.location)
        try #require(checked.hasSuffix("/permissions"))
        return String(checked.dropLast("/permissions".count))
    }
}
