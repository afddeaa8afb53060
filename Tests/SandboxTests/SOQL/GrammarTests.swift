import Telemetry
import Testing

@testable import Sandbox

struct GrammarTests {
    private func fault(_ text: String) -> OrgError? {
        do {
            _ = try SOQL.parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "X-04 · SOQL: what Salesforce's grammar knows is read",
        arguments: [
            "SELECT Id FROM Account", "select id,name from account", "SELECT\n\tId\r\nFROM\nAccount",
            "SELECT Id FROM Group", "SELECT Id FROM Order o", "SELECT a.Id FROM Account AS a",
            "SELECT COUNT() FROM Lead",
            "SELECT Id FROM Contact c, c.Account a WHERE a.Name = 'x'", "SELECT Id FROM Account USING SCOPE Mine",
            "SELECT COUNT(Id) total, Industry i FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC",
            "SELECT Industry, GROUPING(Industry) g FROM Account GROUP BY ROLLUP(Industry, Type)",
            "SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) FROM Lead GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate))",
            "SELECT Id, (SELECT Id, (SELECT Id FROM Tasks) FROM Contacts WHERE Id != null LIMIT 2) FROM Account",
            "SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount ELSE Name END FROM Event",
            "SELECT FIELDS(ALL) FROM Account LIMIT 200", "SELECT FORMAT(Amount), toLabel(Status) s FROM Lead",
            "SELECT Id FROM Account WHERE (Name LIKE 'a\\%%' OR Name IN ('x', 'y')) AND Id NOT IN (SELECT AccountId FROM Contact)",
            "SELECT Id FROM Account WHERE NOT (Name = 'a' AND Name = 'b')",
            "SELECT Id FROM A WHERE (NOT Name LIKE 'x%') AND B = 1",
            "SELECT Id FROM Lead WHERE M__c INCLUDES ('A;B', 'C') AND N__c EXCLUDES ('D')",
            "SELECT Id FROM Lead WHERE CreatedDate > LAST_N_DAYS:30 OR A = TODAY",
            "SELECT Id FROM A WHERE B = USD5000.50",
            "SELECT Id FROM Lead WHERE D = 2024-05-01 AND T = 17:00:00Z AND N = -1.5 AND M = 1e3 AND P = +4",
            "SELECT Id FROM Lead WHERE A >= 2024-01-01T00:00:00.000000Z  ORDER BY SystemModstamp ASC",
            "SELECT Id FROM Lead WHERE A >= 2024-01-01T00:00:00.000+00:00 AND A < 2024-01-01T00:00:00-0800",
            "SELECT Id FROM Lead ORDER BY Name DESC NULLS LAST, Id LIMIT 10 OFFSET 5 FOR VIEW",
            "SELECT Id FROM Lead LIMIT 1 FOR UPDATE", "SELECT Id FROM Lead FOR REFERENCE UPDATE TRACKING",
            "SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(37.7, -122.4), 'mi') < 20",
        ]
    )
    func known(text: String) {
        #expect(fault(text) == nil)
    }

    @Test(
        "X-04 · SOQL: what the grammar does not know is told with its place",
        arguments: [
            (
                "SELECT FROM Account",
                "\nSELECT FROM Account\n       ^\nERROR at Row:1:Column:8\nunexpected token: 'FROM'"
            ),
            ("SELECT Id", "\nSELECT Id\n         ^\nERROR at Row:1:Column:10\nunexpected token: '<EOF>'"),
            (
                "SELECT Id\nFROM Account;",
                "\nFROM Account;\n            ^\nERROR at Row:2:Column:13\nunexpected token: ';'"
            ),
            (
                "SELECT Id FROM Account WHERE A = 1 AND B = 2 OR C = 3",
                "\nSELECT Id FROM Account WHERE A = 1 AND B = 2 OR C = 3\n\(String(repeating: " ", count: 45))^\n"
                    + "ERROR at Row:1:Column:46\nunexpected token: 'OR'"
            ),
            ("SELECT Id FROM Account WHERE Name = \"x\"", "line 1:36 no viable alternative at character '\"'"),
            ("SELECT Id FROM Account WHERE Name = 'x", "line 1:38 mismatched character '<EOF>' expecting '''"),
            ("", "A query string has to be specified"), (" \n ", "A query string has to be specified"),
        ]
    )
    func faults(text: String, message: String) {
        #expect(fault(text) == OrgError("MALFORMED_QUERY", message))
    }

    @Test(
        "X-04 · SOQL: what is Apex's alone, or nobody's, is refused",
        arguments: [
            "SELECT Id FROM Account WHERE Id = :x", "SELECT Id FROM Account WHERE Id IN :x",
            "SELECT Id FROM Account ALL ROWS",
            "SELECT Id FROM Account WITH SECURITY_ENFORCED", "SELECT * FROM Account", "SELECT Id, FROM Account",
            "SELECT Id FROM Account WHERE Name NOT LIKE 'x'", "SELECT Id FROM Account WHERE NOT A = 1 AND B = 2",
            "SELECT Id FROM Account LIMIT -1", "SELECT Id FROM Account LIMIT 1.5", "SELECT Id FROM Account -- all",
            "SELECT Id FROM Account WHERE Name = 'a\\q'", "SELECT Id FROM Account WHERE Name = 'a\\%'",
            "SELECT Id FROM Account WHERE A = 2024-02-30", "SELECT Id FROM Account WHERE A = LAST_N_DAYS",
            "SELECT Id FROM Account WHERE A = LAST_N_DAYS:-1", "SELECT Id FROM Account HAVING COUNT(Id) > 1",
            "SELECT Id FROM Account WHERE ()", "SELECT Id FROM Account ORDER Name",
            "SELECT Id FROM Account ORDER BY Id FOR UPDATE",
            "SELECT Id FROM Account from", "SELECT Id FROM Account WHERE Name = 'a\\u12'",
            "UPDATE Account SET Name = 'x'",
        ]
    )
    func refused(text: String) {
        #expect(fault(text)?.code == "MALFORMED_QUERY")
    }

    @Test("X-04 · SOQL: strings are unescaped, and a pattern keeps its escaped wildcards")
    func strings() throws {
        let query = try SOQL.parse(#"SELECT Id FROM A WHERE B = 'O\'B\"\\\n\u00e9\uD83D\uDE00' AND C LIKE '\%\_\\x%'"#)
        guard case .all(let terms) = query.condition, case .comparison(let first) = terms[0],
            case .comparison(let second) = terms[1], case .value(let plain) = first.right,
            case .value(let pattern) = second.right
        else {
            Issue.record("The condition has another shape.")
            return
        }
        #expect(plain.value == .string("O'B\"\\\né😀"))
        #expect(pattern.value == .string("\\%\\_\\\\x%"))
    }

    @Test(
        "X-04 · SOQL: nesting without end is refused, not followed",
        arguments: [
            String(repeating: "(", count: 99_000), String(repeating: "NOT ", count: 24_000),
            String(repeating: "f(", count: 49_000), String(repeating: "Id IN (SELECT Id FROM A WHERE ", count: 3000),
        ]
    )
    func deep(nest: String) {
        #expect(fault("SELECT Id FROM Account WHERE " + nest)?.code == "QUERY_TOO_COMPLICATED")
    }

    @Test("X-04 · SOQL: a text of more than 100,000 characters is refused")
    func long() {
        let padding = String(repeating: "é", count: 100_000)
        #expect(fault("SELECT Id FROM A WHERE B = '\(padding)'")?.code == "QUERY_TOO_COMPLICATED")
        #expect(fault("SELECT Id FROM A WHERE B = '\(padding.dropLast(100))'") == nil)
    }
}
