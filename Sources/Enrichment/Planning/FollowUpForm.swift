/// What a record that is made holds beside its mapping: by what it is known again, and what it belongs to.
package struct FollowUpForm: Sendable {
    private let kind: FollowUp.Kind
    private let fields: [CRMField: FieldSchema]
    /// The lookup that names the old record, where the org has one.
    private let link: CRMField?

    /// The lookup by which a new contact or lead names the record that it follows.
    package static let previousRecord: CRMField = "Loam_Previous_Record__c"

    /// `old` is the kind of the records that are followed.
    package init(_ kind: FollowUp.Kind, in schema: ObjectSchema, after old: CRMObject) {
        self.kind = kind
        fields = schema.fields.filter { $0.value.isCreateable }
        let lookup = fields[FollowUpForm.previousRecord]
        link = lookup.flatMap { $0.references.contains(old.rawValue) ? $0.name : nil }
    }

    /// The fields without which such a record cannot be told from others, or does not belong to what it follows.
    package static func needed(_ kind: FollowUp.Kind) -> [CRMField] {
        switch kind {
        case .lead: [PackageField.contactID, PackageField.companyID]
        case .contact: [PackageField.contactID, PackageField.companyID, "AccountId"]
        case .task: ["WhoId", "Subject"]
        }
    }

    /// What the org lacks, each in a sentence.
    package static func faults(
        _ kind: FollowUp.Kind,
        because cause: FollowUp.Cause,
        in schema: ObjectSchema?,
        after old: CRMObject
    ) -> [String] {
        guard let schema else {
            return [
                "The connected user may not see \(kind.label) records, which the job makes; give access in Salesforce."
            ]
        }
        var faults = needed(kind).filter { !(schema[$0]?.isCreateable ?? false) }.map { field in
            "The job makes \(kind.label) records, for which the connected user must be able to write the field \(field); "
                + "install the Loam package or give edit access."
        }
        let form = FollowUpForm(kind, in: schema, after: old)
        if cause == .moved, kind != .task, form.link == nil, form.fields["Description"] == nil {
            faults.append(
                "A new \(kind.label) names the old record in \(previousRecord) or in Description, and the connected user may "
                    + "write neither; give edit access to one of them."
            )
        }
        return faults
    }

    /// What is known of one record that is to be made.
    struct Subject {
        let followUp: FollowUp
        let person: Profile
        let company: Profile
        var account: CRMID?
        var owner: CRMID?
        /// The kind of the record that it follows.
        let old: CRMObject
    }

    /// The entries of the mapping with ours, which go before.
    func entries(_ mapped: [Patch.Entry], _ subject: Subject) -> [Patch.Entry] {
        var entries = Dictionary(mapped.map { ($0.field, $0) }) { first, _ in first }
        func set(_ field: CRMField, _ value: FieldValue) {
            guard fields[field] != nil else { return }
            entries[field] = Patch.Entry(field, before: .blank, .set(value), .own)
        }
        let followUp = subject.followUp
        guard kind != .task else {
            set("WhoId", .text(followUp.linkedTo.text))
            if let owner = subject.owner { set("OwnerId", .text(owner.text)) }
            set("Subject", .text(cut("\(subject.person.name) has moved to \(subject.company.name)", for: "Subject")))
            set("Description", .text(cut(taskNote(subject), for: "Description")))
            return Patch(Array(entries.values)).entries
        }
        set(PackageField.contactID, .text(String(followUp.person.number)))
        set(PackageField.companyID, .text(String(followUp.company.number)))
        if let account = subject.account { set("AccountId", .text(account.text)) }
        guard followUp.cause == .moved else { return Patch(Array(entries.values)).entries }
        if let link {
            set(link, .text(followUp.linkedTo.text))
        } else {
            let note = "Follows \(subject.old.rawValue) \(followUp.linkedTo): the person works here now."
            let text = [entries["Description"]?.after.text ?? "", note].filter { !$0.isEmpty }.joined(separator: "\n")
            set("Description", .text(cut(text, for: "Description")))
        }
        return Patch(Array(entries.values)).entries
    }

    private func taskNote(_ subject: Subject) -> String {
        "Loam's catalogue has \(subject.person.name) at \(subject.company.name) now (person \(subject.followUp.person.number), "
            + "company \(subject.followUp.company.number)). The record still names the former company; decide what becomes of it."
    }

    /// As much of a text as the field takes.
    private func cut(_ text: String, for field: CRMField) -> String {
        guard let length = fields[field]?.length, length > 0 else { return text }
        return String(text.prefix(length))
    }
}

extension Profile {
    /// As people call it.
    fileprivate var name: String {
        func text(_ field: LoamField) -> String { self[field]?.value.text ?? "" }
        guard id.kind == .person else {
            let name = text(.company(.name))
            return name.isEmpty ? "company \(id.number)" : name
        }
        let full = text(.person(.fullName))
        if !full.isEmpty { return full }
        let parts = [text(.person(.firstName)), text(.person(.lastName))].filter { !$0.isEmpty }
        return parts.isEmpty ? "person \(id.number)" : parts.joined(separator: " ")
    }
}
