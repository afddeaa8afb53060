import Capabilities
import Enrichment
import Salesforce
import Telemetry
import Testing

@Suite struct RecordFilterTests {
    private static let schema = ObjectSchema(
        object: "Account",
        fields: [
            FieldSchema("Name", label: "Account Name", type: .string),
            FieldSchema("NumberOfEmployees", label: "Employees", type: .int),
            FieldSchema("AnnualRevenue", label: "Annual Revenue", type: .currency),
            FieldSchema("IsPartner__c", label: "Partner", type: .boolean),
            FieldSchema("Renewal__c", label: "Renewal", type: .date),
            FieldSchema("CreatedDate", label: "Created", type: .datetime),
            FieldSchema("ParentId", label: "Parent", type: .reference),
            FieldSchema("Regions__c", label: "Regions", type: .multipicklist),
            FieldSchema("Industry", label: "Industry", type: .picklist),
            FieldSchema("Description", label: "Description", type: .textarea),
        ]
    )

    @Test(
        "S-07 · a row of criteria is written in Salesforce's language, typed by its field",
        arguments: [
            (Criterion("Name", .equals, "O'Hara \\ Co"), #"Name = 'O\'Hara \\ Co'"#),
            (Criterion("Name", .differs, "x"), "Name != 'x'"),
            (Criterion("Name", .contains, "100%_"), #"Name LIKE '%100\%\_%'"#),
            (Criterion("Industry", .startsWith, "Bio"), "Industry LIKE 'Bio%'"),
            (Criterion("NumberOfEmployees", .greater, "50"), "NumberOfEmployees > 50"),
            (Criterion("AnnualRevenue", .less, "1.5E6"), "AnnualRevenue < 1500000"),
            (Criterion("IsPartner__c", .equals, "yes"), "IsPartner__c = TRUE"),
            (Criterion("Renewal__c", .less, "2026-03-08"), "Renewal__c < 2026-03-08"),
            (
                Criterion("CreatedDate", .greater, "2026-03-08T12:00:00Z"), "CreatedDate > 2026-03-08T12:00:00.000Z"
            ),
            (Criterion("ParentId", .equals, "001000000000001"), "ParentId = '001000000000001AAA'"),
            (Criterion("Regions__c", .contains, "EMEA"), "Regions__c INCLUDES ('EMEA')"),
            (Criterion("Industry", .isBlank), "Industry = NULL"),
            (Criterion("Industry", .isNotBlank), "Industry != NULL"),
        ]
    )
    func row(_ criterion: Criterion, _ expected: String) throws {
        let condition = try RecordFilter.criteria([criterion]).condition(in: Self.schema)
        #expect(condition?.text == expected)
    }

    @Test("S-07 · rows are joined by AND")
    func joined() throws {
        let filter = RecordFilter.criteria([Criterion("Name", .isNotBlank), Criterion("NumberOfEmployees", .less, "9")])
        #expect(try filter.condition(in: Self.schema)?.text == "(Name != NULL) AND (NumberOfEmployees < 9)")
    }

    @Test("S-07 · all records and those of a list view need no condition of ours")
    func none() throws {
        let list = try #require(CRMID("00B000000000001"))
        #expect(try RecordFilter.all.condition(in: Self.schema) == nil)
        #expect(try RecordFilter.listView(list).condition(in: Self.schema) == nil)
        #expect(try RecordFilter.criteria([]).condition(in: Self.schema) == nil)
    }

    @Test("S-07 · a row that Salesforce cannot compare is a fault, not a query")
    func faults() {
        let cases: [(Criterion, CriterionFault)] = [
            (Criterion("Gone__c", .isBlank), .unknownField),
            (Criterion("Description", .contains, "x"), .notComparable),
            (Criterion("NumberOfEmployees", .greater, "many"), .wrongType(.int)),
            (Criterion("Name", .equals, " "), .blankValue),
        ]
        for (criterion, fault) in cases {
            #expect(throws: fault) { try RecordFilter.criteria([criterion]).condition(in: Self.schema) }
        }
    }
}
