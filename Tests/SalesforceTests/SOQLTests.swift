import Telemetry
import Testing

@testable import Salesforce

struct SOQLTests {
    @Test("A text cannot leave its quotes, whatever it holds")
    func quoting() {
        let hostile = #"x' OR Name != '\"# + "\n\t\u{0}"
        let query: SOQL = "SELECT Id FROM Lead WHERE Name = \(hostile)"
        #expect(query.text == #"SELECT Id FROM Lead WHERE Name = 'x\' OR Name != \'\\\n\t\u0000'"#)
    }

    @Test("Each value is written as its type is read")
    func types() throws {
        let id = try #require(RecordID("001D000000IqhSL"))
        let date = try #require(CivilDate(iso8601: "2024-05-01"))
        let amount = try #require(DecimalText("12.50"))
        let none: String? = nil
        let moment = Timestamp(seconds: 0)
        let query: SOQL = "\(id) \(7) \(amount) \(true) \(date) \(moment) \(none) \(FieldContent.clear)"
        #expect(
            query.text == "'001D000000IqhSLIAZ' 7 12.50 TRUE 2024-05-01 1970-01-01T00:00:00.000Z NULL NULL"
        )
    }

    @Test("Lists stand in parentheses, and nothing is in an empty one")
    func lists() {
        #expect(("Id IN \(in: ["a", "o'b"])" as SOQL).text == #"Id IN ('a','o\'b')"#)
        #expect(("Id IN \(in: [String]())" as SOQL).text == "Id IN (NULL)")
        let fields: [APIName] = [.id, "Account.Name"]
        #expect(("SELECT \(fields) FROM Contact" as SOQL).text == "SELECT Id,Account.Name FROM Contact")
    }

    @Test("In a pattern only the pattern itself stands for other characters")
    func patterns() {
        #expect(("Name LIKE \(like: .contains("5%_'"))" as SOQL).text == #"Name LIKE '%5\%\_\'%'"#)
        #expect(("Name LIKE \(like: .begins(with: "a"))" as SOQL).text == "Name LIKE 'a%'")
        #expect(("Name LIKE \(like: .ends(with: "a"))" as SOQL).text == "Name LIKE '%a'")
    }

    @Test("Conditions are joined so that AND and OR never meet without parentheses")
    func conditions() {
        let either = SOQL.any(["A = 1", "B = 2"])
        #expect(SOQL.all([either, "C = 3"]).text == "((A = 1) OR (B = 2)) AND (C = 3)")
        #expect(SOQL.all([either]).text == "(A = 1) OR (B = 2)")
    }

    @Test("Ids are spread over queries that are short enough, in their order and without loss")
    func pieces() throws {
        let ids = try (0..<500).map { number in
            try #require(RecordID("001D0000000" + String(repeating: "0", count: 4 - "\(number)".count) + "\(number)"))
        }
        var asked: [RecordID] = []
        let queries = SOQL.pieces(of: ids, within: 1000) { some in
            asked += some
            return "SELECT Id FROM Account WHERE Id IN \(in: some)"
        }
        #expect(asked == ids)
        #expect(queries.count > 1 && queries.allSatisfy { $0.text.utf8.count <= 1000 })
    }
}
