import Telemetry
import TestSupport
import Testing

@testable import Sandbox

struct AnswerTests {
    private func account(_ number: Int64) -> String {
        attributes("Account", QueryDesk.id("001", number))
    }

    private func attributes(_ type: String, _ id: String) -> String {
        "\"attributes\":{\"type\":\"\(type)\",\"url\":\"/services/data/v60.0/sobjects/\(type)/\(id)\"}"
    }

    private func one(_ record: String) -> String { "{\"totalSize\":1,\"done\":true,\"records\":[\(record)]}" }

    @Test("X-04 · SOQL: a row's keys are in the order of the query, parents where their first field stands")
    func parents() async throws {
        try await QueryDesk.open { desk in
            let page = try await desk.page(
                "SELECT name, parent.name, Id, Parent.AnnualRevenue, Parent.CreatedDate FROM Account WHERE Name = 'Umbra'"
            )
            #expect(
                page
                    == one(
                        "{\(account(2)),\"Name\":\"Umbra\",\"Parent\":{\(account(1)),\"Name\":\"Acme\",\"AnnualRevenue\":3.5E8,"
                            + "\"CreatedDate\":\"2026-03-07T20:00:00.000+0000\"},\"Id\":\"\(QueryDesk.id("001", 2))\"}"
                    )
            )
        }
    }

    @Test("X-04 · SOQL: values have the types of JSON, and compound fields are objects")
    func values() async throws {
        try await QueryDesk.open { desk in
            let page = try await desk.page(
                "SELECT NumberOfEmployees, IsDeleted, Description, Parent.Name, BillingAddress, ShippingAddress, Fax "
                    + "FROM Account WHERE Name = 'Acme'"
            )
            #expect(
                page
                    == one(
                        "{\(account(1)),\"NumberOfEmployees\":100,\"IsDeleted\":false,\"Description\":\"Makes \\\"everything"
                            + "\\\"\\nelse\",\"Parent\":null,\"BillingAddress\":{\"city\":\"Reno\",\"country\":\"USA\","
                            + "\"geocodeAccuracy\":null,\"latitude\":39.5,\"longitude\":-119.8,\"postalCode\":null,"
                            + "\"state\":null,\"street\":null},\"ShippingAddress\":null,\"Fax\":null}"
                    )
            )
        }
    }

    @Test("X-04 · SOQL: children come with their parent, and null when there are none")
    func children() async throws {
        try await QueryDesk.open { desk in
            let page = try await desk.page(
                "SELECT Name, (SELECT LastName, Account.Name FROM Contacts WHERE LastName != 'x' ORDER BY LastName LIMIT 1), "
                    + "(SELECT Amount FROM Opportunities ORDER BY Amount DESC) FROM Account ORDER BY Name"
            )
            let oak = attributes("Contact", QueryDesk.id("003", 2))
            func deal(_ number: Int64, _ amount: String) -> String {
                "{\(attributes("Opportunity", QueryDesk.id("006", number))),\"Amount\":\(amount)}"
            }
            #expect(
                page
                    == "{\"totalSize\":3,\"done\":true,\"records\":["
                    + "{\(account(1)),\"Name\":\"Acme\",\"Contacts\":{\"totalSize\":1,\"done\":true,\"records\":[{\(oak),"
                    + "\"LastName\":\"Oak\",\"Account\":{\(account(1)),\"Name\":\"Acme\"}}]},\"Opportunities\":"
                    + "{\"totalSize\":2,\"done\":true,\"records\":[\(deal(2, "700.0")),\(deal(1, "500.0"))]}},"
                    + "{\(account(3)),\"Name\":\"acorn\",\"Contacts\":null,\"Opportunities\":null},"
                    + "{\(account(2)),\"Name\":\"Umbra\",\"Contacts\":null,\"Opportunities\":"
                    + "{\"totalSize\":1,\"done\":true,\"records\":[\(deal(3, "40.0"))]}}]}"
            )
        }
    }

    @Test("X-04 · SOQL: a polymorphic parent is told by its id")
    func polymorphic() async throws {
        try await QueryDesk.open { desk in
            let page = try await desk.page(
                "SELECT Subject, What.Type, What.Name, TYPEOF Who WHEN Contact THEN LastName ELSE Name END FROM Task "
                    + "ORDER BY Subject LIMIT 1"
            )
            let task = attributes("Task", QueryDesk.id("00T", 1))
            #expect(
                page
                    == one(
                        "{\(task),\"Subject\":\"Call\",\"What\":{\(account(1)),\"Type\":\"Account\",\"Name\":\"Acme\"},"
                            + "\"Who\":{\(attributes("Contact", QueryDesk.id("003", 1))),\"LastName\":\"Pine\"}}"
                    )
            )
            let types = try await desk.page(
                "SELECT TYPEOF What WHEN Opportunity THEN Amount END FROM Task WHERE What.Type IN ('Opportunity', 'Account')"
            )
            #expect(types.contains("\"What\":null") && types.contains("\"Amount\":500.0"))
        }
    }

    private static let aggregates: [(query: String, part: String)] = [
        ("SELECT COUNT() FROM Account", "{\"totalSize\":3,\"done\":true,\"records\":[]}"),
        ("SELECT COUNT() FROM Account LIMIT 2", "{\"totalSize\":2,\"done\":true,\"records\":[]}"),
        (
            "SELECT COUNT(Id), MAX(Amount) top, AVG(Amount), MIN(CloseDate) FROM Opportunity",
            "\"expr0\":3,\"top\":700.0,\"expr1\":413.3333333333333,\"expr2\":\"2026-03-06\"}"
        ),
        (
            "SELECT Account.Name, SUM(Amount) FROM Opportunity GROUP BY Account.Name HAVING SUM(Amount) > 100",
            "\"Name\":\"Acme\",\"expr0\":1200.0}"
        ),
        (
            "SELECT CALENDAR_YEAR(CreatedDate) y, COUNT(Id) n FROM Account GROUP BY CALENDAR_YEAR(CreatedDate)",
            "\"y\":2026,\"n\":3}"
        ),
        (
            "SELECT DAY_IN_MONTH(convertTimezone(CreatedDate)) d, HOUR_IN_DAY(convertTimezone(CreatedDate)) h FROM Account "
                + "WHERE Name = 'Umbra' GROUP BY DAY_IN_MONTH(convertTimezone(CreatedDate)), "
                + "HOUR_IN_DAY(convertTimezone(CreatedDate))",
            "\"d\":6,\"h\":2}"
        ),
        (
            "SELECT Type, GROUPING(Type) g, COUNT(Id) n FROM Account GROUP BY ROLLUP(Type) ORDER BY COUNT(Id) DESC",
            "\"Type\":null,\"g\":1,\"n\":3},"
        ),
        ("SELECT COUNT_DISTINCT(Type) FROM Account", "\"expr0\":1}"),
        ("SELECT Type FROM Account GROUP BY Type ORDER BY Type NULLS LAST LIMIT 1", "\"Type\":\"Prospect\"}]}"),
        ("SELECT FORMAT(AnnualRevenue) r FROM Account WHERE Name = 'Acme'", "\"r\":\"$350,000,000.00\"}"),
        (
            "SELECT Industry, COUNT(Id) FROM Account WHERE Name = 'none' GROUP BY Industry",
            "{\"totalSize\":0,\"done\":true,\"records\":[]}"
        ),
    ]

    @Test("X-04 · SOQL: aggregates answer as Salesforce's do")
    func aggregates() async throws {
        try await QueryDesk.open { desk in
            for (query, part) in Self.aggregates {
                let page = try await desk.page(query)
                #expect(page.contains(part), "\(query): \(page)")
            }
        }
    }

    @Test("X-04 · SOQL: pages follow each other by locators that only their user can use, and that grow old")
    func pages() async throws {
        try await QueryDesk.open { desk in
            for number in 10..<510 as Range<Int64> {
                try await desk.insert("Lead", QueryDesk.id("00Q", number), ["LastName": .text("L\(number)")])
            }
            let first = try await desk.page("SELECT LastName FROM Lead ORDER BY Id", batchSize: 200)
            #expect(
                first.hasPrefix("{\"totalSize\":501,\"done\":false,\"nextRecordsUrl\":\"/services/data/v60.0/query/01g")
            )
            let locator = try #require(first.firstMatch(of: /query\/(01g[^"]+)"/)).output.1
            #expect(locator.hasSuffix("-200"))
            func next(_ locator: Substring) async throws -> String {
                let bytes = try await QueryRun.nextPage(
                    locator: String(locator),
                    version: "v60.0",
                    for: desk.caller,
                    in: desk.org
                )
                return String(decoding: bytes, as: UTF8.self)
            }
            let second = try await next(locator)
            #expect(second.contains("-400\"") && second.contains("\"LastName\":\"L209\""))
            let last = try await next("\(locator.dropLast(3))400")
            #expect(last.contains("\"done\":true") && !last.contains("nextRecordsUrl") && last.contains("\"L509\""))
            for broken in ["01gLM0000000001-200", "\(locator.dropLast(3))501", "x", "", "01g", "\(locator)0000000000"] {
                await #expect(throws: OrgError.invalidLocator) { try await next(Substring(broken)) }
            }
            desk.clock.advance(by: .days(3))
            await #expect(throws: OrgError.invalidLocator) { try await next(locator) }
        }
    }

    @Test("X-04 · SOQL: many children have pages of their own")
    func childPages() async throws {
        try await QueryDesk.open { desk in
            for number in 10..<300 as Range<Int64> {
                try await desk.insert(
                    "Contact",
                    QueryDesk.id("003", number),
                    ["LastName": .text("C\(number)"), "AccountId": .text(QueryDesk.id("001", 3))]
                )
            }
            let page = try await desk.page(
                "SELECT Name, (SELECT LastName FROM Contacts ORDER BY Id) FROM Account WHERE Name = 'acorn'",
                batchSize: 200
            )
            #expect(page.contains("\"Contacts\":{\"totalSize\":290,\"done\":false,\"nextRecordsUrl\":"))
            let locator = try #require(page.firstMatch(of: /query\/(01g[^"]+)"/)).output.1
            let bytes = try await QueryRun.nextPage(
                locator: String(locator),
                version: "v60.0",
                for: desk.caller,
                in: desk.org
            )
            let rest = String(decoding: bytes, as: UTF8.self)
            #expect(
                rest.contains("\"LastName\":\"C299\"")
                    && rest.contains("\"done\":true")
            )
        }
    }

    @Test("X-04 · SOQL: queryAll sees deleted rows")
    func deleted() async throws {
        try await QueryDesk.open { desk in
            let lines = try await desk.lines("SELECT Name, IsDeleted FROM Account ORDER BY Name", includesDeleted: true)
            #expect(lines == ["Acme,false", "acorn,false", "Gone,true", "Umbra,false"])
        }
    }

    @Test("X-04 · SOQL: FIELDS() stands for all fields, and goes into JSON whole")
    func allFields() async throws {
        try await QueryDesk.open { desk in
            for object in desk.org.schema.objects where object.isQueryable {
                let page = try await desk.page("SELECT FIELDS(ALL) FROM \(object.name) LIMIT 200")
                #expect(page.hasPrefix("{\"totalSize\":"), "\(object.name)")
            }
        }
    }

    private static let beyondBulk = [
        "SELECT COUNT() FROM Account", "SELECT MAX(Name) FROM Account", "SELECT Id FROM Account OFFSET 1",
        "SELECT BillingAddress FROM Account", "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
        "SELECT FIELDS(ALL) FROM Account LIMIT 5", "SELECT TYPEOF What WHEN Account THEN Name END FROM Task",
    ]

    @Test("X-04 · Bulk query: what it cannot do is refused")
    func bulk() async throws {
        try await QueryDesk.open { desk in
            for query in Self.beyondBulk {
                #expect(await desk.fault(query, mode: .bulk)?.code == "FUNCTIONALITY_NOT_ENABLED", "\(query)")
            }
        }
    }

    @Test("X-04 · Bulk query: columns and values are those of Salesforce's CSV")
    func bulkRows() async throws {
        try await QueryDesk.open { desk in
            let query = "SELECT name, parent.name, AnnualRevenue, CreatedDate, IsDeleted FROM Account ORDER BY Name"
            #expect(
                try await desk.prepare(query, mode: .bulk).columns
                    == ["Name", "Parent.Name", "AnnualRevenue", "CreatedDate", "IsDeleted"]
            )
            #expect(
                try await desk.lines(query, mode: .bulk) == [
                    "Acme,-,3.5E8,2026-03-07T20:00:00.000Z,false", "acorn,-,-,2026-01-15T10:00:00.000Z,false",
                    "Umbra,Acme,1000.5,2026-03-06T10:00:00.000Z,false",
                ]
            )
            let starts = try await desk.prepare("SELECT Id FROM Account", mode: .bulk).chunkStarts(every: 3, from: nil)
            #expect(starts == [QueryDesk.id("001", 1), QueryDesk.id("001", 4)])
        }
    }

    @Test("X-04 · explain tells how many rows a query looks at")
    func explain() async throws {
        try await QueryDesk.open { desk in
            let run = try await desk.prepare("SELECT Id FROM Contact WHERE AccountId = '001LM0000000001'")
            let body = String(decoding: try await QueryExplanation(run: run).body(), as: UTF8.self)
            #expect(
                body.hasPrefix(
                    "{\"plans\":[{\"cardinality\":2,\"fields\":[\"AccountId\"],\"leadingOperationType\":\"Index\""
                )
            )
            #expect(body.hasSuffix("\"sourceQuery\":\"SELECT Id FROM Contact WHERE AccountId = '001LM0000000001'\"}"))
        }
    }

    @Test(
        "X-04 · numbers are written as Java writes them",
        arguments: [
            (0, "0.0"), (12, "12.0"), (-0.5, "-0.5"), (9_999_999, "9999999.0"), (1e7, "1.0E7"), (3.5e8, "3.5E8"),
            (123_456_789.25, "1.2345678925E8"), (0.001, "0.001"), (0.0001, "1.0E-4"), (1.5e-7, "1.5E-7"),
            (-2.25e300, "-2.25E300"), (1_000_000_000_000_000_000, "1.0E18"),
        ] as [(Double, String)]
    )
    func numbers(number: Double, text: String) {
        var bytes: [UInt8] = []
        ValueText.append(number, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}
