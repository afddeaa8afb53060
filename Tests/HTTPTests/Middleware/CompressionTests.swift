import HTTP
import TestSupport
import Testing

@Suite struct CompressionTests {
    private static let long = String(repeating: "All the same text, again and again. ", count: 100)
    private static let gzip: Fields = ["Accept-Encoding": "gzip, deflate, br"]

    private let router: Router

    init() throws {
        let long = CompressionTests.long
        let (events, _) = AsyncStream.makeStream(of: ServerSentEvent.self)
        router = try Router(
            doors: [
                Door(
                    "test",
                    routes: [
                        .get("/page", access: .open) { _ in .html(long) },
                        .get("/tagged", access: .open) { _ in .html(long).adding(.etag, "\"v1\"") },
                        .get("/stream", access: .open) { _ in
                            .stream(.csv) { writer in for _ in 0..<100 { try await writer.write(long) } }
                        },
                        .get("/short", access: .open) { _ in .json(text: "{}") },
                        .get("/picture", access: .open) { _ in
                            Response(fields: [.contentType: "image/png"], body: .text(long))
                        },
                        .get("/packed", access: .open) { _ in .text(long).adding(.contentEncoding, "br") },
                        .get("/own", access: .open) { _ in .text(long).adding(.vary, "Accept-Encoding") },
                        .get("/cookie", access: .open) { request in
                            .html(long).setting(SetCookie(host: "a", "b", over: request))
                        },
                        .get("/measured", access: .open) { _ in
                            .stream(.text, length: long.utf8.count) { try await $0.write(long) }
                        },
                        .get("/part", access: .open) { _ in
                            var response = Response.text(long)
                            response.status = .partialContent
                            return response
                        },
                        .get("/events", access: .open) { _ in .events(events) },
                    ]
                )
            ],
            middleware: .standard()
        )
    }

    @Test(arguments: ["/page", "/tagged", "/stream"])
    func `text is packed for who takes it, and a cache is told that it depends`(path: String) async throws {
        let packed = await router.handle(Request(.get, path, fields: CompressionTests.gzip))
        #expect(packed.fields.values(of: .contentEncoding) == ["gzip"])
        #expect(packed.fields.values(of: .vary) == ["Accept-Encoding"])
        let bytes = try await packed.body.collect()
        #expect(bytes.starts(with: [0x1F, 0x8B]))
        for fields in [[:], ["Accept-Encoding": "identity"], ["Accept-Encoding": "gzip;q=0"]] as [Fields] {
            let plain = await router.handle(Request(.get, path, fields: fields))
            #expect(!plain.fields.contains(.contentEncoding))
            #expect(plain.fields.values(of: .vary) == ["Accept-Encoding"])
            let text = String(decoding: try await plain.body.collect(), as: UTF8.self)
            #expect(text.hasPrefix(CompressionTests.long))
            #expect(bytes.count < text.utf8.count / 10)
        }
    }

    @Test(arguments: ["/short", "/picture", "/packed", "/own", "/measured", "/part", "/events", "/none"])
    func `what is short, packed, measured or a part of something goes out as it is`(path: String) async {
        let plain = await router.handle(Request(.get, path))
        let asked = await router.handle(Request(.get, path, fields: CompressionTests.gzip))
        #expect(asked.fields.values(of: .contentEncoding) == plain.fields.values(of: .contentEncoding))
        #expect(asked.fields.values(of: .vary) == plain.fields.values(of: .vary))
        #expect(asked.body.count == plain.body.count)
    }

    @Test func `a secret cannot be read off the length of a packed answer`() async {
        let crossSite: Fields = CompressionTests.gzip + ["Sec-Fetch-Site": "cross-site"]
        for (path, fields) in [("/page", crossSite), ("/cookie", CompressionTests.gzip)] {
            let response = await router.handle(Request(.get, path, fields: fields))
            #expect(!response.fields.contains(.contentEncoding))
            #expect(response.body.count == CompressionTests.long.utf8.count)
        }
    }

    @Test func `the tag of a packed answer is weak, because its bytes are others`() async {
        let plain = await router.handle(Request(.get, "/tagged"))
        #expect(plain.fields[.etag] == "\"v1\"")
        let packed = await router.handle(Request(.get, "/tagged", fields: CompressionTests.gzip))
        #expect(packed.fields.values(of: .etag) == ["W/\"v1\""])
    }

    @Test func `what was packed is unpacked to the same by a client, whole and streamed`() async throws {
        try await withLiveServer(router) { server in
            let client = try HTTPClient()
            for (path, times) in [("/page", 1), ("/stream", 100), ("/measured", 1)] {
                var request = try OutgoingRequest(.get, server.url + path)
                request.egress = .anywhere
                let bytes = try await client.send(request).body.collect(upTo: 1 << 20)
                #expect(bytes == Array(String(repeating: CompressionTests.long, count: times).utf8))
            }
        }
    }
}
