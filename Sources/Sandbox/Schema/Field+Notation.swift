/// The notation in which the objects are written down: a maker for each type, then words that narrow it.
///
/// ```swift
/// [.string("Name", 255).required.key, .reference("ParentId", "Account", children: "ChildAccounts")]
/// ```
extension Field {
    static func text(_ type: FieldType, _ name: String, _ length: Int, _ label: String? = nil) -> Field {
        var field = Field(name, type, label: label)
        field.length = length
        if field.isLongText {
            field.isFilterable = false
            field.isSortable = false
            field.isGroupable = false
            field.isAggregatable = false
        }
        return field
    }

    static func string(_ name: String, _ length: Int, _ label: String? = nil) -> Field {
        text(.string, name, length, label)
    }

    static func area(_ name: String, _ length: Int, _ label: String? = nil) -> Field {
        text(.textarea, name, length, label)
    }

    static func email(_ name: String, _ length: Int = 80, _ label: String? = nil) -> Field {
        text(.email, name, length, label)
    }

    static func phone(_ name: String, _ label: String? = nil) -> Field { text(.phone, name, 40, label) }

    static func url(_ name: String, _ length: Int = 255, _ label: String? = nil) -> Field {
        text(.url, name, length, label)
    }

    static func pick(
        _ name: String,
        _ values: [String] = [],
        length: Int = 255,
        default defaultValue: String? = nil,
        label: String? = nil
    ) -> Field {
        var field = text(.picklist, name, length, label)
        field.picklist = Picklist(values, default: defaultValue)
        if let defaultValue {
            field.defaultValue = .text(defaultValue)
            field.isDefaultedOnCreate = true
        }
        return field
    }

    static func multipick(_ name: String, _ values: [String] = [], _ label: String? = nil) -> Field {
        var field = text(.multipicklist, name, 4099, label)
        field.picklist = Picklist(values)
        return field
    }

    static func combobox(_ name: String, _ values: [String], _ label: String? = nil) -> Field {
        var field = text(.combobox, name, 255, label)
        field.picklist = Picklist(values)
        return field
    }

    static func flag(_ name: String, _ label: String? = nil, default isOn: Bool = false) -> Field {
        var field = Field(name, .boolean, label: label)
        field.isNillable = false
        field.isDefaultedOnCreate = true
        field.defaultValue = .flag(isOn)
        return field
    }

    static func int(_ name: String, _ digits: Int = 9, _ label: String? = nil) -> Field {
        var field = Field(name, .int, label: label)
        field.digits = digits
        return field
    }

    static func number(
        _ type: FieldType,
        _ name: String,
        _ precision: Int,
        _ scale: Int,
        _ label: String? = nil
    ) -> Field {
        var field = Field(name, type, label: label)
        field.precision = precision
        field.scale = scale
        return field
    }

    static func double(_ name: String, _ precision: Int, _ scale: Int, _ label: String? = nil) -> Field {
        number(.double, name, precision, scale, label)
    }

    static func currency(_ name: String, _ precision: Int, _ scale: Int, _ label: String? = nil) -> Field {
        number(.currency, name, precision, scale, label)
    }

    static func percent(_ name: String, _ precision: Int, _ scale: Int, _ label: String? = nil) -> Field {
        number(.percent, name, precision, scale, label)
    }

    static func date(_ name: String, _ label: String? = nil) -> Field { Field(name, .date, label: label) }
    static func datetime(_ name: String, _ label: String? = nil) -> Field { Field(name, .datetime, label: label) }
    static func any(_ name: String, _ label: String? = nil) -> Field { text(.anyType, name, 255, label) }

    /// A reference; its relationship is named as the field without `Id`, or with `__r` for a custom one.
    static func reference(
        _ name: String,
        _ objects: String...,
        relationship: String? = nil,
        children: String? = nil,
        label: String? = nil
    ) -> Field {
        var field = text(.reference, name, 18, label)
        field.references = objects
        field.childrenName = children
        field.relationshipName = relationship ?? defaultRelationship(of: name)
        return field
    }

    private static func defaultRelationship(of name: String) -> String? {
        if name.hasSuffix("__c") { return name.dropLast(3) + "__r" }
        return name.hasSuffix("Id") ? String(name.dropLast(2)) : nil
    }

    /// The parts of an address and the compound field over them; without a prefix for Lead and User.
    static func address(_ prefix: String, _ label: String? = nil) -> [Field] {
        let compound = prefix + "Address"
        func part(_ field: Field) -> Field {
            var field = field
            field.compound = compound
            field.isPermissionable = false
            return field
        }
        var accuracy = Field.pick(
            prefix + "GeocodeAccuracy",
            [
                "Address", "NearAddress", "Block", "Street", "ExtendedZip", "Zip", "Neighborhood", "City", "County",
                "State", "Unknown",
            ],
            length: 40
        )
        accuracy.picklist?.isRestricted = true
        var whole = Field(compound, .address, label: label)
        whole.isCreateable = false
        whole.isUpdateable = false
        let city = prefix.isEmpty ? "City" : "\(prefix) City"
        let state = prefix.isEmpty ? "State/Province" : "\(prefix) State/Province"
        let code = prefix.isEmpty ? "Zip/Postal Code" : "\(prefix) Zip/Postal Code"
        let country = prefix.isEmpty ? "Country" : "\(prefix) Country"
        return [
            part(.area(prefix + "Street", 255)), part(.string(prefix + "City", 40, city)),
            part(.string(prefix + "State", 80, state)), part(.string(prefix + "PostalCode", 20, code)),
            part(.string(prefix + "Country", 80, country)), part(.double(prefix + "Latitude", 18, 15)),
            part(.double(prefix + "Longitude", 18, 15)), part(accuracy), whole,
        ]
    }
}

// MARK: - Words that narrow

extension Field {
    private func with(_ change: (inout Field) -> Void) -> Field {
        var field = self
        change(&field)
        return field
    }

    /// Must have a value.
    var required: Field {
        with {
            $0.isNillable = false
            $0.isPermissionable = false
        }
    }

    /// Never empty, but the org gives the value itself when none is given.
    var defaulted: Field {
        with {
            $0.isNillable = false
            $0.isDefaultedOnCreate = true
            $0.isPermissionable = false
        }
    }

    /// Read-only, and never empty.
    var neverEmpty: Field { with { $0.isNillable = false } }

    /// Given by the org alone.
    var readOnly: Field {
        with {
            $0.isCreateable = false
            $0.isUpdateable = false
            $0.isDefaultedOnCreate = $0.type == .boolean
        }
    }

    /// Given when the row is made, and never changed.
    var createOnly: Field { with { $0.isUpdateable = false } }

    /// Can be the key of an upsert.
    var key: Field { with { $0.isIDLookup = true } }

    /// The field that names a row.
    var naming: Field {
        with {
            $0.isNameField = true
            $0.isPermissionable = false
        }
    }

    var unique: Field { with { $0.isUnique = true } }
    var externalID: Field { with { $0.isExternalID = true } }

    /// Only the values of the list are taken.
    var restricted: Field { with { $0.picklist?.isRestricted = true } }

    /// Deleted with its parent.
    var cascading: Field { with { $0.cascadeDelete = true } }

    /// Seen by whoever sees the object.
    var open: Field { with { $0.isPermissionable = false } }

    /// Cannot be filtered or sorted by.
    var unfiltered: Field {
        with {
            $0.isFilterable = false
            $0.isSortable = false
            $0.isGroupable = false
        }
    }

    func part(of compound: String) -> Field {
        with {
            $0.compound = compound
            $0.isPermissionable = false
        }
    }
}
