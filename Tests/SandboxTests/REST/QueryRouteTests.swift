import HTTP
import Testing

@testable import Sandbox

struct QueryRouteTests {
    /// An org with so many leads, saved 200 at a time.
    private func desk(leads: Int) async throws -> RESTDesk {
        let desk = try await RESTDesk()
        for start in stride(from: 0, to: leads, by: 200) {
            let rows = (start..<min(start + 200, leads)).map {
                #"{"attributes":{"type":"Lead"},"LastName":"Lead \#($0)","Company":"Acme"}"#
            }
            try await desk.send(.post, "v60.0/composite/sobjects", #"{"records":[\#(rows.joined(separator: ","))]}"#)
        }
        return desk
    }

    @Test("X-04 · pages follow one another by locators, whatever is sent along with them")
    func pages() async throws {
        let desk = try await desk(leads: 500)
        let first = try await desk.send(
            .get,
            "v58.0/query/?q=SELECT+Id+FROM+Lead+ORDER+BY+Id",
            "",
            ["Sforce-Query-Options": "batchSize=200"]
        )
        #expect(try first.value("totalSize") == .integer(500))
        #expect(try first.value("done") == .flag(false))
        let next = try #require(try first.value("nextRecordsUrl")?.text)
        #expect(next.hasPrefix("/services/data/v58.0/query/01g"))
        let path = next.dropFirst("/services/data/".count)
        let second = try await desk.send(.get, path + "?q=SELECT+Id+FROM+Lead")
        #expect(try second.value("records")?.array?.count == 200)
        let last = try #require(try second.value("nextRecordsUrl")?.text).dropFirst("/services/data/".count)
        let third = try await desk.send(.get, String(last))
        #expect(try third.value("records")?.array?.count == 100)
        #expect(try third.value("done") == .flag(true))
    }

    @Test("X-04 · faults make pages small and locators expire")
    func faults() async throws {
        let desk = try await desk(leads: 500)
        desk.faults.replace(with: [try Fault(parsing: "small-pages:rows=200"), try Fault(parsing: "expired-locator")])
        let first = try await desk.send(.get, "v60.0/query?q=SELECT+Id+FROM+Lead")
        #expect(try first.value("records")?.array?.count == 200)
        let next = try #require(try first.value("nextRecordsUrl")?.text).dropFirst("/services/data/".count)
        let expired = try await desk.send(.get, String(next))
        #expect(expired.status == 400)
        #expect(try expired.value("0.errorCode") == .text("INVALID_QUERY_LOCATOR"))
    }

    @Test("X-04 · a query that is wrong says so, and one can be explained")
    func refusals() async throws {
        let desk = try await RESTDesk()
        let none = try await desk.send(.get, "v60.0/query")
        #expect(try none.value("0.message") == .text("A query string has to be specified"))
        let wrong = try await desk.send(.get, "v60.0/query?q=SELECT+Nme+FROM+Lead")
        #expect(try wrong.value("0.errorCode") == .text("INVALID_FIELD"))
        let explained = try await desk.send(.get, "v60.0/query?explain=SELECT+Id+FROM+Lead")
        #expect(try explained.value("plans.0.sobjectType") == .text("Lead"))
    }

    @Test("X-04 · the rows below a row come as the page of a query")
    func children() async throws {
        let desk = try await RESTDesk()
        let account = try await desk.make("Account", #"{"Name":"Acme"}"#)
        let contact = try await desk.make("Contact", #"{"LastName":"Doe","AccountId":"\#(account)"}"#)
        let rows = try await desk.send(.get, "v60.0/sobjects/Account/\(account)/Contacts?fields=Id,LastName")
        #expect(try rows.value("totalSize") == .integer(1))
        #expect(try rows.value("records.0.Id") == .text(contact))
        #expect(try rows.value("records.0")?.object?.members.count == 3)
    }
}

struct ListViewTests {
    @Test("X-04 · the lists of an object are told with their addresses, and each shows its rows as texts")
    func lists() async throws {
        let desk = try await RESTDesk()
        let lead = try await desk.make("Lead", #"{"LastName":"Doe","FirstName":"Ada","Company":"Acme"}"#)
        let lists = try await desk.send(.get, "v60.0/sobjects/Lead/listviews")
        let views = try #require(try lists.value("listviews")?.array)
        #expect(views.map { $0.object?["developerName"]?.text } == ["AllLeads", "AllOpenLeads", "MyLeads"])
        #expect(try lists.value("size") == .integer(3))
        let open = try #require(views[1].object)
        let address = try #require(open["url"]?.text).dropFirst("/services/data/".count)
        #expect(try await desk.send(.get, String(address)).json() == views[1])

        let described = try await desk.send(.get, address + "/describe")
        #expect(try described.value("sobjectType") == .text("Lead"))
        #expect(try described.value("whereCondition.conditions.0.field") == .text("IsConverted"))
        #expect(try described.value("id")?.text?.utf8.count == 15)
        let query = try #require(try described.value("query")?.text)
        #expect(query.contains("toLabel(Status)") && query.contains("WHERE IsConverted = false"))
        let asked = try await desk.send(.get, "v60.0/query?q=" + PercentCoding.encode(query))
        #expect(try asked.value("totalSize") == .integer(1))

        let results = try await desk.send(.get, address + "/results?limit=5")
        #expect(try results.value("size") == .integer(1))
        let cells = try #require(try results.value("records.0.columns")?.array)
        func cell(_ path: String) -> JSON? {
            cells.first { $0.object?["fieldNameOrPath"]?.text == path }?.object?["value"]
        }
        #expect(cell("Name") == .text("Ada Doe"))
        #expect(cell("Id") == .text(lead))
        #expect(cell("Owner.Alias") == .text("aadmi"))
        #expect(cell("CreatedDate")?.text?.contains(" GMT ") == true)
    }

    @Test("X-04 · a list that is not there, and a limit out of range, are refused")
    func refusals() async throws {
        let desk = try await RESTDesk()
        #expect(try await desk.send(.get, "v60.0/sobjects/Lead/listviews/00B000000000000AAA").status == 404)
        #expect(try await desk.send(.get, "v60.0/sobjects/User/listviews").status == 404)
        let lists = try await desk.send(.get, "v60.0/sobjects/Account/listviews")
        let address = try #require(try lists.value("listviews.0.url")?.text).dropFirst("/services/data/".count)
        #expect(try await desk.send(.get, address + "/results?limit=0").status == 400)
        #expect(try await desk.send(.get, address + "/results?limit=2001").status == 400)
    }

    @Test("X-04 · every list of a fresh org can be asked for")
    func all() async throws {
        let desk = try await RESTDesk()
        for view in ListView.fresh {
            let lists = try await desk.send(.get, "v60.0/sobjects/\(view.object)/listviews")
            let found = try #require(
                try lists.value("listviews")?.array?.first { $0.object?["developerName"]?.text == view.developerName }
            )
            let address = try #require(found.object?["resultsUrl"]?.text).dropFirst("/services/data/".count)
            let results = try await desk.send(.get, String(address))
            #expect(results.status == 200, "\(view.developerName): \(results.text)")
            #expect(try results.value("columns")?.array?.count == view.columns.count + 4)
        }
    }
}
