import Database
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct FormulaQueryTests {
    @Test("X-04 · SOQL: formula fields are worked out for each row, also by way of parents")
    func formulas() async throws {
        try await QueryDesk.open { desk in
            var size = Field("Size__c", .string)
            size.formula = "IF(NumberOfEmployees > 50, \"big\", \"small\")"
            var whose = Field("Whose__c", .string)
            whose.formula = "Parent.Name & \" / \" & Parent.Size__c"
            let drafts = [
                ObjectDraft(
                    "Account",
                    "001",
                    [.softDeleted],
                    [
                        .string("Name", 255).naming, .reference("ParentId", "Account"), .int("NumberOfEmployees"), size,
                        whose,
                    ]
                )
            ]
            let schema = Schema(drafts, version: 1, modified: Timestamp(seconds: 0))
            let caller = OrgCaller(
                userID: desk.caller.userID,
                username: "",
                name: "",
                email: "",
                profileID: "",
                rights: .admin,
                schema: schema,
                timeZone: "UTC",
                locale: "en_US",
                language: "en_US"
            )
            let context = QueryContext(
                caller: caller,
                orgSchema: schema,
                mode: .rest,
                includesDeleted: false,
                now: desk.clock.now,
                fiscalYearStartMonth: 1
            )
            let text =
                "SELECT Name, Size__c, Whose__c FROM Account WHERE Parent.Size__c = 'BIG' OR Size__c = 'big' ORDER BY Size__c"
            let run = QueryRun(
                text: text,
                context: context,
                org: desk.org,
                plan: try QueryCompiler.plan(text, context)
            )
            let page = String(decoding: try await run.page(version: "v60.0"), as: UTF8.self)
            #expect(page.contains("\"Name\":\"Acme\",\"Size__c\":\"big\",\"Whose__c\":\" / small\""), "\(page)")
            #expect(page.contains("\"Name\":\"Umbra\",\"Size__c\":\"small\",\"Whose__c\":\"Acme / big\""), "\(page)")
        }
    }
}
