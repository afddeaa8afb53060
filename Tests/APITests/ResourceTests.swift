import Capabilities
import Crypto
import Database
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

@Suite struct ResourceTests {
    @Test("A key tells whose it is", arguments: Engine.available)
    func me(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            let me = try await desk.ask(.get, "/v1/me", as: .auditor)
            #expect(me.json["role"] as? String == "auditor")
            #expect(me.json["organisationName"] as? String == "Weaver & Sons")
            #expect(me.json["user"] as? String == desk.ada.user?.rawValue)
            #expect(me.fields[.cacheControl] == "no-store")
        }
    }

    @Test(
        "U-09 · people are invited, shown, changed, shut out and let in, and the audit log names the key",
        arguments: Engine.available
    )
    func users(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            let made = try await desk.ask(
                .post,
                "/v1/users",
                #"{"email":"ben@example.org","name":"Ben Spinner","role":"member"}"#
            )
            #expect(made.status == 201)
            let id = try #require(made.object("user")["id"] as? String)
            let path = "/v1/users/\(id)"
            #expect(made.fields[.location] == path)
            #expect((made.json["link"] as? String)?.hasPrefix("https://loam.example.org/") == true)
            #expect(try await desk.ask(.post, path + "/invitations").status == 201)
            let changed = try await desk.ask(.patch, path, #"{"name":"Benno"}"#)
            #expect(changed.status == 200 && changed.json["name"] as? String == "Benno")
            #expect(changed.json["email"] as? String == "ben@example.org")
            #expect(try await desk.ask(.put, path + "/deactivation").status == 204)
            #expect(try await desk.ask(.get, path).json["state"] as? String == "deactivated")
            #expect(try await desk.ask(.put, path + "/deactivation").status == 204)
            #expect(try await desk.ask(.delete, path + "/deactivation").status == 204)
            #expect(try await desk.ask(.get, path).json["state"] as? String == "invited")
            let log = try await desk.ask(.get, "/v1/audit-entries?subject=\(id)").list("auditEntries")
            #expect(
                log.map { $0["action"] as? String } == [
                    "user.reactivated", "user.deactivated", "user.changed", "user.invited-again", "user.invited",
                ]
            )
            #expect(log.allSatisfy { $0["via"] as? String == "key" && $0["request"] != nil })
        }
    }

    @Test("The list of people is searched, filtered, ordered and paged", arguments: Engine.available)
    func listing(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            for name in ["Ben", "Cleo", "Dora"] {
                let body = #"{"email":"\#(name)@example.org","name":"\#(name)","role":"member"}"#
                #expect(try await desk.ask(.post, "/v1/users", body).status == 201)
            }
            func names(_ query: String) async throws -> [String] {
                try await desk.ask(.get, "/v1/users?" + query).list("users").compactMap { $0["name"] as? String }
            }
            #expect(try await names("role=member&order=name&direction=descending") == ["Dora", "Cleo", "Ben"])
            #expect(try await names("search=cl%20example") == ["Cleo"])
            #expect(try await names("state=active") == ["Ada Weaver"])
            let first = try await desk.ask(.get, "/v1/users?pageSize=3&role=member&order=email")
            #expect(first.fields["Link"] == nil && first.json["total"] as? Int == 3)
            let page = try await desk.ask(.get, "/v1/users?pageSize=2")
            #expect(page.fields["Link"] == #"</v1/users?pageSize=2&page=2>; rel="next""#)
            #expect(try await names("pageSize=2&page=2").count == 2)
            #expect(try await names("pageSize=500&page=100000").isEmpty)
        }
    }

    @Test("Nobody overwrites what somebody else has changed meanwhile", arguments: Engine.available)
    func conditional(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            for (path, body) in [
                ("/v1/organisation", #"{"timeZone":"Asia/Kathmandu"}"#),
                ("/v1/users/\(desk.ada.user?.rawValue ?? "")", #"{"name":"Ada W."}"#),
            ] {
                let shown = try await desk.ask(.get, path)
                let tag = try #require(shown.fields[.etag])
                let changed = try await desk.ask(.patch, path, body, fields: [.ifMatch: tag])
                #expect(changed.status == 200 && changed.fields[.etag] != tag)
                let late = try await desk.ask(.patch, path, body, fields: [.ifMatch: tag])
                #expect(late.status == 412 && late.code == "request.changed-meanwhile")
                #expect(try await desk.ask(.patch, path, body, fields: [.ifMatch: "*"]).status == 200)
                let request = Request(
                    .get,
                    path,
                    fields: [
                        .ifNoneMatch: changed.fields[.etag] ?? "",
                        .authorization: "Bearer \(desk.keys[.admin]?.reveal() ?? "")",
                    ]
                )
                #expect(await desk.router.handle(request).status == .notModified)
            }
        }
    }

    @Test("The audit log is filtered, and its pages meet without gap or overlap", arguments: Engine.available)
    func auditEntries(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            for name in ["A", "B", "C", "D", "E"] {
                desk.clock.advance(by: .seconds(1))
                _ = try await desk.ask(.patch, "/v1/organisation", #"{"name":"\#(name)"}"#)
            }
            let all = try await desk.ask(.get, "/v1/audit-entries").list("auditEntries").compactMap {
                $0["id"] as? String
            }
            var seen: [String] = []
            var target: String? = "/v1/audit-entries?pageSize=3"
            while let page = target {
                let answer = try await desk.ask(.get, page)
                seen += answer.list("auditEntries").compactMap { $0["id"] as? String }
                target = answer.json["next"].map { "/v1/audit-entries?pageSize=3&after=\($0)" }
                #expect((answer.fields["Link"] == nil) == (target == nil))
            }
            #expect(seen == all && all.count == 9)
            let changes = try await desk.ask(
                .get,
                "/v1/audit-entries?action=organisation.changed&user=\(desk.ada.user?.rawValue ?? "")"
                    + "&from=\((desk.clock.now - .seconds(2)).iso8601)&until=\(desk.clock.now.iso8601)"
            ).list("auditEntries")
            #expect(changes.compactMap { $0["became"] as? String }.map { $0.prefix(1) } == ["D", "C"])
        }
    }

    @Test("Jobs are listed, shown, cancelled and retried", arguments: Engine.available)
    func jobs(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            let first = try await desk.enqueue("mail.deliver", arguments: ["ü", "x"])
            let second = try await desk.enqueue()
            let list = try await desk.ask(.get, "/v1/jobs?pageSize=1")
            #expect(list.list("jobs").map { $0["id"] as? String } == [second])
            #expect(list.json["next"] as? String == second)
            let older = try await desk.ask(.get, "/v1/jobs?after=\(second)&state=ready&state=dead&kind=mail.deliver")
            #expect(older.list("jobs").map { $0["id"] as? String } == [first] && older.json["next"] == nil)
            let shown = try await desk.ask(.get, "/v1/jobs/\(first)")
            #expect(shown.json["arguments"] as? [String] == ["ü", "x"] && shown.json["group"] as? String == "g")
            let refused = try await desk.ask(.post, "/v1/jobs/\(first)/retries")
            #expect(refused.status == 409 && refused.code == "job.not-stopped")
            let cancelled = try await desk.ask(.put, "/v1/jobs/\(first)/cancellation")
            #expect(cancelled.status == 200 && cancelled.json["state"] as? String == "cancelled")
            #expect(try await desk.ask(.put, "/v1/jobs/\(first)/cancellation").code == "job.ended")
            let retried = try await desk.ask(.post, "/v1/jobs/\(first)/retries")
            #expect(retried.status == 202 && retried.json["state"] as? String == "ready")
        }
    }

    @Test("Mails are listed, read by administrators and sent again", arguments: Engine.available, [true, false])
    func mails(engine: Engine, sendsMail: Bool) async throws {
        try await Desk.on(engine, sendsMail: sendsMail) { desk in
            let body = #"{"email":"ben@example.org","name":"Ben","role":"member"}"#
            let made = try await desk.ask(.post, "/v1/users", body)
            #expect((made.json["link"] == nil) == sendsMail)
            let state = sendsMail ? "queued" : "held"
            let list = try await desk.ask(.get, "/v1/mails?state=\(state)", as: .auditor)
            #expect(
                list.json["total"] as? Int == 1
                    && list.list("mails").first?["recipient"] as? String == "ben@example.org"
            )
            #expect(!list.text.contains("https://loam.example.org"))
            let id = try #require(list.list("mails").first?["id"] as? String)
            let opened = try await desk.ask(.get, "/v1/mails/\(id)")
            #expect((opened.json["text"] as? String)?.contains("https://loam.example.org") == true)
            let again = try await desk.ask(.post, "/v1/mails/\(id)/deliveries")
            #expect(again.status == 409 && again.code == (sendsMail ? "mail.under-way" : "mail.no-server"))
        }
    }
}
