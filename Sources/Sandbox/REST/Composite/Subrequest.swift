import HTTP

/// One part of a composite request: a call that has not been looked up yet.
struct Subrequest: Sendable {
    let method: Method
    let url: String
    let fields: Fields
    let body: [UInt8]

    /// The parts may say how rows are saved, but not who asks or in which form.
    private static let forbidden = ["accept", "authorization", "content-type"]

    init(method: String, url: String, fields: Fields, body: JSON?) {
        self.method = Method(method.uppercased())
        self.url = url
        self.fields = fields
        self.body = body.map(\.bytes) ?? []
    }

    /// The header fields of the part, over those of the whole request that say how rows are saved.
    static func fields(_ headers: JSON?, in whole: Call) throws(OrgError) -> Fields {
        var fields = Fields()
        for (name, value) in whole.fields where name.text.lowercased().hasPrefix("sforce-") {
            fields.append(name, value)
        }
        for header in headers?.object?.members ?? [] {
            guard !forbidden.contains(header.name.lowercased()) else {
                throw OrgError("INVALID_HTTP_HEADER", "Header \(header.name) is not allowed in a subrequest.")
            }
            fields[FieldName(header.name)] = header.value.text
        }
        return fields
    }
}
