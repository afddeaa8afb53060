import HTML
import HTTP
import Telemetry
import Testing

@testable import Portal

@Suite struct EntranceTests {
    @Test("The first visit makes the organisation and its admin, once")
    func firstRun() async throws {
        try await PortalUnderTest.with { portal in
            let stranger = portal.browser()
            #expect(try await stranger.get("/").location == "/first-run")
            #expect(try await stranger.get("/sign-in").location == "/first-run")

            let admin = try await portal.firstAdmin()
            let overview = try await admin.get("/")
            #expect(overview.status == .ok)
            #expect(overview.title == "Good morning, Ada")
            #expect(overview.text.contains("Engines"))
            #expect(WellFormed.faults(inPage: overview.text) == [])
            #expect(try await stranger.get("/first-run").location == "/sign-in")
        }
    }

    @Test("The first run names every fault by its field and keeps what was typed")
    func firstRunFaults() async throws {
        try await PortalUnderTest.with { portal in
            let browser = portal.browser()
            let form = ["organisation": "Engines", "name": "", "email": "ada", "timeZone": "Mars", "password": "short"]
            let answer = try await browser.submit(try await browser.get("/first-run"), to: "/first-run", form)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("value=\"Engines\""))
            #expect(!answer.text.contains("short\""))
            for field in ["name", "email", "timeZone", "password"] {
                #expect(answer.text.contains("id=\"field-\(field)-fault\""))
            }
            #expect(WellFormed.faults(inPage: answer.text) == [])
        }
    }

    @Test("A sign-in leads to where one wanted to go, and never elsewhere")
    func signIn() async throws {
        try await PortalUnderTest.with { portal in
            _ = try await portal.firstAdmin()
            let browser = portal.browser()
            let asked = try await browser.get("/users?role=admin")
            #expect(asked.location == "/sign-in?next=%2Fusers%3Frole%3Dadmin")
            let page = try await browser.get(asked.location ?? "")
            let form: Query = [
                "email": "ada@example.org", "password": PortalUnderTest.password, "next": "/users?role=admin",
            ]
            let answer = try await browser.submit(page, to: "/sign-in", form)
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/users?role=admin")
            #expect(try await browser.get("/users").status == .ok)

            for elsewhere in [
                "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb",
            ] {
                #expect(LocalAddress.checked(elsewhere) == "/")
            }
        }
    }

    @Test("A wrong password and an unknown address are refused in the same words")
    func refusal() async throws {
        try await PortalUnderTest.with { portal in
            _ = try await portal.firstAdmin()
            var summaries: Set<String> = []
            for email in ["ada@example.org", "nobody@example.org"] {
                let browser = portal.browser()
                let form = ["email": email, "password": "wrong horse battery staple"]
                let answer = try await browser.submit(try await browser.get("/sign-in"), to: "/sign-in", form)
                #expect(answer.status == .unauthorized)
                let summary = try #require(answer.text.firstMatch(of: /(?s)role="alert".*?<strong>(.*?)<\/strong>/))
                summaries.insert(String(summary.output.1))
            }
            #expect(summaries.count == 1)
        }
    }

    @Test("After many wrong passwords the page says how long to wait", .tags(.slow))
    func throttle() async throws {
        try await PortalUnderTest.with { portal in
            _ = try await portal.firstAdmin()
            let browser = portal.browser()
            let page = try await browser.get("/sign-in")
            var answer = page
            for _ in 0..<12 where answer.status != .tooManyRequests {
                let form = ["email": "ada@example.org", "password": "wrong horse battery staple"]
                answer = try await browser.submit(page, to: "/sign-in", form)
            }
            #expect(answer.status == .tooManyRequests)
            #expect(answer.fields[.retryAfter] != nil)
            #expect(answer.text.contains("too many attempts"))
            #expect(answer.text.contains("value=\"ada@example.org\""))
        }
    }

    @Test("Signing out ends the session, and the cookie that was kept opens nothing")
    func signOut() async throws {
        try await PortalUnderTest.with { portal in
            let browser = try await portal.firstAdmin()
            let stolen = portal.browser()
            let cookie = try #require(browser.cookie("loam_session"))
            #expect(try await browser.submit(try await browser.get("/"), to: "/sign-out").location == "/sign-in")
            #expect(browser.cookie("loam_session") == nil)
            #expect(try await browser.get("/sign-in").text.contains("You are signed out."))
            #expect(try await browser.get("/sign-in").text.contains("You are signed out.") == false)
            let answer = await portal.router.handle(Request(.get, "/", fields: ["Cookie": "loam_session=\(cookie)"]))
            #expect(answer.fields[.location] == "/sign-in")
            #expect(try await stolen.get("/").location == "/sign-in")
        }
    }

    @Test("A forgotten password is set anew by a link, which works once")
    func forgotten() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let browser = portal.browser()
            let asked = try await browser.get("/forgot-password")
            for email in ["ada@example.org", "nobody@example.org"] {
                let answer = try await browser.submit(asked, to: "/forgot-password", ["email": email])
                #expect(answer.status == .ok)
                #expect(answer.title == "Look into your mail")
            }
            let mails = try await admin.get("/mail")
            let path = try #require(mails.text.firstMatch(of: /href="(\/mail\/[0-9a-f-]{36})"/)).output.1
            let mail = try await admin.get(String(path))
            let link = try #require(mail.text.firstMatch(of: /\/password-reset\/[A-Za-z0-9_-]+/)).output
            let page = try await browser.get(String(link))
            #expect(page.title == "Set a new password")
            let weak = try await browser.submit(page, to: String(link), ["password": "short"])
            #expect(weak.status == .unprocessableContent)
            let answer = try await browser.submit(page, to: String(link), ["password": "another horse entirely here"])
            #expect(answer.location == "/")
            #expect(try await browser.get("/").status == .ok)
            #expect(try await admin.get("/").location == "/sign-in", "other sessions end")
            #expect(try await portal.browser().get(String(link)).status == .notFound)
        }
    }

    @Test("Over TLS the cookies are for this host alone; always out of reach of scripts")
    func cookies() async throws {
        try await PortalUnderTest.with { portal in
            let answer = await portal.router.handle(Request(.get, "/first-run", isSecure: true))
            let cookie = try #require(answer.fields[.setCookie])
            #expect(cookie.hasPrefix("__Host-loam_visitor="))
            #expect(cookie.contains("; Secure; HttpOnly; SameSite=Lax"))
        }
    }
}

extension Tag {
    @Tag static var slow: Tag
}
