import Database
import Testing

@testable import Sandbox

struct DerivationTests {
    @Test(
        "X-04 · the stage says whether an opportunity is closed, won and how likely",
        arguments: [
            ("Prospecting", false, false, 10.0, "Pipeline", 100.0), ("Closed Won", true, true, 100, "Closed", 1000),
            ("Closed Lost", true, false, 0, "Omitted", 0),
        ]
    )
    func stages(stage: String, closed: Bool, won: Bool, likely: Double, category: String, expected: Double) async throws
    {
        let bench = try await Bench()
        let id = try await bench.make(
            "Opportunity",
            ["Name": "Deal", "StageName": .text(stage), "CloseDate": "2026-05-01", "Amount": .integer(1000)]
        )
        #expect(try await bench.value("Opportunity", id, "IsClosed") == .flag(closed))
        #expect(try await bench.value("Opportunity", id, "IsWon") == .flag(won))
        #expect(try await bench.value("Opportunity", id, "Probability") == .number(likely))
        #expect(try await bench.value("Opportunity", id, "ForecastCategory") == .text(category))
        #expect(try await bench.value("Opportunity", id, "ExpectedRevenue") == .number(expected))
        #expect(try await bench.value("Opportunity", id, "Fiscal") == "2026 2")
    }

    @Test("X-04 · each change of stage, amount, probability or date leaves a row of history")
    func history() async throws {
        let bench = try await Bench()
        let id = try await bench.make(
            "Opportunity",
            ["Name": "Deal", "StageName": "Prospecting", "CloseDate": "2026-05-01", "Amount": .integer(1000)]
        )
        #expect(try await bench.update("Opportunity", id, ["NextStep": "Call"]).isSuccess)
        #expect(try await bench.count("OpportunityHistory") == 1)
        #expect(try await bench.update("Opportunity", id, ["Amount": .integer(2000)]).isSuccess)
        #expect(try await bench.count("OpportunityHistory", where: "\"PrevAmount\" = 1000 AND \"Amount\" = 2000") == 1)
        #expect(try await bench.update("Opportunity", id, ["CloseDate": "2026-07-01"]).isSuccess)
        #expect(try await bench.value("Opportunity", id, "PushCount") == .integer(1))
    }

    @Test("X-04 · numbers that the org gives follow each other")
    func autoNumbers() async throws {
        let bench = try await Bench()
        let first = try await bench.make("Loam_Scoop__c", ["Topic__c": "Hiring"])
        let second = try await bench.make("Loam_Scoop__c", ["Topic__c": "Funding"])
        #expect(try await bench.value("Loam_Scoop__c", first, "Name") == "LS-000001")
        #expect(try await bench.value("Loam_Scoop__c", second, "Name") == "LS-000002")
    }

    @Test("X-04 · a campaign member is a copy of its person, once per campaign")
    func members() async throws {
        let bench = try await Bench()
        let campaign = try await bench.make("Campaign", ["Name": "Spring"])
        let lead = try await bench.make("Lead", ["FirstName": "Ada", "LastName": "Doe", "Company": "Acme"])
        let member = try await bench.make("CampaignMember", ["CampaignId": .text(campaign), "LeadId": .text(lead)])
        #expect(try await bench.value("CampaignMember", member, "Name") == "Ada Doe")
        #expect(try await bench.value("CampaignMember", member, "CompanyOrAccount") == "Acme")
        let again = try await bench.insert(
            "CampaignMember",
            ["CampaignId", "LeadId"],
            [[.text(campaign), .text(lead)]]
        )
        #expect(again[0].errors.map(\.message) == ["Already a campaign member."])
    }

    @Test("X-04 · a task belongs to the account of whom it is about, and closes with its status")
    func tasks() async throws {
        let bench = try await Bench()
        let account = try await bench.make("Account", ["Name": "Acme"])
        let contact = try await bench.make("Contact", ["LastName": "Doe", "AccountId": .text(account)])
        let task = try await bench.make("Task", ["Subject": "Call", "WhoId": .text(contact), "Status": "Completed"])
        #expect(try await bench.value("Task", task, "AccountId") == .text(account))
        #expect(try await bench.value("Task", task, "IsClosed") == .flag(true))
    }
}
