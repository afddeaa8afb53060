import HTTP
import Testing

@testable import Sandbox

struct SearchRouteTests {
    @Test("X-04 · what is searched for is found by a statement and by parameters, in an address and in a body")
    func searching() async throws {
        let desk = try await RESTDesk()
        let account = try await desk.make("Account", #"{"Name":"Acme Quarries"}"#)
        _ = try await desk.make("Account", #"{"Name":"Other"}"#)
        let replies = [
            try await desk.send(.get, "v60.0/search/?q=FIND+%7Bquarries%7D+IN+NAME+FIELDS+RETURNING+Account(Id,Name)"),
            try await desk.send(
                .get,
                "v60.0/parameterizedSearch?q=quarries&sobject=Account&Account.fields=Id,Name&in=NAME"
            ),
            try await desk.send(
                .post,
                "v60.0/parameterizedSearch",
                #"{"q":"quarries","in":"NAME","sobjects":[{"name":"Account","fields":["Id","Name"],"limit":5}]}"#
            ),
        ]
        for reply in replies {
            #expect(try reply.value("searchRecords")?.array?.count == 1, "\(reply.text)")
            #expect(try reply.value("searchRecords.0.Id") == .text(account))
            #expect(try reply.value("searchRecords.0.Name") == .text("Acme Quarries"))
        }
    }

    @Test("X-04 · a search without a term is refused", arguments: ["search", "parameterizedSearch?in=NAME"])
    func refusals(path: String) async throws {
        #expect(try await RESTDesk().send(.get, "v60.0/" + path).status == 400)
    }
}
