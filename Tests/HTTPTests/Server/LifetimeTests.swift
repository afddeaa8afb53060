import Crypto
import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

/// What becomes of a request when somebody leaves, waits or stops.
@Suite struct LifetimeTests {
    /// Lets a handler tell the test how far it got.
    private struct Signal: Sendable {
        let stream: AsyncStream<String>
        let send: AsyncStream<String>.Continuation

        init() {
            (stream, send) = AsyncStream.makeStream(of: String.self)
        }

        func next() async -> String? {
            for await word in stream { return word }
            return nil
        }
    }

    private func router(_ routes: Route...) throws -> Router {
        try Router(
            doors: [Door("test", routes: routes + [.get("/", access: .open) { _ in .text("hello") }])],
            middleware: .standard()
        )
    }

    private static let get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    @Test func `the handler is cancelled when the client leaves`() async throws {
        let signal = Signal()
        let router = try router(
            .get("/wait", access: .open) { _ in
                signal.send.yield("begun")
                do {
                    try await Task.sleep(for: .seconds(60))
                } catch {
                    signal.send.yield("cancelled")
                    throw error
                }
                return .text("late")
            }
        )
        try await withLiveServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await signal.next() == "begun")
            client.close()
            #expect(await signal.next() == "cancelled")
        }
    }

    @Test func `a stream is cancelled when the client leaves`() async throws {
        let signal = Signal()
        let router = try router(
            .get("/endless", access: .open) { _ in
                .stream(.bytes) { writer in
                    do {
                        while true { try await writer.write([UInt8](repeating: 1, count: 10_000)) }
                    } catch {
                        signal.send.yield("ended")
                        throw error
                    }
                }
            }
        )
        try await withLiveServer(router) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.receive(until: "\r\n\r\n")
            client.close()
            #expect(await signal.next() == "ended")
        }
    }

    @Test func `handlers that wait do not keep others from being answered`() async throws {
        let signal = Signal()
        let router = try router(
            .get("/wait", access: .open) { _ in
                signal.send.yield("begun")
                try await Task.sleep(for: .seconds(60))
                return .text("late")
            }
        )
        try await withLiveServer(router) { server in
            let waiting = try (0..<100).map { _ in try RawClient(port: server.port) }
            defer { for client in waiting { client.close() } }
            for client in waiting { try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n") }
            for _ in waiting { #expect(await signal.next() == "begun") }
            #expect(statuses(try await RawClient.exchange(server.port, LifetimeTests.get)) == [200])
        }
    }

    @Test func `a stop lets the request under way finish`() async throws {
        let signal = Signal()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let router = try router(
            .get("/wait", access: .open) { _ in
                signal.send.yield("begun")
                for await _ in gate { break }
                return .text("finished")
            }
        )
        try await withLiveServer(router, { $0.grace = .seconds(20) }) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await signal.next() == "begun")
            async let stopping: Void = server.stop()
            open.yield()
            let answer = try await client.receive()
            #expect(answer.hasSuffix("finished"))
            await stopping
            #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
        }
    }

    @Test func `a request that takes longer than the time of grace is cut off`() async throws {
        let signal = Signal()
        let router = try router(
            .get("/wait", access: .open) { _ in
                signal.send.yield("begun")
                try await Task.sleep(for: .seconds(60))
                return .text("late")
            }
        )
        try await withLiveServer(router, { $0.grace = .milliseconds(10) }) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await signal.next() == "begun")
            await server.stop()
            #expect(try await client.receive() == "")
        }
    }

    @Test func `a body that the handler does not take is not read either`() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let router = try router(
            Route(.post, "/slow", access: .open, bodyLimit: .max) { request in
                for await _ in gate { break }
                var count = 0
                for try await piece in request.body {
                    count += piece.count
                    #expect(piece.count <= 128 * 1024)
                }
                return .text("\(count)")
            }
        )
        let size = 32 << 20
        try await withLiveServer(router) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send(
                "POST /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(size)\r\n\r\n"
            )
            async let sent = client.send([UInt8](repeating: 97, count: size))
            open.yield()
            #expect(try await sent)
            #expect(try await client.receive().hasSuffix("\r\n\r\n\(size)"))
        }
    }

    @Test func `an answer before the body is wanted spares the client sending it`() async throws {
        let router = try router(
            Route(.post, "/refuse", access: .open, bodyLimit: .max) { _ in
                throw Problem(.forbidden, code: "test.no", title: "No.")
            },
            Route(.post, "/take", access: .open) { request in .text("\(try await request.body.collect().count)") }
        )
        try await withLiveServer(router) { server in
            let head = "HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
            let refused = try await RawClient.exchange(server.port, "POST /refuse \(head)\r\n")
            #expect(statuses(refused) == [403])
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send("POST /take \(head)Connection: close\r\n\r\n")
            #expect(statuses(try await client.receive(until: "\r\n\r\n")) == [100])
            try await client.send("abc")
            #expect(try await client.receive().hasSuffix("\r\n\r\n3"))
        }
    }

    @Test func `a quiet stream of events shows a sign of life`() async throws {
        let clock = TestClock()
        let router = try router(
            .get("/events", access: .open) { _ in
                .events(AsyncStream { _ in }, heartbeat: .seconds(15))
            }
        )
        try await clock.govern {
            try await withLiveServer(router) { server in
                let client = try RawClient(port: server.port)
                defer { client.close() }
                try await client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
                await clock.sleepers()
                clock.advance(by: .seconds(15))
                #expect(try await client.receive(until: ": \n\n").contains("text/event-stream"))
            }
        }
    }

    @Test func `only a trusted proxy may speak for others`() async throws {
        let router = try router(
            .get("/who", access: .open) { request in
                .text("\(request.peer) \(request.isSecure) \(request.host ?? "") \(request.id)")
            }
        )
        let request = """
            GET /who HTTP/1.1\r\nHost: inside\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r
            X-Forwarded-Proto: https\r\nX-Forwarded-Host: loam.example\r\nX-Request-Id: from-proxy\r\n\r\n
            """
        try await withLiveServer(router) { server in
            let answer = try await RawClient.exchange(server.port, request)
            #expect(answer.contains("127.0.0.1 false inside "))
            #expect(!answer.contains("from-proxy"))
        }
        let proxies = [try #require(AddressRange("127.0.0.0/8"))]
        try await withLiveServer(router, { $0.trustedProxies = proxies }) { server in
            let answer = try await RawClient.exchange(server.port, request)
            #expect(answer.hasSuffix("203.0.113.9 true loam.example from-proxy"))
            #expect(answer.contains("Strict-Transport-Security"))
        }
    }

    @Test func `an address that is not ours and a certificate that is none are explained`() throws {
        let router = try router()
        let address = #expect(throws: ServerError.self) {
            try Server(router, ServerOptions(host: "203.0.113.1", port: 0))
        }
        #expect(address?.code == .noSuchAddress)
        let tls = #expect(throws: ServerError.self) {
            try Server(router, ServerOptions(port: 0, tls: .init(certificate: "none", key: Secret("none"))))
        }
        #expect(tls?.code == .unusableTLS)
    }

    @Test func `a server that could not start leaves its port to the next`() async throws {
        let router = try router()
        let port = freePort()
        #expect(throws: ServerError.self) {
            try Server(router, ServerOptions(port: port, tls: .init(certificate: "none", key: Secret("none"))))
        }
        let second = try Server(router, ServerOptions(port: port))
        #expect(second.port == port)
        await second.stop()
    }

    @Test func `a client that has sent all it will send is let go after the answer`() async throws {
        try await withLiveServer(try router()) { server in
            try await withThrowingTaskGroup(of: [Int].self) { clients in
                for _ in 1...40 {
                    clients.addTask {
                        // The end arrives with the request, so that both may be one event to the server.
                        let client = try RawClient(port: server.port)
                        defer { client.close() }
                        try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                        client.finishSending()
                        // Throws when the server does not close.
                        return statuses(try await client.receive())
                    }
                }
                for try await statuses in clients { #expect(statuses == [200]) }
            }
        }
    }
}
