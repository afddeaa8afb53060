import Database
import FoundationEssentials
import Telemetry

/// What an administrator added to the org's schema; kept in the order in which it was done.
enum SchemaChange: Codable, Sendable {
    case object(ObjectDraft)
    case field(Field, object: String)

    static let table: SQL = """
        CREATE TABLE IF NOT EXISTS "_schema_changes" ("number" INTEGER NOT NULL PRIMARY KEY, "moment" INTEGER NOT NULL,
        "change" TEXT NOT NULL)
        """

    func apply(to drafts: inout [ObjectDraft]) {
        switch self {
        case .object(let draft): drafts.append(draft)
        case .field(let field, let object):
            guard let place = drafts.firstIndex(where: { $0.name == object }) else { return }
            drafts[place].fields.append(field)
        }
    }

    func store(_ number: Int, _ moment: Timestamp, _ db: isolated Connection) throws {
        let text = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
        try db.run(
            "INSERT INTO \"_schema_changes\" (\"number\", \"moment\", \"change\") VALUES (\(number), \(moment), \(text))"
        )
    }

    /// The schema as all changes left it.
    static func schema(_ places: Places?, opened: Timestamp, _ db: isolated Connection) throws -> Schema {
        struct Stored: RowDecodable {
            let moment: Timestamp
            let change: SchemaChange

            init(row: Row) throws {
                moment = try row["moment"]
                let text: String = try row["change"]
                change = try JSONDecoder().decode(SchemaChange.self, from: Data(text.utf8))
            }
        }
        var drafts = StandardObjects.all + PackageObjects.all
        if let places { drafts = drafts.map(places.extend) }
        let changes = try db.fetch(Stored.self, "SELECT * FROM \"_schema_changes\" ORDER BY \"number\"")
        for stored in changes { stored.change.apply(to: &drafts) }
        return Schema(drafts, version: 1 + changes.count, modified: changes.last?.moment ?? opened)
    }
}

extension Org {
    /// Makes a custom object; its name ends in `__c`.
    @discardableResult
    func addObject(
        _ name: String,
        label: String,
        plural: String? = nil,
        nameField: Field? = nil,
        fields: [Field] = []
    ) async throws -> ObjectType {
        guard name.hasSuffix("__c"), schema.object(name) == nil else { throw OrgError.badName(name) }
        let used = Set(schema.objects.compactMap(\.keyPrefix))
        guard let prefix = Org.customPrefixes.first(where: { !used.contains($0) }) else { throw OrgError.badName(name) }
        let naming = nameField ?? .string("Name", 80, "\(label) Name").required.naming.key
        var draft = ObjectDraft(name, prefix, label: label, plural: plural, [.record, .owned], [naming], fields)
        draft.isCustom = true
        return try await change(.object(draft), object: name, fields: draft.fields)
    }

    /// Adds a custom field to an object; its name ends in `__c`.
    ///
    /// Everybody who may see and change the object may see and change the field, unless told otherwise.
    @discardableResult
    func addField(_ field: Field, to object: String, isVisible: Bool = true) async throws -> ObjectType {
        guard let type = schema.object(object) else { throw OrgError.notFound }
        guard field.name.hasSuffix("__c"), type.field(field.name) == nil,
            field.references.allSatisfy({ schema.object($0) != nil })
        else { throw OrgError.badName(field.name) }
        return try await change(.field(field, object: type.name), object: type.name, fields: isVisible ? [field] : [])
    }

    private static let customPrefixes: [String] = {
        let digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        return digits.flatMap { first in digits.map { "a\(first)\($0)" } }
    }()

    private func change(_ change: SchemaChange, object name: String, fields: [Field]) async throws -> ObjectType {
        let now = Log.current.clock.now()
        let places = places
        let schema = try await database.write { db in
            let number = 1 + (try db.one(Int.self, "SELECT COUNT(*) FROM \"_schema_changes\""))
            try change.store(number, now, db)
            let schema = try SchemaChange.schema(places, opened: now, db)
            guard let object = schema.object(name) else { throw OrgError.notFound }
            try TableLayout(object: object).settle(db)
            try FieldGrants(object: object, moment: now.stored).grant(fields, isNewObject: change.isObject, schema, db)
            return schema
        }
        adopt(schema)
        guard let object = schema.object(name) else { throw OrgError.notFound }
        return object
    }
}

extension SchemaChange {
    fileprivate var isObject: Bool {
        if case .object = self { true } else { false }
    }
}

extension OrgError {
    fileprivate static func badName(_ name: String) -> OrgError {
        OrgError("FIELD_INTEGRITY_EXCEPTION", "The name \(name) is taken or cannot be used.", fields: ["DeveloperName"])
    }
}

/// Lets the profiles see what is new in the schema, each as far as it may see records at all.
private struct FieldGrants {
    let object: ObjectType
    let moment: String

    func grant(_ fields: [Field], isNewObject: Bool, _ schema: Schema, _ db: isolated Connection) throws {
        // A profile that works with accounts works with what is new, too.
        let like = isNewObject ? "Account" : object.name
        let grants = try db.fetch(
            PairRow.self,
            "SELECT \"PermissionsEdit\", \"ParentId\" FROM \"ObjectPermissions\" WHERE \"SobjectType\" = \(like)"
        )
        let user = try db.one(String.self, "SELECT \"Id\" FROM \"User\" ORDER BY \"Id\" LIMIT 1")
        let rows = RowMaker(schema: schema, moment: moment, userID: user)
        for grant in grants {
            let edits = grant.first == .integer(1)
            if isNewObject {
                try rows.insert(
                    "ObjectPermissions",
                    [
                        "ParentId": .text(grant.second), "SobjectType": .text(object.name),
                        "PermissionsRead": .flag(true),
                        "PermissionsCreate": .flag(edits), "PermissionsEdit": .flag(edits),
                        "PermissionsDelete": .flag(edits),
                    ],
                    db
                )
            }
            for field in fields where field.isPermissionable {
                try rows.insert(
                    "FieldPermissions",
                    [
                        "ParentId": .text(grant.second), "SobjectType": .text(object.name),
                        "Field": .text("\(object.name).\(field.name)"), "PermissionsRead": .flag(true),
                        "PermissionsEdit": .flag(edits),
                    ],
                    db
                )
            }
        }
    }
}
