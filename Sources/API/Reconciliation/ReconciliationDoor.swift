import Capabilities
package import HTTP
import Telemetry

/// The catalogue as a service of the W3C's Reconciliation API 0.2, for OpenRefine and other tools.
///
/// They can be given an address and nothing else, so the API key is part of the path: docs/decisions/0013.
extension API {
    package var reconciliation: Door {
        Door(
            "reconciliation",
            at: "/reconcile",
            options: [
                API.anyOrigin: "*", "Access-Control-Allow-Methods": "GET, POST",
                "Access-Control-Allow-Headers": "Content-Type", "Access-Control-Max-Age": "86400",
            ],
            middleware: [crossOrigin, refusals],
            routes: [
                .get("/reconcile/:key", access: .keyInPath, byKey(reconcile)),
                .post("/reconcile/:key", access: .keyInPath, bodyLimit: 4 << 20, byKey(reconcile)),
                .get("/reconcile/:key/properties", access: .keyInPath, byKey(proposeProperties)),
                .get("/reconcile/:key/suggest/entity", access: .keyInPath, byKey(suggestEntities)),
                .get("/reconcile/:key/suggest/property", access: .keyInPath, byKey(suggestProperties)),
                .get("/reconcile/:key/suggest/type", access: .keyInPath, byKey(suggestTypes)),
                .get("/reconcile/:key/flyout/entity/:entity", access: .keyInPath, byKey(flyOutEntity)),
                .get("/reconcile/:key/flyout/property/:property", access: .keyInPath, byKey(flyOutProperty)),
                .get("/reconcile/:key/flyout/type/:type", access: .keyInPath, byKey(flyOutType)),
                .get("/reconcile/:key/preview/:entity", access: .keyInPath, byKey(preview)),
                .get("/reconcile/:key/view/:entity", access: .keyInPath, byKey(view)),
                Route(get: "/reconcile/:key/preview.css", access: .open, atOnce: ReconciliationPreview.style),
            ],
            render: { problem, request in problem.json(for: request).adding(API.anyOrigin, "*") }
        )
    }

    private static let anyOrigin: FieldName = "Access-Control-Allow-Origin"

    /// Pages of any address may ask, as the specification demands; without a key they learn nothing.
    private var crossOrigin: Middleware {
        Middleware { request, next in try await next(request).adding(API.anyOrigin, "*") }
    }

    private func byKey(_ answer: @escaping @Sendable (Request, String) async throws -> Response) -> Handler {
        { request in
            let key = request.parameters["key"] ?? ""
            let caller = try await enter(key, request)
            return try await Log.withContext(["organisation": caller.organisation, "caller": caller.rateKey]) {
                // The address holds the key, so no page may hand it on.
                try await answer(request, "\(publicURL)/reconcile/\(key)").adding("Referrer-Policy", "no-referrer")
            }
        }
    }

    // MARK: The endpoint

    /// The manifest, or the answers to queries, or values of entities: it hangs on what is sent.
    private func reconcile(_ request: Request, _ base: String) async throws -> Response {
        let sent = request.method == .post ? try await request.form(upTo: 4 << 20) : request.query
        if let text = sent["queries"] { return try await answer(queries: text) }
        if let text = sent["extend"] { return try await extend(text) }
        guard sent.isEmpty else {
            throw Problem(
                .badRequest,
                code: "reconciliation.nothing-asked",
                title:
                    "Nothing is asked here that can be answered; send queries or extend, or nothing for the manifest."
            )
        }
        return try .json(ReconciliationManifest.document(base: base))
    }

    private func answer(queries text: String) async throws -> Response {
        let batch = try ReconciliationBatch(text)
        let candidates = try await app.reconciliation.candidates(for: batch.queries.map(\.query))
        return try .json(
            JSONValue.object(
                zip(batch.queries, candidates).map { asked, candidates in
                    .init(key: asked.name, value: ["result": .array(candidates.map(\.json))])
                }
            )
        )
    }

    private func extend(_ text: String) async throws -> Response {
        let order = try ReconciliationExtension(text)
        let known = order.ids.compactMap { Reconciliation.EntityID($0) }
        let values = try await app.reconciliation.values(of: order.properties, for: known)
        let rows = order.ids.map { id -> JSONValue.Member in
            let found = Reconciliation.EntityID(id).flatMap { values[$0] } ?? [:]
            let columns = order.properties.map { name in
                JSONValue.Member(key: name, value: .array((found[name] ?? []).map(\.json)))
            }
            return .init(key: id, value: .object(columns))
        }
        return try .json(["meta": .array(order.properties.map(order.meta)), "rows": .object(rows)] as JSONValue)
    }

    private func proposeProperties(_ request: Request, _ base: String) async throws -> Response {
        let type = request.query["type"] ?? Reconciliation.Kind.company.rawValue
        let kind = Reconciliation.Kind(rawValue: type) ?? .company
        let most = request.query["limit"].flatMap { Int($0) } ?? .max
        let properties = ReconciliationProperty.all(of: kind).filter(\.isFetched).prefix(max(0, most)).map(\.json)
        return try .json(["type": .text(type), "properties": .array(properties)] as JSONValue)
    }

    // MARK: Suggestions

    private func suggestEntities(_ request: Request, _ base: String) async throws -> Response {
        let (prefix, skip) = suggestion(request)
        let asked = (request.query["type"]).flatMap { Reconciliation.Kind(rawValue: $0) }
        let found = try await app.reconciliation.suggestions(for: prefix, kinds: asked.map { [$0] })
        return try .json(["result": .array(found.dropFirst(skip).map(\.suggestion))] as JSONValue)
    }

    private func suggestProperties(_ request: Request, _ base: String) async throws -> Response {
        let (prefix, skip) = suggestion(request)
        var seen: Set<String> = []
        let found = Reconciliation.Kind.allCases.flatMap { ReconciliationProperty.all(of: $0) }.filter {
            (begins($0.name, prefix) || begins($0.id, prefix)) && seen.insert($0.id).inserted
        }
        return try .json(["result": .array(found.dropFirst(skip).map(\.json))] as JSONValue)
    }

    private func suggestTypes(_ request: Request, _ base: String) async throws -> Response {
        let (prefix, skip) = suggestion(request)
        let found = Reconciliation.Kind.allCases.filter { begins($0.title, prefix) || begins($0.rawValue, prefix) }
        return try .json(["result": .array(found.dropFirst(skip).map(\.json))] as JSONValue)
    }

    private func suggestion(_ request: Request) -> (prefix: String, skip: Int) {
        (request.query["prefix"] ?? "", max(0, request.query["cursor"].flatMap { Int($0) } ?? 0))
    }

    private func begins(_ name: String, _ prefix: String) -> Bool {
        name.lowercased().split(separator: " ").contains { $0.hasPrefix(prefix.lowercased()) }
            || name.lowercased().hasPrefix(prefix.lowercased())
    }

    // MARK: Previews

    private func flyOutEntity(_ request: Request, _ base: String) async throws -> Response {
        let entity = try await entity(in: request)
        return try flyOut(entity.id.text, ReconciliationPreview.flyOut(entity.name, entity.description))
    }

    private func flyOutProperty(_ request: Request, _ base: String) async throws -> Response {
        let id = request.parameters["property"] ?? ""
        let kinds = Reconciliation.Kind.allCases.filter { ReconciliationProperty.find(id, of: $0) != nil }
        guard let kind = kinds.first, let property = ReconciliationProperty.find(id, of: kind) else {
            throw Problem.notFound
        }
        let whose = kinds.map(\.title).joined(separator: ", ")
        return try flyOut(id, ReconciliationPreview.flyOut(property.name, whose))
    }

    private func flyOutType(_ request: Request, _ base: String) async throws -> Response {
        guard let kind = Reconciliation.Kind(rawValue: request.parameters["type"] ?? "") else { throw Problem.notFound }
        return try flyOut(kind.rawValue, ReconciliationPreview.flyOut(kind.title, ""))
    }

    private func flyOut(_ id: String, _ html: String) throws -> Response {
        try .json(["id": .text(id), "html": .text(html)] as JSONValue)
    }

    private func preview(_ request: Request, _ base: String) async throws -> Response {
        let entity = try await entity(in: request)
        let names = ReconciliationProperty.all(of: entity.id.kind).filter(\.isFetched)
        let values = try await app.reconciliation.values(of: names.map(\.id), for: [entity.id])[entity.id] ?? [:]
        return ReconciliationPreview.page(entity, names, values)
    }

    /// Leads to the page of the portal, where a person signs in.
    private func view(_ request: Request, _ base: String) async throws -> Response {
        let id = try entityID(in: request)
        return .redirect(to: "\(publicURL)/\(id.kind == .company ? "companies" : "people")/\(id.number)", .seeOther)
    }

    private func entity(in request: Request) async throws -> Reconciliation.Entity {
        try await app.reconciliation.entity(entityID(in: request))
    }

    private func entityID(in request: Request) throws(Problem) -> Reconciliation.EntityID {
        guard let id = Reconciliation.EntityID(request.parameters["entity"] ?? "") else { throw .notFound }
        return id
    }
}

extension Access {
    fileprivate static let keyInPath = Access("API key in the path")
}
