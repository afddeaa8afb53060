import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

struct ClientRetryTests {
    private let policy = RetryPolicy(attempts: 4)

    @Test("waits double up to the longest and are spread over their upper half")
    func backoff() {
        var policy = RetryPolicy(attempts: 100)
        policy.firstWait = .seconds(1)
        policy.longestWait = .seconds(10)
        let outcome = RetryPolicy.Outcome.status(.serviceUnavailable, retryAfter: nil)
        let longest = (1...6).map { policy.wait(afterAttempt: $0, .get, outcome, chance: 1) }
        #expect(longest == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
        #expect(policy.wait(afterAttempt: 2, .get, outcome, chance: 0) == .seconds(1))
        #expect(policy.wait(afterAttempt: 99, .get, outcome, chance: 0.5) == .milliseconds(7500))
        #expect(policy.wait(afterAttempt: 100, .get, outcome, chance: 0.5) == nil)
    }

    @Test(
        "only statuses that pass are repeated, and only for methods that bear it",
        arguments: [
            (Method.get, 503, true), (.get, 429, true), (.get, 500, false), (.get, 404, false), (.get, 200, false),
            (.put, 502, true), (.delete, 504, true), (.post, 503, false), (.patch, 503, false),
        ]
    )
    func statuses(method: Method, code: Int, isRepeated: Bool) {
        let outcome = RetryPolicy.Outcome.status(Status(code), retryAfter: nil)
        #expect((policy.wait(afterAttempt: 1, method, outcome, chance: 0) != nil) == isRepeated)
    }

    @Test(
        "an error is repeated when it may pass; for a POST only when nothing of it was sent",
        arguments: [
            (HTTPClientError.Code.connect, true, true), (.resolve, true, true), (.timeout(.connect), true, true),
            (.timeout(.idle), true, false), (.timeout(.total), true, false), (.connectionLost, true, false),
            (.tls, false, false), (.refusedAddress, false, false), (.tooLarge(.body), false, false),
            (.redirects, false, false), (.protocol, false, false), (.invalidRequest, false, false),
        ]
    )
    func errors(code: HTTPClientError.Code, repeatsGet: Bool, repeatsPost: Bool) {
        let outcome = RetryPolicy.Outcome.failed(HTTPClientError(code, ""))
        #expect((policy.wait(afterAttempt: 1, .get, outcome, chance: 0) != nil) == repeatsGet)
        #expect((policy.wait(afterAttempt: 1, .post, outcome, chance: 0) != nil) == repeatsPost)
        var any = policy
        any.repeatsAnyMethod = true
        #expect((any.wait(afterAttempt: 1, .post, outcome, chance: 0) != nil) == repeatsGet)
    }

    @Test("what the server asks for by Retry-After is kept to, unless it asks for too much")
    func retryAfter() {
        func wait(_ seconds: Int64) -> Duration? {
            policy.wait(afterAttempt: 1, .get, .status(.tooManyRequests, retryAfter: .seconds(seconds)), chance: 0)
        }
        #expect(wait(0) == .zero)
        #expect(wait(60) == .seconds(60))
        #expect(wait(61) == nil)
    }

    /// A clock that stands at one moment, keeps what it was asked to wait and lets nobody wait.
    private final class Waits: Sendable {
        private let asked = Mutex<[Duration]>([])

        var all: [Duration] { asked.withLock { $0 } }

        func client() throws -> HTTPClient {
            var options = HTTPClient.Options()
            options.clock = WallClock(
                now: { Timestamp(seconds: 1_772_946_000) },
                sleep: { duration in self.asked.withLock { $0.append(duration) } }
            )
            return try HTTPClient(options)
        }
    }

    /// A server that refuses a number of times before it answers.
    private func refusing(
        _ times: Int,
        retryAfter: String?
    ) throws -> (ScriptedServer, OutgoingRequest) {
        let left = Mutex(times)
        let server = try ScriptedServer { connection in
            while !connection.readHead().isEmpty {
                let refuses = left.withLock { left in
                    left -= 1
                    return left >= 0
                }
                let field = retryAfter.map { "Retry-After: \($0)\r\n" } ?? ""
                connection.write(
                    refuses
                        ? "HTTP/1.1 503 Busy\r\n\(field)Content-Length: 4\r\n\r\nbusy"
                        : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                )
            }
        }
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/")
        request.egress = .anywhere
        request.retry = policy
        return (server, request)
    }

    @Test(
        "the client waits as long as it is asked to, in seconds or until a date",
        arguments: ["7", "Sun, 08 Mar 2026 05:00:07 GMT"]
    )
    func waiting(retryAfter: String) async throws {
        let (server, request) = try refusing(1, retryAfter: retryAfter)
        defer { server.stop() }
        let waits = Waits()
        #expect(try await waits.client().send(request).status == .ok)
        #expect(waits.all == [.seconds(7)])
        // The refusal was read to its end, so the connection was kept.
        #expect(server.accepted == 1)
    }

    @Test("when the attempts are used up the last answer stands, body and all")
    func usedUp() async throws {
        let (server, request) = try refusing(9, retryAfter: nil)
        defer { server.stop() }
        let waits = Waits()
        let response = try await waits.client().send(request)
        #expect(response.status == .serviceUnavailable)
        #expect(try await response.body.collect(upTo: 10) == Array("busy".utf8))
        #expect(waits.all.count == policy.attempts - 1)
    }

    @Test("an error is repeated as well")
    func lostConnection() async throws {
        let count = Mutex(0)
        let server = try ScriptedServer { connection in
            guard !connection.readHead().isEmpty else { return }
            let isFirst = count.withLock { count in
                count += 1
                return count == 1
            }
            if !isFirst { connection.write("HTTP/1.1 204 No Content\r\n\r\n") }
        }
        defer { server.stop() }
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/")
        request.egress = .anywhere
        request.retry = policy
        #expect(try await Waits().client().send(request).status == .noContent)
    }

    @Test("a request that is sent once is not sent again when the connection that was kept is gone")
    func sentOnce() async throws {
        let posts = Mutex(0)
        let server = try ScriptedServer { connection in
            while case let head = connection.readHead(), let first = head.first {
                // The second request of a connection is read, and the connection closed without an answer.
                if first.hasPrefix("POST") {
                    posts.withLock { $0 += 1 }
                    return
                }
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            }
        }
        defer { server.stop() }
        let client = try HTTPClient()
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/")
        request.egress = .anywhere
        #expect(try await client.send(request).body.collect(upTo: 10) == Array("ok".utf8))
        request.method = .post
        request.isSentOnce = true
        let error = await #expect(throws: HTTPClientError.self) { try await client.send(request) }
        #expect(error?.code == .connectionLost)
        #expect(posts.withLock { $0 } == 1)
    }

    @Test("a streamed body is made again for each attempt")
    func streamedAgain() async throws {
        let bodies = Mutex<[String]>([])
        let server = try ScriptedServer { connection in
            while !connection.readHead().isEmpty {
                let body = String(decoding: connection.read(4), as: UTF8.self)
                let count = bodies.withLock { bodies in
                    bodies.append(body)
                    return bodies.count
                }
                connection.write("HTTP/1.1 \(count == 1 ? "503 Busy" : "200 OK")\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        var request = try OutgoingRequest(.put, "http://127.0.0.1:\(server.port)/")
        request.egress = .anywhere
        request.retry = policy
        request.body = .stream(length: 4) {
            AsyncStream { stream in
                stream.yield(Array("body".utf8))
                stream.finish()
            }
        }
        #expect(try await Waits().client().send(request).status == .ok)
        #expect(bodies.withLock { $0 } == ["body", "body"])
    }
}
