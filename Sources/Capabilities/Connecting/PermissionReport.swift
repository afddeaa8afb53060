import Enrichment
import Salesforce

/// Which of the permissions that Loam needs the connected user has, and what stops working without the others.
///
/// A pure function of what the org has answered, so that it can be read and tested without one.
package struct PermissionReport: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case given, missing
        /// The org did not say.
        case unknown
    }

    package enum Group: String, Sendable, CaseIterable {
        case connection, records, `import`, fields

        package var title: String {
            switch self {
            case .connection: "The connection itself"
            case .records: "Records that Loam writes"
            case .import: "Records that Loam reads"
            case .fields: "Fields that jobs use"
            }
        }
    }

    package struct Line: Sendable, Equatable {
        package let group: Group
        /// As an administrator of the org calls it.
        package let permission: String
        package let state: State
        /// What stops working without it.
        package let stops: String
        /// Whether something stops at once; the others are missed only by what is not used everywhere.
        package let isEssential: Bool
    }

    package let lines: [Line]

    package var missing: [Line] { lines.filter { $0.state == .missing } }
    package var isComplete: Bool { missing.allSatisfy { !$0.isEssential } }

    /// A field that is read or written by a job, and by which.
    struct FieldNeed: Sendable, Hashable {
        let object: String
        let field: String
        let isWritten: Bool
        /// The job, or what else uses it.
        let use: String
    }

    /// A kind of record that follows from what jobs find, and which job makes it.
    struct ObjectNeed: Sendable, Hashable {
        let object: String
        /// Whether a later run changes it again.
        let isEdited: Bool
        /// What stays undone without the right, up to the name of the job.
        let undone: String
        let use: String
    }

    init(_ facts: PermissionFacts, fields: [FieldNeed], objects: [ObjectNeed]) {
        var lines = [
            Line(
                group: .connection,
                permission: "API Enabled",
                state: facts.api,
                stops: "Nothing works: Loam cannot talk to the org at all.",
                isEssential: true
            ),
            Line(
                group: .connection,
                permission: "Read the organisation (its id)",
                state: facts.organisation,
                stops: "The org’s name is not shown, and a production org cannot be told from a sandbox.",
                isEssential: false
            ),
            Line(
                group: .connection,
                permission: "View Setup and Configuration",
                state: facts.viewSetup,
                stops: "The org’s limits cannot be looked up; Loam learns them from the answers to its calls only.",
                isEssential: false
            ),
            Line(
                group: .connection,
                permission: "Run Reports",
                state: facts.runReports,
                stops: "Figures that rest on the org’s own reports stay empty.",
                isEssential: false
            ),
        ]
        for (object, stops) in PermissionReport.written {
            lines.append(
                Line(
                    group: .records,
                    permission: "Read, create and edit \(object)",
                    state: facts.state(of: object) { $0.isQueryable && $0.isCreateable && $0.isUpdateable },
                    stops: stops,
                    isEssential: CRMObject(rawValue: object) != nil
                )
            )
        }
        lines += PermissionReport.lines(of: objects, facts)
        for (object, stops) in PermissionReport.read {
            lines.append(
                Line(
                    group: .import,
                    permission: "Read \(object)",
                    state: facts.state(of: object, \.isQueryable),
                    stops: stops,
                    isEssential: false
                )
            )
        }
        self.lines = lines + PermissionReport.lines(of: fields, facts)
    }

    private static func lines(of needs: [ObjectNeed], _ facts: PermissionFacts) -> [Line] {
        Dictionary(grouping: needs, by: \.object).sorted { $0.key < $1.key }.map { object, needs in
            let isEdited = needs.contains(where: \.isEdited)
            let undone = Dictionary(grouping: needs, by: \.undone).sorted { $0.key < $1.key }.map { undone, needs in
                "\(undone) by \(Set(needs.map(\.use)).sorted().joined(separator: ", "))."
            }
            return Line(
                group: .records,
                permission: isEdited ? "Read, create and edit \(object)" : "Create \(object)",
                state: facts.state(of: object) { rights in
                    rights.isCreateable && (!isEdited || rights.isQueryable && rights.isUpdateable)
                },
                stops: undone.joined(separator: " "),
                isEssential: true
            )
        }
    }

    private static func lines(of needs: [FieldNeed], _ facts: PermissionFacts) -> [Line] {
        struct Key: Hashable {
            let object: String
            let field: String
        }
        let byField = Dictionary(grouping: needs) { Key(object: $0.object, field: $0.field) }
        return byField.sorted { ($0.key.object, $0.key.field) < ($1.key.object, $1.key.field) }.map { key, needs in
            let isWritten = needs.contains(where: \.isWritten)
            let uses = Array(Set(needs.map(\.use))).sorted()
            return Line(
                group: .fields,
                permission: "\(isWritten ? "Edit" : "Read") \(key.object).\(key.field)",
                state: facts.state(of: key.field, on: key.object, isWritten: isWritten),
                stops: isWritten
                    ? "The field is not filled by \(uses.joined(separator: ", "))."
                    : "Records are matched without it by \(uses.joined(separator: ", ")).",
                isEssential: isWritten
            )
        }
    }

    private static let written: [(object: String, stops: String)] = [
        ("Account", "Accounts are neither enriched nor created."),
        ("Contact", "Contacts are neither enriched nor created, buying committees included."),
        ("Lead", "Leads are neither enriched nor created."),
        ("Campaign", "People cannot be added to campaigns."),
        ("CampaignMember", "People cannot be added to campaigns."),
    ]

    private static let read: [(object: String, stops: String)] =
        [
            ("User", "User mapping finds nobody, so that new records belong to the service account."),
            ("Opportunity", "Opportunities are not imported, so that nothing is told of deals."),
        ]
        + [
            "OpportunityFieldHistory", "OpportunityHistory", "OpportunityStage", "OpportunityContactRole",
            "OpportunityLineItem", "OpportunityTeamMember", "Product2", "Event", "Task", "AccountContactRole",
            "AccountTeamMember", "UserAccountTeamMember", "UserTeamMember",
        ].map { ($0, "Records of this kind are not imported.") }
}

/// What an org has answered to the questions of the report.
struct PermissionFacts: Sendable {
    struct Rights: Sendable {
        var isQueryable: Bool
        var isCreateable: Bool
        var isUpdateable: Bool
    }

    var api = PermissionReport.State.unknown
    var organisation = PermissionReport.State.unknown
    var viewSetup = PermissionReport.State.unknown
    var runReports = PermissionReport.State.unknown
    /// By name in lower case; what the user may not see is not among them. Nil where the org did not list them.
    var objects: [String: Rights]?
    /// The fields of the objects that were described; one that the user may not see is not among them.
    var fields: [String: ObjectSchema] = [:]

    func state(of object: String, _ isEnough: (Rights) -> Bool) -> PermissionReport.State {
        guard let objects else { return .unknown }
        return objects[object.lowercased()].map(isEnough) == true ? .given : .missing
    }

    func state(of field: String, on object: String, isWritten: Bool) -> PermissionReport.State {
        if let objects, objects[object.lowercased()] == nil { return .missing }
        guard let schema = fields[object] else { return .unknown }
        guard let found = schema.fields.first(where: { $0.key.rawValue.lowercased() == field.lowercased() })?.value
        else {
            return .missing
        }
        return !isWritten || found.isUpdateable || found.isCreateable ? .given : .missing
    }
}
