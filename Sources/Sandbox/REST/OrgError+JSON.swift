import HTTP

extension [OrgError] {
    /// The array that every refusal of the REST API is.
    var json: [UInt8] {
        var json = JSONWriter()
        json.beginArray()
        for error in self { error.write(to: &json) }
        json.endArray()
        return json.bytes
    }
}

extension OrgError {
    func write(to json: inout JSONWriter, codeKey: StaticString = "errorCode") {
        json.beginObject()
        json.key("message")
        json.text(message)
        json.key(codeKey)
        json.plain(code)
        if let fields {
            json.key("fields")
            json.beginArray()
            for field in fields { json.text(field) }
            json.endArray()
        }
        json.endObject()
    }
}

extension Response {
    static func json(bytes: [UInt8], _ status: Status = .ok) -> Response {
        Response(status, fields: jsonFields, body: .bytes(bytes))
    }
}

// Made once, and shared until somebody adds to a copy.
private let jsonFields: Fields = [.contentType: "application/json;charset=UTF-8"]
