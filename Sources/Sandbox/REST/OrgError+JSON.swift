import HTTP

/// Where an error is told, because the places call its parts differently.
enum ErrorPlace: Sendable {
    /// The answer to a call of its own.
    case call(APIVersion?)
    /// The outcome of one row among several.
    case row(APIVersion)
}

extension [OrgError] {
    /// The array that every refusal of the REST API is.
    var json: [UInt8] { json(nil) }

    func json(_ version: APIVersion?) -> [UInt8] {
        var json = JSONWriter()
        json.beginArray()
        for error in self { error.write(to: &json, .call(version)) }
        json.endArray()
        return json.bytes
    }
}

extension OrgError {
    func write(to json: inout JSONWriter, _ place: ErrorPlace) {
        json.beginObject()
        switch place {
        case .call(let version):
            if let duplicate, let version {
                // Misspelt on the wire, and clients know it that way.
                json.key("duplicateResut")
                duplicate.write(to: &json, version)
            }
            json.member("message", message)
            json.key("errorCode")
            json.plain(code)
            // A duplicate is no fault of a field.
            if let fields, duplicate == nil { json.member("fields", fields) }
        case .row(let version):
            json.key("statusCode")
            json.plain(code)
            json.member("message", message)
            json.member("fields", fields ?? [])
            if let duplicate {
                json.key("duplicateResult")
                duplicate.write(to: &json, version)
            }
        }
        json.endObject()
    }

    /// What the rows are told that were right, when another row undid them.
    static let undoneByOthers = OrgError(
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "Record rolled back because not all records were valid and the request was using AllOrNone header",
        fields: []
    )
}

extension Response {
    static func json(bytes: [UInt8], _ status: Status = .ok) -> Response {
        Response(status, fields: jsonFields, body: .bytes(bytes))
    }
}

// Made once, and shared until somebody adds to a copy.
private let jsonFields: Fields = [.contentType: "application/json;charset=UTF-8"]
