package typealias Handler = @Sendable (Request) async throws -> Response

/// A function around the next: it may look at the request, answer by itself, or change the answer.
package struct Middleware: Sendable {
    // In a struct, because a function that lies in an array is called through two more.
    let run: @Sendable (Request, Handler) async throws -> Response
    /// The same around a handler that never waits. It may decline by `nil`; without it no route below answers at once.
    let runAtOnce: (@Sendable (Request, (Request) -> Response?) -> Response?)?

    package init(
        _ run: @escaping @Sendable (Request, Handler) async throws -> Response,
        atOnce: (@Sendable (Request, (Request) -> Response?) -> Response?)? = nil
    ) {
        self.run = run
        runAtOnce = atOnce
    }
}

/// One line of a table of routes: what is asked for, who may, and who answers.
package struct Route: Sendable {
    /// How long a body is taken where a route says nothing else, and where there is no route, so that this is what is
    /// answered.
    package static let usualBodyLimit = 1 << 20

    package let method: Method
    package let pattern: RoutePattern
    package let access: Access
    /// How long a body may be, in bytes.
    package let bodyLimit: Int
    package let handler: Handler
    let answerAtOnce: (@Sendable (Request) -> Response?)?

    /// Where an answer may need no waiting, `atOnce` gives it on the thread that read the request, or nil and has done
    /// nothing: then the handler is asked.
    package init(
        _ method: Method,
        _ pattern: RoutePattern,
        access: Access,
        bodyLimit: Int = Route.usualBodyLimit,
        atOnce answer: (@Sendable (Request) -> Response?)? = nil,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.bodyLimit = bodyLimit
        self.handler = handler
        answerAtOnce = answer
    }

    /// A route whose answer follows from the head of the request alone. It is given on the thread that read the request,
    /// with no task made for it, so the handler must neither wait nor compute for long.
    package init(get pattern: RoutePattern, access: Access, atOnce answer: @escaping @Sendable (Request) -> Response) {
        method = .get
        self.pattern = pattern
        self.access = access
        bodyLimit = 0
        handler = { answer($0) }
        answerAtOnce = answer
    }

    package static func get(_ pattern: RoutePattern, access: Access, _ handler: @escaping Handler) -> Route {
        Route(.get, pattern, access: access, handler)
    }

    package static func post(
        _ pattern: RoutePattern,
        access: Access,
        bodyLimit: Int = Route.usualBodyLimit,
        _ handler: @escaping Handler
    ) -> Route {
        Route(.post, pattern, access: access, bodyLimit: bodyLimit, handler)
    }

    package static func put(
        _ pattern: RoutePattern,
        access: Access,
        bodyLimit: Int = Route.usualBodyLimit,
        _ handler: @escaping Handler
    ) -> Route {
        Route(.put, pattern, access: access, bodyLimit: bodyLimit, handler)
    }

    package static func patch(
        _ pattern: RoutePattern,
        access: Access,
        bodyLimit: Int = Route.usualBodyLimit,
        _ handler: @escaping Handler
    ) -> Route {
        Route(.patch, pattern, access: access, bodyLimit: bodyLimit, handler)
    }

    package static func delete(_ pattern: RoutePattern, access: Access, _ handler: @escaping Handler) -> Route {
        Route(.delete, pattern, access: access, handler)
    }
}

/// What stands in a path at the places of the pattern's parameters.
package struct Parameters: Sendable {
    private let names: [String]
    /// In the order of the pattern.
    package let values: [String]

    init(names: [String] = [], values: [String] = []) {
        self.names = names
        self.values = values
    }

    package subscript(name: String) -> String? {
        names.firstIndex(of: name).map { values[$0] }
    }
}
