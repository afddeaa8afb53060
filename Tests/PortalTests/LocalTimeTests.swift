import Telemetry
import Testing

@testable import Portal

@Suite struct LocalTimeTests {
    // Sunday, 8 March 2026, 05:00 UTC, 06:00 in Berlin
    let now = Timestamp(seconds: 1_772_946_000)

    @Test(
        "A time is told as people tell it",
        arguments: [
            (0, "just now"), (-5, "in a moment"), (42, "42 seconds ago"), (60, "1 minute ago"), (-180, "in 3 minutes"),
            (7200, "2 hours ago"), (46800, "yesterday at 17:00"), (-72000, "tomorrow at 02:00"),
            (-46800, "today at 19:00"), (259_200, "Thursday at 06:00"), (1_728_000, "16 Feb"),
            (8_640_000, "28 Nov 2025"), (-3_456_000, "17 Apr"),
        ] as [(Int64, String)]
    )
    func relative(_ secondsAgo: Int64, _ expected: String) throws {
        let time = LocalTime(zone: try Zone(named: "Europe/Berlin"), now: now)
        #expect(time.moment(now - .seconds(secondsAgo)).relative == expected)
    }

    @Test("The exact time names its zone")
    func exact() throws {
        let moment = LocalTime(zone: try Zone(named: "Asia/Kolkata"), now: now).moment(now)
        #expect(moment.exact == "8 Mar 2026, 10:30:00 (Asia/Kolkata)")
        #expect(moment.stamp == "8 Mar 2026, 10:30")
        #expect(moment.iso == now.iso8601)
    }

    @Test(
        "A length of time is told in its two largest units",
        arguments: [
            (0.0042, "4 ms"), (3.25, "3.2 s"), (42, "42 s"), (252, "4 min 12 s"), (3600, "1 h"), (7500, "2 h 5 min"),
            (90_000, "1 d 1 h"),
        ] as [(Double, String)]
    )
    func length(_ seconds: Double, _ expected: String) {
        #expect(LocalTime.length(.seconds(seconds)) == expected)
    }
}
