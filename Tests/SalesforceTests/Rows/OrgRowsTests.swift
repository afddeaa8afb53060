import Telemetry
import Sandbox
import TestSupport
import Testing

@testable import Salesforce

struct OrgRowsTests {
    @Test("A record is made, read, changed, emptied and deleted")
    func life() async throws {
        try await OrgBench.run { bench in
            let org = bench.org
            let id = try await org.create(
                Draft("Account", [.init("Name", .text("Ä \"quoted\"\n")), .init("Phone", .text("1"))])
            )
            try await org.update(
                Draft(
                    "Account",
                    id: id,
                    [
                        .init("Phone", .clear), .init("NumberOfEmployees", .integer(7)),
                        .init("BillingLatitude", .decimal(try #require(DecimalText("12.50")))),
                    ]
                )
            )
            let fields: [APIName] = ["Name", "Phone", "NumberOfEmployees", "BillingLatitude", "SystemModstamp", "Fax"]
            let row = try #require(try await org.row(id, of: "Account", fields))
            #expect(row.id == id && row.object == "Account")
            #expect(row.text("Name")?.hasPrefix("Ä \"quoted\"") == true)
            #expect(row.isNull("Phone") && row.isNull("Fax") && !row.isNull("Website"))
            #expect(row.integer("NumberOfEmployees") == 7 && row.text("BillingLatitude").flatMap(Double.init) == 12.5)
            #expect(row.moment("SystemModstamp") != nil)
            try await org.delete(id, of: "Account")
            try await org.delete(id, of: "Account")
            #expect(try await org.row(id, of: "Account", ["Name"]) == nil)
        }
    }

    @Test("What the org refuses comes with its code, its fields and a sentence")
    func refusal() async throws {
        try await OrgBench.run { bench in
            let error = await #expect(throws: SalesforceError.self) {
                _ = try await bench.org.create(
                    Draft("Contact", [.init("LastName", .text("x")), .init("Email", .text("not one"))])
                )
            }
            #expect(error?.code.name == "INVALID_EMAIL_ADDRESS" && error?.fields == ["Email"])
            #expect(error?.remedy == .report(.record))
        }
    }

    @Test("Two hundred records are saved at once, each for itself")
    func collections() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(200)
            let drafts = ids.enumerated().map { place, id in
                Draft("Lead", id: id, [.init("Email", .text(place == 7 ? "no" : "a\(place)@x.example"))])
            }
            let results = try await bench.org.update(drafts)
            #expect(results.count == 200 && results.count { $0.error == nil } == 199)
            #expect(results[7].error?.code.name == "INVALID_EMAIL_ADDRESS")
            let gone = RecordID.made("00Q00000000000A")
            let rows = try await bench.org.rows([ids[3], gone, ids[7]], of: "Lead", ["Email"])
            #expect(rows.map { $0?.text("Email") } == ["a3@x.example", nil, nil])
            #expect(rows[1] == nil && rows[2] != nil)
            #expect(try await bench.org.delete(Array(ids.prefix(2))).allSatisfy { $0.error == nil })
        }
    }

    @Test("S-16 · Records that somebody held are changed later, the others at once", arguments: [2, nil])
    func locks(times: Int?) async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(20)
            bench.fail(.rowLocks, times: times, amount: 100)
            var patience = LockPatience()
            patience.rounds = 3
            patience.firstWait = .milliseconds(1)
            let drafts = ids.map { Draft("Lead", id: $0, [.init("Phone", .text($0.text))]) }
            let results = try await bench.org.update(drafts, waitingForLocks: patience)
            let locked = results.count { $0.error?.code == .rowLocked }
            #expect(locked == (times == nil ? 20 : 0))
            let written = try await bench.org.rows(ids, of: "Lead", ["Phone"])
            #expect(written.map { $0?.text("Phone") } == ids.map { times == nil ? nil : $0.text })
        }
    }

    @Test("A query's pages are followed to the end, however small they are")
    func paging() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(450)
            bench.fail(.smallPages, times: nil, amount: 100)
            var seen: [RecordID] = []
            try await bench.org.query("SELECT Id, Name, Owner.Name FROM Lead ORDER BY Id") { row in
                seen += [row.id].compactMap(\.self)
                #expect(row.text("Owner.Name") != nil)
            }
            #expect(seen == ids.sorted())
            #expect(try await bench.org.count("SELECT COUNT() FROM Lead WHERE LastName = \("Person 7")") == 1)
        }
    }

    @Test("A hostile value in a query is only a value")
    func injection() async throws {
        try await OrgBench.run { bench in
            let name = #"O'Brien\' OR Name != '"# + "\u{1}\n%_"
            let id = try await bench.org.create(Draft("Account", [.init("Name", .text(name))]))
            _ = try await bench.org.create(Draft("Account", [.init("Name", .text("Other"))]))
            let stored = try #require(try await bench.org.row(id, of: "Account", ["Name"])?.text("Name"))
            #expect(try await bench.org.rows("SELECT Id FROM Account WHERE Name = \(stored)").map(\.id) == [id])
            let like: SOQL = "SELECT Id FROM Account WHERE Name LIKE \(like: .begins(with: "O'Brien\\'"))"
            #expect(try await bench.org.rows(like).map(\.id) == [id])
        }
    }

    @Test("A query that no address can hold is refused before it is sent")
    func tooLong() async throws {
        try await OrgBench.run { bench in
            let ids = Array(repeating: RecordID.made("001D000000IqhSL"), count: 1000)
            let error = await #expect(throws: SalesforceError.self) {
                try await bench.org.rows("SELECT Id FROM Account WHERE Id IN \(in: ids)")
            }
            #expect(error?.code == .queryTooLong)
            for query in SOQL.pieces(of: ids, { "SELECT Id FROM Account WHERE Id IN \(in: $0)" }) {
                let rows = try await bench.org.rows(query)
                #expect(rows.isEmpty)
            }
        }
    }
}

struct OrgCallTests {
    @Test("C-13 · Our count of calls is the org's own")
    func counting() async throws {
        try await OrgBench.run { bench in
            _ = try await bench.makeLeads(10)
            bench.fail(.expiredSession)
            _ = try await bench.org.limits()
            _ = try await bench.org.count("SELECT COUNT() FROM Lead")
            _ = try? await bench.org.rows("SELECT Nothing FROM Lead")
            let counts = bench.org.calls.counts
            #expect(counts.counted == bench.usedCalls)
            #expect(counts.usage == Usage(used: bench.usedCalls, limit: 100_000))
            #expect(counts.unanswered == 0)
        }
    }

    @Test("X-15 · Past its share of the org's calls Loam makes none")
    func allowance() async throws {
        try await OrgBench.run(allowance: Allowance(percentOfOrg: 100, callsOfRun: 2)) { bench in
            _ = try await bench.org.limits()
            _ = try await bench.org.limits()
            let error = await #expect(throws: SalesforceError.self) { try await bench.org.limits() }
            #expect(error?.code == .budgetSpent && error?.remedy == .wait(.dailyQuota))
            #expect(bench.usedCalls == 2)
        }
    }

    @Test("S-17 · A lost answer to a new record is not answered with a second record")
    func lostCreation() async throws {
        try await OrgBench.run { bench in
            bench.fail(.drop, method: "POST")
            let error = await #expect(throws: SalesforceError.self) { try await bench.makeLeads(1) }
            #expect(error?.code == .unreachable)
            let count = try await bench.org.count("SELECT COUNT() FROM Lead")
            #expect(count == 1)
        }
    }

    @Test("S-17 · A lost answer to a change is asked for again")
    func lostChange() async throws {
        try await OrgBench.run { bench in
            let ids = try await bench.makeLeads(1)
            bench.fail(.drop, times: 3, method: "PATCH")
            let results = try await bench.org.update(ids.map { Draft("Lead", id: $0, [.init("Phone", .text("1"))]) })
            #expect(results.map(\.error) == [nil])
            // Where a connection was kept, libcurl asks again before we know of it.
            #expect((1...3).contains(bench.org.calls.counts.unanswered))
        }
    }

    @Test("Maintenance is waited out", arguments: [Fault.Kind.maintenance, .error])
    func maintenance(kind: Fault.Kind) async throws {
        try await OrgBench.run { bench in
            bench.fail(kind, times: 3)
            let limits = try await bench.org.limits()
            #expect(limits["DailyApiRequests"] != nil)
        }
    }

    @Test("A used-up day ends the call at once and says what it waits for")
    func quota() async throws {
        try await OrgBench.run { bench in
            bench.fail(.dailyLimit)
            let error = await #expect(throws: SalesforceError.self) { try await bench.org.limits() }
            #expect(error?.remedy == .wait(.dailyQuota))
            #expect(error?.sentence.contains("24 hours") == true)
        }
    }
}
