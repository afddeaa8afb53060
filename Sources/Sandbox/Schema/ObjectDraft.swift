/// An object as it is written down, before it takes its place in a schema.
struct ObjectDraft: Sendable, Codable, Equatable {
    var name: String
    var label: String
    var labelPlural: String
    var keyPrefix: String?
    var traits: ObjectTraits
    /// The fields without those that its traits bring.
    var fields: [Field]
    /// The object whose permissions count for this one, as the opportunity's for its history.
    var accessParent: String?
    var isCustom = false

    init(
        _ name: String,
        _ keyPrefix: String?,
        label: String? = nil,
        plural: String? = nil,
        _ traits: ObjectTraits,
        accessAs accessParent: String? = nil,
        _ fields: [Field]...
    ) {
        self.name = name
        self.label = label ?? Field.label(for: name)
        labelPlural = plural ?? (label ?? Field.label(for: name)) + "s"
        self.keyPrefix = keyPrefix
        self.traits = traits
        self.accessParent = accessParent
        self.fields = fields.flatMap(\.self)
    }
}

/// What can be done with the rows of an object, and which system fields it has.
struct ObjectTraits: OptionSet, Sendable, Codable, Hashable {
    let rawValue: UInt32

    static let createable = ObjectTraits(rawValue: 1)
    static let updateable = ObjectTraits(rawValue: 1 << 1)
    static let deletable = ObjectTraits(rawValue: 1 << 2)
    static let undeletable = ObjectTraits(rawValue: 1 << 3)
    static let searchable = ObjectTraits(rawValue: 1 << 4)
    static let replicateable = ObjectTraits(rawValue: 1 << 5)
    static let mergeable = ObjectTraits(rawValue: 1 << 6)
    static let triggerable = ObjectTraits(rawValue: 1 << 7)
    static let layoutable = ObjectTraits(rawValue: 1 << 8)
    static let feedEnabled = ObjectTraits(rawValue: 1 << 9)
    /// Deleted rows go to the bin first: it has `IsDeleted`.
    static let softDeleted = ObjectTraits(rawValue: 1 << 10)
    /// Has `OwnerId`, a user.
    static let owned = ObjectTraits(rawValue: 1 << 11)
    /// Its owner may be a queue too.
    static let ownedByQueues = ObjectTraits(rawValue: 1 << 12)
    /// Has `CreatedDate` and `CreatedById`.
    static let created = ObjectTraits(rawValue: 1 << 13)
    /// Has `LastModifiedDate` and `LastModifiedById`.
    static let modified = ObjectTraits(rawValue: 1 << 14)
    /// Has `SystemModstamp`.
    static let stamped = ObjectTraits(rawValue: 1 << 15)
    /// Has `LastActivityDate`.
    static let active = ObjectTraits(rawValue: 1 << 16)
    /// Has `LastViewedDate` and `LastReferencedDate`.
    static let viewed = ObjectTraits(rawValue: 1 << 17)
    /// Nobody sees it without an object permission.
    static let permissioned = ObjectTraits(rawValue: 1 << 18)
    /// Has list views.
    static let listed = ObjectTraits(rawValue: 1 << 19)
    /// A platform event: its rows are messages that are published, and not read by the APIs for rows.
    static let event = ObjectTraits(rawValue: 1 << 20)

    /// Who made and who changed a row, and when.
    static let audited: ObjectTraits = [.created, .modified, .stamped]
    static let writable: ObjectTraits = [.createable, .updateable, .deletable, .triggerable]
    /// What business records have.
    static let record: ObjectTraits = [
        writable, audited, .undeletable, .softDeleted, .searchable, .replicateable, .layoutable, .viewed, .permissioned,
        .listed,
    ]
    /// What rows between two records have.
    static let junction: ObjectTraits = [writable, audited, .softDeleted, .replicateable, .undeletable]
    /// What the org's own settings have.
    static let setup: ObjectTraits = [audited]
}
