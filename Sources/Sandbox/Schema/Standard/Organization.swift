extension StandardObjects {
    static let organization = ObjectDraft(
        "Organization",
        "00D",
        [.updateable, .audited],
        [.string("Name", 80).required.naming, .string("Division", 80)],
        Field.address(""),
        [
            .phone("Phone"), .phone("Fax"), .string("PrimaryContact", 80),
            .pick("DefaultLocaleSidKey", Values.locales, length: 40, label: "Locale").required,
            .pick("TimeZoneSidKey", Values.zones, length: 40, label: "Time Zone").required,
            .pick("LanguageLocaleKey", Values.languages, length: 40, label: "Language").required,
            .flag("ReceivesInfoEmails", "Info Emails"), .flag("ReceivesAdminInfoEmails", "Admin Info Emails"),
            .int("FiscalYearStartMonth").readOnly,
            .flag("UsesStartDateAsFiscalYearName", "Fiscal Year Name by Start").readOnly,
            .pick("DefaultAccountAccess", ["None", "Read", "Edit", "ControlledByLeadOrContact"], length: 40).readOnly,
            .pick("DefaultContactAccess", ["None", "Read", "Edit", "ControlledByParent"], length: 40).readOnly,
            .pick("DefaultOpportunityAccess", ["None", "Read", "Edit"], length: 40).readOnly,
            .pick("DefaultLeadAccess", ["None", "Read", "Edit", "ReadEditTransfer"], length: 40).readOnly,
            .string("NamespacePrefix", 15).readOnly, .string("InstanceName", 5).readOnly, .flag("IsSandbox").readOnly,
            .pick(
                "OrganizationType",
                [
                    "Team Edition", "Professional Edition", "Enterprise Edition", "Developer Edition",
                    "Unlimited Edition",
                ],
                length: 40,
                label: "Edition"
            ).readOnly, .datetime("TrialExpirationDate").readOnly, .flag("IsReadOnly").readOnly,
            .int("MonthlyPageViewsUsed").readOnly, .int("MonthlyPageViewsEntitlement").readOnly,
        ]
    )

    static let recordType = ObjectDraft(
        "RecordType",
        "012",
        [.createable, .updateable, .audited],
        [
            .string("Name", 80).required.naming, .string("DeveloperName", 80).required,
            .string("NamespacePrefix", 15).readOnly,
            .string("Description", 255), .pick("SobjectType", length: 40).required.createOnly,
            .flag("IsActive", "Active", default: true),
        ]
    )
}
