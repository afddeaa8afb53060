import HTTP

extension REST {
    var searches: [Resource] {
        [
            Resource("search", (.get, .alone(search))),
            Resource("parameterizedSearch", (.get, .alone(searchByAddress)), (.post, .alone(searchByBody))),
        ]
    }

    private func search(_ call: Call) async throws -> Answer {
        guard let text = call.query["q"] else {
            throw OrgError("MALFORMED_SEARCH", "No search string found. A search string has to be specified.")
        }
        return try await answer(Search(sosl: text), call)
    }

    /// `?q=acme&sobject=Account&Account.fields=Id,Name&Account.limit=5`
    private func searchByAddress(_ call: Call) async throws -> Answer {
        let query = call.query
        guard let term = query["q"] else { throw REST.noTerm }
        var parameters = SearchParameters(term: term)
        parameters.scope = query["in"]
        parameters.fields = REST.names(query["fields"])
        parameters.overallLimit = query["overallLimit"].flatMap { Int($0) }
        parameters.defaultLimit = query["defaultLimit"].flatMap { Int($0) }
        parameters.offset = query["offset"].flatMap { Int($0) }
        parameters.targets = query.all("sobject").flatMap { REST.names($0) }.map { name in
            SearchParameters.Target(
                name: name,
                fields: REST.names(query[name + ".fields"]),
                condition: query[name + ".where"],
                order: query[name + ".orderBy"],
                limit: query[name + ".limit"].flatMap { Int($0) }
            )
        }
        return try await answer(Search(parameters), call)
    }

    private func searchByBody(_ call: Call) async throws -> Answer {
        let body = try call.object()
        guard let term = body["q"]?.text else { throw REST.noTerm }
        func number(_ name: String, of object: JSONObject) -> Int? {
            object[name]?.integer.flatMap { Int(exactly: $0) }
        }
        func texts(_ name: String, of object: JSONObject) -> [String] {
            object[name]?.array?.compactMap(\.text) ?? []
        }
        var parameters = SearchParameters(term: term)
        parameters.scope = body["in"]?.text
        parameters.fields = texts("fields", of: body)
        parameters.overallLimit = number("overallLimit", of: body)
        parameters.defaultLimit = number("defaultLimit", of: body)
        parameters.offset = number("offset", of: body)
        for object in (body["sobjects"]?.array ?? []).compactMap(\.object) {
            guard let name = object["name"]?.text else {
                throw OrgError("MISSING_ARGUMENT", "Each of the sobjects needs a name.")
            }
            parameters.targets.append(
                SearchParameters.Target(
                    name: name,
                    fields: texts("fields", of: object),
                    condition: object["where"]?.text,
                    order: object["orderBy"]?.text,
                    limit: number("limit", of: object)
                )
            )
        }
        return try await answer(Search(parameters), call)
    }

    private func answer(_ search: Search, _ call: Call) async throws -> Answer {
        Answer(200, try await search.body(version: "v" + call.version.text, for: call.caller, in: org))
    }

    private static func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
    }

    private static let noTerm = OrgError("MISSING_ARGUMENT", "The search string q is required.")
}
