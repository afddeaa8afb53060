import Telemetry
import Testing

@testable import Sandbox

struct DateLiteralTests {
    @Test(
        "X-04 · SOQL: date literals stand for whole days of the calendar",
        arguments: [
            ("TODAY", nil, "2024-05-15", "2024-05-16"), ("YESTERDAY", nil, "2024-05-14", "2024-05-15"),
            ("TOMORROW", nil, "2024-05-16", "2024-05-17"), ("LAST_WEEK", nil, "2024-05-05", "2024-05-12"),
            ("THIS_WEEK", nil, "2024-05-12", "2024-05-19"), ("NEXT_WEEK", nil, "2024-05-19", "2024-05-26"),
            ("LAST_MONTH", nil, "2024-04-01", "2024-05-01"), ("THIS_QUARTER", nil, "2024-04-01", "2024-07-01"),
            ("LAST_QUARTER", nil, "2024-01-01", "2024-04-01"), ("NEXT_YEAR", nil, "2025-01-01", "2026-01-01"),
            ("LAST_90_DAYS", nil, "2024-02-15", "2024-05-16"), ("NEXT_90_DAYS", nil, "2024-05-16", "2024-08-14"),
            ("LAST_N_DAYS", 1, "2024-05-14", "2024-05-16"), ("NEXT_N_DAYS", 1, "2024-05-16", "2024-05-17"),
            ("N_DAYS_AGO", 3, "2024-05-12", "2024-05-13"), ("LAST_N_WEEKS", 2, "2024-04-28", "2024-05-12"),
            ("LAST_N_MONTHS", 5, "2023-12-01", "2024-05-01"), ("NEXT_N_MONTHS", 8, "2024-06-01", "2025-02-01"),
            ("N_MONTHS_AGO", 2, "2024-03-01", "2024-04-01"), ("N_YEARS_AGO", 1, "2023-01-01", "2024-01-01"),
            ("N_QUARTERS_AGO", 5, "2023-01-01", "2023-04-01"), ("last_n_years", 2, "2022-01-01", "2024-01-01"),
            ("THIS_FISCAL_YEAR", nil, "2024-02-01", "2025-02-01"),
            ("LAST_FISCAL_YEAR", nil, "2023-02-01", "2024-02-01"),
            ("THIS_FISCAL_QUARTER", nil, "2024-05-01", "2024-08-01"),
            ("LAST_N_FISCAL_QUARTERS", 2, "2023-11-01", "2024-05-01"),
        ] as [(String, Int?, String, String)]
    )
    func ranges(word: String, number: Int?, start: String, end: String) throws {
        let today = try #require(CivilDate(iso8601: "2024-05-15"))
        let literal = try #require(DateLiteral(keyword: word, number: number))
        let days = literal.days(in: .init(today: today, firstWeekday: 0, fiscalYearStartMonth: 2))
        #expect(days.start.description == start)
        #expect(days.end.description == end)
    }

    @Test("X-04 · SOQL: a week begins on Monday where the locale says so")
    func mondays() throws {
        let sunday = try #require(CivilDate(iso8601: "2024-05-19"))
        let literal = try #require(DateLiteral(keyword: "THIS_WEEK", number: nil))
        #expect(literal.days(in: .init(today: sunday, firstWeekday: 1)).start.description == "2024-05-13")
    }

    @Test("X-04 · SOQL: numbers beyond all calendars stay within four digits")
    func extremes() throws {
        let today = try #require(CivilDate(iso8601: "2024-05-15"))
        for word in ["LAST_N_DAYS", "NEXT_N_WEEKS", "N_MONTHS_AGO", "LAST_N_FISCAL_YEARS"] {
            let literal = try #require(DateLiteral(keyword: word, number: .max))
            let days = literal.days(in: .init(today: today))
            #expect((1...9999).contains(days.start.year) && (1...9999).contains(days.end.year))
        }
    }
}
