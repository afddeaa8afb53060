import Telemetry

/// Turns what a handler throws into an answer, as the request's door prints it.
///
/// A `Problem` reaches the client as it is. An error that nobody knows becomes a bare 500 with the request's id; what
/// it was stands in the log alone.
package struct ProblemMapping: Sendable {
    private let translate: @Sendable (any Error) -> Problem?
    private let describe: @Sendable (any Error) -> String

    /// Takes what a client may learn of errors from other modules, and what the log may say of the rest: no values.
    package init(
        translate: @escaping @Sendable (any Error) -> Problem? = { _ in nil },
        describe: @escaping @Sendable (any Error) -> String = { String(describing: type(of: $0)) }
    ) {
        self.translate = translate
        self.describe = describe
    }

    func answer(to error: any Error, _ request: Request) async -> Response {
        await render(problem(for: error, request), request)
    }

    private func problem(for error: any Error, _ request: Request) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as DecodingError: return Problem(error)
        case is CancellationError:
            // The client left, or the server is closing: hardly anyone will read this.
            return Problem(
                .serviceUnavailable,
                code: "cancelled",
                title: "The request was given up before it was done; send it again."
            )
        default: break
        }
        if let problem = translate(error) {
            if problem.status.kind == .serverError {
                Log.warning("a request could not be answered", ["error": describe(error), "code": problem.code])
            }
            return problem
        }
        Log.error("a request failed", ["error": describe(error), "route": request.match?.label ?? ""])
        return .internalError
    }

    private func render(_ problem: Problem, _ request: Request) async -> Response {
        guard let door = request.match?.endpoint.door else { return problem.json(for: request) }
        var response = await door.render(problem, request)
        for (name, value) in problem.headers where !response.fields.contains(name) {
            response.fields.append(name, value)
        }
        return response
    }
}
