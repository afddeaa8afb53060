package import Crypto
package import HTTP

/// Switches faults on and off over HTTP, while clients work.
package struct FaultControl: Sendable {
    private let faults: Faults
    private let admission: ControlAdmission

    /// The token is asked of everybody who does not call from the machine itself.
    package init(_ faults: Faults, token: Secret) {
        self.faults = faults
        admission = ControlAdmission(token: token)
    }

    package var routes: [Route] {
        [
            .get("/sandbox/faults", access: .control, admission.controlled { _ in listing }),
            .put("/sandbox/faults", access: .control, admission.controlled(replace)),
            .post("/sandbox/faults", access: .control, admission.controlled(add)),
            .delete("/sandbox/faults", access: .control, admission.controlled(clear)),
            .delete("/sandbox/faults/:fault", access: .control, admission.controlled(remove)),
        ]
    }

    private func replace(_ request: Request) async throws -> Response {
        let json = try await body(of: request)
        guard let list = json.array ?? json.object?["faults"]?.array else {
            throw Problem.unreadableFault("The body is neither a list of faults nor an object with one.")
        }
        var wanted: [Fault] = []
        for item in list { wanted.append(try fault(item)) }
        faults.replace(with: wanted)
        return listing
    }

    private func add(_ request: Request) async throws -> Response {
        let id = faults.add(try fault(try await body(of: request)))
        var json = JSONWriter()
        json.beginObject()
        json.key("id")
        json.integer(id)
        json.endObject()
        return .json(bytes: json.bytes, .created)
    }

    private func clear(_ request: Request) -> Response {
        faults.replace(with: [])
        return .noContent
    }

    private func remove(_ request: Request) throws -> Response {
        guard let id = request.parameters["fault"].flatMap({ Int($0) }), faults.remove(id) else {
            throw Problem.notFound
        }
        return .noContent
    }

    private var listing: Response {
        var json = JSONWriter()
        json.beginObject()
        json.key("faults")
        json.beginArray()
        for active in faults.all {
            json.beginObject()
            json.key("id")
            json.integer(active.id)
            active.fault.write(to: &json)
            json.key("seen")
            json.integer(active.seen)
            json.key("struck")
            json.integer(active.struck)
            json.endObject()
        }
        json.endArray()
        json.key("kinds")
        json.beginArray()
        for kind in Fault.Kind.allCases { json.text(kind.rawValue) }
        json.endArray()
        json.endObject()
        return .json(bytes: json.bytes)
    }

    private func body(of request: Request) async throws -> JSON {
        do {
            return try JSONReader.read(try await request.body.collect())
        } catch let error as OrgError {
            throw Problem.unreadableFault(error.message)
        }
    }

    private func fault(_ json: JSON) throws -> Fault {
        do {
            return try Fault(json)
        } catch {
            throw Problem.unreadableFault(error.description)
        }
    }
}

extension Problem {
    fileprivate static func unreadableFault(_ detail: String) -> Problem {
        Problem(.badRequest, code: "sandbox.unreadable-fault", title: "This is no fault.", detail: detail)
    }
}
