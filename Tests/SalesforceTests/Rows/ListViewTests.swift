import Sandbox
import Testing

@testable import Salesforce

struct ListViewTests {
    @Test(
        "S-07 · The filter of a list is what stands between WHERE and the order, whatever its columns are called",
        arguments: [
            (
                "SELECT Name, toLabel(Status), Id FROM Lead WHERE IsConverted = false ORDER BY Name ASC, Id ASC",
                "IsConverted = false"
            ),
            ("SELECT Order__c, (SELECT Id FROM Contacts WHERE Id != NULL) FROM Account ORDER BY Name", nil),
            (
                #"SELECT Id FROM Lead USING SCOPE mine WHERE Name = 'it\'s ORDER BY' AND (A = 1 OR Limit__c = 2) LIMIT 5"#,
                #"Name = 'it\'s ORDER BY' AND (A = 1 OR Limit__c = 2)"#
            ),
            ("SELECT Id FROM Lead", nil), ("select Id from Lead where A = 1", "A = 1"),
        ]
    )
    func filters(query: String, condition: String?) throws {
        #expect(try ListViewFilter(query: query, scope: "everything").condition?.text == condition)
    }

    @Test("S-07 · A list is asked for with columns and conditions of one's own, in its scope")
    func queries() throws {
        let filter = try ListViewFilter(query: "SELECT Id FROM Lead WHERE A = 1 OR B = 2", scope: "mine")
        let own = filter.query([.id, "Email"], from: "Lead", also: "Email != NULL")
        #expect(own.text == "SELECT Id,Email FROM Lead USING SCOPE mine WHERE (A = 1 OR B = 2) AND (Email != NULL)")
        let all = try ListViewFilter(query: "SELECT Id FROM Lead", scope: "everything")
        #expect(all.query([.id], from: "Lead").text == "SELECT Id FROM Lead")
    }

    @Test("S-07 · The lists of an org are told, and read by queries of our own")
    func lists() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(3)
            let lists = try await bench.org.listViews(of: "Lead")
            #expect(lists.count >= 3 && lists.allSatisfy(\.isQueryable))
            for list in lists {
                let filter = try await bench.org.filter(of: list.id, of: "Lead")
                let rows = try await bench.org.rows(filter.query([.id], from: "Lead"))
                #expect(rows.compactMap(\.id).sorted() == ids.sorted(), "\(list.developerName)")
            }
            #expect(lists.contains { $0.developerName == "AllOpenLeads" })
        }
    }
}
