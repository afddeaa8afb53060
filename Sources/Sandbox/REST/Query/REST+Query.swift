import HTTP

extension REST {
    var queries: [Resource] {
        [
            Resource("query", (.get, .alone { try await query($0, includesDeleted: false) })),
            Resource("queryAll", (.get, .alone { try await query($0, includesDeleted: true) })),
            Resource("query/:locator", (.get, .alone(nextPage))),
            Resource("queryAll/:locator", (.get, .alone(nextPage))),
        ]
    }

    private func query(_ call: Call, includesDeleted: Bool) async throws -> Answer {
        if let text = call.query["explain"] {
            let run = try await QueryRun.prepare(text, for: call.caller, in: org, includesDeleted: includesDeleted)
            return Answer(200, try await QueryExplanation(run: run).body())
        }
        guard let text = call.query["q"] else {
            throw OrgError("MALFORMED_QUERY", "A query string has to be specified")
        }
        return try await page(text, call, includesDeleted: includesDeleted)
    }

    /// The first page of a query's answer.
    func page(_ text: String, _ call: Call, includesDeleted: Bool = false) async throws -> Answer {
        let run = try await QueryRun.prepare(text, for: call.caller, in: org, includesDeleted: includesDeleted)
        return Answer(200, try await run.page(version: "v" + call.version.text, batchSize: batchSize(call)))
    }

    /// Whatever else is sent with a locator, such as the query anew, says nothing.
    private func nextPage(_ call: Call) async throws -> Answer {
        if faults.strike(.expiredLocator) != nil { throw OrgError("INVALID_QUERY_LOCATOR", "invalid query locator") }
        return Answer(
            200,
            try await QueryRun.nextPage(
                locator: call.arguments[0],
                version: "v" + call.version.text,
                for: call.caller,
                in: org
            )
        )
    }

    /// How many rows the client wants on a page, and how many a fault lets it have.
    private func batchSize(_ call: Call) -> Int {
        let wanted = call.fields["Sforce-Query-Options"].flatMap { HeaderSettings($0)["batchSize"] }.flatMap { Int($0) }
        if let fault = faults.strike(.smallPages) { return min(fault.amount, wanted ?? 2000) }
        return min(max(wanted ?? 2000, 200), 2000)
    }
}
