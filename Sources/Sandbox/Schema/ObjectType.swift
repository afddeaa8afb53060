/// An object of the org, as Account or `Loam_Scoop__c`: its fields, and what may be done with its rows.
final class ObjectType: Sendable {
    let name: String
    let label: String
    let labelPlural: String
    let keyPrefix: String?
    let isCustom: Bool
    let traits: ObjectTraits
    let accessParent: String?
    let fields: [Field]
    let nameField: Field?
    let children: [ChildRelationship]

    private let positions: [String: Int]
    private let parents: [String: Int]

    init(_ draft: ObjectDraft, fields: [Field], children: [ChildRelationship]) {
        name = draft.name
        label = draft.label
        labelPlural = draft.labelPlural
        keyPrefix = draft.keyPrefix
        isCustom = draft.isCustom
        traits = draft.traits
        accessParent = draft.accessParent
        self.fields = fields
        self.children = children
        nameField = fields.first { $0.isNameField }
        positions = ObjectType.positions(of: fields) { $0.name }
        parents = ObjectType.positions(of: fields) { $0.relationshipName }
    }

    /// The same object with fewer fields, children or rights.
    init(_ other: ObjectType, traits: ObjectTraits, fields: [Field], children: [ChildRelationship]) {
        name = other.name
        label = other.label
        labelPlural = other.labelPlural
        keyPrefix = other.keyPrefix
        isCustom = other.isCustom
        accessParent = other.accessParent
        self.traits = traits
        self.fields = fields
        self.children = children
        nameField = fields.first { $0.isNameField }
        positions = ObjectType.positions(of: fields) { $0.name }
        parents = ObjectType.positions(of: fields) { $0.relationshipName }
    }

    /// The field of this name, whatever the case of its letters.
    func field(_ name: some StringProtocol) -> Field? {
        positions[name.lowercased()].map { fields[$0] }
    }

    /// The reference whose parent has this relationship name, as `Owner` or `Account__r`.
    func parent(_ relationshipName: some StringProtocol) -> Field? {
        parents[relationshipName.lowercased()].map { fields[$0] }
    }

    /// The rows that refer to this object under this name, as `Contacts`.
    func child(_ relationshipName: some StringProtocol) -> ChildRelationship? {
        let wanted = relationshipName.lowercased()
        return children.first { $0.name?.lowercased() == wanted }
    }

    private static func positions(of fields: [Field], by name: (Field) -> String?) -> [String: Int] {
        var positions: [String: Int] = [:]
        positions.reserveCapacity(fields.count)
        for (position, field) in fields.enumerated() {
            if let name = name(field) { positions[name.lowercased()] = position }
        }
        return positions
    }
}

extension ObjectType {
    var isCreateable: Bool { traits.contains(.createable) }
    var isUpdateable: Bool { traits.contains(.updateable) }
    var isDeletable: Bool { traits.contains(.deletable) }
    var isUndeletable: Bool { traits.contains(.undeletable) }
    var isEvent: Bool { traits.contains(.event) }
    var isQueryable: Bool { !isEvent }
    var isSearchable: Bool { traits.contains(.searchable) }
    var isReplicateable: Bool { traits.contains(.replicateable) }
    var isMergeable: Bool { traits.contains(.mergeable) }
    var isTriggerable: Bool { traits.contains(.triggerable) }
    var isLayoutable: Bool { traits.contains(.layoutable) }
    var isFeedEnabled: Bool { traits.contains(.feedEnabled) }
    var isListed: Bool { traits.contains(.listed) }
    /// Whether its deleted rows wait in the bin.
    var isSoftDeleted: Bool { traits.contains(.softDeleted) }
    var isOwned: Bool { !traits.isDisjoint(with: [.owned, .ownedByQueues]) }
}

/// The rows of another object that refer to this one.
struct ChildRelationship: Sendable, Equatable {
    let childObject: String
    let field: String
    /// What a query calls them; `nil` where a query cannot reach them.
    let name: String?
    let cascadeDelete: Bool
    let restrictedDelete: Bool
}
