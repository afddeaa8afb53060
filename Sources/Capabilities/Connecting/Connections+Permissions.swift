import Database
import Enrichment
import Salesforce
package import Store
import Telemetry

extension Connections {
    /// Asks the org what the connected user may do, and says in words what is missing.
    package func permissions(_ id: ID<OrgConnection>, by caller: Caller) async throws -> PermissionReport {
        try caller.require(.inspect)
        let opened = try await open(id, in: caller.organisation, for: .setup, despiteTrouble: true)
        let (needs, objects) = try await needs(of: id, in: caller.organisation)
        do {
            let schema = orgs.schema(OpenOrgs.Key(connection: id, holder: .service), .setup, of: opened.org)
            // Whoever asks has just changed something.
            schema.forget()
            let facts = try await facts(of: opened, schema, needs: needs)
            try await keepCounts(of: id, in: caller.organisation, for: .setup)
            if facts.api == .given { try await note(nil, of: id, in: caller.organisation) }
            return PermissionReport(facts, fields: needs, objects: objects)
        } catch let error as SalesforceError {
            try await keepCounts(of: id, in: caller.organisation, for: .setup)
            try await note(error, of: id, in: caller.organisation)
            throw Refusal(error)
        }
    }

    private func facts(
        of opened: Opened,
        _ schema: Schema,
        needs: [PermissionReport.FieldNeed]
    ) async throws -> PermissionFacts {
        let org = opened.org
        var facts = PermissionFacts()
        do {
            _ = try await org.firstPage(of: "SELECT Id FROM Organization LIMIT 1")
            (facts.api, facts.organisation) = (.given, .given)
        } catch let error as SalesforceError where error.refusesAPI {
            facts.api = .missing
            return facts
        } catch let error as SalesforceError where error.isAboutRights {
            (facts.api, facts.organisation) = (.given, .missing)
        }
        facts.viewSetup = try await PermissionReport.State { _ = try await org.limits() }
        facts.runReports = try await runReports(org, user: opened.account.crmUserID)
        let objects = try await schema.objects().map { object in
            (
                object.name.lowercased(),
                PermissionFacts.Rights(
                    isQueryable: object.isQueryable,
                    isCreateable: object.isCreateable,
                    isUpdateable: object.isUpdateable
                )
            )
        }
        let known = Dictionary(objects) { first, _ in first }
        facts.objects = known
        for name in Set(needs.map(\.object)).sorted() where known[name.lowercased()] != nil {
            guard let object = APIName(name) else { continue }
            facts.fields[name] = ObjectSchema(try await schema.object(object))
        }
        return facts
    }

    /// A user has the right by the profile, or by a permission set beside it.
    private func runReports(_ org: Org, user: String) async throws -> PermissionReport.State {
        do {
            let user = try await org.rows(
                "SELECT Profile.PermissionsRunReports, Profile.PermissionsModifyAllData FROM User WHERE Id = \(user)"
            )
            if let flags = user.first, flags.flag("Profile.PermissionsRunReports") == true { return .given }
        } catch let error as SalesforceError where error.isAboutRights {
            return .unknown
        }
        do {
            let sets = try await org.rows(
                """
                SELECT PermissionSet.PermissionsRunReports FROM PermissionSetAssignment WHERE AssigneeId = \(user)
                """
            )
            return sets.contains { $0.flag("PermissionSet.PermissionsRunReports") == true } ? .given : .missing
        } catch let error as SalesforceError where error.isAboutRights {
            return .missing
        }
    }

    /// The fields that the connection's jobs write and its match inputs read, and the records that follow from its jobs.
    private func needs(
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws -> ([PermissionReport.FieldNeed], [PermissionReport.ObjectNeed]) {
        try await database.read { db in
            var needs: [PermissionReport.FieldNeed] = []
            var objects: [PermissionReport.ObjectNeed] = []
            for job in try EnrichJob.list(in: organisation, on: db) where job.connection == id {
                let settings = job.settings
                needs += settings.mapping.needs(of: settings.name)
                needs += settings.newcomers?.needs(of: settings.name) ?? []
                needs += settings.committee?.mapping.needs(of: settings.name) ?? []
                objects += settings.objectNeeds
            }
            for object in CRMObject.allCases {
                let inputs = try OrgMatchInputs.find(of: object, connection: id, in: organisation, on: db)
                needs += inputs.fields.filter { $0.relationship == nil }.map {
                    PermissionReport.FieldNeed(
                        object: object.rawValue,
                        field: $0.rawValue,
                        isWritten: false,
                        use: "the match inputs"
                    )
                }
            }
            return (needs, objects)
        }
    }
}

extension JobSettings {
    /// What it makes beside accounts, contacts and leads, of which the report tells in any case.
    fileprivate var objectNeeds: [PermissionReport.ObjectNeed] {
        var needs: [PermissionReport.ObjectNeed] = []
        func need(_ object: APIName, isEdited: Bool = true, _ undone: String) {
            let use = "the job “\(name)”"
            needs.append(.init(object: object.text, isEdited: isEdited, undone: undone, use: use))
        }
        if intent != nil { need(SignalRow.Kind.intent.object, "Intent signals are not written") }
        if scoops != nil { need(SignalRow.Kind.scoop.object, "Scoops are not written") }
        if exportsProfile { need(RunExports.object, "Profiles are not kept as records of their own") }
        if jobChange.makes == .task { need("Task", isEdited: false, "Tasks about people who moved are not created") }
        return needs
    }
}

extension Mapping {
    fileprivate func needs(of job: String) -> [PermissionReport.FieldNeed] {
        rows.filter { $0.target.relationship == nil }.map {
            PermissionReport.FieldNeed(
                object: object.rawValue,
                field: $0.target.rawValue,
                isWritten: true,
                use: "the job “\(job)”"
            )
        }
    }
}

extension PermissionReport.State {
    /// Given where the question is answered, missing where the org refuses it for want of a right.
    fileprivate init(asking question: () async throws -> Void) async throws {
        do {
            try await question()
            self = .given
        } catch let error as SalesforceError where error.isAboutRights {
            self = .missing
        }
    }
}

extension SalesforceError {
    /// Whether the user may sign in, but not use the API.
    fileprivate var refusesAPI: Bool {
        code.name == "API_DISABLED_FOR_ORG" || (code == .invalidSession && remedy == .report(.admin))
    }

    /// Whether the user lacks a right for what was asked, and everything else may go on.
    fileprivate var isAboutRights: Bool {
        switch code.name {
        case "INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY", "INVALID_TYPE", "INVALID_FIELD", "FORBIDDEN",
            "FUNCTIONALITY_NOT_ENABLED", "NOT_FOUND":
            true
        default: status == 403 && remedy == .report(.admin)
        }
    }
}
