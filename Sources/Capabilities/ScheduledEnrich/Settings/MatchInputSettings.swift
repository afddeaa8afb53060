import Database
package import Enrichment
package import Store
import Telemetry

/// By which fields of an org's records they are matched: those of every org, and those that administrators add.
package struct MatchInputSettings: Sendable {
    let database: Database
    let connections: Connections
    let clock: WallClock

    /// The inputs of an object.
    package func get(
        _ object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> MatchInputs {
        try caller.require(.inspect)
        return try await database.read { db in
            try OrgMatchInputs.find(of: object, connection: connection, in: caller.organisation, on: db)
        }
    }

    /// The Loam fields by which records of the object can be matched.
    package static func offered(for object: CRMObject) -> [LoamField] {
        LoamField.catalogue(for: object).filter { $0.question(of: object) != nil }
    }

    /// Adds an input, once the org has said that it has the field.
    package func add(
        _ input: MatchInputs.Added,
        to object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws {
        try caller.require(.administer)
        let schemas = try await connections.schemas(of: [object], connection, in: caller.organisation)
        guard let schema = schemas[object] else { throw Refusal.objectHidden(object) }
        var alone = MatchInputs(object)
        alone.add(input)
        if let fault = alone.faults(in: schema).first {
            let field = schema[input.field] == nil ? "field" : "source"
            throw Refusal(.invalid, Refusal.formInvalid, fault.sentence, fields: [field: fault.sentence])
        }
        try await change(object, on: connection, by: caller) { $0.add(input) }
    }

    /// Puts these in the place of what was added before, once the org has said that it has the fields.
    package func replace(with inputs: MatchInputs, on connection: ID<OrgConnection>, by caller: Caller) async throws {
        try caller.require(.administer)
        let schemas = try await connections.schemas(of: [inputs.object], connection, in: caller.organisation)
        guard let schema = schemas[inputs.object] else { throw Refusal.objectHidden(inputs.object) }
        var faults = Faults()
        for fault in inputs.faults(in: schema) {
            let isUnknown = schema[inputs.added[fault.place].field] == nil
            faults.add("added.\(fault.place).\(isUnknown ? "field" : "source")", fault.sentence)
        }
        try faults.check()
        try await change(inputs.object, on: connection, by: caller) { $0 = inputs }
    }

    package func remove(
        _ input: MatchInputs.Added,
        from object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws {
        try await change(object, on: connection, by: caller) { $0.remove(input) }
    }

    /// Back to the default inputs alone.
    package func resetAll(_ object: CRMObject, on connection: ID<OrgConnection>, by caller: Caller) async throws {
        try await change(object, on: connection, by: caller) { $0.resetAll() }
    }

    /// Changes what is there then, so that two who add inputs at once both add theirs.
    private func change(
        _ object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller,
        _ change: @Sendable (inout MatchInputs) -> Void
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            let organisation = caller.organisation
            guard let org = try OrgConnection.find(connection, in: organisation, on: db) else {
                throw Refusal.connectionNeeded
            }
            let before = try OrgMatchInputs.find(of: object, connection: connection, in: organisation, on: db)
            var inputs = before
            change(&inputs)
            guard inputs != before else { return }
            try OrgMatchInputs.save(inputs, connection: connection, in: organisation, at: now, on: db)
            try record(
                .matchInputsChanged,
                Subject(kind: "match-inputs", id: connection.rawValue, name: "\(object.rawValue) of \(org.name)"),
                was: before.words,
                became: inputs.words,
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }
}

extension MatchInputs {
    fileprivate var words: String {
        added.isEmpty
            ? "default inputs" : added.map { "\($0.source.label) by \($0.field.rawValue)" }.joined(separator: ", ")
    }
}
