import Capabilities
import Database
import HTML
import HTTP
import Store
import TestSupport
import Testing

@testable import Portal

@Suite struct SingleSignOnPagesTests {
    /// Enters a provider and tells the path of its page.
    private func enter(_ kind: String, _ admin: Browser, named name: String = "Okta") async throws -> String {
        let page = try await admin.get("/access/single-sign-on/new")
        #expect(WellFormed.faults(inPage: page.text) == [])
        let made = try await admin.submit(page, to: "/access/single-sign-on", ["name": name, "kind": kind])
        return try #require(made.location, "\(made.text)")
    }

    /// As if a test had passed with what is entered now.
    private func pass(_ path: String, _ portal: PortalUnderTest) async throws {
        let id = try #require(ID<SignOnProvider>(parsing: path.split(separator: "/").last.map(String.init) ?? ""))
        try await portal.database.write { db in
            let organisation = try #require(try Organisation.installed(on: db))
            var provider = try #require(try SignOnProvider.find(id, in: organisation.id, on: db))
            provider.testedRevision = provider.revision
            try SignOnProvider.update(provider, on: db)
        }
    }

    @Test(
        "U-06: a provider's page says what to enter where, keeps faults by their fields, and never a secret",
        arguments: ["oidc", "saml"]
    )
    func page(kind: String) async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            #expect(try await admin.get("/access/single-sign-on").text.contains("People sign in with a password"))
            let path = try await enter(kind, admin)
            let page = try await admin.get(path)
            #expect(WellFormed.faults(inPage: page.text) == [])
            let answer =
                path.replacing("/access", with: "https://loam.example.org") + (kind == "oidc" ? "/callback" : "/saml")
            #expect(page.text.contains(answer))
            let wrong = try await admin.submit(
                page,
                to: path,
                [
                    "name": "Okta", "issuer": "http://id.example.org", "clientID": "",
                    "metadata": kind == "saml" ? "<x/>" : "",
                ]
            )
            #expect(wrong.status == .unprocessableContent && WellFormed.faults(inPage: wrong.text) == [])
            #expect(
                wrong.text.contains(kind == "oidc" ? "is no address to sign in at" : "describes no identity provider")
            )
            guard kind == "oidc" else { return }
            let form = ["name": "Okta", "issuer": "https://id.example.org", "clientID": "loam", "clientSecret": "hush"]
            #expect(try await admin.submit(page, to: path, form).status == .seeOther)
            let saved = try await admin.get(path)
            #expect(saved.text.contains("To be tested") && !saved.text.contains("hush"))
            let listed = try await admin.get("/access/single-sign-on")
            #expect(WellFormed.faults(inPage: listed.text) == [] && listed.text.contains("To be tested"))
        }
    }

    @Test("U-06: the sign-in has a button for a provider that is on, and sends people of its domains there")
    func signIn() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let path = try await enter("oidc", admin, named: "Okta <b>")
            let form = ["name": "Okta <b>", "issuer": "https://id.example.org", "clientID": "loam"]
            _ = try await admin.submit(try await admin.get(path), to: path, form)
            try await pass(path, portal)
            let rules = ["domains": "example.org", "enforced": "on"]
            _ = try await admin.submit(try await admin.get(path), to: path + "/rules", rules)
            _ = try await admin.submit(try await admin.get(path), to: path + "/switch", ["on": "yes"])
            #expect(try await admin.get(path).text.contains("The page of the sign-in has a button for it."))

            let browser = portal.browser()
            let page = try await browser.get("/sign-in?next=/runs")
            let begin = path.replacing("/access", with: "")
            #expect(page.text.contains("Continue with Okta &lt;b&gt;") && page.text.contains("\(begin)?next=%2Fruns"))
            #expect(WellFormed.faults(inPage: page.text) == [])
            let answers = ["email": "ada@example.org", "password": PortalUnderTest.password]
            let refused = try await browser.submit(page, to: "/sign-in", answers)
            #expect(refused.status == .unauthorized && refused.text.contains("sign in with Okta &lt;b&gt;"))
            let local = try await browser.get("/sign-in/local")
            #expect(WellFormed.faults(inPage: local.text) == [])
            #expect(try await browser.submit(local, to: "/sign-in/local", answers).status == .seeOther)
        }
    }

    @Test("U-06: who comes back without having been sent is refused on a page, and an unknown provider is not found")
    func strangers() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let path = try await enter("oidc", admin)
            let begin = path.replacing("/access", with: "")
            let browser = portal.browser()
            let back = try await browser.get(begin + "/callback?state=x&code=c")
            #expect(
                back.status == .forbidden && back.text.contains("does not belong to a sign-in that this browser began")
            )
            #expect(WellFormed.faults(inPage: back.text) == [])
            #expect(try await browser.get("/single-sign-on/x").status == .notFound)
            #expect(try await browser.get(begin + "/metadata").status == .notFound)
            // Off, it sends nobody anywhere.
            #expect(try await browser.get(begin).status == .notFound)
            #expect(try await browser.get(begin + "/signed-out").location == "/sign-in")
        }
    }

    @Test("U-06: a provider is removed after a question, and an auditor only looks")
    func removal() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let path = try await enter("oidc", admin)
            let auditor = try await portal.colleague(.auditor, of: admin)
            let seen = try await auditor.get(path)
            #expect(seen.status == .ok && !seen.text.contains(path + "/rules"))
            #expect(try await auditor.get(path + "/removal").status == .forbidden)
            for question in ["/people", "/removal"] {
                let page = try await admin.get(path + question)
                #expect(WellFormed.faults(inPage: page.text) == [])
                #expect(try await admin.submit(page, to: path + question, [:]).status == .seeOther)
            }
            #expect(try await admin.get(path).status == .notFound)
        }
    }
}
