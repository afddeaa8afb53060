import Database
import HTML
import HTTP
import Jobs
import Store
import Testing
import TestSupport

@testable import Portal

@Suite struct AdministrationTests {
    @Test("Every page of a living installation is well-formed and shows what happened")
    func pages() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            _ = try await portal.colleague(.auditor, of: admin)
            for path in [
                "/", "/account", "/users", "/users/new", "/users?search=nobody&role=admin",
                "/users?sort=-lastSignInAt&page=9",
                "/keys", "/keys/new", "/audit", "/audit?action=user.invited&from=2026-03-01&until=2026-03-08", "/mail",
                "/mail?state=sent", "/alerts", "/find", "/find?q=o", "/mail/test", "/jobs",
                "/jobs?state=dead&kind=test.job", "/settings",
                "/system",
                "/shortcuts", "/nowhere",
            ] {
                let page = try await admin.get(path)
                #expect(page.status == (path == "/nowhere" ? .notFound : .ok), "\(path)")
                #expect(WellFormed.faults(inPage: page.text) == [], "\(path)")
            }
            #expect(try await admin.get("/audit").text.contains("Person invited"))
            #expect(try await admin.get("/").text.contains("No mail server is set"))
            #expect(try await admin.get("/system").text.contains("It is nearly full."))
        }
    }

    @Test(
        "D-02 · U-08 · the overview tells seats, connections, credits and what comes next, and where there is none, what to do"
    )
    func standing() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let empty = try await admin.get("/").text
            for words in [
                "No org is connected yet", "There is no job yet", "No credit was used", "No product is set up",
            ] {
                #expect(empty.contains(words), "\(words)")
            }
            let page = try await admin.get("/products/new")
            let added = try await admin.submit(
                page,
                to: "/products",
                ["id": "sales", "name": "Sales <b>", "seats": "40"]
            )
            #expect(added.status == .seeOther, "\(added.text)")
            let shown = try await admin.get("/").text
            #expect(shown.contains("Sales &lt;b&gt;") && !shown.contains("No product is set up"))
            // In the words of the products' own page.
            let products = try await admin.get("/products").text
            for words in [">Last day</th>", ">No end</span>"] {
                #expect(shown.contains(words) && products.contains(words), "\(words)")
            }
            let member = try await portal.colleague(.member, of: admin)
            #expect(try await !member.get("/").text.contains("Sales"))
        }
    }

    @Test("A page is found by its title, and by what is on it from three letters on")
    func find() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let link = "href=\"/settings\" data-found"
            #expect(try await admin.get("/find?q=orga").text.contains(link))
            #expect(try await admin.get("/find?q=time%20zone").text.contains(link))
            #expect(try await !admin.get("/find?q=ti").text.contains(link))
            #expect(try await admin.get("/find?q=ti").text.contains("Nothing has this name"))
            let record = try await admin.get("/find?q=001000000000001").text
            #expect(record.contains("What Loam did with this record"))
        }
    }

    @Test("An alert is on the overview and in its list, leads to its run, and is dismissed")
    func alerts() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let now = portal.clock.now
            try await portal.database.write { db in
                let organisation = try #require(try Organisation.installed(on: db)).id
                let sign = AlertSign(.runFailed, "1", about: "r1", title: "The run <b> has failed", sentence: "It did.")
                _ = try Alert.settle([sign], in: organisation, at: now, on: db)
            }
            #expect(try await admin.get("/").text.contains("The run &lt;b&gt; has failed"))
            let page = try await admin.get("/alerts")
            #expect(page.text.contains("href=\"/runs/r1\""))
            let id = try await portal.database.read { db in try db.one(ID<Alert>.self, "SELECT id FROM alerts") }
            let done = try await admin.submit(page, to: "/alerts/\(id)/dismissal", [:])
            #expect(done.status == .seeOther)
            let after = try await admin.get("/alerts").text
            #expect(after.contains("No alert is open") && after.contains("Dismissed by"))
            #expect(try await !admin.get("/").text.contains("It did."))
        }
    }

    @Test("An invitation without a mail server gives the link to pass on, and faults stay by their fields")
    func invitation() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let page = try await admin.get("/users/new")
            let wrong = try await admin.submit(page, to: "/users", ["name": "", "email": "x", "role": "member"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("field-email-fault") && wrong.text.contains("field-name-fault"))
            let taken = ["name": "Ada", "email": "ada@example.org", "role": "member"]
            #expect(try await admin.submit(page, to: "/users", taken).text.contains("Somebody with this address"))
            let shown = try await admin.submit(
                page,
                to: "/users",
                ["name": "Grace", "email": "grace@example.org", "role": "member"]
            )
            #expect(shown.status == .ok)
            #expect(shown.text.contains("https://loam.example.org/invitation/"))
        }
    }

    @Test("With a mail server an invitation goes out and the link is not shown")
    func invitationByMail() async throws {
        try await PortalUnderTest.with(sendsMail: true) { portal in
            let admin = try await portal.firstAdmin()
            let form = ["name": "Grace", "email": "grace@example.org", "role": "member"]
            let answer = try await admin.submit(try await admin.get("/users/new"), to: "/users", form)
            #expect(answer.status == .seeOther)
            let page = try await admin.get(answer.location ?? "")
            #expect(page.text.contains("An invitation to grace@example.org is on its way."))
            #expect(try await admin.get(answer.location ?? "").text.contains("is on its way") == false, "said once")
        }
    }

    @Test("A key is shown once and can be revoked")
    func keys() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let form = ["name": "Nightly", "role": "auditor", "lifetime": "90"]
            let shown = try await admin.submit(try await admin.get("/keys/new"), to: "/keys", form)
            let key = String(try #require(shown.text.firstMatch(of: /loam_[A-Za-z0-9_-]{60,}/)).output)
            #expect(shown.fields[.cacheControl] == "no-store")
            let list = try await admin.get("/keys")
            #expect(list.text.contains("Nightly") && !list.text.contains(key))
            let path = String(try #require(list.text.firstMatch(of: /\/keys\/[0-9a-f-]{36}\/revocation/)).output)
            #expect(try await admin.submit(try await admin.get(path), to: path).location == "/keys")
            #expect(try await admin.get("/keys").text.contains("Revoked"))
        }
    }

    @Test("The exported audit log holds every entry, and no cell that a spreadsheet would calculate")
    func export() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let form = ["name": "=HYPERLINK(\"http://x\",\"y\")", "email": "eve@example.org", "role": "member"]
            _ = try await admin.submit(try await admin.get("/users/new"), to: "/users", form)
            let file = try await admin.get("/audit.csv")
            #expect(file.fields[.contentDisposition]?.contains("audit-log.csv") == true)
            #expect(file.text.hasPrefix("\u{FEFF}\"time\",\"who\""))
            #expect(file.text.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""))
            #expect(file.text.split(separator: "\r\n").count == 3)
            let filtered = try await admin.get("/audit.csv?action=user.invited")
            #expect(filtered.text.split(separator: "\r\n").count == 2)
        }
    }

    @Test(
        "Cells are safe in a spreadsheet",
        arguments: [
            ("plain", "\"plain\""), ("a \"b\", c", "\"a \"\"b\"\", c\""), ("=1+1", "\"'=1+1\""), ("-2", "\"'-2\""),
            ("  =1", "\"'  =1\""), ("\t=1", "\"'\t=1\""), ("@x", "\"'@x\""), ("＝1", "\"'＝1\""), ("", "\"\""),
        ] as [(String, String)]
    )
    func cells(_ text: String, _ expected: String) {
        #expect(CSV.cell(text) == expected)
    }

    @Test("A job that failed for good is shown with its error and goes back into the queue")
    func jobs() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let now = portal.clock.now
            let job = try await portal.database.write { db in
                let id = try Queue.enqueue(try NewJob(JobKind("test.job"), arguments: ["id": "x<y"]), at: now, on: db)
                try db.run("UPDATE jobs SET state = 'dead', last_error = 'It <broke>.', finished_at = \(now)")
                return id
            }
            let path = "/jobs/" + (try #require(job)).rawValue
            #expect(try await admin.get("/").text.contains("A job failed for good"))
            let page = try await admin.get(path)
            #expect(page.text.contains("It &lt;broke&gt;.") && page.text.contains("x&lt;y"))
            #expect(WellFormed.faults(inPage: page.text) == [])
            #expect(try await admin.submit(page, to: path + "/retry").location == path)
            #expect(try await admin.get(path).text.contains("The job is back in the queue."))
            #expect(try await admin.submit(page, to: path + "/cancellation").location == path)
            #expect(try await admin.submit(page, to: path + "/cancellation").location == path)
            #expect(try await admin.get(path).text.contains("The job has ended already"))
            #expect(try await admin.get("/audit").text.contains("Job cancelled"))
            #expect(try await admin.get("/jobs/unknown").status == .notFound)
        }
    }

    @Test("Settings change for everyone, and a time zone that does not exist is refused")
    func settings() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let page = try await admin.get("/settings")
            let wrong = try await admin.submit(page, to: "/settings", ["name": "Looms", "timeZone": "Mars/Olympus"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("value=\"Looms\"") && wrong.text.contains("field-timeZone-fault"))
            let form = ["name": "Looms", "timeZone": "Asia/Tokyo"]
            #expect(try await admin.submit(page, to: "/settings", form).location == "/settings")
            #expect(try await admin.get("/").title == "Good afternoon, Ada")
        }
    }

    @Test("The theme is kept in a cookie and works without a script")
    func theme() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let page = try await admin.get("/users?role=admin")
            let answer = try await admin.submit(page, to: "/theme", ["theme": "dark", "back": "/users?role=admin"])
            #expect(answer.location == "/users?role=admin")
            #expect(try await admin.get("/users").text.contains("<html lang=\"en\" data-theme=\"dark\">"))
        }
    }

    @Test("Figures of the queue are sent when somebody listens")
    func live() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let cookie = "loam_session=\(admin.cookie("loam_session") ?? "")"
            let response = await portal.router.handle(Request(.get, "/jobs/live", fields: ["Cookie": cookie]))
            #expect(response.fields[.contentType] == "text/event-stream")
            guard case .events(let stream) = response.body else {
                Issue.record("no stream of events")
                return
            }
            var events = stream.events.makeAsyncIterator()
            let first = try #require(await events.next())
            #expect(first.name == "fragment")
            #expect(WellFormed.faults(inFragment: first.data) == [])
            let now = portal.clock.now
            _ = try await portal.database.write { db in
                try Queue.enqueue(try NewJob(JobKind("test.job"), arguments: ["id": "x"]), at: now, on: db)
            }
            async let aMoment: Void = {
                await portal.clock.sleepers()
                portal.clock.advance(by: .seconds(2))
            }()
            let second = try #require(await events.next())
            await aMoment
            #expect(second.data != first.data)
        }
    }
}
