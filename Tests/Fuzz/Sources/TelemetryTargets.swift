import Foundation
@testable import Telemetry

/// Times, traces, zones and what is printed as JSON.
let telemetryTargets: [FuzzTarget] = [
    .text("traceparent") { text in
        guard let parent = TraceParent(text) else { return }
        check(TraceParent(parent.description) == parent, "a traceparent reads back")
        check(
            text.hasPrefix("00-") == false || text.dropLast(2) == parent.description.dropLast(2),
            "it is kept as it was"
        )
    },
    .text("timestamp") { text in
        guard let moment = Timestamp(iso8601: text) else { return }
        // An offset can lead out of the years that have four digits.
        guard (-62_135_596_800..<253_402_300_800).contains(moment.seconds) else { return }
        check(Timestamp(iso8601: moment.iso8601) == moment, "a time reads back")
    },
    .text("date") { text in
        guard let date = CivilDate(iso8601: text) else { return }
        check(CivilDate(daysSince1970: date.daysSince1970) == date, "a date and its number agree")
    },
    FuzzTarget("zone-file") { bytes in
        guard let history = ZoneFile.history(bytes) else { return }
        let zone = Zone(name: "Fuzz/Zone", history: history)
        for seconds in [Int64(-5_000_000_000), 0, 1_772_946_000, 4_000_000_000, 16_000_000_000] {
            _ = zone.local(at: Timestamp(seconds: seconds))
            _ = zone.moment(of: CivilDate(daysSince1970: seconds / 86400))
        }
    },
    .text("json-text") { text in
        var json = ""
        json.appendJSON(text)
        let read = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) as? String
        check(
            read.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars),
            "a JSON string is read as it was meant"
        )
        check(!json.utf8.contains { $0 < 0x20 }, "a JSON string stays on its line")
    },
    .text("log-line") { text in
        let line = Log.Line(time: Timestamp(seconds: 0), level: .info, message: text, metadata: ["text": text])
        check(!LogOutput.human(line).dropFirst(text.count).contains("\n") || text.contains("\n"), "a line is a line")
        let json = LogOutput.json(line)
        check((try? JSONSerialization.jsonObject(with: Data(json.utf8))) is [String: Any], "a line is JSON")
        check(!json.utf8.contains(10), "a line is a line")
    },
]
