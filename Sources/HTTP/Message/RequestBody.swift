/// What comes after a request's head, piece by piece. It can be read once.
///
/// Who reads slowly slows the client down: the server takes no more from the connection than its buffer holds.
package struct RequestBody: Sendable, AsyncSequence {
    package typealias Element = [UInt8]

    private let source: Source
    /// More bytes than this end the reading with a 413.
    package var limit = Int.max

    fileprivate enum Source: Sendable {
        case bytes([UInt8])
        case incoming(Exchange)
    }

    package static var empty: RequestBody { RequestBody(source: .bytes([])) }

    package static func bytes(_ bytes: [UInt8]) -> RequestBody { RequestBody(source: .bytes(bytes)) }

    package static func text(_ text: String) -> RequestBody { .bytes(Array(text.utf8)) }

    static func incoming(_ exchange: Exchange) -> RequestBody { RequestBody(source: .incoming(exchange)) }

    private init(source: Source) {
        self.source = source
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: source, limit: limit) }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private var source: Source
        private let limit: Int
        private var delivered = 0

        fileprivate init(source: Source, limit: Int) {
            self.source = source
            self.limit = limit
        }

        package mutating func next() async throws -> [UInt8]? {
            guard let piece = try await nextPiece() else { return nil }
            delivered += piece.count
            guard delivered <= limit else { throw Problem.contentTooLarge(limit: limit) }
            return piece
        }

        private mutating func nextPiece() async throws -> [UInt8]? {
            switch source {
            case .bytes(let bytes):
                source = .bytes([])
                return bytes.isEmpty ? nil : bytes
            case .incoming(let exchange): return try await exchange.nextPiece()
            }
        }
    }

    /// The whole body in memory; fails with a 413 when it is longer.
    package func collect(upTo limit: Int = 1 << 20) async throws -> [UInt8] {
        var body = self
        body.limit = Swift.min(limit, self.limit)
        var pieces = body.makeAsyncIterator()
        guard var bytes = try await pieces.next() else { return [] }
        while let piece = try await pieces.next() { bytes += piece }
        return bytes
    }
}
