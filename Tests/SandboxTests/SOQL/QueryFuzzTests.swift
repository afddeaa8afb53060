import Glibc
import Testing

@testable import Sandbox

struct QueryFuzzTests {
    private static func environment(_ name: String) -> Int? {
        getenv(name).map { String(cString: $0) }.flatMap { Int($0) }
    }

    /// `LOAM_SOQL_CASES` makes a proof of hours of it, from `LOAM_SOQL_SEED` on.
    @Test("X-04 · whatever the query, the answer is rows or an error in Salesforce's shape")
    func anyQuery() async throws {
        let cases = Self.environment("LOAM_SOQL_CASES") ?? 500
        let seed = Self.environment("LOAM_SOQL_SEED") ?? 1
        try await QueryDesk.open { desk in
            var answered = 0
            var refusals: [String: Int] = [:]
            for number in 0..<cases {
                var maker = QueryMaker(desk.org.schema, seed: UInt64(seed + number))
                let text = maker.next()
                do {
                    if text.hasPrefix("FIND") {
                        _ = try await Search(sosl: text).body(version: "v60.0", for: desk.caller, in: desk.org)
                    } else {
                        let run = try await desk.prepare(text)
                        _ = try await run.page(version: "v60.0")
                    }
                    answered += 1
                } catch let error as OrgError {
                    refusals[error.code, default: 0] += 1
                } catch {
                    Issue.record("Seed \(seed + number): \(error)\n\(text)")
                }
            }
            // Were nearly all refused, the generator would prove little.
            #expect(answered > cases / 20, "\(answered) of \(cases) answered; \(refusals)")
            print("\(cases) queries: \(answered) answered, refused: \(refusals.sorted { $0.value > $1.value })")
        }
    }

    private static func repeated(_ part: String, _ count: Int, _ separator: String) -> String {
        Array(repeating: part, count: count).joined(separator: separator)
    }

    private static func nested(_ levels: Int) -> String {
        let tail = String(repeating: " AND Sic = 'b') OR Name = 'c'", count: levels)
        return String(repeating: "(", count: levels) + "Name = 'a'" + tail
    }

    private static let longest: [String] = [
        "SELECT Id FROM Account WHERE Id IN (\(repeated("'001LM0000000001'", 5500, ",")))",
        "SELECT Id FROM Account WHERE \(repeated("Name = 'a'", 6500, " OR "))",
        "SELECT Id FROM Account WHERE \(repeated("(NOT (Name = 'a' AND Sic = 'b'))", 2800, " AND "))",
        "SELECT Id FROM Account WHERE Name LIKE '\(repeated("%a", 1999, ""))b'",
        "SELECT \(repeated("Parent.Parent.Parent.Owner.Name", 3000, ",")) FROM Account",
        "SELECT Id FROM Account ORDER BY \(repeated("Name", 15000, ","))",
        "SELECT Id FROM Account WHERE \(nested(55))", "SELECT Id FROM Account WHERE \(nested(15))",
        "SELECT \(repeated("a", 49_000, ".")) FROM Account",
    ]

    @Test("X-04 · the longest queries are answered or refused in time")
    func longest() async throws {
        try await QueryDesk.open { desk in
            for text in Self.longest {
                do {
                    _ = try await desk.page(text)
                } catch {
                    #expect(error is OrgError, "\(text.prefix(60)): \(error)")
                }
            }
        }
    }
}
