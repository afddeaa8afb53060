import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct PrintingTests {
    @Test("work of less than two seconds prints no progress")
    func quickWork() {
        let clock = TestClock()
        let recorded = RecordedTerminal()
        let progress = Progress("Backing up", unit: .bytes, in: recorded.surroundings(clock: clock.wallClock))
        progress.update(5, of: 10)
        clock.advance(by: .milliseconds(1999))
        progress.update(9, of: 10)
        progress.finish()
        #expect(recorded.error.isEmpty)
    }

    @Test("without a terminal, progress is a plain line every five seconds with rate and time left")
    func plainLines() {
        let clock = TestClock()
        let recorded = RecordedTerminal()
        let progress = Progress("Backing up", unit: .bytes, in: recorded.surroundings(clock: clock.wallClock))
        for second in 1...8 {
            clock.advance(by: .seconds(1))
            progress.update(second << 20, of: 16 << 20)
        }
        progress.finish()
        #expect(
            recorded.error == """
                Backing up: 12 %, 2.0 MB of 16 MB, 1.0 MB a second, 14.0 s left
                Backing up: 43 %, 7.0 MB of 16 MB, 1.0 MB a second, 9.0 s left

                """
        )
    }

    @Test("on a terminal, progress is a bar that redraws itself and goes away")
    func bar() {
        let clock = TestClock()
        let recorded = RecordedTerminal(isWatched: true)
        let progress = Progress("Rotating", unit: .rows, in: recorded.surroundings(clock: clock.wallClock))
        clock.advance(by: .seconds(4))
        progress.update(200, of: 400)
        clock.advance(by: .milliseconds(50))
        progress.update(201, of: 400)
        progress.finish()
        let clear = "\r\u{1B}[2K"
        let lines = recorded.error.split(separator: "\r").map { "\r" + $0 }
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix(clear + "Rotating ██") == true)
        #expect(lines.first?.hasSuffix("░ 50 %, 200 rows of 400 rows, 50 rows a second, 4.0 s left") == true)
        #expect((lines.first?.count ?? 0) - clear.count <= 80)
        #expect(lines.last == clear)
    }

    @Test("where the whole is unknown, progress counts")
    func unknownWhole() {
        let clock = TestClock()
        let recorded = RecordedTerminal()
        let progress = Progress("Sealing", unit: .rows, in: recorded.surroundings(clock: clock.wallClock))
        clock.advance(by: .seconds(2))
        progress.update(1, of: nil)
        #expect(recorded.error == "Sealing: 1 row, 0 rows a second\n")
    }

    @Test("work that cannot be measured tells how long it has taken, and its result comes through")
    func during() async throws {
        let clock = TestClock()
        let recorded = RecordedTerminal()
        let progress = Progress("Migrating", in: recorded.surroundings(clock: clock.wallClock))
        let result = try await progress.during {
            for _ in 1...6 {
                await clock.sleepers()
                clock.advance(by: .milliseconds(500))
            }
            await clock.sleepers()
            return "done"
        }
        #expect(result == "done")
        #expect(recorded.error == "Migrating: 2.0 s so far\n")
    }

    @Test("columns line up")
    func table() {
        var table = TextTable("name", "role")
        table.add("Ada", "admin")
        table.add("Bartholomé", "member")
        #expect(table.text == "NAME        ROLE\nAda         admin\nBartholomé  member\n")
    }

    @Test("JSON keeps the order and escapes what must be")
    func json() {
        let value: JSON = ["b": "q\"\n", "a": [1, true, nil], "empty": [], "none": [:], "half": .real(0.5)]
        #expect(
            value.formatted == """
                {
                  "b": "q\\"\\n",
                  "a": [
                    1,
                    true,
                    null
                  ],
                  "empty": [],
                  "none": {},
                  "half": 0.5
                }
                """
        )
    }

    @Test(
        "figures are written for people",
        arguments: [
            (grouped(0), "0"), (grouped(1234), "1,234"), (grouped(-1_234_567), "-1,234,567"),
            (byteText(1023), "1023 B"),
            (byteText(1536), "1.5 KB"), (byteText(16 << 20), "16 MB"), (durationText(.milliseconds(12)), "12 ms"),
            (durationText(.seconds(200)), "3 min 20 s"), (durationText(.days(3)), "3 days"),
        ]
    )
    func figures(text: String, expected: String) {
        #expect(text == expected)
    }

    @Test(
        "a misspelling finds the word that was meant",
        arguments: [
            ("srve", "serve"), ("sevre", "serve"), ("migrat", "migrate"), ("doc", "doctor"), ("BACKUP", "backup"),
        ]
    )
    func suggestions(word: String, meant: String) {
        #expect(suggestion(for: word, among: ["serve", "work", "migrate", "backup", "doctor"]) == meant)
    }

    @Test("what resembles nothing gets no suggestion", arguments: ["", "x", "frobnicate", "zz"])
    func noSuggestion(word: String) {
        #expect(suggestion(for: word, among: ["serve", "work", "migrate", "backup", "doctor"]) == nil)
    }

    @Test("edit distance is a distance: zero to itself, the same both ways, never above the longer word")
    func distance() {
        var generator = Seeded(seed: 3)
        let letters = Array("abc")
        func word() -> String {
            String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                    letters.randomElement(using: &generator) ?? "a"
                }
            )
        }
        for _ in 0..<2000 {
            let (left, right) = (word(), word())
            let distance = editDistance(left, right)
            #expect(distance == editDistance(right, left))
            #expect((distance == 0) == (left == right))
            #expect(distance <= max(left.count, right.count))
            #expect(distance >= abs(left.count - right.count))
        }
    }
}
