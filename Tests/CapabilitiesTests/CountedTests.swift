import Testing

@testable import Capabilities

@Suite struct CountedTests {
    @Test(
        "One of something is said as one, and many are grouped",
        arguments: [
            (0, "0 members"), (1, "1 member"), (2, "2 members"), (1200, "1,200 members"),
        ]
    )
    func members(count: Int, text: String) { #expect(counted(count, "member") == text) }

    @Test("A word with a plural of its own has it", arguments: [(1, "1 person"), (3, "3 people")])
    func people(count: Int, text: String) { #expect(counted(count, "person", "people") == text) }
}
