/// One field of an object: what it holds, and what may be done with it.
struct Field: Sendable, Codable, Equatable {
    var name: String
    var label: String
    var type: FieldType

    /// Characters, for texts, ids and references.
    var length = 0
    var precision = 0
    var scale = 0
    var digits = 0

    var isNillable = true
    var isUnique = false
    var isExternalID = false
    var isCaseSensitive = false
    /// Whether it can be the key of an upsert without being an external id.
    var isIDLookup = false
    var isCreateable = true
    var isUpdateable = true
    /// Whether the org itself gives a value when a row is made without one.
    var isDefaultedOnCreate = false
    var isFilterable = true
    var isSortable = true
    var isGroupable = true
    var isAggregatable = true
    var isCustom = false
    var isNameField = false
    var isHTML = false
    var isAutoNumber = false
    /// Whether permissions can be given for it; the others are seen by whoever sees the object.
    var isPermissionable = true

    /// How an auto number is written, as in `INV-{0000}`.
    var displayFormat: String?
    /// The text of its formula; a field with one has no column.
    var formula: String?
    var treatsBlanksAsZero = false
    var defaultValue: Scalar?
    var picklist: Picklist?
    var inlineHelpText: String?

    /// The objects that it may refer to; several for a polymorphic one.
    var references: [String] = []
    /// What the parent is called in a query, as `Account` for `AccountId`.
    var relationshipName: String?
    /// What the rows that refer to a parent are called in a query of the parent, as `Contacts`.
    var childrenName: String?
    /// Whether deleting the parent deletes the row, as in a master-detail relationship.
    var cascadeDelete = false
    /// Whether the parent cannot be deleted while a row refers to it.
    var restrictedDelete = false
    /// Whether it is the reference of a master-detail relationship; 0 for the first, 1 for the second.
    var masterDetailOrder: Int?
    /// Whether a value, once given, can be changed.
    var isReparentable = true

    /// The compound field that it is part of.
    var compound: String?

    /// Its place among the fields of the object, which also holds where some of them are hidden.
    var ordinal = 0

    init(_ name: String, _ type: FieldType, label: String? = nil) {
        self.name = name
        self.type = type
        self.label = label ?? Field.label(for: name)
        let flags = Field.capabilities(of: type)
        isFilterable = flags.filterable
        isSortable = flags.sortable
        isGroupable = flags.groupable
        isAggregatable = flags.aggregatable
    }
}

extension Field {
    var isPolymorphic: Bool { references.count > 1 }
    var isFormula: Bool { formula != nil }

    /// Whether the table has a column for it.
    var isStored: Bool { formula == nil && !type.isCompound }

    /// A text area that is too long to be filtered or sorted by.
    var isLongText: Bool { type == .textarea && length > 255 }

    /// Whether it must be given when a row is made.
    var isRequiredOnCreate: Bool {
        isCreateable && !isNillable && !isDefaultedOnCreate && type != .boolean
    }

    /// Whether it can be the key of an upsert.
    var canBeKey: Bool { isExternalID || isIDLookup }

    /// `Billing Street` for `BillingStreet`, `Owner ID` for `OwnerId`, `My Field` for `My_Field__c`.
    static func label(for name: String) -> String {
        let isCustom = name.hasSuffix("__c")
        var label = ""
        var previous: Character = " "
        for character in isCustom ? name.dropLast(3) : Substring(name) {
            if character == "_" {
                label.append(" ")
            } else {
                if character.isUppercase, previous.isLowercase { label.append(" ") }
                label.append(character)
            }
            previous = character
        }
        return label.hasSuffix(" Id") ? label.dropLast(2) + "ID" : label
    }

    private static func capabilities(
        of type: FieldType
    ) -> (filterable: Bool, sortable: Bool, groupable: Bool, aggregatable: Bool) {
        switch type {
        case .id, .string, .picklist, .combobox, .email, .phone, .url, .reference, .int, .date: (true, true, true, true)
        case .textarea: (true, true, true, true)
        case .boolean: (true, true, true, false)
        case .long, .double, .currency, .percent, .datetime: (true, true, false, true)
        case .time: (true, true, true, true)
        case .multipicklist: (true, false, false, false)
        case .address, .location: (true, false, false, false)
        case .base64, .encryptedstring, .anyType: (false, false, false, false)
        }
    }
}
