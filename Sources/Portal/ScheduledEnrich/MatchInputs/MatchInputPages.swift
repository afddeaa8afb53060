import Capabilities
import Enrichment
import HTTP
import Store

/// Looking at match inputs, adding and removing them.
struct MatchInputPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        let query = visit.request.query
        let object = query["object"].flatMap(CRMObject.init(rawValue:)) ?? .account
        return visit.page(try await page(visit, object, query["connection"]).html)
    }

    func add(_ visit: Visit, _ form: Query) async throws -> Response {
        let (object, connection) = try place(form)
        let inputs = visit.app.matchInputs
        do {
            let source = LoamField(rawValue: form["source"] ?? "")
            guard let source else { throw Refusal.sourceNeeded }
            let schema = try await visit.app.enrichJobs.fields(of: object, on: connection, by: visit.caller)
            let field = MappingRows.field((form["field"] ?? "").trimmed, in: schema)
            try await inputs.add(.init(source, CRMField(field)), to: object, on: connection, by: visit.caller)
            return back(visit, object, connection, "The match input was added.")
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(visit, object, connection.rawValue)
            page.source = form["source"] ?? ""
            page.field = form["field"] ?? ""
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func remove(_ visit: Visit, _ form: Query) async throws -> Response {
        let (object, connection) = try place(form)
        guard let source = form["source"].flatMap(LoamField.init(rawValue:)), let field = form["field"] else {
            throw Problem.staleForm
        }
        let input = MatchInputs.Added(source, CRMField(field))
        try await visit.app.matchInputs.remove(input, from: object, on: connection, by: visit.caller)
        return back(visit, object, connection, "The match input was removed.")
    }

    func reset(_ visit: Visit, _ form: Query) async throws -> Response {
        let (object, connection) = try place(form)
        try await visit.app.matchInputs.resetAll(object, on: connection, by: visit.caller)
        return back(visit, object, connection, "Only the default match inputs are left.")
    }

    private func back(
        _ visit: Visit,
        _ object: CRMObject,
        _ connection: ID<OrgConnection>,
        _ words: String
    ) -> Response {
        let path = Paths.matchInputs(object: object.rawValue, connection: connection.rawValue)
        return visit.redirect(to: path, saying: words)
    }

    private func place(_ form: Query) throws(Problem) -> (CRMObject, ID<OrgConnection>) {
        guard let object = form["object"].flatMap(CRMObject.init(rawValue:)),
            let connection = form["connection"].flatMap(ID<OrgConnection>.init(parsing:))
        else { throw .staleForm }
        return (object, connection)
    }

    private func page(_ visit: Visit, _ object: CRMObject, _ chosen: String?) async throws -> MatchInputsPage {
        let orgs = try await visit.app.connections.list(by: visit.caller).filter(\.isUsable)
        let org = orgs.first { $0.id.rawValue == chosen } ?? orgs.first
        var inputs = MatchInputs(object)
        var schema: ObjectSchema?
        var trouble: String?
        if let org {
            inputs = try await visit.app.matchInputs.get(object, on: org.id, by: visit.caller)
            do {
                schema = try await visit.app.enrichJobs.fields(of: object, on: org.id, by: visit.caller)
            } catch let refusal as Refusal where refusal.kind != .forbidden {
                trouble = refusal.sentence
            }
        }
        let wrong = schema.map { inputs.faults(in: $0) } ?? []
        return MatchInputsPage(
            viewer: try await visit.viewer(),
            orgs: orgs.map { ($0.id.rawValue, $0.name) },
            connection: org?.id.rawValue ?? "",
            object: object,
            added: inputs.added,
            offered: MatchInputSettings.offered(for: object),
            schema: schema,
            wrong: Dictionary(wrong.map { ($0.place, $0.sentence) }) { first, _ in first },
            trouble: trouble
        )
    }
}

extension Refusal {
    fileprivate static let sourceNeeded = Refusal(
        .invalid,
        "form.invalid",
        "Choose a Loam field.",
        fields: ["source": "Choose a Loam field."]
    )
}
