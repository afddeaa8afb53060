import HTTP

/// A page of a list: the parameters that ask for one, and the Link to the next (RFC 8288).
enum Page {
    static let numbered: [Operation.Parameter] = [
        .init("page", .integer(1...100_000), "Which page, from 1."),
        .init("pageSize", .integer(1...500), "How many on a page; 50 when not said."),
    ]
    static let keyed: [Operation.Parameter] = [
        .init("after", .text, "Where the page begins: the value of next of the page before it."),
        .init("pageSize", .integer(1...500), "How many on a page; 50 when not said."),
    ]
    static let total = Schema.Property("total", .integer(0...Int.max), "How many there are on all pages.")
    static let next = Schema.Property(
        "next",
        .text,
        optional: true,
        "What to send as after for the next page; left out on the last."
    )
}

extension QueryInput {
    mutating func page() -> (number: Int, size: Int) {
        (number("page", in: 1...100_000, default: 1), size())
    }

    mutating func size() -> Int { number("pageSize", in: 1...500, default: 50) }
}

extension Response {
    /// Says where the next page is, with everything else as it was asked for.
    func linkingNext(_ request: Request, _ name: String, _ value: String?) -> Response {
        guard let value else { return self }
        var query = request.query
        query[name] = value
        return adding("Link", "<\(request.path)?\(query.encoded)>; rel=\"next\"")
    }

    /// Names the state of what is in the body, for conditional requests.
    func tagged(_ tag: EntityTag) -> Response { adding(.etag, tag.description) }
}
