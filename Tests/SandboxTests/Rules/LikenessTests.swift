import Testing

@testable import Sandbox

struct LikenessTests {
    @Test(
        "X-04 · values that people write for the same thing are alike, others are not",
        arguments: [
            ("Halvora Logistics Ltd", "HALVORA LOGISTICS LIMITED", .companyName, true),
            ("Halvora Logistics GmbH", "Halvora Logistics", .companyName, true),
            ("Halvora Logistics", "Halvroa Logistics Inc.", .companyName, true),
            ("Halvora & Marr LLP", "Halvora and Marr", .companyName, true),
            ("Halvora Logistics", "Halvora Dairy", .companyName, false),
            ("Brenex", "Kestova", .companyName, false),
            ("Robert", "Bob", .firstName, true), ("Alexander", "Alex", .firstName, true),
            ("R.", "Robert", .firstName, true),
            ("Robert", "Ingrid", .firstName, false), ("Lindqvist", "Lindqvsit", .lastName, true),
            ("Lindqvist", "Aldman", .lastName, false), ("+1 (312) 555-0143", "312.555.0143", .phone, true),
            ("312-555-0143 x12", "+13125550143", .phone, true), ("312-555-0143", "312-555-0144", .phone, false),
            ("https://www.halvora.example/en", "HALVORA.example", .website, true),
            ("halvora.example", "other.example", .website, false), ("60601-1234", "60601", .postalCode, true),
            ("12 Mill Street", "12 Mill Street, Suite 5", .street, false), ("A@b.example", "a@B.example", .exact, true),
        ] as [(String, String, MatchingRule.Method, Bool)]
    )
    func alike(_ left: String, _ right: String, _ method: MatchingRule.Method, _ expected: Bool) {
        #expect((Likeness.score(left, right, method) >= Likeness.threshold) == expected)
        #expect(Likeness.score(left, right, method) == Likeness.score(right, left, method))
        #expect(0...100 ~= Likeness.score(left, left, method))
    }
}
