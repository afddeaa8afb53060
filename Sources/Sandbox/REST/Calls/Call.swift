import HTTP

/// One call of the REST API: a request of its own, or a part of a composite one.
struct Call: Sendable {
    let method: Method
    let version: APIVersion
    /// What stands in the resource's pattern at the places of its parameters, in their order.
    let arguments: [String]
    let query: Query
    let fields: Fields
    let body: [UInt8]
    let contentType: MediaType?
    let caller: OrgCaller

    var schema: Schema { caller.schema }

    /// The body as JSON; throws when it is none.
    func json() throws(OrgError) -> JSON {
        if let contentType, !["application/json", "text/plain", "*/*"].contains(contentType.essence) {
            throw OrgError(
                "UNSUPPORTED_MEDIA_TYPE",
                "Content-Type header specified in HTTP request is not supported: \(contentType.essence)",
                status: 415
            )
        }
        return try JSONReader.read(body)
    }

    /// The body as a JSON object, which is what almost every resource takes.
    func object() throws(OrgError) -> JSONObject {
        guard let object = try json().object else {
            throw OrgError.unreadable("Unexpected value: an object was expected at [line:1, column:1]")
        }
        return object
    }

    /// The object of this name as the caller sees it.
    func objectType(_ name: String) throws(OrgError) -> ObjectType {
        guard let object = schema.object(name) else { throw OrgError.notFound }
        return object
    }
}

/// The answer to a call.
struct Answer: Sendable {
    var status: Int
    /// JSON; empty for an answer without a body.
    var body: [UInt8]
    var fields: Fields

    init(_ status: Int = 200, _ body: [UInt8] = [], fields: Fields = Fields()) {
        self.status = status
        self.body = body
        self.fields = fields
    }

    init(_ json: consuming JSONWriter, status: Int = 200) {
        self.init(status, json.bytes)
    }

    init(_ errors: [OrgError], _ version: APIVersion? = nil) {
        self.init(errors.first?.status ?? 500, errors.json(version))
    }

    static let noContent = Answer(204)

    var isFailure: Bool { status >= 400 || status == 300 }

    var response: Response {
        guard !body.isEmpty else { return Response(Status(status), fields: fields) }
        var response = Response.json(bytes: body, Status(status))
        if fields.contains(.contentType) {
            for (name, value) in fields { response.fields[name] = value }
        } else {
            response.fields.append(contentsOf: fields)
        }
        return response
    }
}
