import Database
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct PlatformEventTests {
    private static let event = "v60.0/sobjects/Loam_Enrich_Request__e"

    private func count(_ desk: RESTDesk) async throws -> Int {
        try await desk.org.database.read { db in
            try db.one(Int.self, "SELECT count(*) FROM \"Loam_Enrich_Request__e\"")
        }
    }

    @Test("X-04 · an event is published like a row, and the answer holds its identifier among the errors")
    func publish() async throws {
        let desk = try await RESTDesk()
        let reply = try await desk.send(
            .post,
            PlatformEventTests.event + "/",
            #"{"Record_ID__c":"001LM0000001000AAA"}"#
        )
        #expect(reply.status == 201)
        #expect(try reply.value("success") == .flag(true))
        #expect(try reply.value("id")?.text?.hasPrefix("e00") == true)
        #expect(try reply.value("errors.0.statusCode") == .text("OPERATION_ENQUEUED"))
        #expect(try reply.value("errors.0.fields") == .array([]))
        let uuid = try #require(try reply.value("errors.0.message")?.text)
        let kept = try await desk.org.database.read { db in
            try db.one(String.self, "SELECT \"EventUuid\" FROM \"Loam_Enrich_Request__e\" WHERE \"ReplayId\" = '1'")
        }
        #expect(kept == uuid)
        #expect(uuid.count == 36 && uuid.split(separator: "-")[2].hasPrefix("4"))

        let refused = try await desk.send(.post, PlatformEventTests.event, "{}")
        #expect(refused.status == 400)
        #expect(try refused.value("0.errorCode") == .text("REQUIRED_FIELD_MISSING"))
    }

    @Test("X-04 · a collection publishes each, and an undone transaction none")
    func collection() async throws {
        let desk = try await RESTDesk()
        func body(_ second: String) -> String {
            """
            {"allOrNone":true,"records":[
            {"attributes":{"type":"Loam_Enrich_Request__e"},"Record_ID__c":"001LM0000001000AAA"},
            {"attributes":{"type":"Loam_Enrich_Request__e"}\(second)}]}
            """
        }
        let undone = try await desk.send(.post, "v60.0/composite/sobjects", body(""))
        #expect(try undone.json().array?.map { $0.object?["success"] } == [.flag(false), .flag(false)])
        #expect(try await count(desk) == 0)
        let done = try await desk.send(.post, "v60.0/composite/sobjects", body(#","Record_ID__c":"x""#))
        #expect(try done.value("1.errors.0.statusCode") == .text("OPERATION_ENQUEUED"))
        #expect(try await count(desk) == 2)
    }

    @Test("X-04 · events cannot be queried, read, changed or deleted, and describe says so")
    func nothingElse() async throws {
        let desk = try await RESTDesk()
        let id = try await desk.make("Loam_Enrich_Request__e", #"{"Record_ID__c":"x"}"#)
        let query = try await desk.send(.get, "v60.0/query?q=SELECT+Id+FROM+Loam_Enrich_Request__e")
        #expect(query.status == 400)
        #expect(try query.value("0.errorCode") == .text("INVALID_TYPE"))
        for method: HTTP.Method in [.get, .patch, .delete] {
            let reply = try await desk.send(method, PlatformEventTests.event + "/" + id, method == .patch ? "{}" : "")
            #expect(reply.status == 404)
        }
        let describe = try await desk.send(.get, PlatformEventTests.event + "/describe")
        for (name, flag) in [
            ("queryable", false), ("retrieveable", false), ("updateable", false), ("createable", true),
        ] {
            #expect(try describe.value(name) == .flag(flag), "\(name)")
        }
    }

    @Test("X-04 · events are forgotten after three days")
    func retention() async throws {
        let clock = TestClock()
        try await clock.govern {
            let desk = try await RESTDesk()
            _ = try await desk.make("Loam_Enrich_Request__e", #"{"Record_ID__c":"x"}"#)
            clock.advance(by: .hours(72))
            _ = try await desk.make("Loam_Enrich_Request__e", #"{"Record_ID__c":"y"}"#)
            #expect(try await count(desk) == 2)
            clock.advance(by: .seconds(1))
            _ = try await desk.make("Loam_Enrich_Request__e", #"{"Record_ID__c":"z"}"#)
            #expect(try await count(desk) == 2)
        }
    }
}
