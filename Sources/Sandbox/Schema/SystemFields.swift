/// The fields that an object has by its traits, around those of its own.
enum SystemFields {
    static func compose(_ draft: ObjectDraft) -> [Field] {
        let traits = draft.traits
        var fields: [Field] = [id(draft)]
        if traits.contains(.softDeleted) { fields.append(.flag("IsDeleted", "Deleted").readOnly.open) }
        fields += draft.fields
        if traits.contains(.ownedByQueues) {
            fields.append(.reference("OwnerId", "Group", "User").defaulted)
        } else if traits.contains(.owned) {
            fields.append(.reference("OwnerId", "User").defaulted)
        }
        if traits.contains(.created) {
            fields.append(given(.datetime("CreatedDate")))
            fields.append(given(.reference("CreatedById", "User", label: "Created By ID")))
        }
        if traits.contains(.modified) {
            fields.append(given(.datetime("LastModifiedDate")))
            fields.append(given(.reference("LastModifiedById", "User", label: "Last Modified By ID")))
        }
        if traits.contains(.stamped) { fields.append(given(.datetime("SystemModstamp", "System Modstamp"))) }
        if traits.contains(.active) { fields.append(.date("LastActivityDate", "Last Activity").readOnly.open) }
        if traits.contains(.viewed) {
            fields.append(.datetime("LastViewedDate").readOnly.open)
            fields.append(.datetime("LastReferencedDate").readOnly.open)
        }
        for position in fields.indices {
            fields[position].ordinal = position
            fields[position].isCustom = fields[position].name.hasSuffix("__c")
        }
        return fields
    }

    private static func id(_ draft: ObjectDraft) -> Field {
        var field = Field.text(.id, "Id", 18, draft.label + " ID")
        field.isIDLookup = true
        return given(field)
    }

    /// Always there, and only the org writes it.
    private static func given(_ field: Field) -> Field {
        var field = field.defaulted
        field.isCreateable = false
        field.isUpdateable = false
        return field
    }
}
