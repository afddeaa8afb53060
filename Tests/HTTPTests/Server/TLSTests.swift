import Crypto
import Foundation
import HTTP
import TestSupport
import Testing

/// The server with TLS of its own, asked by our client and by others.
@Suite struct TLSTests {
    private static let key = Task { try await RSAPrivateKey.generate(.bits2048) }

    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "test",
                    routes: [
                        .get("/", access: .open) { request in .text(request.isSecure ? "secure" : "clear") },
                        .post("/echo", access: .open, bodyLimit: 4 << 20) { request in
                            Response(body: .bytes(try await request.body.collect(upTo: 4 << 20)))
                        },
                        .get("/stream", access: .open) { _ in
                            .stream(.text) { writer in
                                for number in 1...200 { try await writer.write("line \(number) of many\n") }
                            }
                        },
                    ]
                )
            ],
            middleware: .standard()
        )
    }

    /// Serves with a certificate that vouches for itself; the body is given the file to trust.
    private func withServer(
        for names: String...,
        body: (Server, _ authority: String) async throws -> Void
    ) async throws {
        let key = try await TLSTests.key.value
        let certificate = try Certificate.selfSigned(
            for: names.isEmpty ? ["localhost", "127.0.0.1"] : names,
            key: key,
            notBefore: Int64(Date().timeIntervalSince1970) - 60,
            days: 2
        )
        try await TemporaryFolder.with { folder in
            let file = folder.path("certificate.pem")
            try Data(certificate.pem.utf8).write(to: URL(filePath: file))
            let tls = ServerOptions.TLS(certificate: certificate.pem, key: try key.pem)
            try await withLiveServer(router, { $0.tls = tls }) { server in try await body(server, file) }
        }
    }

    private func client(trusting file: String?) throws -> HTTPClient {
        var options = HTTPClient.Options()
        options.certificateAuthorities = file
        return try HTTPClient(options)
    }

    private func request(_ method: HTTP.Method, _ server: Server, _ path: String) throws -> OutgoingRequest {
        var request = try OutgoingRequest(method, "https://localhost:\(server.port)\(path)")
        request.egress = .anywhere
        return request
    }

    @Test func `our client trusts the certificate that it is given, and is told to stay with TLS`() async throws {
        try await withServer { server, authority in
            #expect(server.url == "https://127.0.0.1:\(server.port)")
            let client = try client(trusting: authority)
            let response = try await client.send(try request(.get, server, "/"))
            #expect(response.status == .ok)
            #expect(response.fields[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
            #expect(try await response.body.collect(upTo: 100) == Array("secure".utf8))
        }
    }

    @Test func `bodies come through whole both ways`() async throws {
        try await withServer { server, authority in
            let client = try client(trusting: authority)
            var upload = try request(.post, server, "/echo")
            let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            upload.body = .bytes(bytes)
            #expect(try await client.send(upload).body.collect(upTo: 4 << 20) == bytes)
            let stream = try await client.send(try request(.get, server, "/stream")).body.collect(upTo: 1 << 20)
            #expect(String(decoding: stream, as: UTF8.self).hasSuffix("line 200 of many\n"))
        }
    }

    @Test func `a client that does not know the certificate, or wants another name, does not talk to us`() async throws
    {
        try await withServer { server, _ in
            let client = try client(trusting: nil)
            let asked = try request(.get, server, "/")
            let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(asked) }
            #expect(error?.code == .tls)
        }
        try await withServer(for: "other.example") { server, authority in
            let client = try client(trusting: authority)
            let asked = try request(.get, server, "/")
            let error = await #expect(throws: HTTPClientError.self) { _ = try await client.send(asked) }
            #expect(error?.message.contains("for another name") == true)
        }
    }

    @Test func `openssl and curl find a certificate that holds, and nothing older than TLS 1.2`() async throws {
        try await withServer { server, authority in
            func openssl(_ words: String...) async throws -> (code: Int32, text: String) {
                let place = ["s_client", "-connect", "127.0.0.1:\(server.port)", "-servername", "localhost"]
                return try await output(of: "openssl", place + words)
            }
            let greeting = try await openssl(
                "-CAfile",
                authority,
                "-verify_hostname",
                "localhost",
                "-verify_return_error"
            )
            #expect(greeting.code == 0)
            #expect(greeting.text.contains("Verify return code: 0 (ok)"))
            #expect(greeting.text.contains("TLSv1.3"))
            #expect(try await openssl("-tls1_2").code == 0)
            #expect(try await openssl("-tls1_1", "-cipher", "ALL:@SECLEVEL=0").code != 0)

            let url = "https://localhost:\(server.port)/"
            let asked = try await output(of: "curl", ["-sS", "--noproxy", "*", "--cacert", authority, "-i", url])
            #expect(asked.code == 0)
            #expect(asked.text.hasPrefix("HTTP/1.1 200") && asked.text.hasSuffix("secure"))
            // 60 is curl's word for a certificate that it cannot trust.
            #expect(try await output(of: "curl", ["-sS", "--noproxy", "*", url]).code == 60)
        }
    }

    @Test func `who speaks in the clear is sent away, and the next one is served`() async throws {
        try await withServer { server, authority in
            let answer = try await RawClient.exchange(server.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(!answer.contains("200") && !answer.contains("secure"))
            let response = try await client(trusting: authority).send(try request(.get, server, "/"))
            #expect(response.status == .ok)
        }
    }

    @Test func `a key that is not the certificate's is refused at the start, and never printed`() async throws {
        let key = try await TLSTests.key.value
        let certificate = try Certificate.selfSigned(for: ["localhost"], key: key, notBefore: 1_772_946_000, days: 1)
        let other = try await RSAPrivateKey.generate(.bits2048)
        for key in [try other.pem, Secret("nonsense"), Secret("")] {
            let tls = ServerOptions.TLS(certificate: certificate.pem, key: key)
            #expect(!"\(tls)".contains("PRIVATE") && !String(reflecting: tls).contains("nonsense"))
            let error = await #expect(throws: ServerError.self) {
                try await withLiveServer(router, { $0.tls = tls }) { _ in }
            }
            #expect(error?.code == .unusableTLS)
        }
    }
}

/// Runs a program on a thread of its own, with nothing to read.
private func output(of program: String, _ words: [String]) async throws -> (code: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + words
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    return await onThread {
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
