/// The fields of an object as the connected user sees them.
package struct ObjectSchema: Sendable, Equatable {
    package var object: String
    package private(set) var fields: [CRMField: FieldSchema]

    package init(object: String, fields: [FieldSchema]) {
        self.object = object
        self.fields = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    }

    package subscript(field: CRMField) -> FieldSchema? { fields[field] }

    /// What a mapping may write, by label: only fields that the user may change.
    package var writable: [FieldSchema] {
        fields.values.filter(\.isWritable).sorted { ($0.label, $0.name) < ($1.label, $1.name) }
    }
}

/// One field of an object.
package struct FieldSchema: Sendable, Equatable {
    package var name: CRMField
    package var label: String
    package var type: TargetType
    /// In characters, of a text.
    package var length = 0
    /// Of a number: all its digits, which describe calls `digits` for an int, and those behind the point.
    package var precision = 0
    package var scale = 0
    package var isUpdateable = true
    package var isCreateable = true
    package var isNillable = true
    /// Whether a new record cannot do without it.
    package var isRequired = false
    package var choices: [Choice] = []
    /// Whether the CRM refuses values that are not among the choices.
    package var isRestricted = false
    /// The field on whose value the choices depend.
    package var controller: CRMField?
    /// The objects that a lookup may name.
    package var references: [String] = []

    package init(_ name: CRMField, label: String, type: TargetType) {
        (self.name, self.label, self.type) = (name, label, type)
    }

    package var isWritable: Bool { (isUpdateable || isCreateable) && type != .other }
}

/// A value of a picklist.
package struct Choice: Sendable, Hashable {
    package var value: String
    package var label: String
    package var isActive: Bool
    /// The values of the controlling field with which it may stand; nil where it depends on none.
    package var allowedWith: Set<String>?

    package init(_ value: String, label: String? = nil, isActive: Bool = true, allowedWith: Set<String>? = nil) {
        self.value = value
        self.label = label ?? value
        self.isActive = isActive
        self.allowedWith = allowedWith
    }
}
