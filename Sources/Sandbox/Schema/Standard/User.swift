extension StandardObjects {
    static let user = ObjectDraft(
        "User",
        "005",
        plural: "People",
        [.createable, .updateable, .searchable, .replicateable, .triggerable, .layoutable, .audited, .viewed],
        [
            .string("Username", 80).required.key, .string("LastName", 80).required.part(of: "Name"),
            .string("FirstName", 40).part(of: "Name"),
            .string("Name", 121, "Full Name").readOnly.naming.key.neverEmpty, .string("CompanyName", 80),
            .string("Division", 80), .string("Department", 80), .string("Title", 80),
        ],
        Field.address(""),
        [
            .email("Email", 128).required.key, .phone("Phone"), .phone("Fax"), .phone("MobilePhone", "Mobile"),
            .phone("Extension"), .string("Alias", 8).required, .string("CommunityNickname", 40, "Nickname").defaulted,
            .string("BadgeText", 80, "User Photo badge text overlay").readOnly,
            .flag("IsActive", "Active", default: true),
            .pick("TimeZoneSidKey", Values.zones, length: 40, label: "Time Zone").required.restricted,
            .reference("UserRoleId", "UserRole", children: "Users", label: "Role ID"),
            .pick("LocaleSidKey", Values.locales, length: 40, label: "Locale").required,
            .flag("ReceivesInfoEmails", "Info Emails"), .flag("ReceivesAdminInfoEmails", "Admin Info Emails"),
            .pick("EmailEncodingKey", Values.encodings, length: 40, label: "Email Encoding").required,
            .reference("ProfileId", "Profile", children: "Users").required,
            .pick(
                "UserType",
                [
                    "Standard", "PowerPartner", "CSPLitePortal", "CustomerSuccess", "PowerCustomerSuccess", "CsnOnly",
                    "Guest",
                    "AutomatedProcess", "CloudIntegrationUser",
                ],
                length: 40,
                default: "Standard"
            ).readOnly.restricted,
            .pick("LanguageLocaleKey", Values.languages, length: 40, label: "Language").required,
            .string("EmployeeNumber", 20), .reference("ManagerId", "User", children: "ManagedUsers"),
            .datetime("LastLoginDate", "Last Login").readOnly, .datetime("LastPasswordChangeDate").readOnly,
            .flag("ForecastEnabled", "Allow Forecasting"), .reference("ContactId", "Contact", children: "Users"),
            .reference("AccountId", "Account", children: "Users").readOnly,
            .string("FederationIdentifier", 512, "SAML Federation ID"), .area("AboutMe", 1000),
            .url("FullPhotoUrl", 1024, "Url for full-sized Photo").readOnly,
            .url("SmallPhotoUrl", 1024, "Photo").readOnly,
            .flag("UserPermissionsMarketingUser", "Marketing User"),
            .flag("UserPermissionsOfflineUser", "Offline User"),
            .flag("UserPermissionsSFContentUser", "Salesforce CRM Content User"),
            .flag("UserPermissionsInteractionUser", "Flow User"),
            .flag("UserPermissionsSupportUser", "Service Cloud User"),
            .flag("UserPreferencesActivityRemindersPopup"), .flag("UserPreferencesEventRemindersCheckboxDefault"),
            .flag("UserPreferencesTaskRemindersCheckboxDefault"), .flag("UserPreferencesLightningExperiencePreferred"),
        ]
    )

    static let userRole = ObjectDraft(
        "UserRole",
        "00E",
        label: "Role",
        [.writable, .modified, .stamped],
        [
            .string("Name", 80).required.naming.key, .reference("ParentRoleId", "UserRole"),
            .string("RollupDescription", 80),
            .string("DeveloperName", 80).defaulted,
        ]
    )

    static let group = ObjectDraft(
        "Group",
        "00G",
        [.writable, .audited],
        [
            .string("Name", 40).required.naming.key, .string("DeveloperName", 80).defaulted,
            .reference("RelatedId", "UserRole", "User").readOnly,
            .pick(
                "Type",
                ["Regular", "Queue", "Role", "RoleAndSubordinates", "Organization"],
                length: 40,
                default: "Regular"
            ).createOnly.restricted,
            .email("Email", 255), .flag("DoesSendEmailToMembers", "Send Email to Members"),
            .flag("DoesIncludeBosses", default: true),
        ]
    )

    static let groupMember = ObjectDraft(
        "GroupMember",
        "011",
        [.createable, .deletable, .stamped],
        [
            .reference("GroupId", "Group", children: "GroupMembers").required.createOnly.cascading,
            .reference("UserOrGroupId", "Group", "User").required.createOnly,
        ]
    )

    static let queueObject = ObjectDraft(
        "QueueSobject",
        "03g",
        [.createable, .deletable, .stamped],
        [
            .reference("QueueId", "Group", children: "QueueSobjects").required.createOnly.cascading,
            .pick("SobjectType", ["Case", "Lead"], length: 40).required.createOnly,
            .reference("CreatedById", "User").readOnly,
        ]
    )
}
