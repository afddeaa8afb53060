import Database
import HTTP

/// Turns requests into calls, and calls into answers.
struct Dispatcher: Sendable {
    let rest: REST
    let resources: [Resource]

    /// Longer addresses are refused, and so are longer heads.
    private static let longestAddress = 16_384

    /// Answers a request that came over the network for a resource.
    func answer(_ request: Request, _ resource: Resource, _ caller: OrgCaller) async throws -> Response {
        try Dispatcher.check(request.target)
        let body = request.method.isSafe ? [] : try await request.body.collect(upTo: .max)
        let call = try Dispatcher.call(request, resource, caller, body)
        return try await perform(call, resource.action(for: call.method)).response
    }

    /// Answers on the thread at hand where the resource can; otherwise nil, and nothing was done.
    func answerAtOnce(_ request: Request, _ resource: Resource, _ caller: OrgCaller) throws -> Response? {
        guard request.method == .get, let answer = resource.answerAtOnce else { return nil }
        try Dispatcher.check(request.target)
        return try answer(try Dispatcher.call(request, resource, caller, []))?.response
    }

    private static func check(_ target: Target) throws(OrgError) {
        guard target.path.utf8.count + target.queryText.utf8.count < longestAddress else {
            throw OrgError("URI_TOO_LONG", "The requested URI is too long.", status: 414)
        }
    }

    private static func call(
        _ request: Request,
        _ resource: Resource,
        _ caller: OrgCaller,
        _ body: [UInt8]
    ) throws(OrgError) -> Call {
        let query = request.query
        let (version, arguments) = components(of: request, resource)
        return Call(
            method: method(request.method, query),
            version: try APIVersion(pathComponent: version),
            arguments: arguments,
            query: query,
            fields: request.fields,
            body: body,
            contentType: request.contentType,
            caller: caller
        )
    }

    /// What the path says where the pattern leaves it open.
    private static func components(of request: Request, _ resource: Resource) -> (version: String, arguments: [String])
    {
        // The router has found it already; only an escape may mean something else here.
        let found = request.parameters.values
        if found.count == resource.arguments + 1, !request.target.hasEscapes { return (found[0], Array(found[1...])) }
        let components = request.target.components.dropFirst(2)
        return (components.first ?? "", resource.match(withoutLastSlash(components.dropFirst())) ?? [])
    }

    /// The call that a part of a composite request is, and what it asks for.
    func find(_ part: Subrequest, in whole: Call) throws(OrgError) -> (call: Call, action: Resource.Action) {
        let target = Target(parsing: part.url)
        var components = target.components
        guard components.count > 2, components.popFirst() == "services", components.popFirst() == "data",
            let version = components.popFirst()
        else { throw OrgError.notFound }
        components = Dispatcher.withoutLastSlash(components)
        let matches = resources.compactMap { resource in
            resource.match(components).map { (resource: resource, arguments: $0) }
        }
        guard let match = matches.max(by: { $0.resource.literals < $1.resource.literals }) else {
            throw OrgError.notFound
        }
        let query = target.query
        let call = Call(
            method: Dispatcher.method(part.method, query),
            version: try APIVersion(pathComponent: version),
            arguments: match.arguments,
            query: query,
            fields: part.fields,
            body: part.body,
            contentType: nil,
            caller: whole.caller
        )
        return (call, try match.resource.action(for: call.method))
    }

    /// Runs a call by itself.
    func perform(_ call: Call, _ action: Resource.Action) async throws -> Answer {
        switch action {
        case .read(let body): try await rest.org.database.read { db in try body(call, db) }
        case .write(let body): try await rest.org.database.write { db in try body(call, db) }
        case .alone(let body), .either(alone: let body, inside: _): try await body(call)
        }
    }

    /// Clients that have no PATCH send a POST that says so.
    private static func method(_ method: Method, _ query: Query) -> Method {
        guard method == .post, let wanted = query["_HttpMethod"] else { return method }
        return Method(wanted.uppercased())
    }

    private static func withoutLastSlash(_ components: ArraySlice<String>) -> ArraySlice<String> {
        components.last == "" ? components.dropLast() : components
    }
}

extension Target {
    fileprivate var hasEscapes: Bool { path.utf8.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") } }

    /// The components of the path, in which a plus sign is a blank: one client encodes external ids that way.
    fileprivate var components: ArraySlice<String> {
        let hasEscapes = hasEscapes
        return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
            .map { component in
                let text = String(Substring(component))
                return hasEscapes ? PercentCoding.decodeForm(text) ?? text : text
            }[...]
    }
}
