import HTTP
import Telemetry
import TestSupport
import Testing

/// Routes whose answer is given on the thread that read the request.
@Suite struct AnswerAtOnceTests {
    private func router(_ middleware: [Middleware], doorMiddleware: [Middleware] = []) throws -> Router {
        try Router(
            doors: [
                Door(
                    "test",
                    middleware: doorMiddleware,
                    routes: [
                        Route(get: "/at-once", access: .open) { request in
                            Log.info("handled", ["path": request.path])
                            // A task's own handle is there only within a task.
                            return .text(withUnsafeCurrentTask { $0 == nil } ? "no task" : "a task")
                        }
                    ]
                )
            ],
            middleware: middleware
        )
    }

    @Test func `no task is made, and the middleware's fields are on the answer`() async throws {
        let log = RecordedLog()
        try await Log.$current.withValue(Log(output: log.output, level: .info)) {
            try await withLiveServer(try router(.standard(log: RequestLog(level: .info)))) { server in
                let client = try RawClient(port: server.port)
                defer { client.close() }
                try await client.send("GET /at-once HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.receive(until: "no task")
                #expect(answer.contains("X-Content-Type-Options: nosniff"))
            }
        }
        let lines = log.lines.filter { ["handled", "request answered"].contains($0.message) }
        #expect(lines.count == 2)
        #expect(lines.first?.metadata["request"] != nil)
        #expect(lines.first?.metadata["request"] == lines.last?.metadata["request"])
    }

    @Test func `HEAD is answered without the body, and the connection goes on`() async throws {
        try await withLiveServer(try router(.standard())) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send("HEAD /at-once HTTP/1.1\r\nHost: a\r\n\r\nGET /at-once HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try await client.receive(until: "no task")
            #expect(statuses(answer) == [200, 200])
            #expect(answer.ranges(of: "no task").count == 1)
        }
    }

    @Test func `middleware that has to wait gets the task it needs`() async throws {
        let waiting = Middleware { request, next in
            await Task.yield()
            return try await next(request)
        }
        try await withLiveServer(try router(.standard(), doorMiddleware: [waiting])) { server in
            let client = try RawClient(port: server.port)
            defer { client.close() }
            try await client.send("GET /at-once HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(statuses(try await client.receive(until: "a task")) == [200])
        }
    }

    @Test func `a router asked without a server answers the same`() async throws {
        let response = await (try router(.standard())).handle(Request(.get, "/at-once"))
        #expect(response.status == .ok)
        #expect(response.fields["X-Content-Type-Options"] == "nosniff")
    }
}
