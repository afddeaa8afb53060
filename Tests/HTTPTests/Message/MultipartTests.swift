import HTTP
import Testing

@Suite struct MultipartTests {
    private static let body = Array(
        """
        preamble\r
        --xyz\r
        Content-Disposition: form-data; name="title"\r
        \r
        A title\r
        --xyz  \r
        content-type: text/csv\r
        Content-Disposition: form-data; name="file"; filename="a \\"b\\".csv"\r
        \r
        1,2\r
        --xy\r
        \r
        --xyz\r
        Content-Disposition: form-data; name=empty\r
        \r
        \r
        --xyz--\r
        epilogue
        """.utf8
    )

    /// The events with the bytes of each part put together.
    private static func gathered(_ pieces: [[UInt8]]) throws -> [String] {
        var parser = try MultipartParser(boundary: "xyz")
        var seen: [String] = []
        var content: [UInt8] = []
        for piece in pieces {
            for event in try parser.add(piece) {
                switch event {
                case .part(let part): seen.append("\(part.name)|\(part.filename ?? "-")|\(part.contentType ?? "-")")
                case .bytes(let bytes): content += bytes
                case .endOfPart:
                    seen.append(String(decoding: content, as: UTF8.self))
                    content = []
                }
            }
        }
        try parser.finish()
        return seen
    }

    private static let expected = [
        "title|-|-", "A title", "file|a \"b\".csv|text/csv", "1,2\r\n--xy\r\n", "empty|-|-", "",
    ]

    @Test func `parts come out the same wherever the body is cut`() throws {
        #expect(try MultipartTests.gathered([MultipartTests.body]) == MultipartTests.expected)
        #expect(try MultipartTests.gathered(MultipartTests.body.map { [$0] }) == MultipartTests.expected)
        for cut in MultipartTests.body.indices {
            let pieces = [Array(MultipartTests.body[..<cut]), Array(MultipartTests.body[cut...])]
            #expect(try MultipartTests.gathered(pieces) == MultipartTests.expected)
        }
    }

    @Test func `a large part passes through without being kept`() throws {
        var parser = try MultipartParser(boundary: "b")
        _ = try parser.add(Array("--b\r\nContent-Disposition: form-data; name=f\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 13, count: 10_000)
        var count = 0
        for _ in 0..<50 {
            for case .bytes(let bytes) in try parser.add(piece) { count += bytes.count }
        }
        #expect(500_000 - count < 10)
    }

    @Test(arguments: [
        ("--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\nb", MultipartParser.Fault.endedEarly),
        ("", .endedEarly),
        ("--xyz\r\n\r\na\r\n--xyz--", .noName),
        ("--xyz\r\nContent-Disposition: attachment; name=a\r\n\r\na\r\n--xyz--", .noName),
        ("--xyz\r\nnonsense\r\n\r\na\r\n--xyz--", .brokenHead),
        ("--xyzq\r\n", .brokenHead),
        ("--xyz\r\nContent-Disposition: form-data; name=\"a\nb\"\r\n\r\na\r\n--xyz--", .brokenHead),
        ("--xyz\r\nContent-Disposition: form-data; name=a\rX: b\r\n\r\na\r\n--xyz--", .brokenHead),
        ("--xyz\r\nContent-Disposition: form-data; name=a\0\r\n\r\na\r\n--xyz--", .brokenHead),
        ("--xyz\r\n" + String(repeating: "a", count: 10_000), .headTooLong),
        (String(repeating: "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n", count: 1001), .tooManyParts),
    ])
    func `what is not well formed is refused`(_ text: String, _ fault: MultipartParser.Fault) {
        #expect(throws: fault) { try MultipartTests.gathered([Array(text.utf8)]) }
    }

    @Test func `a boundary that nobody may send is refused`() {
        for boundary in ["", String(repeating: "a", count: 71), "a\r\nb", "ends with a blank "] {
            #expect(throws: MultipartParser.Fault.badBoundary) { try MultipartParser(boundary: boundary) }
        }
    }

    @Test func `a request gives the parts of its body`() async throws {
        let request = Request(
            .post,
            "/",
            fields: ["Content-Type": "multipart/form-data; boundary=xyz"],
            body: .bytes(MultipartTests.body)
        )
        var names: [String] = []
        for try await case .part(let part) in try request.multipart() { names.append(part.name) }
        #expect(names == ["title", "file", "empty"])
        let cut = Request(
            .post,
            "/",
            fields: ["Content-Type": "multipart/form-data; boundary=xyz"],
            body: .bytes(Array(MultipartTests.body.prefix(100)))
        )
        await #expect(throws: Problem.self) { for try await _ in try cut.multipart() {} }
    }
}
