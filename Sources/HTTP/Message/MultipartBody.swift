/// The parts of an uploaded form as they come in: a `part`, its `bytes`, its `endOfPart`, and so on.
package struct MultipartBody: Sendable, AsyncSequence {
    package typealias Element = MultipartParser.Event

    private let body: RequestBody
    private let parser: MultipartParser

    fileprivate init(_ body: RequestBody, _ parser: MultipartParser) {
        self.body = body
        self.parser = parser
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pieces: body.makeAsyncIterator(), parser: parser)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private var pieces: RequestBody.AsyncIterator
        private var parser: MultipartParser
        private var waiting: ArraySlice<MultipartParser.Event> = []

        fileprivate init(pieces: RequestBody.AsyncIterator, parser: MultipartParser) {
            self.pieces = pieces
            self.parser = parser
        }

        package mutating func next() async throws -> MultipartParser.Event? {
            while waiting.isEmpty {
                guard let piece = try await pieces.next() else {
                    do throws(MultipartParser.Fault) { try parser.finish() } catch { throw Problem(error) }
                    return nil
                }
                do throws(MultipartParser.Fault) { waiting = try parser.add(piece)[...] } catch { throw Problem(error) }
            }
            return waiting.popFirst()
        }
    }
}

extension Request {
    /// The parts of a form that was sent as `multipart/form-data`, files among them; nothing is kept in memory.
    package func multipart() throws(Problem) -> MultipartBody {
        guard let contentType, contentType.essence == MediaType.multipart.essence,
            let boundary = contentType.parameters["boundary"]
        else {
            throw Problem(
                .unsupportedMediaType,
                code: "request.not-multipart",
                title: "The body is not an uploaded form; send it with Content-Type multipart/form-data and a boundary."
            )
        }
        do throws(MultipartParser.Fault) {
            return MultipartBody(body, try MultipartParser(boundary: boundary))
        } catch {
            throw Problem(error)
        }
    }
}

extension Problem {
    fileprivate init(_ fault: MultipartParser.Fault) {
        let complaint =
            switch fault {
            case .badBoundary: "its boundary is not one that the standard allows"
            case .brokenHead: "a part has a head that is not well formed"
            case .headTooLong: "a part has a head that is too long"
            case .tooManyParts: "it has too many parts"
            case .noName: "a part has no name"
            case .endedEarly: "it ended before its last boundary, so something is missing"
            }
        self.init(
            .badRequest,
            code: "request.broken-multipart",
            title: "The uploaded form could not be read: \(complaint)."
        )
    }
}
