/// An answer of which the head has arrived; the body is read as it comes.
package struct IncomingResponse: Sendable {
    package let status: Status
    package let fields: Fields
    package let body: IncomingBody
    /// Where the answer came from, after redirects.
    package let url: HTTPURL
}

/// The body of an answer, which can be read once. Letting go of it before its end cancels the request.
package struct IncomingBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = any Error

    let exchange: OngoingCall

    package func makeAsyncIterator() -> Iterator { Iterator(exchange: exchange) }

    package struct Iterator: AsyncIteratorProtocol {
        let exchange: OngoingCall

        package mutating func next() async throws -> [UInt8]? { try await exchange.next() }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await exchange.next()
        }
    }

    /// The whole body, or an error when it is larger than this.
    package func collect(upTo limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        for try await bytes in self {
            guard all.count + bytes.count <= limit else {
                throw HTTPClientError(.tooLarge(.body), "The answer is larger than the \(limit) bytes expected.")
            }
            if all.isEmpty { all = bytes } else { all += bytes }
        }
        return all
    }
}

/// One request under way: cancels it when nobody holds its answer any more.
final class OngoingCall: Sendable {
    private let call: CurlCall
    private let client: HTTPClient
    private let upload: Task<Void, Never>?

    init(_ call: CurlCall, sending chunks: OutgoingBody.Chunks?, by client: HTTPClient) {
        self.call = call
        self.client = client
        let loop = client.loop
        loop.send(.start(call))
        guard let chunks, case .stream(let pipe, _) = call.body else {
            upload = nil
            return
        }
        let id = call.id
        upload = Task {
            let result: Result<Void, any Error>
            do {
                try await chunks { chunk in
                    if try await pipe.write(chunk) { loop.send(.resumeSending(id)) }
                }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            if pipe.end(result) { loop.send(.resumeSending(id)) }
        }
    }

    deinit {
        upload?.cancel()
        if !call.response.hasEnded { client.loop.send(.cancel(call.id)) }
    }

    func head() async throws -> ResponseHead {
        try await withTaskCancellationHandler {
            try await call.response.head()
        } onCancel: {
            cancel()
        }
    }

    func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            let (bytes, madeRoom) = try await call.response.next()
            if madeRoom { client.loop.send(.resumeReceiving(call.id)) }
            return bytes
        } onCancel: {
            cancel()
        }
    }

    private func cancel() {
        call.response.abandon()
        client.loop.send(.cancel(call.id))
    }
}
