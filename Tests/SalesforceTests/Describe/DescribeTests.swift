import Sandbox
import Telemetry
import Testing

@testable import Salesforce

struct DescribeTests {
    @Test("M-01 · An object's fields are told with type, size, rights and choices")
    func fields() async throws {
        try await OrgBench.run { bench in
            let schema = Salesforce.Schema(bench.org)
            let account = try await schema.object("account")
            #expect(account.name == "Account" && account.summary.keyPrefix == "001")
            let name = try #require(account.field("NAME"))
            #expect(name.type == .string && name.length == 255 && name.isNameField && name.isRequiredOnCreate)
            let industry = try #require(account.field("Industry")?.picklist)
            #expect(industry.active.count > 10)
            #expect(industry.value(matching: industry.active[0].value.uppercased()) == industry.active[0])
            let parent = try #require(account.field("ParentId"))
            #expect(parent.type == .reference && parent.references == ["Account"])
            let modstamp = try #require(account.field("SystemModstamp"))
            #expect(!modstamp.isUpdateable && !modstamp.isCreateable)
            #expect(account.children.contains { $0.object == "Contact" && $0.name == "Contacts" })
            #expect(account.field("BillingAddress")?.type == .address)
            #expect(!account.readable.contains { $0.name == "BillingAddress" })
            #expect(account.readable.contains { $0.name == "BillingCity" })
            #expect(account.field("Nothing") == nil)
        }
    }

    @Test("All objects are listed")
    func objects() async throws {
        try await OrgBench.run { bench in
            let objects = try await Salesforce.Schema(bench.org).objects()
            let lead = try #require(objects.first { $0.name == "Lead" })
            #expect(lead.keyPrefix == "00Q" && lead.isQueryable && lead.isUpdateable)
        }
    }

    @Test("A description is asked for once, then only whether it has changed")
    func cache() async throws {
        try await OrgBench.run { bench in
            let trusting = Salesforce.Schema(bench.org)
            let first = try await trusting.object("Contact")
            #expect(try await trusting.object("Contact") == first)
            #expect(bench.org.calls.counts.counted == 1)
            trusting.forget()
            _ = try await trusting.object("Contact")
            #expect(bench.org.calls.counts.counted == 2)
            let wary = Salesforce.Schema(bench.org, freshness: .zero)
            _ = try await wary.object("Contact")
            #expect(try await wary.object("Contact") == first)
            #expect(bench.org.calls.counts.counted == 4)
        }
    }

    @Test("M-06 · States and countries of an org with picklists are found by code or name, within their country")
    func places() async throws {
        var switches = OrgSwitches()
        switches.hasStatePicklists = true
        try await OrgBench.run(switches) { bench in
            let account = try await Salesforce.Schema(bench.org).object("Account")
            let places = try #require(AddressPicklists("Billing", of: account))
            #expect(places.country == "BillingCountry" && places.state == "BillingState")
            #expect(places.country(matching: "germany")?.value == "DE")
            #expect(places.country(matching: "US")?.value == "US")
            #expect(places.state(matching: "california", in: "US")?.value == "CA")
            #expect(places.state(matching: "California", in: "DE") == nil)
            #expect(places.state(matching: "Bayern", in: "XX") == nil)
        }
    }

    @Test("M-06 · An org with plain text for places has no picklists of them")
    func plainPlaces() async throws {
        try await OrgBench.run { bench in
            let lead = try await Salesforce.Schema(bench.org).object("Lead")
            #expect(AddressPicklists("", of: lead) == nil)
        }
    }

    @Test("A dependent picklist offers what its bits allow")
    func dependent() throws {
        let body = """
            {"name":"X","fields":[
            {"name":"A","type":"picklist","picklistValues":[{"value":"a0","active":true},{"value":"a1","active":true}]},
            {"name":"C","type":"boolean"},
            {"name":"B","type":"picklist","dependentPicklist":true,"controllerName":"A","restrictedPicklist":true,
             "picklistValues":[{"value":"b0","active":true,"validFor":"gAAA"},{"value":"b1","active":true,"validFor":"QAAA"},
             {"value":"b2","active":false,"validFor":"wAAA"},{"value":"b3","active":true,"validFor":"wAAA"}]}]}
            """
        let object = try ObjectDescription(parsing: Array(body.utf8))
        let controller = try #require(object.field("A"))
        let picklist = try #require(object.field("B")?.picklist)
        #expect(picklist.isRestricted && picklist.controller == "A")
        #expect(picklist.values(for: "a0", in: controller).map(\.value) == ["b0", "b3"])
        #expect(picklist.values(for: "a1", in: controller).map(\.value) == ["b1", "b3"])
        #expect(picklist.values(for: "a2", in: controller).isEmpty)
        let flag = try #require(object.field("C"))
        #expect(picklist.values(for: "false", in: flag).map(\.value) == ["b0", "b3"])
    }
}
