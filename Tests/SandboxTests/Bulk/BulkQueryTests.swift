import HTTP
import Testing

@testable import Sandbox

struct BulkQueryTests {
    @Test("X-04 · results come in pages, each with the header, and the last says null")
    func pages() async throws {
        let bulk = try await BulkFixture()
        let rows = "Name\n" + (0..<2500).map { "Page \($0)\n" }.joined()
        _ = try await bulk.ingest(#"{"object":"Account","operation":"insert"}"#, rows)
        let job = try await bulk.make("query", #"{"operation":"query","query":"SELECT Name FROM Account ORDER BY Id"}"#)
        await bulk.bulk.workNow()
        var locator = ""
        var names: [String] = []
        var sizes: [String] = []
        repeat {
            let path = "\(BulkFixture.base)/query/\(job)/results?maxRecords=1100&locator=\(locator)"
            let page = try await bulk.send(.get, path)
            let lines = page.body.split(separator: "\n").map(String.init)
            #expect(lines.first == "\"Name\"")
            names += lines.dropFirst()
            sizes.append(page.fields["Sforce-NumberOfRecords"] ?? "")
            locator = page.fields["Sforce-Locator"] ?? ""
        } while locator != "null"
        #expect(sizes == ["1100", "1100", "300"])
        #expect(names == (0..<2500).map { "\"Page \($0)\"" })
    }

    @Test("X-04 · the locator of a row is its number in Base64")
    func locators() throws {
        #expect(Locator.text(row: 10_000) == "MTAwMDA")
        #expect(try Locator.row("MTAwMDA") == 10_000)
        #expect(try Locator.row(nil) == 0)
        for row in [1, 12, 123, 1234, 12345, 123_456] { #expect(try Locator.row(Locator.text(row: row)) == row) }
        #expect(throws: OrgError.self) { try Locator.row("!!") }
    }

    @Test(
        "X-04 · a query that the Bulk API cannot answer is refused when its job is made",
        arguments: [
            "SELECT COUNT() FROM Account", "SELECT Nope__c FROM Account", "SELECT Id FROM", "SELECT Id FROM Nope__c",
            "SELECT BillingAddress FROM Account", "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
        ]
    )
    func refusals(soql: String) async throws {
        let bulk = try await BulkFixture()
        let answer = try await bulk.send(
            .post,
            "\(BulkFixture.base)/query",
            #"{"operation":"query","query":"\#(soql)"}"#
        )
        #expect(answer.status == 400)
        #expect(answer.body.hasPrefix("[{"))
    }

    @Test("X-04 · a query job is listed, told apart by version, aborted only before its end, and deleted")
    func manners() async throws {
        let bulk = try await BulkFixture()
        let job = try await bulk.make("query", #"{"operation":"query","query":"SELECT Id FROM User"}"#)
        let path = "\(BulkFixture.base)/query/\(job)"
        #expect(try await bulk.send(.get, path + "/results").status == 400)
        #expect(try await bulk.send(.delete, path).status == 400)
        await bulk.bulk.workNow()
        #expect(try await bulk.state("query", job)["state"]?.text == "JobComplete")
        #expect(try await bulk.send(.get, "/services/data/v61.0/jobs/query/\(job)/results").status == 409)
        let abort = try await bulk.send(.patch, path, #"{"state":"Aborted"}"#)
        #expect(abort.status == 400 && abort.body.contains("Aborting already Completed Job not allowed"))
        #expect(try await bulk.send(.get, "\(BulkFixture.base)/query").body.contains(job))
        let pages = try await bulk.send(.get, path + "/resultPages")
        #expect(pages.body.contains("\(path)/results?locator="))
        #expect(try await bulk.send(.delete, path).status == 204)
        #expect(try await bulk.send(.get, path).status == 404)
    }
}
