/// A table of routes that share their manners: what runs around each of them, and how a problem is shown.
package struct Door: Sendable {
    package let name: String
    /// Paths below this one belong to the door, also those that no route answers.
    package let prefix: String
    package let routes: [Route]
    /// Whether `/things/` is answered as `/things` is.
    let ignoresTrailingSlash: Bool
    /// What `OPTIONS` tells beside the methods.
    let options: Fields
    let middleware: [Middleware]
    let render: @Sendable (Problem, Request) async -> Response
    /// The same for a request that is refused by its head alone, where nothing can be waited for.
    let renderAtOnce: @Sendable (Problem, Request) -> Response

    /// The first middleware is the outermost.
    package init(
        _ name: String,
        at prefix: String = "/",
        ignoresTrailingSlash: Bool = false,
        options: Fields = [:],
        middleware: [Middleware] = [],
        routes: [Route],
        render: @escaping @Sendable (Problem, Request) -> Response = { problem, request in problem.json(for: request) }
    ) {
        self.init(
            name,
            at: prefix,
            ignoresTrailingSlash: ignoresTrailingSlash,
            options: options,
            middleware: middleware,
            routes: routes,
            render: { problem, request in render(problem, request) },
            atOnce: render
        )
    }

    /// A door that shows a problem better when it may wait.
    package init(
        _ name: String,
        at prefix: String = "/",
        ignoresTrailingSlash: Bool = false,
        options: Fields = [:],
        middleware: [Middleware] = [],
        routes: [Route],
        render: @escaping @Sendable (Problem, Request) async -> Response,
        atOnce renderAtOnce: @escaping @Sendable (Problem, Request) -> Response
    ) {
        self.name = name
        self.prefix = prefix
        self.ignoresTrailingSlash = ignoresTrailingSlash
        self.routes = routes
        self.options = options
        self.middleware = middleware
        self.render = render
        self.renderAtOnce = renderAtOnce
    }

    func owns(_ path: String) -> Bool {
        if prefix == "/" { return true }
        guard path.hasPrefix(prefix) else { return false }
        let next = path.utf8.dropFirst(prefix.utf8.count).first
        return next == nil || next == UInt8(ascii: "/")
    }
}
