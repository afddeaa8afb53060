@testable import Telemetry
import Testing

@Suite struct LogTests {
    private let fixed = WallClock(now: { Timestamp(seconds: 0) }, sleep: { _ in })

    @Test("What is known about the work is on every line below, and not beyond")
    func context() async {
        let recorded = RecordedLog()
        await Log.$current.withValue(Log(output: recorded.output, level: .info)) {
            await Log.withContext(["request": "r1", "user": "u1"]) {
                Log.info("inside", ["user": "u2", "rows": 3])
                Log.debug("too fine to be kept")
            }
            Log.warning("outside")
        }
        #expect(recorded.lines.map(\.message) == ["inside", "outside"])
        #expect(recorded.lines[0].metadata["request"] == .text("r1"))
        #expect(recorded.lines[0].metadata["user"] == .text("u2"))
        #expect(recorded.lines[0].metadata["rows"] == .integer(3))
        #expect(recorded.lines[1].metadata.pairs.isEmpty)
    }

    @Test("A line cannot be forged by a value")
    func forging() {
        let line = Log.Line(
            time: Timestamp(seconds: 0),
            level: .info,
            message: "sign-in refused",
            metadata: [
                "agent": "x\n1970 ERROR all is lost\u{1B}[2J\"", "seconds": Duration.milliseconds(1500), "ok": false,
            ]
        )
        #expect(
            LogOutput.json(line)
                == #"{"time":"1970-01-01T00:00:00Z","level":"info","message":"sign-in refused","agent":"x\n1970 ERROR all is lost\u001b[2J\"","seconds":1.5,"ok":false}"#
        )
        #expect(
            LogOutput.human(line)
                == #"1970-01-01T00:00:00Z INFO sign-in refused agent="x\n1970 ERROR all is lost\u001b[2J\"" seconds=1.5 ok=false"#
        )
    }

    @Test("A level lets through itself and what is graver")
    func levels() {
        for level in Log.Level.allCases {
            let recorded = RecordedLog()
            let log = Log(output: recorded.output, level: level, clock: fixed)
            for written in Log.Level.allCases { log.write(written, "line") }
            #expect(recorded.lines.map(\.level) == Log.Level.allCases.filter { $0 >= level })
        }
    }
}
