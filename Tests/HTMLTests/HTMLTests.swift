import HTML
import Testing

@Suite struct HTMLTests {
    @Test("What is interpolated is escaped, what is literal is not")
    func escaping() {
        let name = #"<script>alert("x&y'z")</script>"#
        let page: HTML = "<p title=\"\(name)\">\(name)</p>"
        let escaped = "&lt;script&gt;alert(&quot;x&amp;y&#39;z&quot;)&lt;/script&gt;"
        #expect(page.string == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test("Markup nests without being escaped again")
    func nesting() {
        let inner: HTML = "<b>\("&")</b>"
        let none: HTML? = nil
        let page: HTML = "<p>\(inner)\(none)\(.some(inner))</p>"
        #expect(page.string == "<p><b>&amp;</b><b>&amp;</b></p>")
    }

    @Test("Conditions, repetitions and attributes")
    func forms() {
        func row(_ on: Bool, _ link: String?) -> HTML {
            """
            <a\(attribute: "href", link)\(attribute: "hidden", when: !on)>\(when: on, "on", else: "off")</a>
            """
        }
        #expect(row(true, "/a?b=1&c=\"").string == #"<a href="/a?b=1&amp;c=&quot;">on</a>"#)
        #expect(row(false, nil).string == "<a hidden>off</a>")
        let list: HTML = "<ul>\(each: ["a", "<"], { "<li>\($0)</li>" })</ul>"
        #expect(list.string == "<ul><li>a</li><li>&lt;</li></ul>")
    }

    @Test("A condition that does not hold costs nothing")
    func laziness() {
        var asked = 0
        func costly() -> HTML {
            asked += 1
            return "x"
        }
        let page: HTML = "\(when: false, costly())\(when: true, "y", else: costly())"
        #expect(page.string == "y")
        #expect(asked == 0)
    }

    @Test(
        "Characters that could turn or break the page are replaced",
        arguments: [
            ("a\u{202E}b", "a\u{FFFD}b"), ("\u{2066}", "\u{FFFD}"), ("a\u{0}b", "a\u{FFFD}b"), ("\u{85}", "\u{FFFD}"),
            ("\u{7F}", "\u{FFFD}"), ("tab\tline\n", "tab\tline\n"), ("é日本👩‍🌾\u{A0}\u{2029}", "é日本👩‍🌾\u{A0}\u{2029}"),
            ("", ""),
        ]
    )
    func control(_ text: String, _ expected: String) {
        #expect(HTML(escaping: text).string == expected)
    }

    @Test("Escaped text never holds a character that markup gives a meaning to, whatever it was")
    func property() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let scalars = (0..<40).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...(Bool.random() ? 0x7F : 0x2100), using: &generator))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let escaped = HTML(escaping: text).string
            #expect(!escaped.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
            #expect(WellFormed.faults(inFragment: "<p title=\"\(escaped)\">\(escaped)</p>").isEmpty)
        }
    }

    @Test(
        "Numbers are grouped by thousands",
        arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4200, "−4,200")]
    )
    func grouped(_ number: Int, _ expected: String) {
        #expect(number.formatted(.grouped) == expected)
        #expect(("\(number, .grouped)" as HTML).string == expected)
    }

    @Test(
        "Sizes are written in the unit that fits",
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1536, "1.5 kB"), (999_960, "1 MB"),
            (61_440_000, "61.4 MB"), (5_000_000_000, "5 GB"), (7_300_000_000_000, "7.3 TB"),
        ]
    )
    func sizes(_ number: Int, _ expected: String) {
        #expect(number.formatted(.bytes) == expected)
    }

    @Test("Pieces join with a separator between them")
    func joining() {
        let pieces: [HTML] = ["<b>1</b>", "2", "3"]
        #expect(pieces.joined(separator: " · ").string == "<b>1</b> · 2 · 3")
        #expect([HTML]().joined(separator: ",").isEmpty)
    }
}
