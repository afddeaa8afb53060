import Database
import Testing

@testable import Sandbox

struct DuplicateTests {
    private func activate(_ object: String, _ action: DuplicateRule.Action = .init(alerts: true)) -> (inout OrgSettings)
        -> Void
    {
        { settings in
            for index in settings.duplicateRules.indices where settings.duplicateRules[index].object == object {
                settings.duplicateRules[index].isActive = true
                settings.duplicateRules[index].onCreate = action
                settings.duplicateRules[index].onUpdate = action
            }
        }
    }

    private func errors(
        _ bench: RuleBench,
        _ object: String,
        _ rows: [[String: Scalar]],
        before: [[String: Scalar]]? = nil,
        options: SaveOptions = SaveOptions()
    ) async throws -> [OrgError?] {
        try await bench.ask(object, rows, before: before, options: options) { rules, chunk, db in
            try rules.findDuplicates(chunk, db)
            return chunk.errors.map(\.first)
        }
    }

    private static let ada: [String: Scalar] = [
        "FirstName": "Robert", "LastName": "Lindqvist", "Email": "robert@halvora.example",
        "Company": "Halvora Dairy Ltd",
    ]

    @Test("X-04 · no rule is active in a fresh org")
    func fresh() async throws {
        let bench = try await RuleBench()
        try await bench.insert("Lead", [Self.ada])
        #expect(try await errors(bench, "Lead", [Self.ada]) == [nil])
    }

    @Test("X-04 · a lead that looks like another is refused, with all that section 3 shows")
    func alert() async throws {
        let bench = try await RuleBench(activate("Lead"))
        let ids = try await bench.insert("Lead", [Self.ada])
        var options = SaveOptions()
        options.includesDuplicateDetails = true
        var nick = Self.ada
        nick["FirstName"] = "Bob"
        nick["Email"] = .null
        nick["Company"] = "HALVORA DAIRY LIMITED"
        let found = try await errors(
            bench,
            "Lead",
            [
                Self.ada, nick,
                ["FirstName": "Mei", "LastName": "Falkton", "Email": "m@other.example", "Company": "Other"],
            ],
            options: options
        )
        let first = try #require(found[0])
        #expect(first.code == "DUPLICATES_DETECTED")
        #expect(first.message == "Use one of these records?")
        let finding = try #require(first.duplicate)
        #expect(finding.allowsSave)
        #expect(finding.rule == "Standard_Lead_Duplicate_Rule")
        #expect(finding.results.map(\.object) == ["Lead"])
        #expect(finding.results[0].engine == "FuzzyMatchEngine")
        #expect(finding.results[0].rule == "Standard_Lead_Match_Rule_v1_0")
        let match = try #require(finding.results[0].matches.first)
        #expect(match.id == ids[0])
        #expect(match.confidence == 100)
        #expect(match.differences.contains { $0 == ("Email", "Same") })
        #expect(match.record.contains { $0 == ("LastName", .text("Lindqvist")) })
        #expect(found[2] == nil)
        #expect(found[1]?.duplicate?.results.first?.matches.map(\.id) == ids)
    }

    @Test("X-04 · allowSave saves what only warns, and nothing that blocks", arguments: [true, false])
    func allowSave(blocks: Bool) async throws {
        let bench = try await RuleBench(activate("Lead", .init(blocks: blocks, alerts: true)))
        try await bench.insert("Lead", [Self.ada])
        var options = SaveOptions()
        options.allowsDuplicates = true
        let error = try await errors(bench, "Lead", [Self.ada], options: options)[0]
        #expect((error != nil) == blocks)
        #expect(error?.duplicate?.allowsSave == (blocks ? false : nil))
    }

    @Test("X-04 · a lead is compared with contacts too")
    func crossObject() async throws {
        let bench = try await RuleBench(activate("Lead"))
        try await bench.insert(
            "Contact",
            [
                [
                    "FirstName": "Robert", "LastName": "Lindqvist", "Name": "Robert Lindqvist",
                    "Email": "robert@halvora.example",
                ]
            ]
        )
        let finding = try await errors(bench, "Lead", [Self.ada])[0]?.duplicate
        #expect(finding?.results.map(\.object) == ["Contact"])
        #expect(finding?.results.map(\.rule) == ["Standard_Contact_Match_Rule_v1_1"])
    }

    @Test("X-04 · accounts are alike in spite of legal forms and typing errors, when something else speaks for it")
    func accounts() async throws {
        let bench = try await RuleBench(activate("Account"))
        try await bench.insert("Account", [["Name": "Halvora Dairy Ltd", "Website": "https://www.halvora.example"]])
        let found = try await errors(
            bench,
            "Account",
            [
                ["Name": "Halvora Diary Limited", "Website": "halvora.example/en"],
                ["Name": "Halvora Dairy", "Website": "other.example", "BillingCity": "Leeds"],
                ["Name": "Brenex Ltd", "Website": "https://www.halvora.example"],
            ]
        )
        #expect(found.map { $0 != nil } == [true, false, false])
    }

    @Test("X-04 · an update fires the rule only when it changes what is compared")
    func updates() async throws {
        let bench = try await RuleBench(activate("Lead"))
        let ids = try await bench.insert("Lead", [Self.ada, ["LastName": "Other", "Company": "Other"]])
        let before: [String: Scalar] = ["Id": .text(ids[1]), "LastName": "Other", "Company": "Other"]
        var same = before
        same["Rating"] = "Hot"
        var alike = Self.ada
        alike["Id"] = .text(ids[1])
        let found = try await errors(bench, "Lead", [alike, same], before: [before, before])
        #expect(found.map { $0 != nil } == [true, false])
        // A row is no duplicate of itself.
        var itself = Self.ada
        itself["Id"] = .text(ids[0])
        #expect(try await errors(bench, "Lead", [itself], before: [["Id": .text(ids[0])]]) == [nil])
    }

    @Test("X-04 · what is only reported is saved and written down as a set of duplicates")
    func report() async throws {
        let bench = try await RuleBench(activate("Lead", .init(reports: true)))
        let ids = try await bench.insert("Lead", [Self.ada, Self.ada])
        var row = Self.ada
        row["Id"] = .text(ids[1])
        let isSound = try await bench.ask("Lead", [row]) { rules, chunk, db in
            try rules.findDuplicates(chunk, db)
            try rules.reportDuplicates(chunk, db)
            return chunk.isSound(0)
        }
        #expect(isSound)
        let items = try await bench.org.database.read { db in
            try db.fetch(String.self, "SELECT \"RecordId\" FROM \"DuplicateRecordItem\" ORDER BY \"RecordId\"")
        }
        #expect(items == ids)
    }

    @Test("X-04 · the indexes for the search come and go with the rule")
    func indexes() async throws {
        let bench = try await RuleBench()
        func count() async throws -> Int {
            try await bench.org.database.read { db in
                try db.one(Int.self, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'Lead%alike'")
            }
        }
        #expect(try await count() == 0)
        let before = try await bench.org.settings()
        var settings = before
        activate("Lead")(&settings)
        try await bench.org.change(settings: settings)
        #expect(try await count() == 3)
        try await bench.org.change(settings: before)
        #expect(try await count() == 0)
    }
}
