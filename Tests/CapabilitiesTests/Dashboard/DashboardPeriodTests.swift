import Telemetry
import Testing

@testable import Capabilities

@Suite struct DashboardPeriodTests {
    typealias Case = (period: DashboardFilter.Period, first: String?, last: String?)

    static let cases: [Case] = [
        (.preset(.week), "2026-02-23", "2026-03-01"), (.preset(.month), "2026-01-31", "2026-03-01"),
        (.preset(.thisMonth), "2026-03-01", "2026-03-01"), (.preset(.lastMonth), "2026-02-01", "2026-02-28"),
        (.preset(.year), "2025-04-01", "2026-03-01"), (.preset(.all), nil, nil),
        (.days(CivilDate(iso8601: "2024-02-29"), nil), "2024-02-29", nil),
    ]

    @Test("D-01 · a period is days by the organisation's clock, both ends included", arguments: cases)
    func days(_ one: Case) throws {
        let today = try #require(CivilDate(iso8601: "2026-03-01"))
        let days = one.period.days(today: today)
        #expect(days.first?.description == one.first && days.last?.description == one.last)
    }

    @Test("D-01 · a day begins and ends at the organisation's midnight")
    func bounds() throws {
        var filter = DashboardFilter()
        filter.period = .days(CivilDate(iso8601: "2026-11-01"), CivilDate(iso8601: "2026-11-01"))
        let (from, before) = filter.bounds(try Zone(named: "America/New_York"), at: Timestamp(seconds: 0))
        // The clocks go back on this day, which has 25 hours.
        #expect(from?.iso8601 == "2026-11-01T04:00:00Z" && before?.iso8601 == "2026-11-02T05:00:00Z")
    }
}
