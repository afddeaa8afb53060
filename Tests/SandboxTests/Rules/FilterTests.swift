import Testing

@testable import Sandbox

struct FilterTests {
    @Test(
        "X-04 · the logic of a filter is read, or refused",
        arguments: [
            (nil, 2, [true, true], true), (nil, 2, [true, false], false), ("", 1, [true], true),
            ("1 OR 2", 2, [false, true], true), ("1 AND (2 OR 3)", 3, [true, false, true], true),
            ("NOT 1 AND 2", 2, [false, true], true), ("(1)", 1, [false], false),
            ("1 and not (2 or 3)", 3, [true, false, false], true),
        ] as [(String?, Int, [Bool], Bool)]
    )
    func logic(_ text: String?, _ count: Int, _ values: [Bool], _ expected: Bool) throws {
        let logic = try #require(FilterLogic(text, count: count))
        #expect(logic.holds { values[$0] } == expected)
    }

    @Test(
        "X-04 · filter logic that leaves something open is refused",
        arguments: [
            "1 AND 2 OR 3", "4", "0", "1 AND", "(1", "1)", "AND", "1 2", "x", String(repeating: "(", count: 400),
        ]
    )
    func faulty(_ text: String) {
        #expect(FilterLogic(text, count: 3) == nil)
    }

    @Test(
        "X-04 · a condition compares by the type of its field",
        arguments: [
            (.init("F", .equals, "acme"), .text("ACME"), .string, true),
            (.init("F", .equals), .null, .string, true), (.init("F", .notEqual), .null, .string, false),
            (.init("F", .equals, "a", "b"), .text("b"), .picklist, true),
            (.init("F", .greaterThan, "9"), .integer(10), .int, true),
            (.init("F", .lessOrEqual, "9"), .null, .int, false),
            (.init("F", .equals, "true"), .flag(true), .boolean, true),
            (.init("F", .contains, "LU"), .text("Blue"), .string, true),
            (.init("F", .doesNotContain, "x"), .null, .string, true),
            (.init("F", .startsWith, "b"), .text("Blue"), .string, true),
            (.init("F", .includes, "x", "y"), .text("y;z"), .multipicklist, true),
            (.init("F", .excludes, "x"), .text("y;z"), .multipicklist, true),
            (.init("F", .greaterOrEqual, "2024-05-01"), .text("2024-05-01"), .date, true),
            (.init("F", .equals, "005LM0000000001"), .text("005LM0000000001AAA"), .reference, false),
        ] as [(RecordFilter.Condition, Scalar, FieldType, Bool)]
    )
    func condition(_ condition: RecordFilter.Condition, _ value: Scalar, _ type: FieldType, _ expected: Bool) {
        #expect(condition.holds(for: value, type) == expected)
    }
}
