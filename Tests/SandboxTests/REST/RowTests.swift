import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct RowTests {
    @Test("X-04 · a row is made, read, changed and read again")
    func lifecycle() async throws {
        let desk = try await RESTDesk()
        let made = try await desk.send(
            .post,
            "v60.0/sobjects/Lead/",
            #"{"LastName":"Doe","Company":"Acme","attributes":{}}"#
        )
        #expect(made.status == 201)
        let id = try #require(try made.value("id")?.text)
        #expect(made.text == #"{"id":"\#(id)","success":true,"errors":[]}"#)
        #expect(made.fields[.location] == "/services/data/v60.0/sobjects/Lead/" + id)

        let read = try await desk.send(.get, "v61.0/sobjects/lead/\(id.prefix(15))")
        #expect(read.status == 200)
        #expect(
            read.text.hasPrefix(
                #"{"attributes":{"type":"Lead","url":"/services/data/v61.0/sobjects/Lead/\#(id)"},"Id":"\#(id)","#
            )
        )
        #expect(try read.value("LastName") == .text("Doe"))
        #expect(try read.value("Address") == .null)
        #expect(try read.value("CreatedDate")?.text?.hasSuffix(".000+0000") == true)

        let changed = try await desk.send(.patch, "v60.0/sobjects/Lead/\(id)", #"{"FirstName":"Ada","City":"Reno"}"#)
        #expect(changed.status == 204)
        #expect(changed.text.isEmpty)
        let some = try await desk.send(.get, "v60.0/sobjects/Lead/\(id)?fields=FirstName,Address")
        #expect(try some.value("FirstName") == .text("Ada"))
        #expect(try some.value("Address.city") == .text("Reno"))
        #expect(try some.json().object?.members.map(\.name) == ["attributes", "FirstName", "Address"])
    }

    @Test(
        "X-04 · a row of any length comes whole, with what needs an escape",
        arguments: [1, 1000, 3500, 3999, 4000, 31_000]
    )
    func long(length: Int) async throws {
        let desk = try await RESTDesk()
        // Each second sign takes two when it is escaped.
        let text = String(String(repeating: "a\"\\é\n", count: length / 5 + 1).prefix(length - 1)) + "z"
        let id = try await desk.make(
            "Account",
            String(
                decoding: JSON.object(
                    JSONObject(members: [
                        .init(name: "Name", value: .text("Acme")), .init(name: "Description", value: .text(text)),
                    ])
                ).bytes,
                as: UTF8.self
            )
        )
        let read = try await desk.send(.get, "v60.0/sobjects/Account/\(id)")
        #expect(read.status == 200)
        #expect(try read.value("Description") == .text(text))
        #expect(try read.value("Name") == .text("Acme"))
        #expect(read.text.hasSuffix("}"))
    }

    @Test("X-04 · clients without PATCH and with HEAD are understood")
    func methods() async throws {
        let desk = try await RESTDesk()
        let id = try await desk.make("Account", #"{"Name":"Acme"}"#)
        let changed = try await desk.send(
            .post,
            "v60.0/sobjects/Account/\(id)?_HttpMethod=PATCH",
            #"{"Name":"Acme Inc"}"#
        )
        #expect(changed.status == 204)
        #expect(
            try await desk.send(.get, "v60.0/sobjects/Account/\(id)?fields=Name").value("Name") == .text("Acme Inc")
        )
        #expect(try await desk.send(.head, "v60.0/sobjects/Account/\(id)").status == 200)
        #expect(try await desk.send(.options, "v60.0/sobjects/Account/\(id)").status == 204)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let method: HTTP.Method
        let path: String
        let body: String
        let status: Int
        let code: String
        var testDescription: String { "\(method) \(path) \(body)" }
    }

    static let refusals: [Refusal] = [
        .init(method: .get, path: "Account/001000000000000AAA", body: "", status: 404, code: "NOT_FOUND"),
        .init(method: .get, path: "Account/003000000000000AAA", body: "", status: 404, code: "NOT_FOUND"),
        .init(method: .get, path: "Account/nonsense", body: "", status: 404, code: "NOT_FOUND"),
        .init(method: .get, path: "Nothing/001000000000000AAA", body: "", status: 404, code: "NOT_FOUND"),
        .init(method: .patch, path: "Account/001000000000000AAA", body: "{}", status: 404, code: "NOT_FOUND"),
        .init(method: .post, path: "Account", body: #"{"Nme":"x"}"#, status: 400, code: "INVALID_FIELD"),
        .init(
            method: .post,
            path: "Account",
            body: #"{"Id":"001000000000000AAA"}"#,
            status: 400,
            code: "INVALID_FIELD_FOR_INSERT_UPDATE"
        ),
        .init(method: .post, path: "Account", body: "", status: 400, code: "JSON_PARSER_ERROR"),
        .init(
            method: .post,
            path: "Account",
            body: #"{"Name":"x","AnnualRevenue":"much"}"#,
            status: 400,
            code: "JSON_PARSER_ERROR"
        ),
        .init(method: .post, path: "Account", body: #"{"Name":{"a":1}}"#, status: 400, code: "JSON_PARSER_ERROR"),
    ]

    @Test("X-04 · what is wrong with a row is said with its code", arguments: refusals)
    func refusal(_ refusal: Refusal) async throws {
        let reply = try await RESTDesk().send(refusal.method, "v60.0/sobjects/" + refusal.path, refusal.body)
        #expect(reply.status == refusal.status, "\(reply.text)")
        #expect(try reply.value("0.errorCode") == .text(refusal.code))
    }

    @Test("X-04 · a value of another kind is refused with its place in the body")
    func places() async throws {
        let reply = try await RESTDesk().send(
            .post,
            "v60.0/sobjects/Opportunity",
            "{\"Name\":\"x\",\n \"CloseDate\":\"someday\"}"
        )
        #expect(
            try reply.value("0.message")
                == .text(
                    "Cannot deserialize instance of date from VALUE_STRING value someday or request may be missing a"
                        + " required field at [line:2, column:15]"
                )
        )
    }

    @Test("X-04 · conditions in the header are kept")
    func conditions() async throws {
        let desk = try await RESTDesk()
        let id = try await desk.make("Account", #"{"Name":"Acme"}"#)
        let path = "v60.0/sobjects/Account/\(id)"
        let first = try await desk.send(.get, path)
        let stamp = try #require(first.fields["Last-Modified"])
        let tag = try #require(first.fields[.etag])
        let past = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(try await desk.send(.get, path, "", ["If-Modified-Since": stamp]).status == 304)
        #expect(try await desk.send(.get, path, "", ["If-Modified-Since": past]).status == 200)
        #expect(try await desk.send(.get, path, "", ["If-None-Match": tag]).status == 304)
        #expect(try await desk.send(.patch, path, "{}", ["If-Unmodified-Since": past]).status == 412)
        #expect(try await desk.send(.patch, path, "{}", ["If-Match": "\"other\""]).status == 412)
        #expect(try await desk.send(.patch, path, "{}", ["If-Match": tag]).status == 204)
    }

    @Test("X-04 · a row is made or changed by a key, and blanks may come as plus signs")
    func upsert() async throws {
        let desk = try await RESTDesk()
        let path = "v60.0/sobjects/User/Username/ada+b%2Bc@loam.example"
        let missing = try await desk.send(.get, path)
        #expect(missing.status == 404)
        let field = try await desk.send(.patch, "v60.0/sobjects/Account/Nothing__c/1", "{}")
        #expect(field.status == 404)
        #expect(
            try field.value("0.message")
                == .text("Provided external ID field does not exist or is not accessible: Nothing__c")
        )
        let first = try await desk.make("Contact", #"{"LastName":"Doe","Email":"ada@loam.example"}"#)
        let byKey = "v60.0/sobjects/Contact/Email/ADA@loam.example"
        #expect(try await desk.send(.get, byKey).value("Id") == .text(first))
        let changed = try await desk.send(.patch, byKey, #"{"LastName":"Roe"}"#)
        #expect(changed.status == 200)
        #expect(changed.text == #"{"id":"\#(first)","success":true,"errors":[],"created":false}"#)
        let old = try await desk.send(.patch, "v45.0/sobjects/Contact/Email/ada@loam.example", #"{"LastName":"Poe"}"#)
        #expect(old.status == 204)
        let made = try await desk.send(.patch, "v60.0/sobjects/Contact/Email/eve@loam.example", #"{"LastName":"Eve"}"#)
        #expect(made.status == 201)
        #expect(try made.value("created") == .flag(true))
        let never = "v60.0/sobjects/Contact/Email/zoe@loam.example?updateOnly=true"
        #expect(try await desk.send(.patch, never, #"{"LastName":"Zoe"}"#).status == 404)
        let second = try await desk.make("Contact", #"{"LastName":"Doe","Email":"ada@loam.example"}"#)
        let several = try await desk.send(.patch, byKey, #"{"LastName":"Doe"}"#)
        #expect(several.status == 300)
        #expect(
            try several.json()
                == .array([first, second].map { .text("/services/data/v60.0/sobjects/Contact/" + $0) })
        )
    }

    @Test("X-04 · a parent is read by its relationship")
    func parents() async throws {
        let desk = try await RESTDesk()
        let account = try await desk.make("Account", #"{"Name":"Acme"}"#)
        let contact = try await desk.make("Contact", #"{"LastName":"Doe","AccountId":"\#(account)"}"#)
        #expect(try await desk.send(.get, "v60.0/sobjects/Contact/\(contact)/Account").value("Id") == .text(account))
        let alone = try await desk.make("Contact", #"{"LastName":"Roe"}"#)
        #expect(try await desk.send(.get, "v60.0/sobjects/Contact/\(alone)/Account").status == 404)
        #expect(try await desk.send(.get, "v60.0/sobjects/Contact/\(alone)/Nobody").status == 404)
    }

    @Test("X-04 · only what asks for it is recent")
    func recent() async throws {
        let desk = try await RESTDesk()
        let first = try await desk.make("Account", #"{"Name":"One"}"#)
        let second = try await desk.make("Account", #"{"Name":"Two"}"#)
        #expect(try await desk.send(.get, "v60.0/recent").text == "[]")
        for id in [first, second, first] {
            try await desk.send(.get, "v60.0/sobjects/Account/\(id)", "", ["Sforce-Mru": "updateMru=true"])
        }
        let rows = try await desk.send(.get, "v60.0/recent?limit=5").json().array
        #expect(rows?.map { $0.object?["Name"] } == [.text("One"), .text("Two")])
        #expect(try await desk.send(.get, "v60.0/sobjects/Account").value("recentItems")?.array?.count == 2)
    }

    @Test("X-04 · the ids of changed rows come by their time, and the spans have their limits")
    func updated() async throws {
        let clock = TestClock()
        try await clock.govern {
            let desk = try await RESTDesk()
            let id = try await desk.make("Lead", #"{"LastName":"Doe","Company":"Acme"}"#)
            clock.advance(by: .seconds(120))
            func span(_ from: Duration, _ to: Duration, _ kind: String = "updated") async throws -> RESTDesk.Reply {
                let start = (clock.now + from).iso8601
                let end = (clock.now + to).iso8601
                return try await desk.send(.get, "v60.0/sobjects/Lead/\(kind)/?start=\(start)&end=\(end)")
            }
            let reply = try await span(.seconds(-3600), .zero)
            #expect(try reply.value("ids") == .array([.text(id)]))
            #expect(try reply.value("latestDateCovered")?.text?.hasSuffix(":00.000+0000") == true)
            #expect(try await span(.seconds(-7200), .seconds(-3600)).value("ids") == .array([]))
            #expect(try await span(.days(-31), .zero).value("0.errorCode") == .text("INVALID_REPLICATION_DATE"))
            #expect(try await span(.zero, .seconds(10)).value("0.errorCode") == .text("INVALID_REPLICATION_DATE"))
            #expect(try await span(.days(-16), .zero, "deleted").status == 400)
            #expect(try await span(.days(-14), .zero, "deleted").value("deletedRecords") == .array([]))
        }
    }
}
