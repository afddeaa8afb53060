/// The objects that every org has.
enum StandardObjects {
    static let all: [ObjectDraft] = [
        account, contact, lead, opportunity, supportCase, campaign, task, event, product, priceBook, priceBookEntry,
        opportunityLineItem, opportunityContactRole, accountContactRole, accountContactRelation, campaignMember,
        campaignMemberStatus, accountTeamMember, opportunityTeamMember, userAccountTeamMember, userTeamMember,
        opportunityHistory, opportunityFieldHistory, accountHistory, contactHistory, leadHistory, opportunityStage,
        leadStatus,
        user, userRole, group, groupMember, queueObject, organization, recordType, profile, userLicense, permissionSet,
        permissionSetAssignment, objectPermissions, fieldPermissions, assignmentRule, listView, duplicateRule,
        duplicateRecordSet, duplicateRecordItem,
    ]
}
