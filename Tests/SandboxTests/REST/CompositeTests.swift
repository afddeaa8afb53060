import HTTP
import Testing

@testable import Sandbox

struct CompositeTests {
    private func composite(_ desk: RESTDesk, _ parts: String, allOrNone: Bool = false) async throws -> RESTDesk.Reply {
        try await desk.send(.post, "v60.0/composite", #"{"allOrNone":\#(allOrNone),"compositeRequest":[\#(parts)]}"#)
    }

    private let family = #"""
        {"method":"POST","url":"/services/data/v60.0/sobjects/Account","referenceId":"acc","body":{"Name":"Acme"}},
        {"method":"POST","url":"/services/data/v60.0/sobjects/Contact/","referenceId":"con",
         "httpHeaders":{"Sforce-Auto-Assign":"false"},"body":{"LastName":"Doe","AccountId":"@{acc.id}"}},
        {"method":"GET","url":"/services/data/v60.0/sobjects/Account/@{acc.id}?fields=Name","referenceId":"read"},
        {"method":"PATCH","url":"/services/data/v60.0/sobjects/Contact/@{con.id}","referenceId":"edit",
         "body":{"Title":"@{read.Name} @{acc.success}"}}
        """#

    @Test("X-04 · later parts use what earlier ones answered", arguments: [false, true])
    func references(allOrNone: Bool) async throws {
        let desk = try await RESTDesk()
        let reply = try await composite(desk, family, allOrNone: allOrNone)
        #expect(reply.status == 200)
        let parts = try #require(try reply.value("compositeResponse")?.array)
        #expect(
            parts.map { $0.object?["httpStatusCode"] } == [.integer(201), .integer(201), .integer(200), .integer(204)]
        )
        #expect(parts.map { $0.object?["referenceId"]?.text } == ["acc", "con", "read", "edit"])
        #expect(parts[3].object?["body"] == .null)
        let account = try #require(parts[0].object?["body"]?.object?["id"]?.text)
        #expect(
            parts[0].object?["httpHeaders"]?.object?["Location"]
                == .text("/services/data/v60.0/sobjects/Account/" + account)
        )
        let contact = try #require(parts[1].object?["body"]?.object?["id"]?.text)
        let read = try await desk.send(.get, "v60.0/sobjects/Contact/\(contact)?fields=AccountId,Title")
        #expect(try read.value("AccountId") == .text(account))
        #expect(try read.value("Title") == .text("Acme true"))
        #expect(desk.calls.total == 2)
    }

    private let broken = #"""
        {"method":"POST","url":"/services/data/v60.0/sobjects/Account","referenceId":"acc","body":{"Name":"Acme"}},
        {"method":"POST","url":"/services/data/v60.0/sobjects/Account","referenceId":"bad","body":{"Nme":"x"}},
        {"method":"POST","url":"/services/data/v60.0/sobjects/Contact","referenceId":"con",
         "body":{"LastName":"Doe","AccountId":"@{bad.id}"}}
        """#

    @Test("X-04 · who needs a failed part fails too, and the others stand")
    func halted() async throws {
        let desk = try await RESTDesk()
        let parts = try #require(try await composite(desk, broken).value("compositeResponse")?.array)
        #expect(parts.map { $0.object?["httpStatusCode"] } == [.integer(201), .integer(400), .integer(400)])
        #expect(parts[2].object?["body"]?.array?.first?.object?["errorCode"] == .text("PROCESSING_HALTED"))
        #expect(try await count("Account", desk) == 1)
    }

    @Test("X-04 · with allOrNone one failed part undoes all")
    func rolledBack() async throws {
        let desk = try await RESTDesk()
        let parts = try #require(try await composite(desk, broken, allOrNone: true).value("compositeResponse")?.array)
        let codes = parts.map { $0.object?["body"]?.array?.first?.object?["errorCode"]?.text }
        #expect(codes == ["PROCESSING_HALTED", "INVALID_FIELD", "PROCESSING_HALTED"])
        #expect(try await count("Account", desk) == 0)
    }

    private func count(_ object: String, _ desk: RESTDesk) async throws -> Int64? {
        try await desk.send(.get, "v60.0/limits/recordCount?sObjects=\(object)").value("sObjects.0.count")?.integer
    }

    @Test(
        "X-04 · what makes a composite request wrong as a whole",
        arguments: [
            (#"{"method":"GET","url":"/services/data/v60.0/limits","referenceId":"_a"}"#, "JSON_PARSER_ERROR"),
            (#"{"method":"GET","url":"/services/data/v60.0/limits"}"#, "JSON_PARSER_ERROR"),
            (
                #"{"method":"GET","url":"/x","referenceId":"a"},{"method":"GET","url":"/x","referenceId":"a"}"#,
                "JSON_PARSER_ERROR"
            ),
            ("", "INVALID_INPUT"),
            (
                (0..<26).map { #"{"method":"GET","url":"/services/data/v60.0/limits","referenceId":"r\#($0)"}"# }
                    .joined(separator: ","),
                "LIMIT_EXCEEDED"
            ),
        ]
    )
    func wholly(parts: String, code: String) async throws {
        let reply = try await composite(RESTDesk(), parts)
        #expect(reply.status == 400)
        #expect(try reply.value("0.errorCode") == .text(code))
    }

    @Test("X-04 · parts that are no resource, or another composite, are not found")
    func unknownParts() async throws {
        let parts = [
            "/services/data/v60.0/nothing", "/elsewhere", "/services/data/v60.0/composite",
            "/services/data/v99.0/limits",
        ]
        for part in parts {
            let reply = try await composite(
                RESTDesk(),
                #"{"method":"POST","url":"\#(part)","referenceId":"a","body":{}}"#
            )
            #expect(try reply.value("compositeResponse.0.httpStatusCode") == .integer(404))
        }
    }

    @Test("X-04 · a batch goes on after an error unless it is told to halt")
    func batch() async throws {
        let desk = try await RESTDesk()
        let requests = #"""
            [{"method":"POST","url":"v60.0/sobjects/Account","richInput":{"Name":"One"}},
             {"method":"GET","url":"v60.0/sobjects/Account/001000000000000AAA"},
             {"method":"GET","url":"/services/data/v60.0/limits"}]
            """#
        let reply = try await desk.send(.post, "v60.0/composite/batch/", #"{"batchRequests":\#(requests)}"#)
        #expect(try reply.value("hasErrors") == .flag(true))
        #expect(
            try reply.value("results")?.array?.map { $0.object?["statusCode"] } == [
                .integer(201), .integer(404), .integer(200),
            ]
        )
        #expect(desk.calls.total == 3)
        let halting = try await desk.send(
            .post,
            "v60.0/composite/batch",
            #"{"haltOnError":true,"batchRequests":\#(requests)}"#
        )
        #expect(try halting.value("results.2.statusCode") == .integer(412))
        #expect(try halting.value("results.2.result.0.errorCode") == .text("BATCH_PROCESSING_HALTED"))
    }

    @Test("X-04 · a tree is saved with its levels, or not at all")
    func tree() async throws {
        let desk = try await RESTDesk()
        func tree(_ contact: String) -> String {
            #"""
            {"records":[{"attributes":{"type":"Account","referenceId":"a1"},"Name":"Acme","Contacts":{"records":[
            {"attributes":{"type":"Contact","referenceId":"c1"},\#(contact)}]}}]}
            """#
        }
        let wrong = try await desk.send(.post, "v60.0/composite/tree/Account/", tree(#""Nme":"x""#))
        #expect(wrong.status == 400)
        #expect(try wrong.value("hasErrors") == .flag(true))
        #expect(try wrong.value("results.0.referenceId") == .text("c1"))
        #expect(try wrong.value("results.0.errors.0.statusCode") == .text("INVALID_FIELD"))
        #expect(try await count("Account", desk) == 0)
        let right = try await desk.send(.post, "v60.0/composite/tree/Account", tree(#""LastName":"Doe""#))
        #expect(right.status == 201)
        let ids = try #require(try right.value("results")?.array?.compactMap { $0.object?["id"]?.text })
        #expect(
            try await desk.send(.get, "v60.0/sobjects/Contact/\(ids[1])?fields=AccountId").value("AccountId")
                == .text(ids[0])
        )
    }
}

struct CollectionTests {
    @Test("X-04 · rows of a collection have outcomes of their own, in their order")
    func partial() async throws {
        let desk = try await RESTDesk()
        let reply = try await desk.send(
            .post,
            "v60.0/composite/sobjects",
            #"""
            {"records":[{"attributes":{"type":"Account"},"Name":"One"},{"attributes":{"type":"Account"},"Nme":"x"},
            {"attributes":{"type":"Lead"},"LastName":"Doe","Company":"Acme"},{"Name":"untyped"},
            {"attributes":{"type":"Nothing"}}]}
            """#
        )
        #expect(reply.status == 200)
        let results = try #require(try reply.json().array)
        #expect(
            results.map { $0.object?["success"] } == [
                .flag(true), .flag(false), .flag(true), .flag(false), .flag(false),
            ]
        )
        #expect(results[1].object?["errors"]?.array?.first?.object?["statusCode"] == .text("INVALID_FIELD"))
        #expect(results[2].object?["id"]?.text?.hasPrefix("00Q") == true)
    }

    @Test("X-04 · with allOrNone the right rows of a collection are undone too")
    func allOrNone() async throws {
        let desk = try await RESTDesk()
        let reply = try await desk.send(
            .post,
            "v60.0/composite/sobjects",
            #"{"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"One"},{"attributes":{"type":"Account"},"Nme":"x"}]}"#
        )
        let codes = try reply.json().array?.map { $0.object?["errors"]?.array?.first?.object?["statusCode"]?.text }
        #expect(codes == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_FIELD"])
        #expect(
            try await desk.send(.get, "v60.0/limits/recordCount?sObjects=Account").value("sObjects.0.count")
                == .integer(0)
        )
    }

    @Test("X-04 · rows are changed by their ids, spelt either way, and retrieved in order")
    func updateAndRetrieve() async throws {
        let desk = try await RESTDesk()
        let one = try await desk.make("Account", #"{"Name":"One"}"#)
        let two = try await desk.make("Account", #"{"Name":"Two"}"#)
        let reply = try await desk.send(
            .patch,
            "v60.0/composite/sobjects",
            #"""
            {"records":[{"attributes":{"type":"Account"},"id":"\#(one)","Name":"Uno"},
            {"attributes":{"type":"Account"},"Id":"\#(two)","Phone":"1"},{"attributes":{"type":"Account"},"Name":"x"}]}
            """#
        )
        let results = try #require(try reply.json().array)
        #expect(results.map { $0.object?["success"] } == [.flag(true), .flag(true), .flag(false)])
        #expect(results[2].object?["errors"]?.array?.first?.object?["statusCode"] == .text("MISSING_ARGUMENT"))
        let posted = try await desk.send(
            .post,
            "v60.0/composite/sobjects/Account",
            #"{"ids":["\#(two)","001000000000000AAA","\#(one)"],"fields":["Name","Phone"]}"#
        )
        let rows = try #require(try posted.json().array)
        #expect(rows.map { $0.object?["Name"]?.text } == ["Two", nil, "Uno"])
        #expect(rows[1] == .null)
        let got = try await desk.send(.get, "v60.0/composite/sobjects/Account?ids=\(one),\(two)&fields=Id,Name")
        #expect(try got.json().array?.count == 2)
        let unknown = try await desk.send(.get, "v60.0/composite/sobjects/Account?ids=\(one)&fields=Nme")
        #expect(try unknown.value("0.errorCode") == .text("INVALID_FIELD"))
    }

    @Test("X-04 · more than 200 rows are refused as a whole")
    func limit() async throws {
        let rows = Array(repeating: #"{"attributes":{"type":"Account"},"Name":"x"}"#, count: 201).joined(separator: ",")
        let reply = try await RESTDesk().send(.post, "v60.0/composite/sobjects", #"{"records":[\#(rows)]}"#)
        #expect(reply.status == 400)
    }
}
