import HTTP

extension Org {
    /// Reads some fields of one record; nil when it is not there or hidden from Loam's user.
    package func row(_ id: RecordID, of object: APIName, _ fields: [APIName]) async throws -> Row? {
        let names = fields.map(\.text).joined(separator: ",")
        do {
            let answer = try await answer(
                to: .get(path("sobjects/\(object)/\(id)?fields=\(PercentCoding.encode(names))"))
            )
            guard let row = Row(try answer.json()) else { throw SalesforceError(.notUnderstood) }
            return row
        } catch let error as SalesforceError where error.status == 404 {
            return nil
        }
    }

    /// Makes a record and tells its id. A lost answer is thrown, not repeated: the record may be there.
    package func create(_ draft: Draft, _ options: SaveOptions = SaveOptions()) async throws -> RecordID {
        var call = Call.json(.post, path("sobjects/\(draft.object)"), draft.body, .harmful)
        options.apply(to: &call)
        guard let id = try await answer(to: call).json()["id"]?.text.flatMap({ RecordID($0) }) else {
            throw SalesforceError(.notUnderstood)
        }
        return id
    }

    /// Changes the draft's record.
    package func update(_ draft: Draft, _ options: SaveOptions = SaveOptions()) async throws {
        guard let id = draft.id else { preconditionFailure("Only a record with an id can be changed.") }
        var call = Call.json(.patch, path("sobjects/\(draft.object)/\(id)"), draft.body, .harmless)
        options.apply(to: &call)
        _ = try await answer(to: call)
    }

    /// Changes the record that has this value in a key field, or makes it; tells its id and whether it is new.
    package func upsert(
        _ draft: Draft,
        by key: APIName,
        _ value: String,
        _ options: SaveOptions = SaveOptions()
    ) async throws -> (id: RecordID, isNew: Bool) {
        let address = path("sobjects/\(draft.object)/\(key)/\(PercentCoding.encode(value))")
        var call = Call.json(.patch, address, draft.body, .harmless)
        options.apply(to: &call)
        let json = try await answer(to: call).json()
        guard let id = json["id"]?.text.flatMap({ RecordID($0) }) else { throw SalesforceError(.notUnderstood) }
        return (id, json["created"]?.flag ?? false)
    }

    /// Deletes a record; one that has been deleted already is as good.
    package func delete(_ id: RecordID, of object: APIName) async throws {
        let call = Call(method: .delete, path: path("sobjects/\(object)/\(id)"), repetition: .harmless)
        do {
            _ = try await answer(to: call)
        } catch let error as SalesforceError where error.code.name == "ENTITY_IS_DELETED" {
            return
        }
    }
}
