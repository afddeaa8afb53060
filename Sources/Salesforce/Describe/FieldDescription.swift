/// A field as the connected user sees it: what it takes, and what may be done with it.
package struct FieldDescription: Hashable, Sendable {
    package let name: String
    package let label: String
    package let type: FieldType
    /// In characters.
    package let length: Int
    /// Digits of a whole number.
    package let digits: Int
    /// Digits of a decimal number in all, and behind the point.
    package let precision: Int
    package let scale: Int
    package let isCustom: Bool
    package let isNillable: Bool
    package let isUnique: Bool
    package let isCaseSensitive: Bool
    package let isExternalID: Bool
    /// Whether a record can be named by its value when it is written.
    package let isLookupKey: Bool
    package let isCalculated: Bool
    package let isAutoNumber: Bool
    package let isNameField: Bool
    package let isHTML: Bool
    package let isEncrypted: Bool
    package let isDefaultedOnCreate: Bool
    package let isCreateable: Bool
    package let isUpdateable: Bool
    package let isFilterable: Bool
    package let isSortable: Bool
    package let isGroupable: Bool
    /// The field of several parts that it is one of, such as `BillingAddress`.
    package let compound: String?
    /// The objects that a reference may point to.
    package let references: [String]
    /// The name by which a query reaches the record that it points to.
    package let relationship: String?
    package let help: String?
    package let picklist: Picklist?

    /// Whether a new record must have a value for it.
    package var isRequiredOnCreate: Bool {
        isCreateable && !isNillable && !isDefaultedOnCreate && type != .boolean
    }

    /// Whether records can be upserted by it.
    package var isUpsertKey: Bool { isExternalID || isLookupKey }
}

extension FieldDescription {
    init?(parsing json: JSON) {
        guard let name = json["name"]?.text, let type = json["type"]?.text else { return nil }
        func flag(_ key: String) -> Bool { json[key]?.flag ?? false }
        func number(_ key: String) -> Int { json[key]?.integer ?? 0 }
        self.name = name
        self.type = FieldType(type)
        label = json["label"]?.text ?? name
        length = number("length")
        digits = number("digits")
        precision = number("precision")
        scale = number("scale")
        isCustom = flag("custom")
        isNillable = flag("nillable")
        isUnique = flag("unique")
        isCaseSensitive = flag("caseSensitive")
        isExternalID = flag("externalId")
        isLookupKey = flag("idLookup")
        isCalculated = flag("calculated")
        isAutoNumber = flag("autoNumber")
        isNameField = flag("nameField")
        isHTML = flag("htmlFormatted")
        isEncrypted = flag("encrypted")
        isDefaultedOnCreate = flag("defaultedOnCreate")
        isCreateable = flag("createable")
        isUpdateable = flag("updateable")
        isFilterable = flag("filterable")
        isSortable = flag("sortable")
        isGroupable = flag("groupable")
        compound = json["compoundFieldName"]?.text
        references = json["referenceTo"]?.list?.compactMap(\.text) ?? []
        relationship = json["relationshipName"]?.text
        help = json["inlineHelpText"]?.text
        if self.type.isPicklist || self.type == .combobox {
            picklist = Picklist(
                parsing: json["picklistValues"]?.list ?? [],
                isRestricted: flag("restrictedPicklist"),
                controller: flag("dependentPicklist") ? json["controllerName"]?.text : nil
            )
        } else {
            picklist = nil
        }
    }
}
