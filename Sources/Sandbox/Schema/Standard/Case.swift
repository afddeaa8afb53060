extension StandardObjects {
    private static func number(_ name: String, _ format: String) -> Field {
        var field = Field.string(name, 30).readOnly.naming.key.neverEmpty
        field.isAutoNumber = true
        field.isDefaultedOnCreate = true
        field.displayFormat = format
        return field
    }

    static let supportCase = ObjectDraft(
        "Case",
        "500",
        [.record, .mergeable, .feedEnabled, .ownedByQueues],
        [
            .reference("MasterRecordId", "Case").readOnly.open, number("CaseNumber", "{00000000}"),
            .reference("ContactId", "Contact", children: "Cases"),
            .reference("AccountId", "Account", children: "Cases"),
            .reference("ParentId", "Case", children: "Cases", label: "Parent Case ID"),
            .string("SuppliedName", 80, "Name"),
            .email("SuppliedEmail", 80, "Email Address"), .phone("SuppliedPhone", "Phone"),
            .string("SuppliedCompany", 80, "Company"),
            .pick("Type", ["Mechanical", "Electrical", "Electronic", "Structural", "Other"], label: "Case Type"),
            .pick("Status", ["New", "Working", "Escalated", "Closed"], default: "New"),
            .pick(
                "Reason",
                ["Installation", "Equipment Complexity", "Performance", "Breakdown", "Other"],
                label: "Case Reason"
            ),
            .pick("Origin", ["Phone", "Email", "Web"], label: "Case Origin"), .string("Subject", 255),
            .pick("Priority", ["High", "Medium", "Low"], default: "Medium"), .area("Description", 32000),
            .flag("IsClosed", "Closed").readOnly.open, .datetime("ClosedDate").readOnly.open,
            .flag("IsEscalated", "Escalated"),
            .area("Comments", 4000, "Internal Comments"),
        ]
    )
}
