/// An object as the connected user sees it. What the user may not see is not there at all.
package struct ObjectDescription: Hashable, Sendable {
    package let summary: ObjectSummary
    package let fields: [FieldDescription]
    package let children: [ChildRelationship]
    package let recordTypes: [RecordType]
    private let places: [String: Int]

    package struct ChildRelationship: Hashable, Sendable {
        package let object: String
        package let field: String
        /// The name by which a query reaches the children; nil where it cannot.
        package let name: String?
    }

    package struct RecordType: Hashable, Sendable {
        package let id: RecordID
        package let name: String
        package let isActive: Bool
        package let isAvailable: Bool
        package let isDefault: Bool
        package let isMaster: Bool
    }

    package var name: String { summary.name }

    /// The field of this name, whatever its case.
    package func field(_ name: String) -> FieldDescription? { places[name.lowercased()].map { fields[$0] } }

    /// The fields that a plain query can read, by Bulk as well: those of several parts are left out.
    package var readable: [FieldDescription] { fields.filter { !$0.type.isCompound && $0.type != .base64 } }

    init(parsing body: [UInt8]) throws(SalesforceError) {
        guard let json = try? JSONReader.read(body), let summary = ObjectSummary(parsing: json),
            let fields = json["fields"]?.list
        else { throw SalesforceError(.notUnderstood) }
        self.summary = summary
        self.fields = fields.compactMap { FieldDescription(parsing: $0) }
        children = (json["childRelationships"]?.list ?? []).compactMap { child in
            guard let object = child["childSObject"]?.text, let field = child["field"]?.text else { return nil }
            return ChildRelationship(object: object, field: field, name: child["relationshipName"]?.text)
        }
        recordTypes = (json["recordTypeInfos"]?.list ?? []).compactMap { type in
            guard let id = type["recordTypeId"]?.text.flatMap({ RecordID($0) }), let name = type["name"]?.text else {
                return nil
            }
            return RecordType(
                id: id,
                name: name,
                isActive: type["active"]?.flag ?? true,
                isAvailable: type["available"]?.flag ?? true,
                isDefault: type["defaultRecordTypeMapping"]?.flag ?? false,
                isMaster: type["master"]?.flag ?? false
            )
        }
        let named = self.fields.enumerated().map { ($0.element.name.lowercased(), $0.offset) }
        places = Dictionary(named) { first, _ in first }
    }
}

/// What the list of all objects tells of one.
package struct ObjectSummary: Hashable, Sendable {
    package let name: String
    package let label: String
    package let pluralLabel: String
    package let keyPrefix: String?
    package let isCustom: Bool
    package let isQueryable: Bool
    package let isCreateable: Bool
    package let isUpdateable: Bool
    package let isDeletable: Bool
    package let isSearchable: Bool

    init?(parsing json: JSON) {
        guard let name = json["name"]?.text else { return nil }
        func flag(_ key: String) -> Bool { json[key]?.flag ?? false }
        self.name = name
        label = json["label"]?.text ?? name
        pluralLabel = json["labelPlural"]?.text ?? label
        keyPrefix = json["keyPrefix"]?.text
        isCustom = flag("custom")
        isQueryable = flag("queryable")
        isCreateable = flag("createable")
        isUpdateable = flag("updateable")
        isDeletable = flag("deletable")
        isSearchable = flag("searchable")
    }

    static func list(parsing body: [UInt8]) throws(SalesforceError) -> [ObjectSummary] {
        guard let json = try? JSONReader.read(body), let objects = json["sobjects"]?.list else {
            throw SalesforceError(.notUnderstood)
        }
        return objects.compactMap { ObjectSummary(parsing: $0) }
    }
}
