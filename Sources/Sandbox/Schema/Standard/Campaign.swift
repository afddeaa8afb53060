extension StandardObjects {
    private static let memberStatuses = ["Sent", "Responded"]

    static let campaign = ObjectDraft(
        "Campaign",
        "701",
        [.record, .feedEnabled, .owned, .active],
        [
            .string("Name", 80, "Campaign Name").required.naming.key,
            .reference("ParentId", "Campaign", children: "ChildCampaigns", label: "Parent Campaign ID"),
            .pick(
                "Type",
                [
                    "Conference", "Webinar", "Trade Show", "Public Relations", "Partners", "Referral Program",
                    "Advertisement", "Banner Ads", "Direct Mail", "Email", "Telemarketing", "Other",
                ]
            ), .pick("Status", ["Planned", "In Progress", "Completed", "Aborted"]), .date("StartDate"),
            .date("EndDate"),
            .currency("ExpectedRevenue", 18, 0), .currency("BudgetedCost", 18, 0), .currency("ActualCost", 18, 0),
            .percent("ExpectedResponse", 10, 2, "Expected Response (%)"), .double("NumberSent", 18, 0, "Num Sent"),
            .flag("IsActive", "Active"), .area("Description", 32000),
            .int("NumberOfLeads", 9, "Leads in Campaign").readOnly,
            .int("NumberOfConvertedLeads", 9, "Converted Leads in Campaign").readOnly,
            .int("NumberOfContacts", 9, "Contacts in Campaign").readOnly,
            .int("NumberOfResponses", 9, "Responses in Campaign").readOnly,
            .int("NumberOfOpportunities", 9, "Opportunities in Campaign").readOnly,
            .int("NumberOfWonOpportunities", 9, "Won Opportunities in Campaign").readOnly,
            .currency("AmountAllOpportunities", 18, 0, "Value Opportunities in Campaign").readOnly,
            .currency("AmountWonOpportunities", 18, 0, "Value Won Opportunities in Campaign").readOnly,
        ]
    )

    static let campaignMember = ObjectDraft(
        "CampaignMember",
        "00v",
        [.writable, .audited, .softDeleted, .replicateable, .searchable, .layoutable],
        accessAs: "Campaign",
        [
            .reference("CampaignId", "Campaign", children: "CampaignMembers").required.createOnly.cascading,
            .reference("LeadId", "Lead", children: "CampaignMembers").createOnly.cascading,
            .reference("ContactId", "Contact", children: "CampaignMembers").createOnly.cascading,
            .pick("Status", memberStatuses, length: 40, default: "Sent"),
            .flag("HasResponded", "Responded").readOnly.open,
            .date("FirstRespondedDate").readOnly.open, .pick("Salutation", Values.salutations).readOnly,
            .string("Name", 255).readOnly.naming, .string("FirstName", 40).readOnly, .string("LastName", 80).readOnly,
            .string("Title", 128).readOnly, .area("Street", 255).readOnly, .string("City", 40).readOnly,
            .string("State", 80, "State/Province").readOnly, .string("PostalCode", 20, "Zip/Postal Code").readOnly,
            .string("Country", 80).readOnly, .email("Email").readOnly, .phone("Phone").readOnly, .phone("Fax").readOnly,
            .phone("MobilePhone", "Mobile").readOnly, .area("Description", 32000).readOnly, .flag("DoNotCall").readOnly,
            .flag("HasOptedOutOfEmail", "Email Opt Out").readOnly, .flag("HasOptedOutOfFax", "Fax Opt Out").readOnly,
            .pick("LeadSource", Values.leadSources).readOnly,
            .string("CompanyOrAccount", 255, "Company (Account)").readOnly,
            .pick("Type", ["Contact", "Lead"], length: 40).readOnly,
            .reference("LeadOrContactId", "Contact", "Lead", label: "Related Record ID").readOnly,
            .reference("LeadOrContactOwnerId", "User", label: "Related Record Owner ID").readOnly,
        ]
    )

    static let campaignMemberStatus = ObjectDraft(
        "CampaignMemberStatus",
        "01Y",
        plural: "Campaign Member Statuses",
        [.writable, .audited, .softDeleted],
        accessAs: "Campaign",
        [
            .reference("CampaignId", "Campaign", children: "CampaignMemberStatuses").required.createOnly.cascading,
            .string("Label", 765).required.naming, .int("SortOrder"), .flag("IsDefault", "Default"),
            .flag("HasResponded", "Responded"),
        ]
    )
}
