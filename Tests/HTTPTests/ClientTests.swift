import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

/// The client against servers that do exactly what a script says, over real sockets.
struct ClientTests {
    private let client: HTTPClient

    init() throws { client = try HTTPClient() }

    private func get(_ server: ScriptedServer, _ path: String = "/") throws -> OutgoingRequest {
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)\(path)")
        request.egress = .anywhere
        return request
    }

    @Test("an answer has its status, its fields and its body")
    func answer() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
            connection.write(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\nX-One: a\r\nx-one:  b \r\nX-None:\r\n\r\nhello"
            )
        }
        defer { server.stop() }
        let response = try await client.send(try get(server))
        #expect(response.status == .notFound)
        #expect(response.fields.values(of: "X-One") == ["a", "b"])
        #expect(response.fields["X-None"] == "")
        #expect(response.fields["Link"] == nil)
        #expect(try await response.body.collect(upTo: 100) == Array("hello".utf8))
    }

    @Test("fields go out as given, framing and control characters left out")
    func outgoingFields() async throws {
        let head = Mutex<[String]>([])
        let server = try ScriptedServer { connection in
            let lines = connection.readHead()
            head.withLock { $0 = lines }
            connection.write("HTTP/1.1 204 No Content\r\n\r\n")
        }
        defer { server.stop() }
        var request = try get(server, "/a?b=c#d")
        request.fields = ["X-Text": "a\r\nX-Forged: b", "X-Empty": "", "Content-Length": "7", "Accept": "text/plain"]
        _ = try await client.send(request)
        let lines = head.withLock { $0 }
        #expect(lines.first == "GET /a?b=c HTTP/1.1")
        #expect(lines.contains("X-Text: a  X-Forged: b"))
        #expect(lines.contains("X-Empty:"))
        #expect(lines.contains("Accept: text/plain"))
        #expect(lines.contains("User-Agent: Loam"))
        #expect(!lines.contains { $0.hasPrefix("Content-Length") || $0.hasPrefix("traceparent") })
        request.fields = ["X Text": "a"]
        await #expect(throws: HTTPClientError.self) { _ = try await client.send(request) }
    }

    @Test("a body of bytes says its length, an empty POST too", arguments: ["", "some bytes"])
    func bytes(text: String) async throws {
        let server = try ScriptedServer { connection in
            let length = connection.readHead().first { $0.hasPrefix("Content-Length: ") }?.dropFirst(16) ?? "none"
            let body = connection.read(Int(length) ?? 0)
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
            connection.write(body)
        }
        defer { server.stop() }
        var request = try get(server)
        request.method = .post
        if !text.isEmpty { request.body = .text(text) }
        let response = try await client.send(request)
        #expect(try await response.body.collect(upTo: 100) == Array(text.utf8))
    }

    @Test("a streamed body of unknown length goes out in chunks")
    func chunkedUpload() async throws {
        let received = Mutex("")
        let server = try ScriptedServer { connection in
            #expect(connection.readHead().contains("Transfer-Encoding: chunked"))
            while let size = connection.readLine().flatMap({ Int($0, radix: 16) }), size > 0 {
                let chunk = String(decoding: connection.read(size), as: UTF8.self)
                _ = connection.readLine()
                received.withLock { $0 += chunk }
            }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        var request = try get(server)
        request.method = .put
        request.body = .stream {
            AsyncStream { stream in
                for word in ["one ", "", "two ", "three"] { stream.yield(Array(word.utf8)) }
                stream.finish()
            }
        }
        #expect(try await client.send(request).status == .ok)
        #expect(received.withLock { $0 } == "one two three")
    }

    @Test("the error of a streamed body is the error of the request")
    func failingUpload() async throws {
        struct SourceFailed: Error {}
        let server = try ScriptedServer { $0.waitForEnd() }
        defer { server.stop() }
        var request = try get(server)
        request.method = .put
        request.body = .stream {
            AsyncThrowingStream { stream in
                stream.yield([1, 2, 3])
                stream.finish(throwing: SourceFailed())
            }
        }
        await #expect(throws: SourceFailed.self) { _ = try await client.send(request) }
    }

    @Test("a reader who waits makes the server wait")
    func backPressureIn() async throws {
        let (blocked, signal) = AsyncStream.makeStream(of: Bool.self)
        let total = 64
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(total << 20)\r\n\r\n")
            let piece = [UInt8](repeating: 7, count: 1 << 20)
            var hasBlocked = false
            for _ in 0..<total {
                if !hasBlocked, !connection.isWritable(within: 100) {
                    hasBlocked = true
                    signal.yield(true)
                }
                guard connection.write(piece) else { return }
            }
            if !hasBlocked { signal.yield(false) }
        }
        defer { server.stop() }
        var request = try get(server)
        request.limits.bodyBytes = nil
        let response = try await client.send(request)
        #expect(await blocked.first { _ in true } == true)
        var count = 0
        for try await bytes in response.body { count += bytes.count }
        #expect(count == total << 20)
    }

    @Test("a server that does not read makes the sender wait")
    func backPressureOut() async throws {
        let produced = Mutex(0)
        let total = 64
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            var seen = 0
            // Until the sender has begun, and then has made nothing new for a while.
            while seen == 0 || produced.withLock({ $0 }) != seen {
                seen = produced.withLock { $0 }
                connection.wait(milliseconds: 100)
            }
            #expect((1..<total).contains(seen))
            _ = connection.read(total << 20)
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        var request = try get(server)
        request.method = .put
        request.body = .stream(length: total << 20) {
            AsyncStream {
                let count = produced.withLock { count in
                    count += 1
                    return count
                }
                return count <= total ? [UInt8](repeating: 7, count: 1 << 20) : nil
            }
        }
        #expect(try await client.send(request).status == .ok)
    }

    @Test("a connection is used again")
    func keptConnection() async throws {
        let server = try ScriptedServer { connection in
            while !connection.readHead().isEmpty { connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        for _ in 0..<5 { _ = try await client.send(try get(server)).body.collect(upTo: 2) }
        #expect(server.accepted == 1)
    }

    @Test("a packed body is unpacked")
    func compression() async throws {
        // "hello" as gzip makes it.
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0, 0x86, 0xA6, 0x10, 0x36,
            0x05, 0, 0, 0,
        ]
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
            connection.write(packed)
        }
        defer { server.stop() }
        let response = try await client.send(try get(server))
        #expect(try await response.body.collect(upTo: 5) == Array("hello".utf8))
    }

    @Test("a task that is cancelled ends its connection", arguments: [false, true])
    func cancellation(afterHead: Bool) async throws {
        let (ends, signal) = AsyncStream.makeStream(of: Void.self)
        let (begins, began) = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            if afterHead { connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome") }
            began.yield()
            connection.waitForEnd()
            signal.yield()
        }
        defer { server.stop() }
        let request = try get(server)
        let task = Task { try await client.send(request).body.collect(upTo: 100) }
        _ = await begins.first { true }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        _ = await ends.first { true }
    }

    @Test("an answer that nobody holds ends its connection")
    func letGo() async throws {
        let (ends, signal) = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
            connection.waitForEnd()
            signal.yield()
        }
        defer { server.stop() }
        #expect(try await client.send(try get(server)).status == .ok)
        _ = await ends.first { true }
    }

    @Test("an answer outlives the client that it came from")
    func clientLetGo() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsome")
        }
        defer { server.stop() }
        let response = try await HTTPClient().send(try get(server))
        #expect(try await response.body.collect(upTo: 4).count == 4)
    }

    @Test("a request inside a trace carries it on, counts and is a span")
    func tracing() async throws {
        let spans = Mutex<[FinishedSpan]>([])
        let received = Mutex<String?>(nil)
        let server = try ScriptedServer { connection in
            let line = connection.readHead().first { $0.hasPrefix("traceparent: ") }
            received.withLock { $0 = line.map { String($0.dropFirst(13)) } }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let metrics = Metrics()
        let tracer = Tracer { span in spans.withLock { $0.append(span) } }
        _ = try await Trace.$tracer.withValue(tracer) {
            try await Metrics.$current.withValue(metrics) { try await client.send(try get(server)) }
        }
        let span = try #require(spans.withLock { $0 }.first)
        #expect(received.withLock { $0 } == span.context.description)
        #expect(span.name == "GET")
        #expect(span.attributes["http.response.status_code"] == .integer(200))
        #expect(metrics.prometheus().contains("loam_calls_out_total{outcome=\"2xx\"} 1\n"))
    }

    @Test("with a proxy the request goes there, and https through a tunnel")
    func proxy() async throws {
        let first = Mutex<[String]>([])
        let server = try ScriptedServer { connection in
            let line = connection.readHead().first ?? ""
            first.withLock { $0.append(line) }
            connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        defer { server.stop() }
        var options = HTTPClient.Options()
        options.proxy = ProxySettings(environment: ["all_proxy": "http://127.0.0.1:\(server.port)"])
        let client = try HTTPClient(options)
        #expect(try await client.send(try OutgoingRequest(.get, "http://example.test/a")).status == .forbidden)
        await #expect(throws: HTTPClientError.self) {
            _ = try await client.send(try OutgoingRequest(.get, "https://example.test/a"))
        }
        #expect(
            first.withLock { $0 } == ["GET http://example.test/a HTTP/1.1", "CONNECT example.test:443 HTTP/1.1"]
        )
    }
}
