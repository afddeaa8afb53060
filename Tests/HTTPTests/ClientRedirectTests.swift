import HTTP
import Synchronization
import TestSupport
import Testing

/// Redirects, and what they must not get around.
struct ClientRedirectTests {
    private let client: HTTPClient

    init() throws { client = try HTTPClient() }

    /// Answers each path by the table, and keeps the heads it saw.
    private final class Site: Sendable {
        let heads = Mutex<[[String]]>([])

        func serve(_ answers: @escaping @Sendable (_ path: Substring) -> String) throws -> ScriptedServer {
            try ScriptedServer { connection in
                while true {
                    let head = connection.readHead()
                    guard let first = head.first else { return }
                    let length = head.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
                    _ = connection.read(length ?? 0)
                    self.heads.withLock { $0.append(head) }
                    connection.write(answers(first.split(separator: " ")[1]))
                }
            }
        }

        var lines: [String] { heads.withLock { $0.compactMap(\.first) } }
    }

    private static func redirect(_ code: Int, _ location: String) -> String {
        "HTTP/1.1 \(code) Moved\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
    }

    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    private func request(_ server: ScriptedServer, redirects: Int) throws -> OutgoingRequest {
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/a/start?x=1")
        request.egress = .anywhere
        request.redirects = redirects
        return request
    }

    @Test("a redirect is an answer unless redirects are wanted")
    func off() async throws {
        let server = try Site().serve { _ in Self.redirect(302, "/b") }
        defer { server.stop() }
        let response = try await client.send(try request(server, redirects: 0))
        #expect(response.status == .found)
        #expect(response.fields[.location] == "/b")
    }

    @Test("redirects are followed, relative ones too, and the answer says where it came from")
    func followed() async throws {
        let site = Site()
        let server = try site.serve { path in
            switch path {
            case "/a/start?x=1": Self.redirect(301, "next#part")
            case "/a/next": Self.redirect(308, "/end")
            default: Self.ok
            }
        }
        defer { server.stop() }
        let response = try await client.send(try request(server, redirects: 2))
        #expect(response.status == .ok)
        #expect(response.url.text == "http://127.0.0.1:\(server.port)/end")
        #expect(site.lines == ["GET /a/start?x=1 HTTP/1.1", "GET /a/next HTTP/1.1", "GET /end HTTP/1.1"])
    }

    @Test("a circle of redirects ends with an error")
    func circle() async throws {
        let site = Site()
        let server = try site.serve { Self.redirect(302, $0 == "/one" ? "/two" : "/one") }
        defer { server.stop() }
        let request = try request(server, redirects: 5)
        let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(request) }
        #expect(error?.code == .redirects)
        #expect(site.lines.count == 6)
    }

    @Test(
        "a POST becomes a GET where the web expects it, and is repeated where it must be",
        arguments: [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")]
    )
    func methods(code: Int, method: String) async throws {
        let site = Site()
        let server = try site.serve { $0 == "/end" ? Self.ok : Self.redirect(code, "/end") }
        defer { server.stop() }
        var request = try request(server, redirects: 1)
        request.method = .post
        request.body = .text("body")
        request.fields[.contentType] = "text/plain"
        #expect(try await client.send(request).status == .ok)
        let last = try #require(site.heads.withLock { $0.last })
        #expect(last.first == "\(method) /end HTTP/1.1")
        #expect(last.contains("Content-Type: text/plain") == (method == "POST"))
        #expect(last.contains("Content-Length: 4") == (method == "POST"))
    }

    @Test("credentials stay with the origin that they were given for")
    func credentials() async throws {
        let other = Site()
        let otherServer = try other.serve { _ in Self.ok }
        defer { otherServer.stop() }
        let site = Site()
        let server = try site.serve { path in
            path == "/same"
                ? Self.redirect(302, "http://127.0.0.1:\(otherServer.port)/other") : Self.redirect(302, "/same")
        }
        defer { server.stop() }
        var request = try request(server, redirects: 2)
        request.fields = [
            "Authorization": "Bearer hunter2", "Cookie": "s=hunter2", "X-Api-Key": "hunter2", "Accept": "a/b",
        ]
        #expect(try await client.send(request).status == .ok)
        let same = try #require(site.heads.withLock { $0.last })
        #expect(same.contains("Authorization: Bearer hunter2"))
        let away = try #require(other.heads.withLock { $0.last })
        #expect(away.contains("Accept: a/b"))
        #expect(!away.contains { $0.contains("hunter2") })
    }

    @Test("K-08 · a private address is refused before a byte goes there")
    func refused() async throws {
        let site = Site()
        let server = try site.serve { _ in Self.ok }
        defer { server.stop() }
        for host in ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0.0.0.0"] {
            let request = try OutgoingRequest(.get, "http://\(host):\(server.port)/")
            let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(request) }
            #expect(error?.code == .refusedAddress)
        }
        #expect(server.accepted == 0)
    }

    @Test("K-08 · a redirect to a private address is refused, though the host before it is allowed")
    func refusedAfterRedirect() async throws {
        let site = Site()
        let inner = try site.serve { _ in Self.ok }
        defer { inner.stop() }
        let server = try Site().serve { _ in Self.redirect(302, "http://127.0.0.1:\(inner.port)/") }
        defer { server.stop() }
        var request = try OutgoingRequest(.get, "http://localhost:\(server.port)/")
        request.redirects = 3
        request.egress = .publicOnly(allowing: ["localhost"])
        let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(request) }
        #expect(error?.code == .refusedAddress)
        #expect(inner.accepted == 0)
    }

    @Test("K-08 · a connection that another request was allowed to open gives no way around")
    func keptConnection() async throws {
        let site = Site()
        let server = try site.serve { _ in Self.ok }
        defer { server.stop() }
        _ = try await client.send(try request(server, redirects: 0)).body.collect(upTo: 2)
        var guarded = try request(server, redirects: 0)
        guarded.egress = .publicOnly
        let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(guarded) }
        #expect(error?.code == .refusedAddress)
        #expect(site.lines.count == 1)
    }
}
