import FoundationEssentials
import HTTP

/// Reads and changes the org's settings over HTTP: its rules, its queues, Instant Enrich.
struct SettingsControl: Sendable {
    let org: Org
    let admission: ControlAdmission

    var routes: [Route] {
        [
            .get("/sandbox/settings", access: .control, admission.controlled { _ in try await show(org.settings()) }),
            .put("/sandbox/settings", access: .control, admission.controlled(replace)),
            .patch("/sandbox/settings", access: .control, admission.controlled(merge)),
        ]
    }

    private func replace(_ request: Request) async throws -> Response {
        try await apply(try await body(of: request))
    }

    /// Changes what is named and leaves the rest (RFC 7386): members are merged, lists are replaced.
    private func merge(_ request: Request) async throws -> Response {
        let present = try SettingsControl.json(of: try await org.settings())
        return try await apply(present.merged(with: try await body(of: request)))
    }

    private func apply(_ json: JSON) async throws -> Response {
        var writer = JSONWriter()
        writer.value(json)
        let settings = try JSONDecoder().decode(OrgSettings.self, from: Data(writer.bytes))
        // A name that is misspelt would have no effect, and nobody would be told.
        if let unknown = json.member(missingFrom: try SettingsControl.json(of: settings)) {
            throw Problem.unsound("There is no setting \(unknown).")
        }
        do {
            return try show(try await org.change(settings: settings))
        } catch let error as OrgError {
            throw Problem.unsound(error.message)
        }
    }

    private func body(of request: Request) async throws -> JSON {
        do {
            return try JSONReader.read(try await request.body.collect())
        } catch let error as OrgError {
            throw Problem.unsound(error.message)
        }
    }

    private func show(_ settings: OrgSettings) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return .json(bytes: Array(try encoder.encode(settings)))
    }

    private static func json(of settings: OrgSettings) throws -> JSON {
        try JSONReader.read(Array(try JSONEncoder().encode(settings)))
    }
}

extension JSON {
    /// This value as the patch wants it: a member that is null goes, an object is merged, everything else is replaced.
    func merged(with patch: JSON) -> JSON {
        guard case .object(let changes) = patch else { return patch }
        var merged = object ?? JSONObject()
        for change in changes.members {
            let present = merged[change.name]
            merged.members.removeAll { $0.name == change.name }
            guard !change.value.isNull else { continue }
            merged.members.append(.init(name: change.name, value: (present ?? .null).merged(with: change.value)))
        }
        return .object(merged)
    }

    /// The path of a member that the other value, which was made of this one, does not have.
    func member(missingFrom other: JSON, at path: String = "") -> String? {
        switch (self, other) {
        case (.object(let given), .object(let kept)):
            for member in given.members where !member.value.isNull {
                let place = path.isEmpty ? member.name : path + "." + member.name
                guard let value = kept[member.name] else { return place }
                if let missing = member.value.member(missingFrom: value, at: place) { return missing }
            }
            return nil
        case (.array(let given), .array(let kept)):
            for (index, pair) in zip(given, kept).enumerated() {
                if let missing = pair.0.member(missingFrom: pair.1, at: "\(path)[\(index)]") { return missing }
            }
            return nil
        default: return nil
        }
    }
}

extension Problem {
    fileprivate static func unsound(_ detail: String) -> Problem {
        Problem(.badRequest, code: "sandbox.unsound-settings", title: "These settings cannot be used.", detail: detail)
    }
}
