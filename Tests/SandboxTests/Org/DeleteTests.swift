import Testing

@testable import Sandbox

struct DeleteTests {
    @Test("X-04 · a deleted account takes its contacts to the bin and brings them back")
    func cascade() async throws {
        let bench = try await Bench()
        let account = try await bench.make("Account", ["Name": "Acme"])
        let contact = try await bench.make("Contact", ["LastName": "Doe", "AccountId": .text(account)])
        let type = try bench.type("Account")
        #expect(try await bench.org.delete([account], of: type, as: bench.admin).map(\.isSuccess) == [true])
        #expect(try await bench.value("Contact", contact, "IsDeleted") == .flag(true))
        #expect(try await bench.org.delete([account], of: type, as: bench.admin)[0].errors == [.deleted])
        #expect(try await bench.org.undelete([account], as: bench.admin)[0].isSuccess)
        #expect(try await bench.value("Contact", contact, "IsDeleted") == .flag(false))
        #expect(try await bench.value("Contact", contact, "AccountId") == .text(account))
    }

    @Test("X-04 · what is deleted for good, or emptied from the bin, is gone")
    func hard() async throws {
        let bench = try await Bench()
        let first = try await bench.make("Account", ["Name": "Acme"])
        let second = try await bench.make("Account", ["Name": "Umbra"])
        let type = try bench.type("Account")
        #expect(try await bench.org.delete([first], of: type, isHard: true, as: bench.admin)[0].isSuccess)
        #expect(try await bench.org.delete([second], of: type, as: bench.admin)[0].isSuccess)
        #expect(try await bench.org.emptyBin([second], as: bench.admin)[0].isSuccess)
        #expect(try await bench.count("Account") == 0)
        #expect(try await bench.org.undelete([second], as: bench.admin)[0].isSuccess == false)
    }

    @Test("X-04 · a lookup to what is deleted is emptied")
    func lookups() async throws {
        let bench = try await Bench()
        let campaign = try await bench.make("Campaign", ["Name": "Spring"])
        let opportunity = try await bench.make(
            "Opportunity",
            ["Name": "Deal", "StageName": "Prospecting", "CloseDate": "2026-05-01", "CampaignId": .text(campaign)]
        )
        #expect(try await bench.org.delete([campaign], of: try bench.type("Campaign"), as: bench.admin)[0].isSuccess)
        #expect(try await bench.value("Opportunity", opportunity, "CampaignId") == .null)
    }

    @Test("X-04 · merging moves what hangs on the losers and remembers the survivor")
    func merge() async throws {
        let bench = try await Bench()
        let master = try await bench.make("Account", ["Name": "Acme"])
        let loser = try await bench.make("Account", ["Name": "Acme Inc"])
        let contact = try await bench.make("Contact", ["LastName": "Doe", "AccountId": .text(loser)])
        let type = try bench.type("Account")
        let phone = try type.column("Phone", in: bench.admin.schema)
        let result = try await bench.org.merge(
            Merge(object: type, master: master, losers: [loser], columns: [phone], values: ["123"]),
            as: bench.admin
        )
        #expect(result.errors == [])
        #expect(try await bench.value("Contact", contact, "AccountId") == .text(master))
        #expect(try await bench.value("Contact", contact, "IsDeleted") == .flag(false))
        #expect(try await bench.value("Account", loser, "MasterRecordId") == .text(master))
        #expect(try await bench.value("Account", loser, "IsDeleted") == .flag(true))
        #expect(try await bench.value("Account", master, "Phone") == "123")
    }

    @Test("X-04 · a converted lead becomes an account, a contact and an opportunity")
    func convert() async throws {
        let bench = try await Bench()
        let lead = try await bench.make(
            "Lead",
            ["FirstName": "Ada", "LastName": "Doe", "Company": "Acme", "City": "Reno", "Email": "ada@acme.example"]
        )
        let made = try await bench.org.convert(LeadConversion(leadID: lead), as: bench.admin)
        #expect(try await bench.value("Account", made.accountID, "BillingCity") == "Reno")
        #expect(try await bench.value("Contact", made.contactID, "AccountId") == .text(made.accountID))
        #expect(try await bench.value("Contact", made.contactID, "Name") == "Ada Doe")
        #expect(try await bench.value("Opportunity", try #require(made.opportunityID), "StageName") == "Prospecting")
        #expect(try await bench.value("Lead", lead, "IsConverted") == .flag(true))
        #expect(try await bench.count("OpportunityContactRole") == 1)
        await #expect(throws: OrgError.self) {
            try await bench.org.convert(LeadConversion(leadID: lead), as: bench.admin)
        }
    }
}
