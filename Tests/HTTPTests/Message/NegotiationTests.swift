import HTTP
import Telemetry
import Testing

@Suite struct NegotiationTests {
    @Test(arguments: [
        (nil, ContentCoding.identity), ("", .identity), ("gzip", .gzip), ("GZIP", .gzip), ("br, gzip;q=0.5", .gzip),
        ("gzip;q=0", .identity), ("gzip; q=0.0, *", .identity), ("*", .gzip), ("*;q=0", .identity), ("br", .identity),
        ("gzip;q=nonsense", .identity),
    ])
    func `gzip is used for who asks for it`(_ field: String?, _ coding: ContentCoding) {
        #expect(ContentCoding.negotiated(for: field) == coding)
    }

    @Test func `a media type is read with its parameters`() throws {
        let type = try #require(MediaType(parsing: "Multipart/Form-Data; Boundary=\"a;b\\\"c\"; charset=utf-8"))
        #expect(type.essence == "multipart/form-data")
        #expect(type.parameters == ["boundary": "a;b\"c", "charset": "utf-8"])
        #expect(MediaType(parsing: type.description) == type)
        for text in ["", "text", "text/", "/html", "te xt/html", "a/b/c", "text/html; a=\"\u{12}\""] {
            #expect(MediaType(parsing: text) == nil)
        }
    }

    @Test func `an accent after a quote does not hide the quote of a parameter`() throws {
        let text = "text/html; a=\"\u{301}b\"\u{301}; c=d; e\u{301}=f"
        let type = try #require(MediaType(parsing: text))
        #expect(type.parameters == ["a": "\u{301}b", "c": "d"])
        #expect(MediaType(parsing: type.description) == type)
    }

    @Test func `an entity tag matches weakly for reading, strongly for writing`() throws {
        let tag = EntityTag("a,b")
        #expect(tag.description == "\"a,b\"")
        #expect(EntityTag(parsing: "W/\"x\"") == EntityTag("x", isWeak: true))
        #expect(EntityTag(parsing: "x") == nil)
        #expect(tag.isNamed(inNoneMatch: "\"x\", W/\"a,b\""))
        #expect(tag.isNamed(inNoneMatch: "*"))
        #expect(!tag.isNamed(inNoneMatch: "\"a\", \"b\""))
        #expect(tag.isNamed(inMatch: "\"a,b\""))
        #expect(!tag.isNamed(inMatch: "W/\"a,b\""))
        #expect(!EntityTag("a,b", isWeak: true).isNamed(inMatch: "\"a,b\""))
    }

    @Test func `dates are written as HTTP writes them and read back`() {
        let moment = Timestamp(seconds: 784_111_777)
        #expect(HTTPDate.write(moment) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.read("Sun, 06 Nov 1994 08:49:37 GMT") == moment)
        for text in [
            "", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        ] {
            #expect(HTTPDate.read(text) == nil)
        }
    }

    @Test func `a cookie is for this host alone, and out of reach of scripts`() {
        let plain = Request(.get, "/", fields: ["Cookie": "a=1; session=abc; session=def"])
        #expect(plain.cookies["session"] == "abc")
        #expect(plain.cookies["sess"] == nil)
        #expect(
            SetCookie(host: "session", "abc", maxAge: .hours(1), over: plain).description
                == "session=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"
        )
        let secure = Request(.get, "/", isSecure: true)
        #expect(
            SetCookie(host: "session", "a;b", over: secure).description
                == "__Host-session=a%3Bb; Path=/; Secure; HttpOnly; SameSite=Lax"
        )
        #expect(SetCookie.removing(host: "session", over: plain).description.contains("Max-Age=0"))
    }

    @Test func `an event's lines cannot become fields`() {
        let event = ServerSentEvent(name: "a\nid: 9", data: "x\r\ny\rz", id: "1", retry: .seconds(2))
        #expect(event.text == "event: aid: 9\nid: 1\nretry: 2000\ndata: x\ndata: y\ndata: z\n\n")
        #expect(ServerSentEvent(data: "").text == "data: \n\n")
    }

    @Test func `a request id is short, and no two are alike`() {
        let ids = Set((0..<10_000).map { _ in RequestID.make() })
        #expect(ids.count == 10_000)
        #expect(ids.allSatisfy { $0.text.utf8.count == 13 && RequestID($0.text) == $0 })
        for text in ["", "a b", "a\n", "é", String(repeating: "a", count: 65)] { #expect(RequestID(text) == nil) }
    }
}
