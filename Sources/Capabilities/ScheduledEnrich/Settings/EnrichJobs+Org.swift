package import Enrichment
package import Salesforce
package import Store

// What the org itself says while a job is set up.

extension EnrichJobs {
    /// Everything that keeps the job from being saved, section by section.
    package func verify(
        _ draft: EnrichJobDraft,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> [SettingsFault] {
        try caller.require(.inspect)
        let settings = draft.settings
        let schemas = try await connections.schemas(of: settings.objects, connection, in: caller.organisation)
        var faults = draft.faults + settings.faults(in: schemas)
        if schemas[settings.object] != nil { faults += try await followUpFaults(settings, on: connection, by: caller) }
        if case .listView(let id) = settings.records, schemas[settings.object] != nil {
            let lists = try await listViews(of: settings.object, on: connection, by: caller)
            if !lists.contains(where: { $0.id.text == id.text }) {
                faults.append(
                    SettingsFault(
                        .filters,
                        "The list view is gone, or the connected user may not see it; choose another or share it."
                    )
                )
            }
        }
        return faults
    }

    /// What the org lacks for the records that the job makes.
    private func followUpFaults(
        _ settings: JobSettings,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> [SettingsFault] {
        var wishes: [(SettingsFault.Section, FollowUp.Kind, FollowUp.Cause)] = []
        if settings.object.isPerson, let kind = settings.jobChange.makes {
            wishes.append((kind == .task ? .advanced : .newcomers, kind, .moved))
        }
        if settings.object == .account, settings.committee != nil { wishes.append((.committee, .contact, .committee)) }
        var faults: [SettingsFault] = []
        for (section, kind, cause) in wishes {
            let schema = try await connections.schema(of: kind.object, connection, in: caller.organisation)
            faults += FollowUpForm.faults(kind, because: cause, in: schema, after: settings.object).map {
                SettingsFault(section, $0)
            }
        }
        return faults
    }

    /// Throws with all that is wrong.
    func check(_ draft: EnrichJobDraft, on connection: ID<OrgConnection>, by caller: Caller) async throws {
        let faults = try await verify(draft, on: connection, by: caller)
        if !faults.isEmpty { throw Refusal(faults) }
    }

    /// The fields of an object as the connected user sees them now.
    package func fields(
        of object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> ObjectSchema {
        try caller.require(.inspect)
        let schemas = try await connections.schemas(of: [object], connection, in: caller.organisation)
        guard let schema = schemas[object] else { throw Refusal.objectHidden(object) }
        return schema
    }

    /// All kinds of records that a job can write, as the connected user sees them now.
    package func schemas(
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> [CRMObject: ObjectSchema] {
        try caller.require(.inspect)
        return try await connections.schemas(of: Set(CRMObject.allCases), connection, in: caller.organisation)
    }

    /// The rows with which a mapping begins.
    package func defaults(
        of object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> Mapping {
        Mapping.standard(for: object, in: try await fields(of: object, on: connection, by: caller))
    }

    /// The lists of the org from which records can be taken, by label.
    package func listViews(
        of object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> [ListView] {
        try caller.require(.inspect)
        return try await connections.calling(connection, in: caller.organisation) { org in
            try await org.listViews(of: object.name).filter(\.isQueryable).sorted { $0.label < $1.label }
        }
    }

    /// How many records a job with this filter would look at now.
    package func count(
        _ filter: RecordFilter,
        of object: CRMObject,
        on connection: ID<OrgConnection>,
        by caller: Caller
    ) async throws -> Int {
        try caller.require(.inspect)
        let schema = try await fields(of: object, on: connection, by: caller)
        let condition: SOQL?
        do throws(CriterionFault) {
            condition = try filter.condition(in: schema)
        } catch {
            throw Refusal(.invalid, Refusal.formInvalid, error.sentence)
        }
        return try await connections.calling(connection, in: caller.organisation) { org in
            var also = condition.map { [$0] } ?? []
            // A lead that was converted can be changed no more.
            if object == .lead { also.append("IsConverted = FALSE") }
            let whole = also.isEmpty ? nil : SOQL.all(also)
            guard case .listView(let id) = filter, let list = RecordID(id.text) else {
                let query: SOQL = "SELECT COUNT() FROM \(object.name)"
                return try await org.count(whole.map { query + " WHERE \($0)" } ?? query)
            }
            return try await org.count(try await org.filter(of: list, of: object.name).count(object.name, also: whole))
        }
    }
}

extension EnrichJobDraft {
    private static let longestDescription = 1000

    /// What is wrong with what stands beside the settings.
    fileprivate var faults: [SettingsFault] {
        description.count > EnrichJobDraft.longestDescription
            ? [SettingsFault(.job, "Use at most \(EnrichJobDraft.longestDescription) characters for the description.")]
            : []
    }
}

extension Refusal {
    /// All faults of a job by where they are, as in `mapping.3`, rows counted from 0.
    init(_ faults: [SettingsFault]) {
        var fields: [String: String] = [:]
        for fault in faults {
            let place = fault.section.rawValue + (fault.row.map { ".\($0)" } ?? "")
            fields[place] = fields[place].map { "\($0) \(fault.sentence)" } ?? fault.sentence
        }
        let sentence = faults.count == 1 ? faults[0].sentence : "\(faults.count) things keep the job from being saved."
        self.init(.invalid, "enrich-job.faulty", sentence, fields: fields)
    }

    static func objectHidden(_ object: CRMObject) -> Refusal {
        Refusal(
            .conflict,
            "salesforce.object-hidden",
            "The connected user may not see \(object.rawValue) records; give access in Salesforce."
        )
    }
}
