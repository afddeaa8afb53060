import Database
import HTTP

/// The parts of a composite request, carried out in their order.
struct CompositeRun: Sendable {
    let request: CompositeRequest
    let whole: Call
    let dispatcher: Dispatcher

    /// Undoes the transaction, and carries out what is to be told instead.
    private struct RolledBack: Error { let answers: [Answer] }

    func answer() async throws -> Answer {
        let answers: [Answer]
        if request.allOrNone {
            do {
                answers = try await dispatcher.rest.org.database.write { db in try together(db) }
            } catch let undone as RolledBack {
                answers = undone.answers
            }
        } else {
            answers = try await oneByOne()
        }
        return Answer(written(answers))
    }

    private func oneByOne() async throws -> [Answer] {
        var references = CompositeReferences()
        var answers: [Answer] = []
        for part in request.parts {
            let answer: Answer
            do {
                let (call, action) = try dispatcher.find(try subrequest(part, references), in: whole)
                answer = try await dispatcher.perform(call, action)
            } catch let error as OrgError {
                answer = Answer([error])
            }
            references.add(part.referenceID, answer)
            answers.append(answer)
        }
        return answers
    }

    /// One part that fails undoes all, and the others tell that they were undone.
    private func together(_ db: isolated Connection) throws -> [Answer] {
        var references = CompositeReferences()
        var answers: [Answer] = []
        for part in request.parts {
            let answer = try perform(part, references, db)
            guard !answer.isFailure else {
                var undone = request.parts.map { _ in Answer([CompositeRun.rolledBack]) }
                undone[answers.count] = answer
                throw RolledBack(answers: undone)
            }
            references.add(part.referenceID, answer)
            answers.append(answer)
        }
        return answers
    }

    private func perform(
        _ part: CompositeRequest.Part,
        _ references: CompositeReferences,
        _ db: isolated Connection
    ) throws -> Answer {
        do {
            let (call, action) = try dispatcher.find(try subrequest(part, references), in: whole)
            switch action {
            case .read(let body), .write(let body), .either(alone: _, inside: let body): return try body(call, db)
            case .alone:
                throw OrgError("INVALID_INPUT", "This resource cannot be part of a request with allOrNone: \(part.url)")
            }
        } catch let error as OrgError {
            return Answer([error])
        }
    }

    private func subrequest(
        _ part: CompositeRequest.Part,
        _ references: CompositeReferences
    ) throws(OrgError) -> Subrequest {
        Subrequest(
            method: part.method,
            url: try references.resolve(part.url),
            fields: try Subrequest.fields(part.headers, in: whole),
            body: try part.body.map { (body) throws(OrgError) in try references.resolve(body) }
        )
    }

    private func written(_ answers: [Answer]) -> JSONWriter {
        var json = JSONWriter(capacity: 4096)
        json.beginObject()
        json.key("compositeResponse")
        json.beginArray()
        for (part, answer) in zip(request.parts, answers) {
            json.beginObject()
            json.key("body")
            if answer.body.isEmpty { json.null() } else { json.raw(answer.body) }
            json.key("httpHeaders")
            json.beginObject()
            for (name, value) in answer.fields {
                json.key(name.text)
                json.text(value)
            }
            json.endObject()
            json.member("httpStatusCode", answer.status)
            json.member("referenceId", part.referenceID)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json
    }

    private static let rolledBack = OrgError(
        "PROCESSING_HALTED",
        "The transaction was rolled back since another operation in the same transaction failed."
    )
}
