import Foundation
import Testing

@testable import Telemetry

@Suite struct ZoneTests {
    @Test(
        "S-02 · a local time is the moment at which the clocks first show it, or the first after the gap",
        arguments: [
            // New York: 02:00 becomes 03:00 in March; 01:00 to 02:00 comes twice in November.
            ("America/New_York", "2026-03-07", 9000, "2026-03-07T07:30:00Z"),
            ("America/New_York", "2026-03-08", 0, "2026-03-08T05:00:00Z"),
            ("America/New_York", "2026-03-08", 9000, "2026-03-08T07:00:00Z"),
            ("America/New_York", "2026-11-01", 5400, "2026-11-01T05:30:00Z"),
            ("America/New_York", "2026-11-01", 7200, "2026-11-01T07:00:00Z"),
            ("America/New_York", "1883-11-18", 43200, "1883-11-18T16:56:02Z"),
            // Lord Howe Island moves its clocks by half an hour.
            ("Australia/Lord_Howe", "2026-10-04", 8100, "2026-10-03T15:30:00Z"),
            ("Australia/Lord_Howe", "2026-04-05", 6300, "2026-04-04T14:45:00Z"),
            // Samoa had no 30 December 2011, and was on the other side of the date line until then.
            ("Pacific/Apia", "2011-12-29", 0, "2011-12-29T10:00:00Z"),
            ("Pacific/Apia", "2011-12-30", 0, "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-30", 43200, "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00:00Z"),
            ("Asia/Kathmandu", "2026-06-01", 0, "2026-05-31T18:15:00Z"),
            // Midnight itself is skipped in Santiago.
            ("America/Santiago", "2026-09-06", 0, "2026-09-06T04:00:00Z"),
            // Summer time is the standard time in Dublin, and Nuuk changes on the evening before.
            ("Europe/Dublin", "2050-07-01", 0, "2050-06-30T23:00:00Z"),
            ("America/Nuuk", "2050-03-26", 82800, "2050-03-27T01:00:00Z"),
            ("UTC", "2024-02-29", 1, "2024-02-29T00:00:01Z"),
        ]
    )
    func moments(name: String, day: String, second: Int, expected: String) throws {
        let zone = try Zone(named: name)
        let date = try #require(CivilDate(iso8601: day))
        #expect(zone.moment(of: date, secondOfDay: Int64(second)).iso8601 == expected)
    }

    @Test(
        "Offsets are those that Foundation knows",
        arguments: [
            "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Europe/Dublin", "Asia/Tehran",
            "America/Sao_Paulo", "Africa/Windhoek", "Antarctica/Troll", "Europe/London", "Asia/Pyongyang", "Etc/GMT+5",
        ]
    )
    func agreesWithFoundation(name: String) throws {
        let zone = try Zone(named: name)
        let other = try #require(TimeZone(identifier: name))
        for step in 0..<2000 {
            // 1972 to 2058, in steps that meet every hour of the day.
            let second = Int64(63_072_000 + step * 1_363_933)
            let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            #expect(zone.offset(at: Timestamp(seconds: second)) == Int64(expected), "at \(Timestamp(seconds: second))")
        }
    }

    @Test("The local time of every moment leads back to it or to its first showing")
    func roundTrip() throws {
        for name in ["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"] {
            let zone = try Zone(named: name)
            for step in 0..<3000 {
                let moment = Timestamp(seconds: 1_280_000_000 + Int64(step) * 181_800)
                let local = zone.local(at: moment)
                let first = zone.moment(of: local.date, secondOfDay: local.secondOfDay)
                #expect(first == moment || moment - first <= .hours(1))
                #expect(zone.local(at: first) == local)
            }
        }
    }

    @Test(
        "A name that is no zone is refused",
        arguments: [
            "", "Nowhere", "../../etc/passwd", "America/../UTC", "zone.tab", "/UTC", "America", "America/", "Ä",
        ]
    )
    func unknown(name: String) {
        #expect(throws: ZoneError.unknown) { try Zone(named: name) }
    }

    @Test("A zone is written as its name")
    func coding() throws {
        let zones = [try Zone(named: "Asia/Kathmandu"), .utc]
        let json = try JSONEncoder().encode(zones)
        #expect(String(decoding: json, as: UTF8.self) == #"["Asia\/Kathmandu","UTC"]"#)
        #expect(try JSONDecoder().decode([Zone].self, from: json) == zones)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Zone.self, from: Data(#""Nowhere""#.utf8)) }
    }

    @Test("A damaged file is refused or read, never a crash")
    func damaged() throws {
        let original = try [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/America/New_York")))
        #expect(ZoneFile.history(original) != nil)
        for length in stride(from: 0, to: original.count, by: 7) {
            #expect(ZoneFile.history(Array(original.prefix(length))) == nil)
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let history = ZoneFile.history(bytes) else { continue }
            _ = Zone(name: "Damaged", history: history).moment(of: CivilDate(daysSince1970: 20000))
        }
    }
}

@Suite struct ZoneRuleTests {
    @Test(
        "A rule of POSIX gives the changes of a year",
        arguments: [
            ("EST5EDT,M3.2.0,M11.1.0", "2030-03-10T07:00:00Z", "2030-11-03T06:00:00Z"),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2030-03-31T01:00:00Z", "2030-10-27T01:00:00Z"),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2030-04-06T15:00:00Z", "2030-10-05T15:30:00Z"),
            ("AAA0BBB,J60/0,59/0", "2032-02-28T23:00:00Z", "2032-03-01T00:00:00Z"),
        ]
    )
    func changes(text: String, first: String, second: String) throws {
        let rule = try #require(ZoneRule(posix: text))
        let year = try #require(Timestamp(iso8601: first)).seconds
        let changes = rule.changes(around: year...year).filter { abs($0.at - year) < 330 * 86400 && $0.at >= year }
        #expect(changes.map { Timestamp(seconds: $0.at).iso8601 } == [first, second])
    }

    @Test(
        "What is not a rule is refused",
        arguments: [
            "", "EST", "E5", "EST5EDT", "EST5EDT,M3.2.0", "EST25", "EST5EDT,M13.1.0,M11.1.0", "<+03",
            "EST5EDT,M3.6.0,J1",
            "EST5EDT,J0,J1", "EST5EDT,366,J1", "EST5EDT,M3.2.0,M11.1.0x", "EST5:99",
        ]
    )
    func refused(text: String) {
        #expect(ZoneRule(posix: text) == nil)
    }
}
