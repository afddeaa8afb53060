/// An answer.
package struct Response: Sendable {
    package var status: Status
    package var fields: Fields
    package var body: ResponseBody

    package init(_ status: Status = .ok, fields: Fields = Fields(), body: ResponseBody = .empty) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    package mutating func set(_ cookie: SetCookie) {
        fields.append(.setCookie, cookie.description)
    }

    package func setting(_ cookie: SetCookie) -> Response {
        var response = self
        response.set(cookie)
        return response
    }

    package func adding(_ name: FieldName, _ value: String) -> Response {
        var response = self
        response.fields[name] = value
        return response
    }
}

extension Response {
    /// Encodes the value; keys are written in the order in which the type declares them.
    package static func json(_ value: some Encodable, status: Status = .ok) throws -> Response {
        Response(status, fields: jsonFields, body: .bytes(try JSONText.encode(value)))
    }

    /// A JSON text that is there already.
    package static func json(text: String, status: Status = .ok) -> Response {
        Response(status, fields: jsonFields, body: .text(text))
    }

    package static func html(_ text: String, status: Status = .ok) -> Response {
        Response(status, fields: htmlFields, body: .text(text))
    }

    package static func html(_ bytes: [UInt8], status: Status = .ok) -> Response {
        Response(status, fields: htmlFields, body: .bytes(bytes))
    }

    package static func text(_ text: String, status: Status = .ok) -> Response {
        Response(status, fields: textFields, body: .text(text))
    }

    /// Sends the browser elsewhere; after a form was posted that is a 303, so that reloading does not post again.
    package static func redirect(to location: String, _ status: Status = .seeOther) -> Response {
        Response(status, fields: [.location: location])
    }

    package static func created(_ value: some Encodable, at location: String) throws -> Response {
        var response = try json(value, status: .created)
        response.fields[.location] = location
        return response
    }

    package static var noContent: Response { Response(.noContent) }

    /// No answer at all: the connection is closed, as by a network that broke. For rehearsing failures.
    package static var hangUp: Response { Response(.none) }

    /// A body that is written while it is sent.
    package static func stream(
        _ type: MediaType,
        length: Int? = nil,
        _ write: @escaping @Sendable (ByteWriter) async throws -> Void
    ) -> Response {
        Response(.ok, fields: [.contentType: type.description], body: .stream(ByteStream(length: length, write)))
    }

    /// Events as they happen, until the stream ends, the client leaves or the server stops.
    package static func events(_ events: AsyncStream<ServerSentEvent>, heartbeat: Duration = .seconds(15)) -> Response {
        Response(
            .ok,
            fields: [
                .contentType: "text/event-stream", .cacheControl: "no-store",
                // A proxy that gathers the answer before it passes it on would hold the events back.
                "X-Accel-Buffering": "no",
            ],
            body: .events(EventStream(events, heartbeat: heartbeat))
        )
    }

    /// A file for the browser to save under this name.
    package func attachment(named name: String) -> Response {
        let plain = String(
            decoding: name.utf8.map { $0 > 0x1F && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C ? $0 : 0x5F },
            as: UTF8.self
        )
        return adding(
            .contentDisposition,
            "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(name))"
        )
    }
}

// Made once, and shared until somebody adds to a copy.
private let jsonFields: Fields = [.contentType: "application/json"]
private let htmlFields: Fields = [.contentType: "text/html; charset=utf-8"]
private let textFields: Fields = [.contentType: "text/plain; charset=utf-8"]
