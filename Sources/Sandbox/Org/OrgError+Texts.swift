/// Refusals that more than one part of the org speaks.
extension OrgError {
    static let deleted = OrgError("ENTITY_IS_DELETED", "entity is deleted", status: 404, fields: [])
    static let missingRow = OrgError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields: [])
    static let missingReference = OrgError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields: [])
    static let noAccess = OrgError(
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "insufficient access rights on object id",
        fields: []
    )
    static let idInInsert = OrgError(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "cannot specify Id in an insert call",
        fields: ["Id"]
    )
    static let rolledBack = OrgError(
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "Record rolled back because not all records were valid and the request was using AllOrNone header",
        fields: []
    )
    static let storageFull = OrgError("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded", fields: [])

    static func readOnly(_ fields: [String]) -> OrgError {
        OrgError(
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "Unable to create/update fields: \(fields.joined(separator: ", ")). Please check the security settings of this "
                + "field and verify that it is read/write for your profile or permission set.",
            fields: fields
        )
    }

    static func duplicateValue(_ field: Field, _ id: String) -> OrgError {
        OrgError(
            "DUPLICATE_VALUE",
            "duplicate value found: \(field.name) duplicates value on record with id: \(id)",
            fields: [field.name]
        )
    }

    static func wrongReference(_ field: Field, _ id: String) -> OrgError {
        OrgError("MALFORMED_ID", "\(field.label): id value of incorrect type: \(id)", fields: [field.name])
    }

    static func locked(_ ids: [String]) -> OrgError {
        let shown = ids.prefix(10).joined(separator: ",")
        let rest = ids.count > 10 ? "… (\(ids.count - 10) more)" : ""
        return OrgError(
            "UNABLE_TO_LOCK_ROW",
            "unable to obtain exclusive access to this record or \(ids.count) records: \(shown)\(rest)",
            fields: []
        )
    }
}
