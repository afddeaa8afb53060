import HTTP
import Testing

@testable import Sandbox

/// Lists with conditions of their own, which the org keeps among its settings.
struct ListConditionTests {
    private func desk(_ filter: RecordFilter, scope: ListView.Scope = .everything) async throws -> (RESTDesk, String) {
        let desk = try await RESTDesk()
        var settings = try await desk.org.settings()
        settings.listViews.append(
            ListView(
                object: "Lead",
                developerName: "Chosen",
                label: "Chosen",
                scope: scope,
                columns: ["Name", "Company"],
                filter: filter,
                order: "Company"
            )
        )
        try await desk.org.change(settings: settings)
        for (name, company, state, rating) in [
            ("A", "One", "NV", "Hot"), ("B", "Two's", "CA", "Warm"), ("C", "Three", "NV", "Cold"),
            ("D", "Four", "TX", "Hot"),
        ] {
            _ = try await desk.make(
                "Lead",
                "{\"LastName\":\"\(name)\",\"Company\":\"\(company)\",\"State\":\"\(state)\",\"Rating\":\"\(rating)\"}"
            )
        }
        let lists = try await desk.send(.get, "v60.0/sobjects/Lead/listviews")
        let list = try #require(
            try lists.value("listviews")?.array?.first { $0.object?["developerName"]?.text == "Chosen" }
        )
        return (desk, String(try #require(list.object?["url"]?.text).dropFirst("/services/data/".count)))
    }

    @Test(
        "X-04 · a list's conditions become a query that finds what they say",
        arguments: [
            (RecordFilter([.init("State", .equals, "NV")]), "State = 'NV'", ["One", "Three"]),
            (RecordFilter([.init("State", .equals, "NV", "TX")]), "State IN ('NV','TX')", ["Four", "One", "Three"]),
            (RecordFilter([.init("State", .notEqual, "NV")]), "State != 'NV'", ["Four", "Two's"]),
            (RecordFilter([.init("Company", .contains, "o's")]), "Company LIKE '%o\\'s%'", ["Two's"]),
            (RecordFilter([.init("Company", .startsWith, "T")]), "Company LIKE 'T%'", ["Three", "Two's"]),
            (RecordFilter([.init("Company", .doesNotContain, "o")]), "(NOT Company LIKE '%o%')", ["Three"]),
            (RecordFilter([.init("Phone", .equals)]), "Phone = null", ["Four", "One", "Three", "Two's"]),
            (RecordFilter([.init("IsConverted", .equals, "true")]), "IsConverted = true", []),
            (
                RecordFilter(
                    [.init("State", .equals, "NV"), .init("Rating", .equals, "Hot"), .init("Rating", .equals, "Warm")],
                    logic: "(1 AND 2) OR 3"
                ),
                "(State = 'NV' AND Rating = 'Hot') OR Rating = 'Warm'", ["One", "Two's"]
            ),
        ] as [(RecordFilter, String, [String])]
    )
    func conditions(filter: RecordFilter, clause: String, companies: [String]) async throws {
        let (desk, address) = try await desk(filter)
        let description = try await desk.send(.get, address + "/describe")
        let query = try #require(try description.value("query")?.text)
        #expect(query.contains(" WHERE \(clause) ORDER BY Company ASC NULLS FIRST"), "\(query)")
        let results = try await desk.send(.get, address + "/results?limit=10")
        let found = try #require(try results.value("records")?.array).map { record in
            record.object?["columns"]?.array?.first { $0.object?["fieldNameOrPath"]?.text == "Company" }?.object?[
                "value"
            ]?
            .text
        }
        #expect(found == companies, "\(results.text)")
    }

    @Test("X-04 · a describe tells the conditions in groups")
    func description() async throws {
        let filter = RecordFilter(
            [.init("State", .equals, "NV"), .init("Rating", .equals, "Hot"), .init("IsConverted", .equals, "false")],
            logic: "1 AND (2 OR 3)"
        )
        let (desk, address) = try await desk(filter)
        let description = try await desk.send(.get, address + "/describe")
        #expect(try description.value("whereCondition.conjunction")?.text == "and")
        #expect(try description.value("whereCondition.conditions.0.values.0")?.text == "'NV'")
        #expect(try description.value("whereCondition.conditions.1.conjunction")?.text == "or")
        #expect(try description.value("whereCondition.conditions.1.conditions.1.field")?.text == "IsConverted")
        #expect(try description.value("whereCondition.conditions.1.conditions.1.values.0")?.text == "false")
    }

    @Test("X-04 · lists are rows too, and stay what they are when the settings are kept again")
    func rows() async throws {
        let (desk, _) = try await desk(RecordFilter())
        let soql = "v60.0/query?q=SELECT+Id,Name,IsSoqlCompatible+FROM+ListView+WHERE+DeveloperName='Chosen'"
        let before = try await desk.send(.get, soql).value("records.0.Id")
        try await desk.org.change(settings: try await desk.org.settings())
        let after = try await desk.send(.get, soql)
        #expect(try after.value("records.0.Id") == before && before?.text?.hasPrefix("00B") == true)
        #expect(try after.value("totalSize")?.integer == 1)
    }

    @Test("X-04 · a list of what there is not is refused")
    func refusal() async throws {
        let desk = try await RESTDesk()
        var settings = try await desk.org.settings()
        settings.listViews[0].columns = ["Name", "Nothing__c"]
        await #expect(throws: OrgError("INVALID_INPUT", "Account has no field Nothing__c.")) {
            try await desk.org.change(settings: settings)
        }
    }
}
