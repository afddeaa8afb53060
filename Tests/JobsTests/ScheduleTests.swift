import Foundation
import Telemetry
import Testing

@testable import Jobs

@Suite struct ScheduleTests {
    @Test("S-02 · every day at midnight in New York, through both changes of its clocks")
    func daily() throws {
        let schedule = try Schedule(.daily, in: Zone(named: Schedule.defaultZone))
        #expect(
            try occurrences(of: schedule, after: "2026-03-07T04:59:59Z", 4) == [
                "2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", "2026-03-10T04:00:00Z",
            ]
        )
        #expect(
            try occurrences(of: schedule, after: "2026-10-31T05:00:00Z", 3) == [
                "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", "2026-11-03T05:00:00Z",
            ]
        )
    }

    @Test("S-02 · a time that is skipped moves to the end of the gap, a time that comes twice happens once")
    func gapsAndFolds() throws {
        let newYork = try Zone(named: "America/New_York")
        let inTheGap = try Schedule(.daily, at: #require(TimeOfDay("02:30")), in: newYork)
        #expect(
            try occurrences(of: inTheGap, after: "2026-03-07T12:00:00Z", 2) == [
                "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z",
            ]
        )
        let twice = try Schedule(.daily, at: #require(TimeOfDay("01:30")), in: newYork)
        #expect(
            try occurrences(of: twice, after: "2026-10-31T12:00:00Z", 2) == [
                "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z",
            ]
        )
        let lordHowe = try Schedule(.daily, at: #require(TimeOfDay("02:15")), in: Zone(named: "Australia/Lord_Howe"))
        #expect(
            try occurrences(of: lordHowe, after: "2026-10-02T20:00:00Z", 2) == [
                "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z",
            ]
        )
    }

    @Test("S-02 · a day that a place never had is one with the day after it")
    func skippedDay() throws {
        let samoa = try Zone(named: "Pacific/Apia")
        #expect(
            try occurrences(of: Schedule(.daily, in: samoa), after: "2011-12-29T00:00:00Z", 3) == [
                "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z",
            ]
        )
        #expect(
            try occurrences(of: Schedule(.weekly(on: .friday), in: samoa), after: "2011-12-24T00:00:00Z", 2) == [
                "2011-12-30T10:00:00Z", "2012-01-05T10:00:00Z",
            ]
        )
    }

    @Test("S-02 · weekly on a weekday")
    func weekly() throws {
        let zone = try Zone(named: "Asia/Kathmandu")
        let schedule = try Schedule(.weekly(on: .monday), at: #require(TimeOfDay("06:30")), in: zone)
        #expect(
            try occurrences(of: schedule, after: "2026-06-01T00:45:00Z", 2) == [
                "2026-06-08T00:45:00Z", "2026-06-15T00:45:00Z",
            ]
        )
        for weekday in Schedule.Weekday.allCases {
            let day = try Schedule(.weekly(on: weekday), in: .utc).next(after: Timestamp(seconds: 1_780_000_000))
            #expect(Zone.utc.local(at: day).date.weekday == weekday.number)
        }
    }

    @Test("S-02 · every two weeks from a day on, and never before it")
    func fortnightly() throws {
        let anchor = try #require(CivilDate(iso8601: "2026-02-25"))
        let schedule = try Schedule(.fortnightly(from: anchor), in: Zone(named: "America/New_York"))
        #expect(
            try occurrences(of: schedule, after: "2020-01-01T00:00:00Z", 3) == [
                "2026-02-25T05:00:00Z", "2026-03-11T04:00:00Z", "2026-03-25T04:00:00Z",
            ]
        )
        #expect(try occurrences(of: schedule, after: "2026-03-11T04:00:00Z", 1) == ["2026-03-25T04:00:00Z"])
    }

    @Test("S-02 · monthly on a day, or on the last of a shorter month")
    func monthly() throws {
        let schedule = try Schedule(.monthly(day: 31), in: .utc)
        #expect(
            try occurrences(of: schedule, after: "2028-01-31T00:00:00Z", 4) == [
                "2028-02-29T00:00:00Z", "2028-03-31T00:00:00Z", "2028-04-30T00:00:00Z", "2028-05-31T00:00:00Z",
            ]
        )
        #expect(try occurrences(of: schedule, after: "2027-02-01T00:00:00Z", 1) == ["2027-02-28T00:00:00Z"])
    }

    @Test("S-02 · quarterly, counted from a month")
    func quarterly() throws {
        let schedule = try Schedule(.quarterly(month: 11, day: 30), in: .utc)
        #expect(
            try occurrences(of: schedule, after: "2027-01-01T00:00:00Z", 5) == [
                "2027-02-28T00:00:00Z", "2027-05-30T00:00:00Z", "2027-08-30T00:00:00Z", "2027-11-30T00:00:00Z",
                "2028-02-29T00:00:00Z",
            ]
        )
    }

    @Test("S-02 · every schedule moves on, and is at its local time or right after a gap")
    func property() throws {
        var random = SystemRandomNumberGenerator()
        let zones = try [
            "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "America/Santiago",
            "Africa/Casablanca", "Europe/Dublin", "America/Nuuk", "UTC",
        ].map { name throws in try Zone(named: name) }
        for _ in 0..<25 {
            let zone = try #require(zones.randomElement(using: &random))
            let time = try #require(TimeOfDay(hour: .random(in: 0...23), minute: .random(in: 0...59)))
            let start = Timestamp(seconds: .random(in: 1_300_000_000...2_600_000_000, using: &random))
            let anchor = zone.local(at: start).date
            let frequencies: [Schedule.Frequency] = [
                .daily, .weekly(on: Schedule.Weekday.allCases[.random(in: 0...6)]), .fortnightly(from: anchor),
                .monthly(day: .random(in: 1...31)), .quarterly(month: .random(in: 1...12), day: .random(in: 1...31)),
            ]
            for frequency in frequencies {
                let schedule = try Schedule(frequency, at: time, in: zone)
                var moment = start
                for _ in 0..<40 {
                    let next = schedule.next(after: moment)
                    #expect(next > moment)
                    #expect(schedule.next(after: next - .microseconds(1)) == next)
                    let local = zone.local(at: next)
                    if local.secondOfDay != time.secondOfDay {
                        #expect(zone.offset(at: next) > zone.offset(at: next - .seconds(1)))
                    }
                    moment = next
                }
            }
        }
    }

    @Test(
        "A schedule is stored as people would say it",
        arguments: [
            #"{"at":"06:30","every":"day","zone":"UTC"}"#,
            #"{"at":"00:00","every":"week","on":"sunday","zone":"Asia\/Kathmandu"}"#,
            #"{"at":"00:00","every":"fortnight","from":"2026-03-08","zone":"America\/New_York"}"#,
            #"{"at":"23:59","day":31,"every":"month","zone":"UTC"}"#,
            #"{"at":"00:00","day":1,"every":"quarter","month":12,"zone":"UTC"}"#,
        ]
    )
    func coding(json: String) throws {
        let schedule = try JSONDecoder().decode(Schedule.self, from: Data(json.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(schedule), as: UTF8.self) == json)
    }

    @Test("Time and zone may be left out: midnight in New York")
    func defaults() throws {
        let schedule = try JSONDecoder().decode(Schedule.self, from: Data(#"{"every":"day"}"#.utf8))
        #expect(schedule == (try Schedule(.daily, in: Zone(named: "America/New_York"))))
    }

    @Test(
        "What is no schedule is refused",
        arguments: [
            #"{"every":"year"}"#, #"{"every":"week"}"#, #"{"every":"month","day":0}"#, #"{"every":"month","day":32}"#,
            #"{"every":"quarter","month":13,"day":1}"#, #"{"every":"day","at":"24:00"}"#,
            #"{"every":"day","at":"6:30"}"#,
            #"{"every":"day","zone":"Nowhere"}"#, #"{"every":"fortnight","from":"2026-02-30"}"#,
        ]
    )
    func refused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Schedule.self, from: Data(json.utf8)) }
    }

    private func occurrences(of schedule: Schedule, after start: String, _ count: Int) throws -> [String] {
        var moment = try #require(Timestamp(iso8601: start))
        var found: [String] = []
        for _ in 0..<count {
            moment = schedule.next(after: moment)
            found.append(moment.iso8601)
        }
        return found
    }
}

@Suite struct BackoffTests {
    @Test("Waits grow with the attempt's power up to the longest")
    func growth() {
        let backoff = Backoff(power: 4, longest: .hours(1), jitter: 0)
        let waits = (1...9).map { backoff.delay(afterAttempt: $0, chance: 0.9) }
        #expect(waits == [1, 16, 81, 256, 625, 1296, 2401, 3600, 3600].map { Duration.seconds($0) })
        #expect(backoff.delay(afterAttempt: .max, chance: 0.5) == .hours(1))
        #expect(backoff.delay(afterAttempt: 0, chance: 0.5) == .seconds(1))
    }

    @Test("Chance makes a wait longer or shorter by the jitter and no more")
    func jitter() {
        let backoff = Backoff(power: 1, longest: .hours(1), jitter: 0.2)
        #expect(abs((backoff.delay(afterAttempt: 10, chance: 0) - .seconds(8)).inSeconds) < 0.001)
        #expect(abs((backoff.delay(afterAttempt: 10, chance: 1) - .seconds(12)).inSeconds) < 0.001)
    }
}
