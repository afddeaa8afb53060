import Testing

@testable import loam

@Suite struct ConfigurationFileTests {
    @Test("sections, dotted keys, comments, quotes and Windows line ends")
    func wellFormed() {
        let file = ConfigurationFile(
            parsing: """
                \u{FEFF}# a comment
                port=9000
                smtp.url = smtp://mail   \r

                ; another
                [smtp]
                  password = " a # \\"b\\" \\\\ "
                from = a#b@c
                []
                host = ::1
                """
        )
        #expect(file.faults.isEmpty)
        #expect(
            file.entries == [
                .init(name: "port", value: "9000", line: 2),
                .init(name: "smtp.url", value: "smtp://mail", line: 3),
                .init(name: "smtp.password", value: " a # \"b\" \\ ", line: 7),
                .init(name: "smtp.from", value: "a#b@c", line: 8),
                .init(name: "host", value: "::1", line: 10),
            ]
        )
    }

    @Test("each faulty line is reported by its number and the rest is still read")
    func faults() {
        let file = ConfigurationFile(
            parsing: """
                port
                = 5
                Port = 5
                [smtp
                a = "open
                b = "closed" too early
                c = "bad \\n escape"
                host = x
                host = y
                """
        )
        #expect(file.entries == [.init(name: "host", value: "x", line: 8)])
        #expect(file.faults.map(\.line) == [1, 2, 3, 4, 5, 6, 7, 9])
        #expect(file.faults.last?.message == "host is set a second time (first in line 8)")
    }

    @Test("no text makes the parser fail, and every entry and fault has a line of the text")
    func anyText() {
        var generator = Seeded(seed: 7)
        let pieces = ["[", "]", "=", "\"", "\\", "#", ";", "\n", "\r\n", " ", "a", "smtp", ".", "é", "\0", "\u{FEFF}"]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let file = ConfigurationFile(parsing: text)
            let lines = 1...(1 + text.utf8.count { $0 == 10 })
            #expect(file.entries.allSatisfy { lines.contains($0.line) })
            #expect(file.faults.allSatisfy { lines.contains($0.line) })
            #expect(Set(file.entries.map(\.name)).count == file.entries.count)
        }
    }
}

/// The same random numbers in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
