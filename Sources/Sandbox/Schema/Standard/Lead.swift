extension StandardObjects {
    static let lead = ObjectDraft(
        "Lead",
        "00Q",
        [.record, .mergeable, .feedEnabled, .ownedByQueues, .active],
        [.reference("MasterRecordId", "Lead").readOnly.open],
        personName,
        [
            .string("Title", 128), .string("Company", 255).required,
        ],
        Field.address(""),
        [
            .phone("Phone"), .phone("MobilePhone"), .phone("Fax"), .email("Email").key, .url("Website"),
            .url("PhotoUrl", 255, "Photo URL").readOnly, .area("Description", 32000),
            .pick("LeadSource", Values.leadSources),
            .pick("Status", leadStatuses, default: "Open - Not Contacted", label: "Lead Status").defaulted,
            .pick("Industry", Values.industries), .pick("Rating", Values.ratings), .currency("AnnualRevenue", 18, 0),
            .int("NumberOfEmployees", 8, "Employees"),
            .flag("HasOptedOutOfEmail", "Email Opt Out"), .flag("HasOptedOutOfFax", "Fax Opt Out"), .flag("DoNotCall"),
            .flag("IsConverted", "Converted").readOnly.open,
            .date("ConvertedDate").readOnly.open,
            .reference("ConvertedAccountId", "Account").readOnly.open,
            .reference("ConvertedContactId", "Contact").readOnly.open,
            .reference("ConvertedOpportunityId", "Opportunity").readOnly.open,
            .flag("IsUnreadByOwner", "Unread By Owner", default: true).open,
            .string("Jigsaw", 20, "Data.com Key"), .string("JigsawContactId", 20, "Jigsaw Contact ID").readOnly,
            .pick("CleanStatus", Values.cleanStatuses, length: 40).restricted,
            .string("CompanyDunsNumber", 9, "Company D-U-N-S Number"), .string("EmailBouncedReason", 255).open,
            .datetime("EmailBouncedDate").open, .pick("Pronouns", Values.pronouns),
            .pick("GenderIdentity", Values.genders), .flag("IsPriorityRecord").readOnly.open,
        ]
    )

    static let leadStatuses = [
        "Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted",
    ]

    static let leadStatus = ObjectDraft(
        "LeadStatus",
        "01J",
        plural: "Lead Status Values",
        .setup,
        [
            .string("MasterLabel", 255).readOnly.naming, .string("ApiName", 255, "API Name").readOnly.key,
            .int("SortOrder").readOnly, .flag("IsDefault").readOnly, .flag("IsConverted").readOnly,
        ]
    )
}
