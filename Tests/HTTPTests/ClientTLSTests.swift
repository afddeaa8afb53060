import HTTP
import TestSupport
import Testing

/// The client against a real nginx: TLS, HTTP/2, many connections.
struct ClientTLSTests {
    private let nginx: Nginx
    private let client: HTTPClient

    init() async throws {
        nginx = try Nginx()
        var options = HTTPClient.Options()
        options.certificateAuthorities = nginx.certificate
        client = try HTTPClient(options)
        // nginx is up once it answers.
        var request = try OutgoingRequest(.get, "https://localhost:\(nginx.port)/")
        request.egress = .anywhere
        request.retry = RetryPolicy(attempts: 100)
        request.retry.longestWait = .milliseconds(20)
        #expect(try await client.send(request).status == .ok)
    }

    private func request(_ path: String, host: String = "localhost") throws -> OutgoingRequest {
        var request = try OutgoingRequest(.get, "https://\(host):\(nginx.port)\(path)")
        request.egress = .anywhere
        return request
    }

    private func error(_ client: HTTPClient, host: String = "localhost") async throws -> HTTPClientError? {
        let request = try request("/", host: host)
        return await #expect(throws: HTTPClientError.self) { _ = try await client.send(request) }
    }

    @Test("over TLS the client speaks HTTP/2 and keeps its connection")
    func http2() async throws {
        var connections: Set<String?> = []
        for _ in 0..<5 {
            let response = try await client.send(try request("/"))
            connections.insert(response.fields["X-Connection"])
            #expect(try await response.body.collect(upTo: 100) == Array("HTTP/2.0".utf8))
        }
        #expect(connections.count == 1)
    }

    @Test("a body of known and of unknown length goes up over HTTP/2", arguments: [3 << 20, nil])
    func upload(length: Int?) async throws {
        var upload = try request("/upload")
        upload.method = .put
        upload.body = .stream(length: length) {
            AsyncStream { stream in
                for number in 0..<48 { stream.yield([UInt8](repeating: UInt8(number), count: 64 << 10)) }
                stream.finish()
            }
        }
        #expect(try await client.send(upload).status == .created)
        let bytes = try await client.send(try request("/upload")).body.collect(upTo: 3 << 20)
        #expect(bytes == (0..<48).reduce(into: []) { $0 += [UInt8](repeating: UInt8($1), count: 64 << 10) })
    }

    @Test("a hundred connections at once over TLS, each answer whole")
    func hundred() async throws {
        let request = try request("/big")
        let responses = try await withThrowingTaskGroup(of: IncomingResponse.self) { [client] group in
            for _ in 0..<100 { group.addTask { try await client.send(request) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // None has been read yet, and none fits into the buffers on the way.
        #expect(Set(responses.map { $0.fields["X-Connection"] }).count == 100)
        let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
            for response in responses {
                group.addTask {
                    var size = 0
                    for try await bytes in response.body { size += bytes.count }
                    return size
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sizes == Array(repeating: 512 << 10, count: 100))
    }

    @Test("an answer that nobody reads holds up no other")
    func unread() async throws {
        let big = try await client.send(try request("/big"))
        for _ in 0..<3 { #expect(try await client.send(try request("/")).body.collect(upTo: 8).count == 8) }
        #expect(try await big.body.collect(upTo: 512 << 10).count == 512 << 10)
    }

    @Test("a certificate that no trusted authority signed is refused, with the reason")
    func untrusted() async throws {
        let error = try await error(try HTTPClient())
        #expect(error?.code == .tls)
        #expect(error?.message.contains("not signed by an authority") == true)
    }

    @Test("a certificate for another name is refused, with the reason")
    func otherName() async throws {
        let error = try await error(client, host: "127.0.0.2")
        #expect(error?.code == .tls)
        #expect(
            error?.message == "No secure connection to 127.0.0.2:\(nginx.port): its certificate is for another name."
        )
    }

    @Test("a file of authorities that is not there is named as the cause")
    func missingAuthorities() async throws {
        var options = HTTPClient.Options()
        options.certificateAuthorities = "/nonexistent/authorities.pem"
        let error = try await error(try HTTPClient(options))
        #expect(error?.code == .tls)
        #expect(error?.message.contains("authorities") == true)
    }

    @Test("a server that speaks no TLS is refused")
    func noTLS() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.read(20)
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
        defer { server.stop() }
        let request = try OutgoingRequest(.get, "https://localhost:\(server.port)/")
        var allowed = request
        allowed.egress = .anywhere
        let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(allowed) }
        #expect(error?.code == .tls)
    }
}
