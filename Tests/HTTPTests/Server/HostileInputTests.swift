import HTTP
import TestSupport
import Testing

/// What no decent client sends: each is refused or cut off, and the next client is served as if nothing had happened.
@Suite struct HostileInputTests {
    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "test",
                    routes: [
                        .get("/", access: .open) { _ in .text("hello") },
                        .get("/files/:name", access: .open) { request in .text(request.parameters["name"] ?? "") },
                        .get("/query", access: .open) { request in .text(request.query["q"] ?? "") },
                        .post("/small", access: .open, bodyLimit: 1000) { request in
                            .text("\(try await request.body.collect().count)")
                        },
                        .post("/unread", access: .open, bodyLimit: 1000) { _ in .text("not looked at") },
                    ]
                )
            ],
            middleware: .standard()
        )
    }

    /// The requests and what may come of them; an empty answer is a closed connection.
    struct Attack: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let statuses: Set<Int>

        init(_ name: String, _ text: String, _ statuses: Set<Int>) {
            self.init(name, Array(text.utf8), statuses)
        }

        init(_ name: String, _ bytes: [UInt8], _ statuses: Set<Int>) {
            self.name = name
            self.bytes = bytes
            self.statuses = statuses
        }

        var testDescription: String { name }
    }

    private static func get(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(fields)\r\n"
    }

    private static func post(_ path: String, _ fields: String, _ body: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(fields)\r\n\(body)"
    }

    static let paths: [Attack] = [
        Attack("two dots", get("/files/../secret"), [400]),
        Attack("two escaped dots", get("/files/%2e%2e/secret"), [400]),
        Attack("dots and an escaped slash", get("/files/..%2f..%2fetc%2fpasswd"), [400]),
        Attack("dots and a backslash", get("/files/..%5c..%5cboot.ini"), [400]),
        Attack("dots that are escaped twice are only a name", get("/files/%252e%252e"), [200]),
        Attack("an escaped zero", get("/files/a%00b"), [400]),
        Attack("an escaped line break", get("/files/a%0d%0aSet-Cookie:x"), [400]),
        Attack("a broken escape", get("/files/%zz"), [400]),
        Attack("half an escape", get("/files/%4"), [400]),
        Attack("escapes that are no UTF-8", get("/files/%ff%fe"), [400]),
        Attack("an overlong slash", get("/files/%c0%af"), [400]),
        Attack(
            "bytes that are no UTF-8",
            Array("GET /files/".utf8) + [0xFF, 0xFE] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8),
            [400]
        ),
        Attack("a query that is no UTF-8", get("/query?q=%ff"), [400]),
        Attack("a query with too many fields", get("/query?" + String(repeating: "a&", count: 2000)), [400]),
        Attack("an address of another server", get("http://other/"), [400]),
        Attack("a star", get("*"), [400]),
        Attack("no slash", get("files"), [400]),
        Attack("a blank in the path", get("/files/a b"), [400]),
        Attack(
            "a zero in the path",
            Array("GET /files/a\0b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8),
            [400]
        ),
        Attack("a path of 100,000 bytes", get("/files/" + String(repeating: "a", count: 100_000)), [414]),
    ]

    static let heads: [Attack] = [
        Attack("no request line", "\r\n\r\n\r\n\r\nnonsense\r\n\r\n", [400]),
        Attack("another protocol", "SSH-2.0-OpenSSH_9.2\r\n", []),
        Attack("the beginning of TLS", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, 0x0A], []),
        Attack("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400, 505]),
        Attack("HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", [400, 505]),
        Attack("no Host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", [400]),
        Attack("two Hosts", get("/", "Host: b\r\n"), [400]),
        Attack("a field without a colon", get("/", "nonsense\r\n"), [400]),
        Attack("a blank before the colon", get("/", "X-Test : a\r\n"), [400]),
        Attack("a field without a name", get("/", ": a\r\n"), [400]),
        Attack("a field that goes on in the next line", get("/", "X-Test: a\r\n b\r\n"), [400]),
        Attack("a zero in a value", get("/", "X-Test: a\0b\r\n"), [400]),
        Attack("a zero in a name", get("/", "X-\0Test: a\r\n"), [400]),
        Attack("lines that end without a CR", "GET / HTTP/1.1\nHost: a\nX-Test: b\n\n", [400]),
        Attack("100,000 fields", get("/", String(repeating: "a: b\r\n", count: 100_000)), [431]),
        Attack("more fields than allowed", get("/", String(repeating: "a: b\r\n", count: 120)), [431]),
        Attack("a field of 1 MB", get("/", "X-Test: " + String(repeating: "a", count: 1 << 20) + "\r\n"), [431]),
        Attack(
            "a cookie of 100,000 bytes",
            get("/", "Cookie: " + String(repeating: "a=b; ", count: 20_000) + "\r\n"),
            [431]
        ),
        Attack(
            "a value that is no UTF-8",
            Array("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Test: ".utf8) + [0xFF] + Array("\r\n\r\n".utf8),
            [200]
        ),
        Attack(
            "a method of 10,000 bytes",
            String(repeating: "A", count: 10_000) + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            [405, 414]
        ),
        Attack("a method nobody knows", "BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", [405]),
        Attack("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", [405]),
        Attack("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", [400]),
    ]

    static let bodies: [Attack] = [
        Attack("two lengths", post("/small", "Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), [400]),
        Attack("the same length twice", post("/small", "Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), [400]),
        Attack("a list of lengths", post("/small", "Content-Length: 3, 3\r\n", "abc"), [400]),
        Attack("a negative length", post("/small", "Content-Length: -1\r\n", "abc"), [400]),
        Attack("a length with a sign", post("/small", "Content-Length: +3\r\n", "abc"), [400]),
        Attack("a length that is hexadecimal", post("/small", "Content-Length: 0x3\r\n", "abc"), [400]),
        Attack("a length that is no number", post("/small", "Content-Length: three\r\n", "abc"), [400]),
        Attack("an endless length", post("/small", "Content-Length: 99999999999999999999999\r\n", "abc"), [400, 413]),
        Attack(
            "a length and chunks",
            post("/small", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            [400]
        ),
        Attack(
            "chunks twice",
            post("/small", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            [501]
        ),
        Attack("an unknown coding", post("/small", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), [501]),
        Attack("chunks for HTTP/1.0", "POST /small HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
        Attack(
            "a chunk without a size",
            post("/small", "Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n"),
            [400]
        ),
        Attack(
            "a chunk of an endless size",
            post("/small", "Transfer-Encoding: chunked\r\n", "ffffffffffffffffff\r\nabc"),
            [400, 413]
        ),
        Attack(
            "a chunk that is longer than it says",
            post("/small", "Transfer-Encoding: chunked\r\n", "1\r\nabc\r\n0\r\n\r\n"),
            [400]
        ),
        Attack(
            "a chunk of a negative size",
            post("/small", "Transfer-Encoding: chunked\r\n", "-1\r\nabc\r\n0\r\n\r\n"),
            [400]
        ),
        Attack(
            "a chunk with an endless extension",
            post(
                "/small",
                "Transfer-Encoding: chunked\r\n",
                "1;" + String(repeating: "a", count: 100_000) + "\r\nb\r\n0\r\n\r\n"
            ),
            [400, 413, 500]
        ),
        Attack(
            "endless trailers",
            post(
                "/small",
                "Transfer-Encoding: chunked\r\n",
                "1\r\na\r\n0\r\n" + String(repeating: "a: b\r\n", count: 100_000) + "\r\n"
            ),
            [400, 413, 431]
        ),
        Attack(
            "a body that is too long",
            post("/small", "Content-Length: 1001\r\n", String(repeating: "a", count: 1001)),
            [413]
        ),
        Attack(
            "a body that is far too long",
            post("/small", "Content-Length: 5000000\r\n", String(repeating: "a", count: 5_000_000)),
            [413]
        ),
        Attack(
            "chunks that are too long together",
            post(
                "/small",
                "Transfer-Encoding: chunked\r\n",
                String(repeating: "64\r\n" + String(repeating: "a", count: 100) + "\r\n", count: 20) + "0\r\n\r\n"
            ),
            [413]
        ),
        Attack(
            "chunks without an end",
            post(
                "/small",
                "Transfer-Encoding: chunked\r\n",
                String(repeating: "64\r\n" + String(repeating: "a", count: 100) + "\r\n", count: 50_000)
            ),
            [413]
        ),
        Attack(
            "a body that nobody reads",
            post("/unread", "Content-Length: 900\r\n", String(repeating: "a", count: 900)),
            [200]
        ),
        Attack("a body for a path that is not there", post("/none", "Content-Length: 3\r\n", "abc"), [404]),
        Attack("a body for a path that takes another method", post("/query", "Content-Length: 3\r\n", "abc"), [405]),
        Attack("a GET with a body", get("/", "Content-Length: 5\r\n") + "hello", [200]),
    ]

    @Test(arguments: paths + heads + bodies)
    func `is refused or cut off, and others are still served`(_ attack: Attack) async throws {
        try await withLiveServer(router) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send(attack.bytes)
            client.finishSending()
            let answer = try await client.receive()
            // The library writes some of its own refusals twice before it closes, so the count says nothing.
            #expect(attack.statuses.isSuperset(of: statuses(answer)))
            let other = try await RawClient.exchange(server.port, HostileInputTests.get("/"))
            #expect(statuses(other) == [200])
        }
    }

    @Test func `bytes at random never stop the server`() async throws {
        var random = SplitMix(seed: 42)
        try await withLiveServer(router) { server in
            for _ in 0..<100 {
                let client = try RawClient(port: server.port)
                let count = Int(random.next() % 3000)
                var bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                if random.next() % 2 == 0 { bytes = Array("POST /small HTTP/1.1\r\nHost: a\r\n".utf8) + bytes }
                try await client.send(bytes)
                client.close()
            }
            let other = try await RawClient.exchange(server.port, HostileInputTests.get("/"))
            #expect(statuses(other) == [200])
        }
    }

    @Test func `a head that drips in is cut off, and others are served meanwhile`() async throws {
        try await withLiveServer(router, { $0.limits.headTime = .milliseconds(100) }) { server in
            let slow = try (0..<20).map { _ in try RawClient(port: server.port) }
            defer { for client in slow { client.close() } }
            for client in slow { try await client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ") }
            let other = try await RawClient.exchange(server.port, HostileInputTests.get("/"))
            #expect(statuses(other) == [200])
            for client in slow { #expect(try await client.receive() == "") }
        }
    }

    @Test func `a body that drips in is cut off`() async throws {
        try await withLiveServer(router, { $0.limits.bodyTime = .milliseconds(100) }) { server in
            let slow = try RawClient(port: server.port)
            defer { slow.close() }
            try await slow.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
            #expect(try await slow.receive() == "")
        }
    }

    @Test func `2,000 idle connections leave room for others`() async throws {
        try await withLiveServer(router, { $0.limits.headTime = .seconds(120) }) { server in
            let idle = try await onThread { Result { try (0..<2000).map { _ in try RawClient(port: server.port) } } }
                .get()
            defer { for client in idle { client.close() } }
            for _ in 0..<5 {
                let other = try await RawClient.exchange(server.port, HostileInputTests.get("/"))
                #expect(statuses(other) == [200])
            }
            let one = idle[1234]
            try await one.send(HostileInputTests.get("/"))
            #expect(statuses(try await one.receive()) == [200])
        }
    }

    @Test func `past the limit a connection is not accepted`() async throws {
        try await withLiveServer(router, { $0.limits.connections = 4 }) { server in
            let clients = try (0..<4).map { _ in try RawClient(port: server.port) }
            for client in clients { try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
            for client in clients { #expect(statuses(try await client.receive(until: "hello")) == [200]) }
            let waiting = try RawClient(port: server.port)
            defer { waiting.close() }
            try await waiting.send(HostileInputTests.get("/"))
            for client in clients { client.close() }
            #expect(statuses(try await waiting.receive()) == [200])
        }
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
