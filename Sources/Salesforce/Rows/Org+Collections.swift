import HTTP

/// What became of one record of a request or a job.
package struct SaveResult: Hashable, Sendable {
    /// Also known for a failed change.
    package let id: RecordID?
    package let isNew: Bool
    /// Nil when the record was saved.
    package let error: SalesforceError?

    package init(id: RecordID?, isNew: Bool, error: SalesforceError?) {
        self.id = id
        self.isNew = isNew
        self.error = error
    }

    init(_ json: JSON) {
        id = json["id"]?.text.flatMap { RecordID($0) }
        isNew = json["created"]?.flag ?? false
        if json["success"]?.flag == true {
            error = nil
        } else {
            error = json["errors"]?.list?.first.map { SalesforceError(error: $0) } ?? SalesforceError(.notUnderstood)
        }
    }
}

/// How many records one request takes.
package enum CollectionLimit {
    package static let written = 200
    package static let read = 2000
}

extension Org {
    /// Changes up to 200 records at once, each for itself, and tells what became of each, in the order given.
    package func update(_ drafts: [Draft], _ options: SaveOptions = SaveOptions()) async throws -> [SaveResult] {
        try await save(drafts, .patch, "composite/sobjects", .harmless, options)
    }

    /// Makes up to 200 records at once. A lost answer is thrown, not repeated: the records may be there.
    package func create(_ drafts: [Draft], _ options: SaveOptions = SaveOptions()) async throws -> [SaveResult] {
        try await save(drafts, .post, "composite/sobjects", .harmful, options)
    }

    /// Makes or changes up to 200 records of one object by a key field that each of them names.
    package func upsert(
        _ drafts: [Draft],
        by key: APIName,
        _ options: SaveOptions = SaveOptions()
    ) async throws -> [SaveResult] {
        guard let object = drafts.first?.object else { return [] }
        precondition(drafts.allSatisfy { $0.object == object && $0.id == nil }, "Upserts name one object and no ids.")
        return try await save(drafts, .patch, "composite/sobjects/\(object)/\(key)", .harmless, options)
    }

    /// Deletes up to 200 records at once.
    package func delete(_ ids: [RecordID]) async throws -> [SaveResult] {
        precondition(ids.count <= CollectionLimit.written, "One request deletes 200 records at most.")
        if ids.isEmpty { return [] }
        let list = ids.map(\.text).joined(separator: ",")
        let call = Call(
            method: .delete,
            path: path("composite/sobjects?allOrNone=false&ids=\(list)"),
            repetition: .harmless
        )
        return try results(try await answer(to: call).json(), count: ids.count)
    }

    /// Reads some fields of up to 2,000 records; nil stands for each that is not there or hidden from Loam's user.
    package func rows(_ ids: [RecordID], of object: APIName, _ fields: [APIName]) async throws -> [Row?] {
        precondition(ids.count <= CollectionLimit.read, "One request reads 2,000 records at most.")
        if ids.isEmpty { return [] }
        var json = JSONBuilder()
        json.raw(#"{"ids":["#)
        json.joined(ids) { $0.string($1.text) }
        json.raw(#"],"fields":["#)
        json.joined(fields) { $0.string($1.text) }
        json.raw("]}")
        // A question, though it is posted for its length.
        let call = Call.json(.post, path("composite/sobjects/\(object)"), json.bytes, .harmless)
        guard let list = try await answer(to: call).json().list, list.count == ids.count else {
            throw SalesforceError(.notUnderstood)
        }
        return list.map { Row($0) }
    }

    private func save(
        _ drafts: [Draft],
        _ method: Method,
        _ resource: String,
        _ repetition: Call.Repetition,
        _ options: SaveOptions
    ) async throws -> [SaveResult] {
        precondition(drafts.count <= CollectionLimit.written, "One request saves 200 records at most.")
        if drafts.isEmpty { return [] }
        var json = JSONBuilder()
        json.raw(#"{"allOrNone":false,"records":["#)
        json.joined(drafts) { json, draft in
            json.raw(#"{"attributes":{"type":"#)
            json.string(draft.object.text)
            json.raw("}")
            if let id = draft.id {
                json.raw(#","id":"#)
                json.string(id.text)
            }
            if !draft.contents.isEmpty { json.raw(",") }
            draft.writeMembers(to: &json)
            json.raw("}")
        }
        json.raw("]}")
        var call = Call.json(method, path(resource), json.bytes, repetition)
        options.apply(to: &call)
        return try results(try await answer(to: call).json(), count: drafts.count)
    }

    /// Each record has a result, in the order of the request.
    private func results(_ json: JSON, count: Int) throws(SalesforceError) -> [SaveResult] {
        guard let list = json.list, list.count == count else { throw SalesforceError(.notUnderstood) }
        return list.map { SaveResult($0) }
    }
}
