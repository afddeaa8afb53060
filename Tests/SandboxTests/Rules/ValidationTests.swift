import Database
import Testing

@testable import Sandbox

struct ValidationTests {
    private func refusals(_ bench: RuleBench, _ rows: [[String: Scalar]], before: [[String: Scalar]]? = nil)
        async throws
        -> [[OrgError]]
    {
        try await bench.ask("Contact", rows, before: before) { rules, chunk, db in
            try rules.validate(chunk, db)
            return chunk.errors
        }
    }

    private func rule(_ condition: String, field: String? = nil) -> ValidationRule {
        ValidationRule(object: "Contact", name: "Rule", condition: condition, message: "No.", field: field)
    }

    @Test("X-04 · a row that meets a rule's condition is refused with its message, the others are not")
    func refuses() async throws {
        let bench = try await RuleBench { $0.validationRules = [rule("ISBLANK(Email) && ISNEW()", field: "Email")] }
        let errors = try await refusals(bench, [["LastName": "Lund"], ["LastName": "Dorn", "Email": "d@b.example"]])
        #expect(errors[0] == [OrgError("FIELD_CUSTOM_VALIDATION_EXCEPTION", "No.", fields: ["Email"])])
        #expect(errors[1].isEmpty)
    }

    @Test("X-04 · every broken rule is told, those that are switched off are not")
    func severalRules() async throws {
        var off = rule("TRUE")
        off.isActive = false
        let rules = [rule("TRUE"), off, rule("LEN(LastName) > 3")]
        let bench = try await RuleBench { $0.validationRules = rules }
        let errors = try await refusals(bench, [["LastName": "Lund"]])
        #expect(errors[0].map(\.fields) == [[], []])
    }

    @Test("X-04 · a rule sees parents, what changed, and who saves")
    func reach() async throws {
        let condition = """
            Account.Industry = NULL || (ISPICKVAL(Account.Industry, "Banking") && ISCHANGED(Title) \
            && $User.Username = "admin@loam.example" && $Profile.Name = "System Administrator" \
            && BEGINS(Account.Owner.Username, "admin"))
            """
        let text = condition.replacing("Account.Industry = NULL || ", with: "")
        let bench = try await RuleBench { $0.validationRules = [rule(text)] }
        let accounts = try await bench.insert(
            "Account",
            [
                ["Name": "A", "Industry": "Banking", "OwnerId": .text(bench.caller.userID)],
                ["Name": "B", "Industry": "Energy", "OwnerId": .text(bench.caller.userID)],
            ]
        )
        let errors = try await refusals(
            bench,
            [
                ["AccountId": .text(accounts[0]), "Title": "CEO"], ["AccountId": .text(accounts[1]), "Title": "CEO"],
                ["AccountId": .text(accounts[0]), "Title": "CFO"], ["Title": "CEO"],
            ],
            before: [
                ["AccountId": .text(accounts[0]), "Title": "CFO"], ["AccountId": .text(accounts[1]), "Title": "CFO"],
                ["AccountId": .text(accounts[0]), "Title": "CFO"], ["Title": "CFO"],
            ]
        )
        #expect(errors.map(\.count) == [1, 0, 0, 0])
    }

    private typealias Change = @Sendable (inout OrgSettings) -> Void

    private static let faults: [(change: Change, sentence: String)] = [
        (
            { $0.validationRules = [.init(object: "Nope", name: "R", condition: "TRUE", message: "")] },
            "There is no object Nope."
        ),
        (
            { $0.validationRules = [.init(object: "Lead", name: "R", condition: "Nope", message: "")] },
            "R: Field Nope does not exist. Check spelling."
        ),
        (
            { $0.assignmentRules = [.init(object: "Contact", name: "R", isActive: true, entries: [])] },
            "Contact has no assignment rules; only leads and cases have."
        ),
        (
            {
                $0.assignmentRules = [
                    .init(
                        object: "Lead",
                        name: "R",
                        isActive: true,
                        entries: [.init(filter: .init(), owner: "nobody")]
                    )
                ]
            }, "There is no user and no queue nobody."
        ),
        (
            { $0.matchingRules = [] },
            "The matching rule Standard_Account_Match_Rule_v1_0 of Account does not exist."
        ),
        ({ $0.trackedFields = ["Lead": ["Nope"]] }, "Lead has no field Nope."),
    ]

    @Test("X-04 · settings that cannot work are refused in one sentence", arguments: faults.indices)
    func faultySettings(_ index: Int) async throws {
        let (change, sentence) = Self.faults[index]
        let bench = try await RuleBench()
        var settings = try await bench.org.settings()
        let before = settings
        change(&settings)
        let faulty = settings
        await #expect(throws: OrgError("INVALID_INPUT", sentence)) { try await bench.org.change(settings: faulty) }
        #expect(try await bench.org.settings() == before)
    }

    @Test("X-04 · rules are rows that clients can query")
    func rows() async throws {
        let bench = try await RuleBench()
        let names = try await bench.org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT "DeveloperName" FROM "DuplicateRule" WHERE "SobjectType" = 'Lead'
                UNION ALL SELECT "Name" FROM "AssignmentRule"
                """
            )
        }
        #expect(names == ["Standard_Lead_Duplicate_Rule", "Standard"])
        // Saving the same again gives the same ids.
        let settings = try await bench.org.settings()
        #expect(try await bench.org.change(settings: settings) == settings)
        #expect(settings.duplicateRules.allSatisfy { $0.id?.hasPrefix("0Bm") == true })
    }
}
