import HTTP
import Telemetry
import TestSupport
import Testing

@Suite struct ServerTests {
    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "test",
                    routes: [
                        .get("/", access: .open) { _ in .text("hello") },
                        .get("/later", access: .open) { _ in
                            await Task.yield()
                            return .text("later")
                        },
                        .get("/gone", access: .open) { _ in .hangUp },
                        .get("/gone-later", access: .open) { _ in
                            await Task.yield()
                            return .hangUp
                        },
                        .post("/echo", access: .open) { request in
                            Response(body: .bytes(try await request.body.collect()))
                        },
                        Route(.post, "/count", access: .open, bodyLimit: 1 << 30) { request in
                            var count = 0
                            for try await piece in request.body { count += piece.count }
                            return .text("\(count)")
                        },
                        .get("/stream", access: .open) { _ in
                            .stream(.text) { writer in
                                for number in 1...3 {
                                    await Task.yield()
                                    try await writer.write("piece \(number)\n")
                                }
                            }
                        },
                        .get("/large", access: .open) { _ in
                            .stream(.bytes, length: 3_000_000) { writer in
                                for _ in 0..<300 { try await writer.write([UInt8](repeating: 120, count: 10_000)) }
                            }
                        },
                        .get("/events", access: .open) { _ in
                            let (events, continuation) = AsyncStream.makeStream(of: ServerSentEvent.self)
                            continuation.yield(ServerSentEvent(name: "tick", data: "1\n2"))
                            return .events(events)
                        },
                    ]
                )
            ],
            middleware: .standard()
        )
    }

    @Test func `a connection is kept for the next request`() async throws {
        try await withLiveServer(router) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            for _ in 1...3 {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.receive(until: "hello")
                #expect(statuses(answer) == [200])
            }
        }
    }

    @Test func `a handler that waits is answered too`() async throws {
        try await withLiveServer(router) { server in
            let answer = try await RawClient.exchange(
                server.port,
                "GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            #expect(statuses(answer) == [200])
            #expect(answer.hasSuffix("later"))
        }
    }

    @Test(arguments: ["/gone", "/gone-later"])
    func `no answer closes the connection`(path: String) async throws {
        try await withLiveServer(router) { server in
            let answer = try await RawClient.exchange(
                server.port,
                Array("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
            )
            #expect(answer.isEmpty)
        }
    }

    @Test func `requests sent at once are answered in their order`() async throws {
        try await withLiveServer(router) { server in
            let one = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"
            let answer = try await RawClient.exchange(
                server.port,
                one + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + one
                    + "GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            #expect(statuses(answer) == [200, 200, 200, 404])
        }
    }

    @Test(arguments: [1, 1000, 100_000, 1_000_000])
    func `a body comes through whole, with its length or in chunks`(size: Int) async throws {
        try await withLiveServer(router) { server in
            let body = [UInt8](repeating: 97, count: size)
            let sized = try await RawClient.exchange(
                server.port,
                Array("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(size)\r\n\r\n".utf8)
                    + body
            )
            #expect(statuses(sized) == [200])
            #expect(sized.hasSuffix("\r\n\r\n" + String(decoding: body, as: UTF8.self)))
            var chunked = Array(
                "POST /count HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
            )
            for start in stride(from: 0, to: size, by: 7000) {
                let chunk = body[start..<min(size, start + 7000)]
                chunked += Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + Array("\r\n".utf8)
            }
            let counted = try await RawClient.exchange(server.port, chunked + Array("0\r\n\r\n".utf8))
            #expect(counted.hasSuffix("\r\n\r\n\(size)"))
        }
    }

    @Test func `an answer is streamed while it is made`() async throws {
        try await withLiveServer(router) { server in
            let answer = try await RawClient.exchange(
                server.port,
                "GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            #expect(answer.contains("Transfer-Encoding: chunked"))
            for number in 1...3 { #expect(answer.contains("piece \(number)\n")) }
            #expect(answer.hasSuffix("0\r\n\r\n"))
            let large = try await RawClient.exchange(
                server.port,
                "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            #expect(large.contains("Content-Length: 3000000"))
            #expect(large.hasSuffix(String(repeating: "x", count: 3_000_000)))
        }
    }

    @Test func `an event goes out at once, and the stream ends when the server stops`() async throws {
        try await withLiveServer(router) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try await client.receive(until: "data: 2\n\n")
            #expect(answer.contains("event: tick\ndata: 1\ndata: 2\n\n"))
            await server.stop()
            #expect(try await client.receive().hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func `HEAD gives the head of GET and no body`() async throws {
        try await withLiveServer(router) { server in
            let answer = try await RawClient.exchange(
                server.port,
                "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            #expect(answer.contains("Content-Length: 5"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func `a taken port is explained in one sentence`() async throws {
        try await withLiveServer(router) { server in
            let error = #expect(throws: ServerError.self) { try Server(router, ServerOptions(port: server.port)) }
            #expect(error?.code == .portInUse)
            #expect(error?.message.hasPrefix("Port \(server.port) on 127.0.0.1 is taken by another program;") == true)
        }
    }
}
