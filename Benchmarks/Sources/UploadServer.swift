import HTTP

/// Takes uploads of any length, as routes that load files do, and answers with the number of bytes that came.
enum UploadServer {
    static func run(port: Int) async throws {
        let count: Handler = { request in
            var count = 0
            for try await piece in request.body { count += piece.count }
            return Response.text("\(count)")
        }
        let route = Route.put("/upload", access: .open, bodyLimit: .max, count)
        let router = try Router(doors: [Door("upload", routes: [route])], middleware: .standard())
        let server = try Server(router, ServerOptions(port: port))
        await server.run()
    }
}
