import Database
import Telemetry

/// The permission sets that the package brings.
struct PackagePermissions {
    /// Whose records are enriched.
    static let limitedAccess = "Loam_Limited_Access"
    /// Who manages the package's settings.
    static let adminAccess = "Loam_Admin_Access"

    let schema: Schema
    let moment: String

    /// Lays the sets down where they are missing.
    func install(_ db: isolated Connection) throws {
        let user = try db.one(String.self, "SELECT \"Id\" FROM \"User\" ORDER BY \"Id\" LIMIT 1")
        let rows = RowMaker(schema: schema, moment: moment, userID: user)
        try lay(
            PackagePermissions.limitedAccess,
            label: "Loam Limited Access",
            "Lets a user's new records be enriched, and lets the user see what was found.",
            edits: false,
            rows,
            db
        )
        try lay(
            PackagePermissions.adminAccess,
            label: "Loam Admin Access",
            "Manages the settings and the credential of Instant Enrich.",
            edits: true,
            rows,
            db
        )
    }

    private func lay(
        _ name: String,
        label: String,
        _ description: String,
        edits: Bool,
        _ rows: RowMaker,
        _ db: isolated Connection
    ) throws {
        let isThere = try db.one(Bool.self, "SELECT EXISTS (SELECT 1 FROM \"PermissionSet\" WHERE \"Name\" = \(name))")
        guard !isThere else { return }
        let set = try rows.insert(
            "PermissionSet",
            [
                "Name": .text(name), "Label": .text(label), "Description": .text(description), "Type": "Regular",
                "IsCustom": .flag(true), "PermissionsViewSetup": .flag(edits),
            ],
            db
        )
        for object in PackageObjects.all.compactMap({ schema.object($0.name) }) {
            try rows.insert(
                "ObjectPermissions",
                [
                    "ParentId": .text(set), "SobjectType": .text(object.name), "PermissionsRead": .flag(true),
                    "PermissionsCreate": .flag(edits || object.isEvent), "PermissionsEdit": .flag(edits),
                    "PermissionsDelete": .flag(edits),
                ],
                db
            )
            for field in object.fields where field.isPermissionable {
                try grant(field, of: object.name, set, edits: edits, rows, db)
            }
        }
        for object in InstantEnrich.objects {
            for field in PackageObjects.fields(on: object) {
                try grant(field, of: object, set, edits: edits, rows, db)
            }
        }
    }

    private func grant(
        _ field: Field,
        of object: String,
        _ set: String,
        edits: Bool,
        _ rows: RowMaker,
        _ db: isolated Connection
    ) throws {
        try rows.insert(
            "FieldPermissions",
            [
                "ParentId": .text(set), "SobjectType": .text(object), "Field": .text("\(object).\(field.name)"),
                "PermissionsRead": .flag(true), "PermissionsEdit": .flag(edits),
            ],
            db
        )
    }

    /// Whether the user holds the set now.
    static func holds(_ name: String, userID: String, _ db: isolated Connection) throws -> Bool {
        let now = Log.current.clock.now().stored
        return try db.one(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT 1 FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
              WHERE a."AssigneeId" = \(userID) AND s."Name" = \(name)
              AND (a."ExpirationDate" IS NULL OR a."ExpirationDate" > \(now))
            )
            """
        )
    }

    /// Gives the user the set, where he or she lacks it.
    static func assign(_ name: String, to userID: String, _ rows: RowMaker, _ db: isolated Connection) throws {
        guard try !holds(name, userID: userID, db),
            let set = try db.first(String.self, "SELECT \"Id\" FROM \"PermissionSet\" WHERE \"Name\" = \(name)")
        else { return }
        try rows.insert(
            "PermissionSetAssignment",
            ["PermissionSetId": .text(set), "AssigneeId": .text(userID), "IsActive": .flag(true)],
            db
        )
    }
}
