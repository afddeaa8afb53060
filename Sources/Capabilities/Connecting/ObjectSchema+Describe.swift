package import Enrichment
package import Salesforce

extension ObjectSchema {
    /// An object as Salesforce describes it, in the words of the rules that write to it.
    package init(_ description: ObjectDescription) {
        self.init(
            object: description.name,
            fields: description.fields.map { field in
                FieldSchema(field, controlledBy: field.picklist?.controller.flatMap { description.field($0) })
            }
        )
    }
}

extension FieldSchema {
    fileprivate init(_ field: FieldDescription, controlledBy controller: FieldDescription?) {
        self.init(CRMField(field.name), label: field.label, type: TargetType(describing: field.type.name))
        length = field.length
        // A whole number tells its digits under another name.
        precision = field.type == .int || field.type == .long ? field.digits : field.precision
        scale = field.scale
        isUpdateable = field.isUpdateable
        isCreateable = field.isCreateable
        isNillable = field.isNillable
        isRequired = field.isRequiredOnCreate
        isRestricted = field.picklist?.isRestricted ?? false
        self.controller = controller.map { CRMField($0.name) }
        references = field.references
        let controlling = controller.map(FieldSchema.controllingValues) ?? []
        choices = (field.picklist?.values ?? []).map { value in
            Choice(
                value.value,
                label: value.label,
                isActive: value.isActive,
                allowedWith: controller == nil
                    ? nil
                    : value.validFor.map { places in
                        Set(places.compactMap { $0 < controlling.count ? controlling[$0] : nil })
                    }
            )
        }
    }

    /// The values by whose places a choice says with which of them it may stand; a checkbox counts *false*, then *true*.
    private static func controllingValues(_ field: FieldDescription) -> [String] {
        field.type == .boolean ? ["false", "true"] : (field.picklist?.values.map(\.value) ?? [])
    }
}
