import Testing

@testable import Sandbox

struct QueryTests {
    private static let conditions: [(query: String, names: [String])] = [
        ("Account WHERE Name = 'ACME'", ["Acme"]), ("Account WHERE Name LIKE 'AC%'", ["Acme", "acorn"]),
        ("Account WHERE Name LIKE '_cme'", ["Acme"]), ("Account WHERE Industry = null", ["acorn"]),
        ("Account WHERE Industry = ''", ["acorn"]), ("Account WHERE Industry != 'Banking'", ["Acme", "acorn"]),
        ("Account WHERE Industry NOT IN ('Banking')", ["Acme", "acorn"]),
        ("Account WHERE Industry IN ('Banking', null)", ["Umbra", "acorn"]),
        ("Account WHERE Industry NOT IN ('Banking', null)", ["Acme"]),
        ("Account WHERE (NOT Name LIKE 'a%')", ["Umbra"]),
        ("Account WHERE NOT (Industry = 'Banking')", ["Acme", "acorn"]),
        ("Account WHERE AnnualRevenue > 1e3", ["Acme", "Umbra"]),
        ("Account WHERE AnnualRevenue <= 1000.5", ["Umbra"]),
        ("Account WHERE NumberOfEmployees = 100", ["Acme"]), ("Account WHERE Parent.Name = 'acme'", ["Umbra"]),
        ("Account WHERE Parent.Name = null", ["Acme", "acorn"]),
        ("Account WHERE Parent.Name != 'x'", ["Acme", "Umbra", "acorn"]),
        ("Account WHERE Id = '001LM0000000001'", ["Acme"]), ("Account WHERE Parent.Owner.Email != null", ["Umbra"]),
        ("Account a, a.Parent p WHERE p.Name = 'Acme' AND a.Name != null", ["Umbra"]),
        ("Account WHERE Account.Name = 'acorn'", ["acorn"]), ("Account WHERE IsDeleted = true", []),
        ("Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Name LIKE 'Ann%')", ["Acme"]),
        ("Account WHERE Id NOT IN (SELECT AccountId FROM Opportunity)", ["acorn"]),
        ("Account WHERE CreatedDate = TODAY", ["Acme"]), ("Account WHERE CreatedDate = YESTERDAY", ["Umbra"]),
        ("Account WHERE CreatedDate < THIS_WEEK", ["acorn"]), ("Account WHERE CreatedDate != THIS_YEAR", []),
        ("Account WHERE CreatedDate >= 2026-03-07T12:00:00-08:00", ["Acme"]),
        ("Account WHERE CALENDAR_MONTH(CreatedDate) = 3 AND DAY_IN_MONTH(CreatedDate) < 7", ["Umbra"]),
        ("Account WHERE DISTANCE(BillingAddress, GEOLOCATION(39.53, -119.81), 'mi') < 20", ["Acme"]),
        ("Account WHERE Name > 'acme' AND Name < 'B'", ["acorn"]),
        ("Account USING SCOPE Mine WHERE Name = 'Acme'", ["Acme"]),
        ("Account LIMIT 0", []), ("Account ORDER BY Name DESC LIMIT 1 OFFSET 1", ["acorn"]),
        ("Account ORDER BY Industry", ["acorn", "Umbra", "Acme"]),
        ("Account ORDER BY Industry NULLS LAST", ["Umbra", "Acme", "acorn"]),
        ("Account ORDER BY Industry DESC", ["acorn", "Acme", "Umbra"]),
        ("Account ORDER BY Industry DESC NULLS LAST", ["Acme", "Umbra", "acorn"]),
        ("Contact WHERE BuyerAttributes INCLUDES ('Champion;Evaluator')", ["Oak"]),
        ("Contact WHERE BuyerAttributes INCLUDES ('evaluator', 'champion')", ["Elm", "Oak"]),
        ("Contact WHERE BuyerAttributes EXCLUDES ('Evaluator')", ["Ann Pine", "Elm"]),
        ("Contact WHERE BuyerAttributes = 'Champion'", ["Elm"]), ("Contact WHERE Account.Name = null", ["Elm"]),
        ("Contact WHERE DoNotCall = false AND Account.IsDeleted = false ORDER BY Name", ["Elm", "Oak"]),
        ("Contact WHERE ReportsTo.Account.Parent.Name = null AND ReportsToId != null", ["Oak"]),
        ("Opportunity WHERE CloseDate = 2026-03-06", ["Deal 1"]),
        ("Opportunity WHERE CloseDate = LAST_N_DAYS:1", ["Deal 1", "Deal 2"]),
        ("Lead WHERE Owner.Name = 'ada admin' AND Owner.Type = 'User'", ["Fir"]),
        ("Lead WHERE Owner.Profile.Name = 'System Administrator'", ["Fir"]),
    ]

    @Test("X-04 · SOQL: conditions choose the rows that Salesforce's would")
    func conditions() async throws {
        try await QueryDesk.open { desk in
            for (query, names) in Self.conditions {
                let isOrdered = query.contains("ORDER BY")
                let lines = try await desk.lines("SELECT Name FROM " + query)
                #expect((isOrdered ? lines : lines.sorted()) == (isOrdered ? names : names.sorted()), "\(query)")
            }
        }
    }

    private static let faults: [(query: String, code: String, message: String)] = [
        (
            "SELECT Id, Foo__c FROM Lead", "INVALID_FIELD",
            "\nSELECT Id, Foo__c FROM Lead\n           ^\nERROR at Row:1:Column:12\nNo such column 'Foo__c' on entity 'Lead'. "
                + "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. "
                + "Please reference your WSDL or the describe call for the appropriate names."
        ),
        ("SELECT Id FROM Foo__c", "INVALID_TYPE", "sObject type 'Foo__c' is not supported."),
        (
            "SELECT Id, Foo__r.Name FROM Lead", "INVALID_FIELD",
            "Didn't understand relationship 'Foo__r' in field path."
        ),
        (
            "SELECT Id, (SELECT Id FROM Foos) FROM Account", "INVALID_TYPE",
            "Didn't understand relationship 'Foos' in FROM part"
        ),
        ("SELECT Id, Name, id FROM Account", "INVALID_FIELD", "duplicate field selected: Id"),
        (
            "SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD",
            "field 'Description' can not be filtered in a query call"
        ),
        (
            "SELECT Id FROM Contact ORDER BY BuyerAttributes", "INVALID_FIELD",
            "field 'BuyerAttributes' can not be sorted in a query call"
        ),
        (
            "SELECT Id FROM Account WHERE CreatedDate > 2024-05-01", "INVALID_FIELD",
            "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes"
        ),
        (
            "SELECT Id FROM Account WHERE Name = 5", "INVALID_FIELD",
            "must be of type string and should be enclosed in quotes"
        ),
        ("SELECT Id FROM Account WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: abc"),
        (
            "SELECT Id FROM Account WHERE Id LIKE '001%'", "INVALID_QUERY_FILTER_OPERATOR",
            "invalid operator on id field"
        ),
        ("SELECT Id FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000"),
        (
            "SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY",
            "The SOQL FIELDS function must have a LIMIT of at most 200"
        ),
        (
            "SELECT FIELDS(ALL) FROM Account LIMIT 201", "MALFORMED_QUERY",
            "The SOQL FIELDS function must have a LIMIT of at most 200"
        ),
        (
            "SELECT Name, COUNT(Id) FROM Account GROUP BY Industry", "MALFORMED_QUERY",
            "Field must be grouped or aggregated: Name"
        ),
        (
            "SELECT COUNT(Id) FROM Account GROUP BY Industry ORDER BY Name", "MALFORMED_QUERY",
            "Ordered field must be grouped or aggregated: Name"
        ),
        ("SELECT MAX(AnnualRevenue) FROM Account LIMIT 1", "MALFORMED_QUERY", "cannot also use LIMIT"),
        ("SELECT SUM(Name) FROM Account", "MALFORMED_QUERY", "field Name does not support aggregate operator SUM"),
        ("SELECT FORMAT(BillingAddress) FROM Account", "MALFORMED_QUERY", "Invalid arguments of function FORMAT"),
        (
            "SELECT convertCurrency(MailingAddress) FROM Contact", "MALFORMED_QUERY",
            "Invalid arguments of function convertCurrency"
        ),
        ("SELECT Name n FROM Account", "MALFORMED_QUERY", "only aggregate expressions use field aliasing"),
        ("SELECT COUNT(), Id FROM Account", "MALFORMED_QUERY", "COUNT() must be the only element"),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) OR Name = 'x'", "MALFORMED_QUERY",
            "not allowed with the 'OR' operator"
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Contact)", "MALFORMED_QUERY",
            "must be an ID or a reference field"
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Account)", "MALFORMED_QUERY",
            "should not be on the same object type"
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Contact)", "MALFORMED_QUERY",
            "should point to the same object type"
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT WhoId FROM Task))",
            "MALFORMED_QUERY", "Nesting of semi join"
        ),
        ("SELECT Id, (SELECT Id FROM Contacts OFFSET 1) FROM Account", "MALFORMED_QUERY", "OFFSET cannot be used"),
    ]

    @Test("X-04 · SOQL: what Salesforce refuses is refused in its words")
    func faults() async throws {
        try await QueryDesk.open { desk in
            for (query, code, message) in Self.faults {
                let fault = await desk.fault(query)
                #expect(fault?.code == code, "\(query)")
                #expect(fault?.message.contains(message) == true, "\(query): \(fault?.message ?? "")")
            }
        }
    }

    @Test("X-04 · SOQL: what a user may not see is as if it did not exist")
    func hidden() async throws {
        try await QueryDesk.open { desk in
            let schema = desk.org.schema.visible(to: AccessRights(objects: ["lead": .read], fields: [:]))
            let caller = OrgCaller(
                userID: desk.caller.userID,
                username: "",
                name: "",
                email: "",
                profileID: "",
                rights: AccessRights(),
                schema: schema,
                timeZone: "UTC",
                locale: "en_US",
                language: "en_US"
            )
            for (query, code) in [
                ("SELECT Id FROM Account", "INVALID_TYPE"), ("SELECT Phone FROM Lead", "INVALID_FIELD"),
            ] {
                let error = await #expect(throws: OrgError.self) {
                    try await QueryRun.prepare(query, for: caller, in: desk.org)
                }
                #expect(error?.code == code)
            }
        }
    }
}
