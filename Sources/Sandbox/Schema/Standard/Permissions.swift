extension StandardObjects {
    /// What a profile and a permission set can allow beyond objects and fields.
    private static let userPermissions: [Field] = [
        .flag("PermissionsApiEnabled", "API Enabled"), .flag("PermissionsModifyAllData"),
        .flag("PermissionsViewAllData"), .flag("PermissionsViewSetup", "View Setup and Configuration"),
        .flag("PermissionsManageUsers"), .flag("PermissionsCustomizeApplication"),
        .flag("PermissionsBulkApiHardDelete", "Bulk API Hard Delete"), .flag("PermissionsApiUserOnly", "API Only User"),
        .flag("PermissionsCreateAuditFields", "Set Audit Fields upon Record Creation"),
        .flag("PermissionsUpdateWithInactiveOwner", "Update Records with Inactive Owners"),
        .flag("PermissionsConvertLeads"), .flag("PermissionsTransferAnyLead"), .flag("PermissionsRunReports"),
    ]

    static let profile = ObjectDraft(
        "Profile",
        "00e",
        [.writable, .audited, .viewed],
        [
            .string("Name", 255).required.naming.key, .string("Description", 255),
            .pick("UserType", ["Standard"], length: 40, default: "Standard").readOnly,
            .reference("UserLicenseId", "UserLicense").readOnly,
        ],
        userPermissions
    )

    static let userLicense = ObjectDraft(
        "UserLicense",
        "100",
        [.created, .stamped],
        [
            .string("LicenseDefinitionKey", 40).readOnly, .int("TotalLicenses").readOnly,
            .pick("Status", ["Active"]).readOnly,
            .int("UsedLicenses").readOnly, .string("Name", 40).readOnly.naming, .string("MasterLabel", 80).readOnly,
        ]
    )

    static let permissionSet = ObjectDraft(
        "PermissionSet",
        "0PS",
        [.writable, .audited, .viewed],
        [
            .string("Name", 80).required.naming.key, .string("Label", 80, "Permission Set Label").required,
            .reference("LicenseId", "UserLicense"),
            .reference("ProfileId", "Profile", children: "PermissionSets").readOnly.cascading,
            .flag("IsOwnedByProfile").readOnly, .flag("IsCustom", default: true).readOnly,
            .string("NamespacePrefix", 15).readOnly,
            .string("Description", 255), .flag("HasActivationRequired"),
            .pick("Type", ["Regular", "Standard", "Session", "Profile"], length: 40, default: "Regular").readOnly,
        ],
        userPermissions
    )

    static let permissionSetAssignment = ObjectDraft(
        "PermissionSetAssignment",
        "0Pa",
        [.createable, .deletable, .stamped],
        [
            .reference("PermissionSetId", "PermissionSet", children: "Assignments").required.createOnly.cascading,
            .reference("AssigneeId", "User", children: "PermissionSetAssignments").required.createOnly.cascading,
            .datetime("ExpirationDate"), .flag("IsActive", default: true).readOnly,
        ]
    )

    static let objectPermissions = ObjectDraft(
        "ObjectPermissions",
        "110",
        plural: "Object Permissions",
        [.writable, .audited],
        [
            .reference("ParentId", "PermissionSet", children: "ObjectPerms").required.createOnly.cascading,
            .pick("SobjectType", length: 40).required.createOnly, .flag("PermissionsCreate", "Create Records"),
            .flag("PermissionsRead", "Read Records"), .flag("PermissionsEdit", "Edit Records"),
            .flag("PermissionsDelete", "Delete Records"), .flag("PermissionsViewAllRecords", "Read All Records"),
            .flag("PermissionsModifyAllRecords", "Edit All Records"),
            .flag("PermissionsViewAllFields", "View All Fields"),
        ]
    )

    static let fieldPermissions = ObjectDraft(
        "FieldPermissions",
        "01k",
        plural: "Field Permissions",
        [.writable, .stamped],
        [
            .reference("ParentId", "PermissionSet", children: "FieldPerms").required.createOnly.cascading,
            .pick("SobjectType", length: 40).required.createOnly, .pick("Field", length: 255).required.createOnly,
            .flag("PermissionsEdit", "Edit Field"), .flag("PermissionsRead", "Read Field"),
        ]
    )
}
