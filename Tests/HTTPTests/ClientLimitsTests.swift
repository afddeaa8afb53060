import HTTP
import TestSupport
import Testing

/// What the client does about servers that are slow, broken or too generous.
struct ClientLimitsTests {
    private let client: HTTPClient

    init() throws { client = try HTTPClient() }

    /// The error of a request, the reading of the whole body included.
    private func error(
        port: Int,
        scheme: String = "http",
        _ change: (inout OutgoingRequest) -> Void = { _ in }
    ) async throws -> HTTPClientError? {
        var request = try OutgoingRequest(.get, "\(scheme)://127.0.0.1:\(port)/path?secret=hunter2")
        request.egress = .anywhere
        change(&request)
        do {
            _ = try await client.send(request).body.collect(upTo: 1 << 20)
            return nil
        } catch let error as HTTPClientError {
            #expect(!error.message.contains("hunter2") && !error.message.contains("/path"))
            return error
        }
    }

    /// The error of a request to a server that reads its head and then does this.
    private func error(
        answer: @escaping @Sendable (ScriptedConnection) -> Void,
        _ change: (inout OutgoingRequest) -> Void = { _ in }
    ) async throws -> HTTPClientError? {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            answer(connection)
        }
        defer { server.stop() }
        return try await error(port: server.port, change)
    }

    @Test("a connection that is not made in time is given up")
    func connectTimeout() async throws {
        let silent = try SilentPort()
        let error = try await error(port: silent.port) { $0.limits.connect = .milliseconds(150) }
        #expect(error?.code == .timeout(.connect))
        #expect(error?.wasNotSent == true)
    }

    @Test("a TLS handshake that is never answered is given up")
    func handshakeTimeout() async throws {
        let server = try ScriptedServer { $0.waitForEnd() }
        defer { server.stop() }
        let error = try await error(port: server.port, scheme: "https") { $0.limits.connect = .milliseconds(150) }
        #expect(error?.code == .timeout(.connect))
    }

    @Test("a server that falls silent is given up, before its head and in its body", arguments: [false, true])
    func idle(inBody: Bool) async throws {
        let error = try await error { connection in
            if inBody { connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome") }
            connection.waitForEnd()
        } _: {
            $0.limits.idle = .milliseconds(100)
        }
        #expect(error?.code == .timeout(.idle))
        #expect(error?.wasNotSent == false)
    }

    @Test("a server that dribbles for ever is given up when the total is reached")
    func total() async throws {
        let error = try await error { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while connection.write("a") { connection.wait(milliseconds: 10) }
        } _: {
            $0.limits.total = .milliseconds(200)
        }
        #expect(error?.code == .timeout(.total))
    }

    @Test("a reader who takes his time is no reason to call the server idle")
    func slowReader() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(4 << 20)\r\n\r\n")
            connection.write([UInt8](repeating: 7, count: 4 << 20))
        }
        defer { server.stop() }
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/")
        request.egress = .anywhere
        request.limits.idle = .seconds(1)
        let response = try await client.send(request)
        try await Task.sleep(for: .milliseconds(1500))
        #expect(try await response.body.collect(upTo: 4 << 20).count == 4 << 20)
    }

    @Test("a head that is too large is refused")
    func largeHead() async throws {
        let error = try await error { connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            for _ in 0..<100 { connection.write("X-Filling: \(String(repeating: "x", count: 1000))\r\n") }
            connection.write("\r\n")
        }
        #expect(error?.code == .tooLarge(.head))
    }

    @Test("a body that is too large is refused, whether it says its size or not", arguments: [true, false])
    func largeBody(saysSize: Bool) async throws {
        let error = try await error { connection in
            connection.write("HTTP/1.1 200 OK\r\n\(saysSize ? "Content-Length: 2000\r\n" : "")\r\n")
            connection.write(String(repeating: "x", count: 2000))
        } _: {
            $0.limits.bodyBytes = 1999
        }
        #expect(error?.code == .tooLarge(.body))
    }

    @Test("the limit of the body counts what was unpacked")
    func packedBody() async throws {
        let error = try await error { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n")
            connection.write(zerosPackedByDeflate)
        } _: {
            $0.limits.bodyBytes = 50_000
        }
        #expect(error?.code == .tooLarge(.body))
    }

    @Test(
        "a connection that ends in the body, before the head, with a reset or in a broken chunk is lost",
        arguments: 0..<4
    )
    func lost(how: Int) async throws {
        let error = try await error { connection in
            switch how {
            case 0: connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome")
            case 1: break
            case 2: connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
            default: connection.reset()
            }
        }
        #expect(error?.code == .connectionLost)
    }

    @Test("what arrived before the connection was lost can be read")
    func lostLater() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome")
        }
        defer { server.stop() }
        var request = try OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/")
        request.egress = .anywhere
        var text = ""
        await #expect(throws: HTTPClientError.self) {
            for try await bytes in try await client.send(request).body {
                text += String(decoding: bytes, as: UTF8.self)
            }
        }
        #expect(text == "some")
    }

    @Test(
        "what is not HTTP is refused",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        ]
    )
    func nonsense(text: String) async throws {
        #expect(try await error { $0.write(text) }?.code == .protocol)
    }

    @Test("a port where nothing listens is a failed connection")
    func refusedConnection() async throws {
        let server = try ScriptedServer { _ in }
        server.stop()
        let error = try await error(port: server.port)
        #expect([.connect, .connectionLost].contains(error?.code))
    }

    @Test("a name that does not exist is not resolved")
    func unknownName() async throws {
        let request = try OutgoingRequest(.get, "http://loam-test.invalid/")
        do {
            _ = try await client.send(request)
            Issue.record("the name was resolved")
        } catch let error as HTTPClientError {
            #expect(error.code == .resolve)
            #expect(error.message.contains("loam-test.invalid"))
        }
    }
}

/// 65,536 zero bytes as zlib packs them.
private let zerosPackedByDeflate: [UInt8] = [
    0x78, 0xda, 0xed, 0xc1, 1, 1, 0, 0, 0, 0x80, 0x90, 0xfe, 0xaf, 0xee, 8, 0xa, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x6a, 0, 0xf, 0, 1,
]
