import Telemetry
import Testing

@Suite struct TimestampTests {
    @Test(
        "ISO 8601 is read and written back",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999999Z", -1),
            ("2026-03-08T04:59:00.250Z", 1_772_945_940_250_000),
            ("2000-02-29T12:00:00Z", 951_825_600_000_000), ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
        ]
    )
    func roundTrip(text: String, microseconds: Int) {
        let moment = Timestamp(iso8601: text)
        #expect(moment?.microseconds == Int64(microseconds))
        #expect(moment?.iso8601 == text)
    }

    @Test("An offset is taken off, a fine fraction is cut off")
    func offsets() {
        #expect(Timestamp(iso8601: "2026-03-08T04:59:00+05:45") == Timestamp(iso8601: "2026-03-07T23:14:00Z"))
        #expect(Timestamp(iso8601: "2026-03-08 04:59:00-08:00") == Timestamp(iso8601: "2026-03-08T12:59:00Z"))
        #expect(Timestamp(iso8601: "1970-01-01T00:00:00.1234567Z")?.microseconds == 123_456)
    }

    @Test(
        "What is not a time is refused",
        arguments: [
            "", "2026", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:60Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx",
            "2026-01-01T00:00:00+1", "+026-01-01T00:00:00Z", "２026-01-01T00:00:00Z",
        ]
    )
    func refusals(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test("Days and dates agree over eight centuries")
    func calendar() {
        var previous = CivilDate(daysSince1970: -150_001)
        for days in Int64(-150_000)...150_000 {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days && date > previous && date.weekday == (previous.weekday + 1) % 7)
            previous = date
        }
        #expect(CivilDate(daysSince1970: 0).weekday == 4)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2000, month: 2, day: 29)?.description == "2000-02-29")
    }

    @Test("Moments and durations add up")
    func arithmetic() {
        let moment = Timestamp(seconds: 100)
        #expect(moment + .minutes(2) - moment == .seconds(120))
        #expect(moment - .milliseconds(1) < moment)
        #expect(Timestamp(microseconds: -1).seconds == -1)
    }
}
