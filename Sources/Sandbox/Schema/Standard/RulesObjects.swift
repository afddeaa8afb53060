extension StandardObjects {
    static let assignmentRule = ObjectDraft(
        "AssignmentRule",
        "01Q",
        .setup,
        [
            .string("Name", 120).readOnly.naming.key,
            .pick("SobjectType", ["Case", "Lead"], length: 40).readOnly, .flag("Active").readOnly,
        ]
    )

    static let listView = ObjectDraft(
        "ListView",
        "00B",
        [.audited, .viewed],
        [
            .string("Name", 40, "View Name").readOnly.naming.key, .string("DeveloperName", 80, "API Name").readOnly,
            .string("NamespacePrefix", 15).readOnly, .pick("SobjectType", length: 40).readOnly,
            .flag("IsSoqlCompatible", "Is SOQL Compatible").readOnly,
        ]
    )

    static let duplicateRule = ObjectDraft(
        "DuplicateRule",
        "0Bm",
        [.audited, .viewed],
        [
            .pick("SobjectType", length: 40).readOnly, .string("DeveloperName", 80).readOnly,
            .pick("Language", Values.languages, length: 40).readOnly,
            .string("MasterLabel", 80, "Rule Name").readOnly.naming,
            .string("NamespacePrefix", 15).readOnly, .flag("IsActive", "Active").readOnly,
            .pick("SobjectSubtype", ["None"], length: 40).readOnly,
        ]
    )

    static let duplicateRecordSet = ObjectDraft(
        "DuplicateRecordSet",
        "0GK",
        [.writable, .audited, .softDeleted, .viewed],
        [
            .string("Name", 80).readOnly.naming.key,
            .reference("DuplicateRuleId", "DuplicateRule", children: "DuplicateRecordSets").createOnly,
            .int("RecordCount").readOnly,
        ]
    )

    static let duplicateRecordItem = ObjectDraft(
        "DuplicateRecordItem",
        "0GL",
        [.writable, .audited, .softDeleted],
        [
            .string("Name", 80).readOnly.naming.key,
            .reference("DuplicateRecordSetId", "DuplicateRecordSet", children: "DuplicateRecordItems").required
                .createOnly
                .cascading,
            .reference("RecordId", "Account", "Contact", "Lead", children: "DuplicateRecordItems").createOnly,
        ]
    )
}
