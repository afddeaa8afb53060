extension StandardObjects {
    private static func access(_ name: String, _ values: [String]) -> Field {
        .pick(name, values, length: 40).restricted
    }
    private static let shared = ["None", "Read", "Edit"]
    private static let full = ["Read", "Edit", "All"]

    static let accountTeamMember = ObjectDraft(
        "AccountTeamMember",
        "01M",
        [.writable, .audited, .replicateable],
        accessAs: "Account",
        [
            .reference("AccountId", "Account", children: "AccountTeamMembers").required.createOnly.cascading,
            .reference("UserId", "User", children: "AccountTeamMembers").required.createOnly,
            .pick("TeamMemberRole", Values.teamRoles, length: 40), .url("PhotoUrl", 255, "Photo URL").readOnly,
            .string("Title", 80).readOnly, access("AccountAccessLevel", full), access("OpportunityAccessLevel", shared),
            access("CaseAccessLevel", shared), access("ContactAccessLevel", shared + ["ControlledByParent"]),
        ]
    )

    static let opportunityTeamMember = ObjectDraft(
        "OpportunityTeamMember",
        "00q",
        [.writable, .audited, .softDeleted, .replicateable],
        accessAs: "Opportunity",
        [
            .reference("OpportunityId", "Opportunity", children: "OpportunityTeamMembers").required.createOnly
                .cascading,
            .reference("UserId", "User", children: "OpportunityTeamMembers").required.createOnly,
            .string("Name", 361).readOnly.naming, .url("PhotoUrl", 255, "Photo URL").readOnly,
            .string("Title", 80).readOnly, .pick("TeamMemberRole", Values.teamRoles, length: 40),
            access("OpportunityAccessLevel", full),
        ]
    )

    static let userAccountTeamMember = ObjectDraft(
        "UserAccountTeamMember",
        "01N",
        [.writable, .audited],
        [
            .reference("OwnerId", "User", children: "OwnedUserAccountTeamMembers").required.createOnly,
            .reference("UserId", "User", children: "UserAccountTeamMembers").required.createOnly,
            access("AccountAccessLevel", full).required, access("OpportunityAccessLevel", shared).required,
            access("CaseAccessLevel", shared).required,
            access("ContactAccessLevel", shared + ["ControlledByParent"]).required,
            .pick("TeamMemberRole", Values.teamRoles, length: 40),
        ]
    )

    static let userTeamMember = ObjectDraft(
        "UserTeamMember",
        "01I",
        [.writable, .audited],
        [
            .reference("OwnerId", "User", children: "OwnedUserTeamMembers").required.createOnly,
            .reference("UserId", "User", children: "UserTeamMembers").required.createOnly,
            access("OpportunityAccessLevel", full).required, .pick("TeamMemberRole", Values.teamRoles, length: 40),
        ]
    )

    static let accountContactRole = ObjectDraft(
        "AccountContactRole",
        "02Z",
        .junction,
        accessAs: "Account",
        [
            .reference("AccountId", "Account", children: "AccountContactRoles").required.createOnly.cascading,
            .reference("ContactId", "Contact", children: "AccountContactRoles").required.cascading,
            .pick("Role", Values.contactRoles, length: 40), .flag("IsPrimary", "Primary"),
        ]
    )

    static let accountContactRelation = ObjectDraft(
        "AccountContactRelation",
        "07k",
        label: "Account Contact Relationship",
        .junction,
        accessAs: "Account",
        [
            .reference("AccountId", "Account", children: "AccountContactRelations").required.createOnly.cascading,
            .reference("ContactId", "Contact", children: "AccountContactRelations").required.createOnly.cascading,
            .multipick("Roles", Values.contactRoles), .flag("IsDirect", "Direct").readOnly,
            .flag("IsActive", "Active", default: true), .date("StartDate"), .date("EndDate"),
        ]
    )
}
