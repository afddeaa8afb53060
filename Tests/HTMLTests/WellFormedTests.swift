import HTML
import Testing

@Suite struct WellFormedTests {
    static func page(_ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><title>A</title></head>
        <body><main><h1>A</h1>
        \(body)
        </main></body></html>
        """
    }

    @Test("A page that is in order has no faults")
    func order() {
        let page = Self.page(
            """
            <h2>People</h2><img src="/a.png" alt=""><br>
            <form method="post" action="/users"><label for="n">Name</label><input type="text" id="n" name="n" required>
            <label><input type="checkbox" name="c"> Yes</label><button type="submit">Save &amp; go</button></form>
            <ul><li><a href="/a?b=1&amp;c=2">A</a></li></ul>
            <svg role="img" viewBox="0 0 1 1"><title>Chart</title><rect width="1" height="1"/></svg>
            <svg aria-hidden="true"><use href="/i.svg#x"/></svg>
            <table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
            """
        )
        #expect(WellFormed.faults(inPage: page) == [])
    }

    @Test(
        "Each fault is found and named",
        arguments: [
            ("<p>a", "</main> stands where </p> of line 4 was expected"),
            ("<div><p>a</div>", "</div> stands where </p> of line 4 was expected"),
            ("</i>", "</i> stands where </main> of line 3 was expected"),
            ("<p id=a>a</p>", "the value of id in <p> is not in double quotes"),
            ("<p id=\"a\"class=\"b\">a</p>", "no space after the attribute id in <p>"),
            ("<p id=\"a\" id=\"b\">a</p>", "<p> has the attribute id twice"),
            ("<p id=\"a\">a</p><p id=\"a\">a</p>", "the id a stands twice"),
            ("<p>a & b</p>", "an & that begins no known reference; write &amp;"),
            ("<p>a < b</p>", "a < that begins no tag; write &lt;"),
            ("<p title=\"&copy;\">a</p>", "an & that begins no known reference; write &amp;"),
            ("<!-- a -->", "a comment is sent to the reader; say it in the code"),
            ("<div/>", "<div/> must be closed by a tag"),
            ("<br/>", "<br/> needs no slash"),
            ("<input type=\"text\" name=\"n\">", "the field n has no label"),
            ("<input type=\"text\" name=\"n\" id=\"i\">", "the field n has no label"),
            ("<label for=\"i\">A</label>", "for=\"i\" names an id that is not on the page"),
            ("<a href=\"#there\">A</a>", "href=\"there\" names an id that is not on the page"),
            ("<a href=\"/a\"></a>", "<a> of line 4 has no text and no aria-label"),
            ("<a href=\"javascript:alert(1)\">A</a>", "href of <a> leads out of http, or nowhere"),
            ("<a href=\"\">A</a>", "href of <a> leads out of http, or nowhere"),
            ("<a href=\"/a\" target=\"_blank\">A</a>", "target=\"_blank\" without rel=\"noopener\""),
            ("<p style=\"color:red\">a</p>", "style=… in <p> is blocked by the content security policy"),
            ("<p onclick=\"a()\">a</p>", "onclick=… in <p> is blocked by the content security policy"),
            ("<script>a()</script>", "<script> without src is blocked by the content security policy"),
            ("<p><div>a</div></p>", "<div> inside <p>"),
            ("<li>a</li>", "<li> inside <main>"),
            ("<ul><p>a</p></ul>", "<p> inside <ul>"),
            ("<table><tr><td>a</td></tr></table>", "<tr> inside <table>"),
            ("<ul>a</ul>", "text directly inside <ul>"),
            (
                "<a href=\"/a\"><button type=\"button\">A</button></a>",
                "<button> inside <a>: only one of the two can be pressed"
            ),
            (
                "<form method=\"get\" action=\"/a\"><form method=\"get\" action=\"/a\"></form></form>",
                "<form> inside <form>"
            ),
            ("<form method=\"put\" action=\"/a\"></form>", "a form is sent by get or post, not by put"),
            ("<button>A</button>", "<button> without type"),
            ("<img src=\"/a.png\">", "<img> without alt"),
            ("<svg><rect/></svg>", "<svg> of line 4 is neither hidden (aria-hidden) nor an image with a title"),
            ("<h3>A</h3>", "<h3> after <h1>"),
            ("<h1>A</h1>", "2 × <h1>, exactly one is wanted"),
            ("<p tabindex=\"3\">a</p>", "tabindex=\"3\" changes the order of the keyboard"),
            ("<p title=\"a", "the value of title in <p> does not end"),
        ]
    )
    func fault(_ markup: String, _ expected: String) {
        let messages = WellFormed.faults(inPage: Self.page(markup)).map(\.message)
        #expect(messages.contains(expected), "found \(messages)")
    }

    @Test("A fault tells the line it is on")
    func lines() {
        let faults = WellFormed.faults(inFragment: "<p>a</p>\n<p\n title=\"a\nb\">a</p>\n<p>&x;</p>")
        #expect(faults.map(\.description) == ["line 5: an & that begins no known reference; write &amp;"])
    }

    @Test("The places a page leads to are listed")
    func targets() {
        let targets = WellFormed.targets(
            of: """
                <a href="/users?page=2">2</a><form method="post" action="/users"><button type="submit"
                formaction="/users/draft">Keep</button></form><form method="get" action="/mail"></form>
                """
        )
        let list = targets.map { "\($0.method) \($0.address)" }
        #expect(list == ["GET /users?page=2", "POST /users", "POST /users/draft", "GET /mail"])
    }

    @Test("Nothing crashes it, whatever it reads")
    func garbage() {
        let pieces = [
            "<", ">", "</", "/>", "a", "=", "\"", " ", "<!--", "-->", "&", ";", "p", "\n", "<svg", "<li>", "é",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...12)).map { _ in pieces.randomElement() ?? "" }.joined()
            _ = WellFormed.faults(inPage: text)
        }
    }
}
