import Testing

@testable import Sandbox

struct UpsertTests {
    private func bench() async throws -> (Bench, Field) {
        var bench = try await Bench()
        try await bench.org.addField(.string("Ext__c", 20).externalID, to: "Account")
        try await bench.org.addField(.string("Code__c", 20).unique, to: "Account")
        bench = Bench(org: bench.org, admin: try await bench.org.administrator())
        return (bench, try #require(try bench.type("Account").field("Ext__c")))
    }

    @Test("X-04 · an upsert makes what is not there and changes what is, whatever the case of the key")
    func upsert() async throws {
        let (bench, key) = try await bench()
        let first = try await bench.org.save(
            try bench.batch("Account", .upsert(key), ["Ext__c", "Name"], [["A-1", "Acme"], ["A-2", "Umbra"]]),
            as: bench.admin
        )
        #expect(first.map(\.isCreated) == [true, true])
        let second = try await bench.org.save(
            try bench.batch("Account", .upsert(key), ["Ext__c", "Name"], [["a-1", "Acme Ltd"], ["A-3", "Third"]]),
            as: bench.admin
        )
        #expect(second.map(\.isCreated) == [false, true])
        #expect(second[0].id == first[0].id)
        #expect(try await bench.value("Account", first[0].id ?? "", "Name") == "Acme Ltd")
    }

    @Test("X-04 · a key that several rows have, and a key that comes twice, are refused")
    func several() async throws {
        let (bench, key) = try await bench()
        _ = try await bench.insert("Account", ["Name", "Ext__c"], [["Acme", "A-1"], ["Umbra", "A-1"]])
        let several = try await bench.org.save(
            try bench.batch("Account", .upsert(key), ["Ext__c", "Name"], [["A-1", "x"]]),
            as: bench.admin
        )
        #expect(several[0].errors.map(\.status) == [300])
        let twice = try await bench.org.save(
            try bench.batch("Account", .upsert(key), ["Ext__c", "Name"], [["B-1", "x"], ["b-1", "y"]]),
            as: bench.admin
        )
        #expect(twice.flatMap(\.errors).map(\.code) == ["DUPLICATE_VALUE", "DUPLICATE_VALUE"])
    }

    @Test("X-04 · a unique value is told apart by no case, in the table and within the batch")
    func unique() async throws {
        let (bench, _) = try await bench()
        let first = try await bench.make("Account", ["Name": "Acme", "Code__c": "one"])
        let results = try await bench.insert(
            "Account",
            ["Name", "Code__c"],
            [["x", "ONE"], ["y", "two"], ["z", "Two"]]
        )
        #expect(
            results[0].errors.map(\.message) == [
                "duplicate value found: Code__c duplicates value on record with id: \(first)"
            ]
        )
        #expect(results.map(\.isSuccess) == [false, true, false])
        #expect(try await bench.update("Account", first, ["Code__c": "One"]).isSuccess)
    }

    @Test("X-04 · a parent can be named by its own key")
    func parents() async throws {
        let (bench, _) = try await bench()
        let account = try await bench.make("Account", ["Name": "Acme", "Ext__c": "A-1"])
        let results = try await bench.insert(
            "Contact",
            ["LastName", "Account.Ext__c"],
            [["Doe", "a-1"], ["Roe", "A-9"]]
        )
        #expect(try await bench.value("Contact", try #require(results[0].id), "AccountId") == .text(account))
        #expect(
            results[1].errors.map(\.message) == [
                "Foreign key external ID: A-9 not found for field Ext__c in entity Account"
            ]
        )
    }
}

extension Bench {
    init(org: Org, admin: OrgCaller) {
        self.org = org
        self.admin = admin
    }
}
