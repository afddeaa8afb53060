import Database

extension OrgCaller {
    /// Reads the user and puts together what the profile and the permission sets allow.
    convenience init(userID: String, schema: Schema, _ db: isolated Connection) throws {
        struct UserRow: RowDecodable {
            let values: [String?]
            let isActive: Bool

            init(row: Row) throws {
                values = try [
                    "Id", "Username", "Name", "Email", "ProfileId", "TimeZoneSidKey", "LocaleSidKey",
                    "LanguageLocaleKey",
                ]
                .map { try row[$0] }
                isActive = try row["IsActive"]
            }
        }
        let id = RecordID.canonical(userID) ?? userID
        guard let user = try db.first(UserRow.self, "SELECT * FROM \"User\" WHERE \"Id\" = \(id)"), user.isActive else {
            throw OrgError("INVALID_SESSION_ID", "Session expired or invalid", status: 401)
        }
        let profileID = user.values[4] ?? ""
        let rights = try AccessRights(userID: id, profileID: profileID, db)
        self.init(
            userID: id,
            username: user.values[1] ?? "",
            name: user.values[2] ?? "",
            email: user.values[3] ?? "",
            profileID: profileID,
            rights: rights,
            schema: schema.visible(to: rights),
            timeZone: user.values[5] ?? "GMT",
            locale: user.values[6] ?? "en_US",
            language: user.values[7] ?? "en_US"
        )
    }
}

extension AccessRights {
    private static let userPermissions = [
        "ApiEnabled", "ModifyAllData", "ViewAllData", "ViewSetup", "ManageUsers", "CustomizeApplication",
        "BulkApiHardDelete", "ApiUserOnly", "CreateAuditFields", "UpdateWithInactiveOwner", "ConvertLeads",
        "TransferAnyLead",
    ]

    /// The rights of the profile's own permission set and of those assigned to the user, added together.
    init(userID: String, profileID: String, _ db: isolated Connection) throws {
        struct Permissions: RowDecodable {
            let names: [String]

            init(row: Row) throws {
                names = try AccessRights.userPermissions.filter { try row["Permissions" + $0] }
            }
        }
        struct ObjectRow: RowDecodable {
            let object: String
            let rights: OnObject

            init(row: Row) throws {
                let named: [(String, OnObject)] = [
                    ("PermissionsRead", .read), ("PermissionsCreate", .create), ("PermissionsEdit", .edit),
                    ("PermissionsDelete", .delete), ("PermissionsViewAllRecords", .viewAll),
                    ("PermissionsModifyAllRecords", .modifyAll),
                ]
                let name: String = try row["SobjectType"]
                object = name.lowercased()
                rights = try named.reduce(into: []) { if try row[$1.0] { $0.insert($1.1) } }
            }
        }
        struct FieldRow: RowDecodable {
            let field: String
            let rights: OnField

            init(row: Row) throws {
                let name: String = try row["Field"]
                field = name.lowercased()
                var rights: OnField = []
                if try row["PermissionsRead"] { rights.insert(.read) }
                if try row["PermissionsEdit"] { rights.insert(.edit) }
                self.rights = rights
            }
        }
        let sets: SQL = """
            SELECT "Id" FROM "PermissionSet" WHERE "ProfileId" = \(profileID)
            UNION SELECT "PermissionSetId" FROM "PermissionSetAssignment" WHERE "AssigneeId" = \(userID)
            """
        let permissionSets = try db.fetch(
            Permissions.self,
            "SELECT * FROM \"PermissionSet\" WHERE \"Id\" IN (\(sql: sets))"
        )
        permissions = Set(permissionSets.flatMap(\.names))
        isAdmin = permissions.contains("ModifyAllData")
        for row in try db.fetch(
            ObjectRow.self,
            "SELECT * FROM \"ObjectPermissions\" WHERE \"ParentId\" IN (\(sql: sets))"
        ) {
            objects[row.object, default: []].formUnion(row.rights)
        }
        for row in try db.fetch(
            FieldRow.self,
            "SELECT * FROM \"FieldPermissions\" WHERE \"ParentId\" IN (\(sql: sets))"
        ) {
            fields[row.field, default: []].formUnion(row.rights)
        }
    }
}
