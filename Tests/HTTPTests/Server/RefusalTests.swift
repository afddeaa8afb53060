import HTTP
import TestSupport
import Testing

/// What is refused by its head alone is told in the way of the door that it came to, with all that an answer has.
@Suite struct RefusalTests {
    private static func door(_ name: String, at prefix: String) -> Door {
        Door(
            name,
            at: prefix,
            routes: [
                .post(RoutePattern(prefix == "/" ? "/form" : prefix + "/things"), access: .open, bodyLimit: 1000) { _ in
                    .text("taken")
                }
            ],
            render: { problem, _ in
                Response(
                    problem.status,
                    fields: [.contentType: "text/html; charset=utf-8"],
                    body: .text("<p>\(name) says: \(problem.code)")
                )
            }
        )
    }

    private static func router() throws -> Router {
        let slow = Door(
            "slow",
            at: "/slow",
            routes: [.post("/slow/things", access: .open, bodyLimit: 1000) { _ in .text("taken") }],
            render: { problem, _ in
                await Task.yield()
                return .text("slow says after a while: \(problem.code)")
            },
            atOnce: { problem, _ in Response(problem.status, body: .text("slow says: \(problem.code)")) }
        )
        let plain = Door("plain", at: "/plain", routes: [.post("/plain/things", access: .open) { _ in .text("taken") }])
        return try Router(
            doors: [door("front", at: "/"), door("other", at: "/other"), slow, plain],
            middleware: .standard()
        )
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let head: String
        let status: Int
        let says: String

        init(_ head: String, _ status: Int, _ says: String) {
            (self.head, self.status, self.says) = (head, status, says)
        }
        var testDescription: String { head }
    }

    static let cases = [
        Case("POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1001", 413, "front says: request.too-large"),
        Case(
            "POST /other/things HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999",
            413,
            "other says: request.too-large"
        ),
        Case("POST /slow/things HTTP/1.1\r\nHost: a\r\nContent-Length: 1001", 413, "slow says: request.too-large"),
        Case(
            "POST /plain/things HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999",
            413,
            "\"code\":\"request.too-large\""
        ),
        Case(
            "POST /other/nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999",
            413,
            "other says: request.too-large"
        ),
        Case("GET /other/things HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999", 413, "other says: request.too-large"),
        Case("GET /other/things HTTP/1.1\r\nHost: a\r\nHost: b", 400, "other says: request.host"),
        Case(
            "POST /other/things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2",
            400,
            "other says: request.ambiguous-length"
        ),
        Case("GET /other/%zz HTTP/1.1\r\nHost: a\r\nConnection: close", 400, "other says: request.malformed-path"),
        Case("GET /nowhere/%zz HTTP/1.1\r\nHost: a\r\nConnection: close", 400, "front says: request.malformed-path"),
        Case("GET /nowhere HTTP/1.1\r\nHost: a\r\nX : b", 400, "front says: request.broken-head"),
    ]

    @Test("each door shows what was refused before it", arguments: cases)
    func refused(_ one: Case) async throws {
        try await withLiveServer(try Self.router()) { server in
            let answer = try await RawClient.exchange(server.port, one.head + "\r\n\r\n")
            #expect(statuses(answer) == [one.status])
            #expect(answer.hasSuffix(one.says) || answer.contains(one.says), "\(answer)")
            for field in [
                "X-Content-Type-Options: nosniff", "Content-Security-Policy: ", "X-Request-Id: ", "Connection: close",
            ] {
                #expect(answer.lowercased().contains("\r\n" + field.lowercased()), "\(field)")
            }
        }
    }
}
