import Capabilities
import HTTP

/// One thing that a program can ask of the API: the line of the route table and of the document at once.
struct Operation: Sendable {
    typealias Run = @Sendable (Request, QueryInput, Caller) async throws -> Response

    let method: HTTP.Method
    let path: String
    /// Stable; what generated clients call it.
    let name: String
    let summary: String
    /// What the key's role must allow; nil where any key will do.
    let needs: Permission?
    /// What stands in the path.
    var pathParameter = Schema.id
    var query: [Parameter] = []
    var body: Schema?
    /// How long a body may be, in bytes.
    var bodyLimit = 1 << 20
    /// The one that says that it went well.
    let answer: Answer
    let run: Run

    struct Parameter: Sendable {
        let name: String
        let schema: Schema
        let description: String

        init(_ name: String, _ schema: Schema, _ description: String) {
            self.name = name
            self.schema = schema
            self.description = description
        }
    }

    struct Answer: Sendable {
        let status: Status
        let schema: Schema?
        let description: String

        init(_ schema: Schema?, _ description: String) { self.init(.ok, schema, description) }

        init(_ status: Status, _ schema: Schema?, _ description: String) {
            self.status = status
            self.schema = schema
            self.description = description
        }
    }

    var access: Access {
        switch needs {
        case .administer: Access("API key: admin")
        case .inspect: Access("API key: admin, auditor")
        case .use: Access("API key: admin, member")
        case nil: Access("API key")
        }
    }

    /// The names in the path, as `user` in `/v1/users/:user`.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}
