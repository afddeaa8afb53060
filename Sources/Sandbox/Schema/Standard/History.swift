extension StandardObjects {
    /// The history of an object's fields: a row for each change of a tracked field, and two for a reference.
    private static func history(of object: String, _ name: String, _ prefix: String, reference: String) -> ObjectDraft {
        ObjectDraft(
            name,
            prefix,
            label: "\(object) History",
            plural: "\(object) History",
            [.created, .softDeleted, .replicateable],
            accessAs: object,
            [
                .reference(reference, object, children: "Histories").readOnly.cascading,
                .pick("Field", ["created"], label: "Changed Field").readOnly,
                .pick("DataType", length: 40, label: "Datatype").readOnly,
                .any("OldValue").readOnly, .any("NewValue").readOnly,
            ]
        )
    }

    static let accountHistory = history(of: "Account", "AccountHistory", "017", reference: "AccountId")
    static let contactHistory = history(of: "Contact", "ContactHistory", "017", reference: "ContactId")
    static let leadHistory = history(of: "Lead", "LeadHistory", "017", reference: "LeadId")
    static let opportunityFieldHistory = history(
        of: "Opportunity",
        "OpportunityFieldHistory",
        "017",
        reference: "OpportunityId"
    )
}
