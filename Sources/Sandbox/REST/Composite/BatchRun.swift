import HTTP

/// `POST /composite/batch`: up to 25 calls that have nothing to do with each other.
struct BatchRun: Sendable {
    let whole: Call
    let dispatcher: Dispatcher

    private static let most = 25

    func answer() async throws -> Answer {
        let request = try whole.object()
        guard let items = request["batchRequests"]?.array, !items.isEmpty else {
            throw OrgError("INVALID_INPUT", "batchRequests is required.")
        }
        guard items.count <= BatchRun.most else {
            throw OrgError("INVALID_BATCH_OPERATION", "Batch requests cannot have more than 25 subrequests.")
        }
        try dispatcher.rest.budget.count(items.count - 1)
        let halts = request["haltOnError"]?.flag ?? false
        var answers: [Answer] = []
        var hasErrors = false
        for item in items {
            let answer = hasErrors && halts ? BatchRun.halted : try await perform(item)
            if answer.isFailure { hasErrors = true }
            answers.append(answer)
        }
        return Answer(written(answers, hasErrors))
    }

    private func perform(_ item: JSON) async throws -> Answer {
        do {
            guard let object = item.object, let method = object["method"]?.text, let url = object["url"]?.text else {
                throw OrgError("INVALID_INPUT", "A subrequest needs a method and a url.")
            }
            let part = Subrequest(
                method: method,
                url: url.hasPrefix("/") ? url : "/services/data/" + url,
                fields: try Subrequest.fields(nil, in: whole),
                body: object["richInput"]
            )
            let (call, action) = try dispatcher.find(part, in: whole)
            return try await dispatcher.perform(call, action)
        } catch let error as OrgError {
            return Answer([error])
        }
    }

    private func written(_ answers: [Answer], _ hasErrors: Bool) -> JSONWriter {
        var json = JSONWriter(capacity: 4096)
        json.beginObject()
        json.member("hasErrors", hasErrors)
        json.key("results")
        json.beginArray()
        for answer in answers {
            json.beginObject()
            json.member("statusCode", answer.status)
            json.key("result")
            if answer.body.isEmpty { json.null() } else { json.raw(answer.body) }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json
    }

    private static let halted = Answer([
        OrgError("BATCH_PROCESSING_HALTED", "Batch processing halted per request", status: 412)
    ])
}
