package import HTTP

/// Serves the router on a port that the system chose while the body runs.
package func withLiveServer<Result>(
    _ router: Router,
    _ adjust: (inout ServerOptions) -> Void = { _ in },
    _ body: (Server) async throws -> Result
) async throws -> Result {
    var options = ServerOptions(port: 0)
    options.grace = .milliseconds(200)
    adjust(&options)
    let server = try Server(router, options)
    do {
        let result = try await body(server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}
