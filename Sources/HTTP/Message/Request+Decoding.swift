package import FoundationEssentials

extension Request {
    /// Reads a JSON body; a 400 names the key that is wrong, a 415 says that the body is something else.
    package func decode<Value: Decodable>(
        _ type: Value.Type = Value.self,
        upTo limit: Int = 1 << 20,
        using decoder: JSONDecoder = JSONDecoder()
    ) async throws -> Value {
        if let contentType, contentType.essence != "application/json", !contentType.essence.hasSuffix("+json") {
            throw Problem(
                .unsupportedMediaType,
                code: "request.not-json",
                title: "The body is not JSON; send it with Content-Type application/json."
            )
        }
        let bytes = try await body.collect(upTo: limit)
        return try decoder.decode(type, from: Data(bytes))
    }

    /// Reads a form that was sent urlencoded.
    package func form(upTo limit: Int = 1 << 20) async throws -> Query {
        guard contentType?.essence == MediaType.form.essence else {
            throw Problem(
                .unsupportedMediaType,
                code: "request.not-a-form",
                title: "The body is not a form; send it with Content-Type application/x-www-form-urlencoded."
            )
        }
        guard let form = Query(parsing: try await body.collect(upTo: limit)) else {
            throw Problem(
                .badRequest,
                code: "request.broken-form",
                title:
                    "The form could not be read: an escape is broken, the text is not UTF-8 or there are too many fields."
            )
        }
        return form
    }
}
