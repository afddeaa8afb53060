import Database
import Testing

@testable import Sandbox

struct HistoryTests {
    private func history(_ bench: RuleBench, _ object: String) async throws -> [String] {
        try await bench.org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT "Field" || ':' || "DataType" || ':' || coalesce("OldValue", '-') || '>' || coalesce("NewValue", '-')
                FROM \(identifier: object) ORDER BY "Id"
                """
            )
        }
    }

    @Test(
        "X-04 · a change of a tracked field becomes a row, one of a reference two, a long text keeps its values to itself"
    )
    func changes() async throws {
        let bench = try await RuleBench { $0.trackedFields = ["Lead": ["Status", "OwnerId", "Description", "Rating"]] }
        let owner = bench.caller.userID
        let queue = try await bench.insert("Group", [["Name": "Pool", "DeveloperName": "Pool", "Type": "Queue"]])[0]
        let ids = try await bench.insert("Lead", [["LastName": "A", "Company": "A"]])
        let before: [String: Scalar] = [
            "Id": .text(ids[0]), "Status": "Open - Not Contacted", "OwnerId": .text(owner), "Description": "a",
            "Title": "x",
        ]
        var after = before
        after["Status"] = "Working - Contacted"
        after["OwnerId"] = .text(queue)
        after["Description"] = "b"
        after["Title"] = "y"
        let row = after
        try await bench.ask("Lead", [row], before: [before]) { rules, chunk, db in try rules.track(chunk, db) }
        #expect(
            try await history(bench, "LeadHistory") == [
                "Status:DynamicEnum:Open - Not Contacted>Working - Contacted", "Owner:Text:Ada Admin>Pool",
                "Owner:EntityId:\(owner)>\(queue)", "Description:TextArea:->-",
            ]
        )
    }

    @Test("X-04 · a new record's history begins with its making; what is not tracked has none")
    func creation() async throws {
        let bench = try await RuleBench { $0.trackedFields = ["Account": ["Name"]] }
        let ids = try await bench.insert("Account", [["Name": "A"]])
        let row: [String: Scalar] = ["Id": .text(ids[0]), "Name": "A"]
        try await bench.ask("Account", [row]) { rules, chunk, db in try rules.track(chunk, db) }
        try await bench.ask("Contact", [["LastName": "A"]]) { rules, chunk, db in try rules.track(chunk, db) }
        #expect(try await history(bench, "AccountHistory") == ["created:Text:->-"])
        #expect(try await history(bench, "ContactHistory") == [])
    }
}
