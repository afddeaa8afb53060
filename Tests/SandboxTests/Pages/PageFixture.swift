import Database
import HTTP
import Testing

@testable import Sandbox

/// The org's pages in the browser of its administrator.
struct PageFixture {
    let sandbox: SandboxFixture
    let cookie: String

    init() async throws {
        sandbox = try await SandboxFixture()
        cookie = try await sandbox.cookie()
    }

    func get(_ path: String) async throws -> SandboxReply {
        try await sandbox.send(.get, path, fields: [.cookie: cookie])
    }

    func post(_ path: String, _ form: Query, origin: String? = nil) async throws -> SandboxReply {
        var fields: Fields = [.cookie: cookie]
        if let origin { fields[.origin] = origin }
        return try await sandbox.post(path, form, fields: fields)
    }

    /// The values of a field of all rows, as they are stored.
    func stored(_ object: String, _ field: String) async throws -> [String] {
        try await sandbox.org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT coalesce(\(identifier: field), '') FROM \(identifier: object) WHERE "IsDeleted" = 0 ORDER BY "Id"
                """
            )
        }
    }

    /// Makes a record by its form, and tells where it is.
    func make(_ object: String, _ form: Query) async throws -> String {
        let answer = try await post("/records/\(object)/new", form)
        #expect(answer.status == 303, "\(answer.text)")
        return answer.location
    }
}
