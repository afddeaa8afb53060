extension OrgSettings {
    /// What an org has on its first day: the standard rules, switched off.
    static let standard: OrgSettings = {
        var settings = OrgSettings()
        settings.matchingRules = [accountMatching, contactMatching, leadMatching]
        settings.duplicateRules = ["Account", "Contact", "Lead"].map(duplicateRule)
        settings.assignmentRules = [AssignmentRule(object: "Lead", name: "Standard", isActive: false, entries: [])]
        settings.trackedFields = ["Opportunity": ["StageName", "Amount", "CloseDate", "OwnerId"]]
        settings.listViews = ListView.fresh
        return settings
    }()

    private static let accountMatching = MatchingRule(
        object: "Account",
        name: "Standard_Account_Match_Rule_v1_0",
        items: [
            .init("Name", .companyName), .init("Website", .website), .init("Phone", .phone),
            .init("BillingStreet", .street), .init("BillingCity", .city, matchesBlanks: true),
        ],
        logic: "1 AND (2 OR 3 OR 4 OR 5)"
    )
    private static let contactMatching = MatchingRule(
        object: "Contact",
        name: "Standard_Contact_Match_Rule_v1_1",
        items: [
            .init("FirstName", .firstName), .init("LastName", .lastName), .init("Email", .exact),
            .init("Phone", .phone),
            .init("AccountId", .exact), .init("Title", .title),
        ],
        logic: "(1 AND 2 AND (3 OR 4 OR 5)) OR (3 AND (1 OR 2))"
    )
    private static let leadMatching = MatchingRule(
        object: "Lead",
        name: "Standard_Lead_Match_Rule_v1_0",
        items: [
            .init("FirstName", .firstName), .init("LastName", .lastName), .init("Email", .exact),
            .init("Phone", .phone),
            .init("Company", .companyName), .init("Title", .title),
        ],
        logic: "(1 AND 2 AND (3 OR 4 OR 5)) OR (3 AND (1 OR 2))"
    )

    private static func duplicateRule(_ object: String) -> DuplicateRule {
        let matching = [accountMatching, contactMatching, leadMatching].first { $0.object == object }
        return DuplicateRule(
            object: object,
            name: "Standard_\(object)_Duplicate_Rule",
            label: "Standard \(object) Duplicate Rule",
            isActive: false,
            onCreate: .init(alerts: true, reports: true),
            onUpdate: .init(reports: true),
            matches: (matching.map { [.init(object: object, rule: $0.name)] } ?? [])
                + (object == "Lead" ? [.init(object: "Contact", rule: contactMatching.name)] : [])
        )
    }
}
