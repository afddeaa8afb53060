import Database

/// What an org holds on its first day: itself, its profiles, one administrator, and the values of its picklists.
struct FreshOrg {
    static let username = "admin@loam.example"

    let schema: Schema
    let moment: String

    func fill(_ db: isolated Connection) throws {
        let administrator = try IDSequence.next(prefix: "005", db)
        let rows = RowMaker(schema: schema, moment: moment, userID: administrator)
        let profiles = try profiles(rows, db)
        try rows.insert(
            "User",
            id: administrator,
            [
                "Username": .text(FreshOrg.username), "LastName": "Admin", "FirstName": "Ada", "Name": "Ada Admin",
                "Email": .text(FreshOrg.username), "Alias": "aadmi", "CommunityNickname": "admin",
                "IsActive": .flag(true),
                "TimeZoneSidKey": "America/Los_Angeles", "LocaleSidKey": "en_US", "EmailEncodingKey": "UTF-8",
                "LanguageLocaleKey": "en_US", "ProfileId": .text(profiles.administrator), "UserType": "Standard",
                "UserPermissionsMarketingUser": .flag(true),
            ],
            db
        )
        try rows.insert(
            "Organization",
            [
                "Name": "Loam Sandbox", "DefaultLocaleSidKey": "en_US", "TimeZoneSidKey": "America/Los_Angeles",
                "LanguageLocaleKey": "en_US", "FiscalYearStartMonth": .integer(1), "InstanceName": "LM0",
                "IsSandbox": .flag(true), "OrganizationType": "Enterprise Edition", "PrimaryContact": "Ada Admin",
                "DefaultAccountAccess": "Edit", "DefaultContactAccess": "ControlledByParent",
                "DefaultOpportunityAccess": "Edit", "DefaultLeadAccess": "ReadEditTransfer",
            ],
            db
        )
        try stages(rows, db)
        try leadStatuses(rows, db)
    }

    private func profiles(_ rows: RowMaker, _ db: isolated Connection) throws -> (
        administrator: String, standard: String
    ) {
        let everything: [String: Scalar] = [
            "PermissionsApiEnabled": .flag(true), "PermissionsModifyAllData": .flag(true),
            "PermissionsViewAllData": .flag(true), "PermissionsViewSetup": .flag(true),
            "PermissionsManageUsers": .flag(true), "PermissionsCustomizeApplication": .flag(true),
            "PermissionsConvertLeads": .flag(true), "PermissionsTransferAnyLead": .flag(true),
        ]
        let some: [String: Scalar] = ["PermissionsApiEnabled": .flag(true), "PermissionsConvertLeads": .flag(true)]
        let administrator = try profile("System Administrator", everything, [], edits: true, rows, db)
        let business = schema.objects.filter { $0.traits.contains(.permissioned) }
        let standard = try profile("Standard User", some, business, edits: true, rows, db)
        _ = try profile("Read Only", some, business, edits: false, rows, db)
        _ = try profile(
            "Minimum Access - API Only Integrations",
            ["PermissionsApiEnabled": .flag(true), "PermissionsApiUserOnly": .flag(true)],
            [],
            edits: false,
            rows,
            db
        )
        return (administrator, standard)
    }

    /// A profile with the permission set that carries its permissions.
    private func profile(
        _ name: String,
        _ permissions: [String: Scalar],
        _ objects: [ObjectType],
        edits: Bool,
        _ rows: RowMaker,
        _ db: isolated Connection
    ) throws -> String {
        let profile = try rows.insert(
            "Profile",
            permissions.merging(["Name": .text(name), "UserType": "Standard"]) { $1 },
            db
        )
        let set = try rows.insert(
            "PermissionSet",
            permissions.merging([
                "Name": .text("X" + profile), "Label": .text(profile), "ProfileId": .text(profile),
                "IsOwnedByProfile": .flag(true), "Type": "Profile",
            ]) { $1 },
            db
        )
        for object in objects {
            try rows.insert(
                "ObjectPermissions",
                [
                    "ParentId": .text(set), "SobjectType": .text(object.name), "PermissionsRead": .flag(true),
                    "PermissionsCreate": .flag(edits), "PermissionsEdit": .flag(edits),
                    "PermissionsDelete": .flag(edits),
                ],
                db
            )
        }
        try fieldPermissions(objects, of: set, edits: edits, db)
        return profile
    }

    /// One load for all, because there are hundreds.
    private func fieldPermissions(
        _ objects: [ObjectType],
        of set: String,
        edits: Bool,
        _ db: isolated Connection
    ) throws {
        let names = objects.flatMap { object in
            object.fields.filter(\.isPermissionable).map { (object.name, "\(object.name).\($0.name)") }
        }
        guard !names.isEmpty else { return }
        let first = try IDSequence.reserve(names.count, prefix: "01k", db)
        let columns = [
            "Id", "ParentId", "SobjectType", "Field", "PermissionsRead", "PermissionsEdit", "SystemModstamp",
        ]
        try db.load(into: Table(identifier: "FieldPermissions", columns: columns)) { writer in
            for (offset, (object, field)) in names.enumerated() {
                writer.text(RecordID.make(prefix: "01k", number: first + Int64(offset)))
                writer.text(set)
                writer.text(object)
                writer.text(field)
                writer.flag(true)
                writer.flag(edits)
                writer.text(moment)
                try writer.endRow()
            }
        }
    }

    private func stages(_ rows: RowMaker, _ db: isolated Connection) throws {
        for (position, stage) in StageRule.fresh.enumerated() {
            try rows.insert(
                "OpportunityStage",
                [
                    "MasterLabel": .text(stage.name), "ApiName": .text(stage.name), "IsActive": .flag(true),
                    "SortOrder": .integer(Int64(position + 1)), "IsClosed": .flag(stage.isClosed),
                    "IsWon": .flag(stage.isWon),
                    "ForecastCategory": .text(stage.category), "ForecastCategoryName": .text(stage.categoryName),
                    "DefaultProbability": .number(stage.probability),
                ],
                db
            )
        }
    }

    private func leadStatuses(_ rows: RowMaker, _ db: isolated Connection) throws {
        for (position, status) in StandardObjects.leadStatuses.enumerated() {
            try rows.insert(
                "LeadStatus",
                [
                    "MasterLabel": .text(status), "ApiName": .text(status), "SortOrder": .integer(Int64(position + 1)),
                    "IsDefault": .flag(position == 0), "IsConverted": .flag(status == "Closed - Converted"),
                ],
                db
            )
        }
    }
}
