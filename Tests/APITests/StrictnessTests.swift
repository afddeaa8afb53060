import Capabilities
import HTTP
import Store
import TestSupport
import Testing

@testable import API

@Suite struct StrictnessTests {
    @Test("A body that is wrong is refused with every place where it is")
    func bodies() async throws {
        try await Desk.on { desk in
            for (body, status, code, fields) in [
                ("", 400, "request.invalid-body", []), ("[]", 400, "request.invalid-body", []),
                ("{", 400, "request.invalid-body", []), ("\"a\"", 400, "request.invalid-body", []),
                (#"{"email":"ben@example.org","name":"Ben"}"#, 400, "request.invalid-body", ["role"]),
                (#"{"email":"b@example.org","name":"B","role":"king"}"#, 400, "request.invalid-body", ["role"]),
                (#"{"email":"b@example.org","name":7,"role":"admin"}"#, 400, "request.invalid-body", ["name"]),
                (#"{"email":null,"name":"B","role":"admin"}"#, 400, "request.invalid-body", ["email"]),
                (
                    #"{"email":"b@e.org","nmae":"B","rank":1,"role":"admin"}"#, 400, "request.invalid-body",
                    ["nmae", "rank"]
                ),
                (#"{"email":"nobody","name":"","role":"admin"}"#, 422, "form.invalid", ["email", "name"]),
                (#"{"email":"b@example.org","name":"a\u0000b","role":"admin"}"#, 422, "form.invalid", ["name"]),
                (#"{"email":"ada@example.org","name":"A","role":"admin"}"#, 422, "form.invalid", ["email"]),
            ] as [(String, Int, String, [String])] {
                let answer = try await desk.ask(.post, "/v1/users", body)
                #expect(
                    answer.status == status && answer.code == code && answer.wrongFields == fields,
                    "\(body): \(answer.text)"
                )
            }
            let form = try await desk.ask(.post, "/v1/users", as: .admin, fields: [.contentType: "text/plain"])
            #expect(form.status == 415 || form.status == 400)
            let deep = String(repeating: "[", count: 5000)
            #expect(try await desk.ask(.post, "/v1/users", #"{"email":"# + deep).status == 400)
        }
    }

    @Test("A query that is wrong is refused with every place where it is")
    func queries() async throws {
        try await Desk.on { desk in
            for (target, fields) in [
                ("/v1/me?x=1", ["x"]), ("/v1/users?page=0&pageSize=501", ["page", "pageSize"]),
                ("/v1/users?page=99999999999999999999", ["page"]), ("/v1/users?page=-1", ["page"]),
                ("/v1/users?role=king&state=&order=shoe", ["order", "role", "state"]),
                ("/v1/users?search=a&search=b", ["search"]), ("/v1/users?search=a%00b", ["search"]),
                (
                    "/v1/audit-entries?after=1&from=yesterday&until=&user=7&action=x",
                    ["action", "after", "from", "until", "user"]
                ),
                ("/v1/audit-entries?after=99999999999999999999.01900000-0000-7000-8000-000000000000", ["after"]),
                ("/v1/jobs?state=ready&state=odd&after=x", ["after", "state"]), ("/v1/mails?state=lost", ["state"]),
                ("/v1/organisation?name=x", ["name"]),
            ] {
                let answer = try await desk.ask(.get, target)
                #expect(answer.status == 400 && answer.code == "request.invalid-query", "\(target): \(answer.text)")
                #expect(answer.wrongFields == fields, "\(target)")
            }
        }
    }

    @Test("An id that nothing has, or that is none, is not found")
    func ids() async throws {
        try await Desk.on(rateLimit: RateLimit(burst: 10_000)) { desk in
            for operation in desk.api.operations where !operation.pathParameters.isEmpty {
                for id in ["x", "01900000-0000-7000-8000-00000000000G", "a%2Fb", "%F0%9F%98%80", "'%20OR%201=1"] {
                    let target = operation.example.replacing("01900000-0000-7000-8000-000000000000", with: id)
                    let answer = try await desk.ask(operation.method, target, operation.exampleBody)
                    #expect(answer.status == 404, "\(target): \(answer.text)")
                    #expect(answer.code?.hasSuffix(".unknown") == true, "\(target): \(answer.text)")
                }
            }
        }
    }

    @Test("Paths and methods that are not there are problems, too")
    func paths() async throws {
        try await Desk.on { desk in
            #expect(try await desk.ask(.get, "/v1").code == "not-found")
            #expect(try await desk.ask(.get, "/v1/shoes").code == "not-found")
            let answer = try await desk.ask(.delete, "/v1/users")
            #expect(answer.status == 405 && answer.fields[.allow] == "GET, HEAD, OPTIONS, POST")
            #expect(answer.fields[.contentType] == "application/problem+json")
        }
    }

    @Test("What the capabilities refuse is a conflict or a fault with its code")
    func refusals() async throws {
        try await Desk.on { desk in
            let ada = "/v1/users/\(desk.ada.user?.rawValue ?? "")"
            for (method, target, body, status, code) in [
                (Method.put, ada + "/deactivation", nil, 409, "user.own-deactivation"),
                (.patch, ada, #"{"role":"member"}"#, 409, "user.own-role"),
                (.post, ada + "/invitations", nil, 409, "user.not-invited"),
                (.patch, "/v1/organisation", #"{"timeZone":"Mars/Olympus"}"#, 422, "form.invalid"),
                (.patch, "/v1/organisation", #"{"name":" "}"#, 422, "form.invalid"),
            ] as [(Method, String, String?, Int, String)] {
                let answer = try await desk.ask(method, target, body)
                #expect(answer.status == status && answer.code == code, "\(target): \(answer.text)")
            }
        }
    }
}
