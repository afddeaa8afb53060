/// `POST /composite`: up to 25 calls in one, of which later ones use what earlier ones answered.
struct CompositeRequest: Sendable {
    struct Part: Sendable {
        let referenceID: String
        let method: String
        let url: String
        let headers: JSON?
        let body: JSON?
    }

    static let mostParts = 25
    private static let mostQueries = 5

    let allOrNone: Bool
    let parts: [Part]

    /// Throws for what makes the whole request wrong.
    init(_ json: JSONObject) throws(OrgError) {
        allOrNone = json["allOrNone"]?.flag ?? false
        guard let items = json["compositeRequest"]?.array else {
            throw OrgError("INVALID_INPUT", "compositeRequest is required.")
        }
        guard !items.isEmpty else { throw OrgError("INVALID_INPUT", "compositeRequest cannot be empty.") }
        guard items.count <= CompositeRequest.mostParts else {
            throw OrgError("LIMIT_EXCEEDED", "Composite requests cannot have more than 25 subrequests.")
        }
        var parts: [Part] = []
        for item in items { parts.append(try CompositeRequest.part(item)) }
        guard Set(parts.map(\.referenceID)).count == parts.count else {
            throw OrgError("JSON_PARSER_ERROR", "Duplicate referenceId provided in the composite request.")
        }
        let queries = parts.count { $0.url.contains("/query") || $0.url.contains("/composite/sobjects") }
        guard queries <= CompositeRequest.mostQueries else {
            throw OrgError("LIMIT_EXCEEDED", "Composite requests cannot have more than 5 queries and collections.")
        }
        self.parts = parts
    }

    private static func part(_ json: JSON) throws(OrgError) -> Part {
        guard let object = json.object, let method = object["method"]?.text, let url = object["url"]?.text else {
            throw OrgError("INVALID_INPUT", "A subrequest needs a method and a url.")
        }
        guard let referenceID = object["referenceId"]?.text, isReferenceID(referenceID) else {
            throw OrgError(
                "JSON_PARSER_ERROR",
                "Provided referenceId is missing or invalid: it consists of letters, digits and underscores, and begins"
                    + " with a letter or a digit."
            )
        }
        return Part(
            referenceID: referenceID,
            method: method,
            url: url,
            headers: object["httpHeaders"],
            body: object["body"]
        )
    }

    private static func isReferenceID(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "_") else { return false }
        return text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
