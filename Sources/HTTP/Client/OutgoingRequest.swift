/// A request that Loam makes, with everything that decides how it is made.
package struct OutgoingRequest: Sendable {
    package var method: Method
    package var url: HTTPURL
    package var fields: Fields
    package var body: OutgoingBody
    package var limits = CallLimits()
    package var retry = RetryPolicy.none
    /// How many redirects are followed; with none a redirect is an answer like any other.
    package var redirects = 0
    package var egress = EgressPolicy.publicOnly
    /// Whether it must never reach the other side twice, as one that creates something: it gets a new connection.
    ///
    /// What was sent over a connection that was kept, and closed without an answer, libcurl sends again by itself.
    package var isSentOnce = false

    package init(_ method: Method, _ url: HTTPURL, fields: Fields = Fields(), body: OutgoingBody = .none) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
    }

    package init(
        _ method: Method,
        _ url: String,
        fields: Fields = Fields(),
        body: OutgoingBody = .none
    ) throws(HTTPClientError) {
        self.init(method, try HTTPURL(url), fields: fields, body: body)
    }
}

/// The body of a request that Loam makes.
package struct OutgoingBody: Sendable {
    typealias Chunks = @Sendable (_ write: ([UInt8]) async throws -> Void) async throws -> Void

    enum Form: Sendable {
        case none
        case bytes([UInt8])
        case stream(length: Int?, chunks: Chunks)
    }

    let form: Form

    package static let none = OutgoingBody(form: .none)

    package static func bytes(_ bytes: [UInt8]) -> OutgoingBody { OutgoingBody(form: .bytes(bytes)) }

    package static func text(_ text: String) -> OutgoingBody { .bytes(Array(text.utf8)) }

    /// Sends what the sequence gives, no faster than the network takes it.
    ///
    /// The sequence is made anew for each attempt and each redirect that repeats the body. Its error becomes the
    /// request's error.
    package static func stream<Chunks: AsyncSequence & SendableMetatype>(
        length: Int? = nil,
        _ open: @escaping @Sendable () async throws -> Chunks
    ) -> OutgoingBody where Chunks.Element == [UInt8], Chunks.AsyncIterator: SendableMetatype {
        OutgoingBody(
            form: .stream(length: length) { write in
                for try await chunk in try await open() { try await write(chunk) }
            }
        )
    }
}
