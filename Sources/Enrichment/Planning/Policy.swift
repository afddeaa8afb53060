/// What a job decides beside its mapping.
package struct Policy: Sendable {
    /// Matched people of whom the catalogue is less sure are no match; 0 for all.
    package var minimumAccuracy: Int
    package var jobChange: JobChange
    /// Writes every field of the profile into the package's own object; nil where the job does not.
    package var profileExport: Patcher?

    /// What the records that a job change makes hold beside their mapping.
    package var followUpForm: FollowUpForm?

    package init(minimumAccuracy: Int = 0, jobChange: JobChange = .updateInPlace, profileExport: Patcher? = nil) {
        self.minimumAccuracy = minimumAccuracy
        self.jobChange = jobChange
        self.profileExport = profileExport
    }
}

/// What becomes of a record whose person works elsewhere now.
package enum JobChange: Sendable {
    /// The record is brought to the new company.
    case updateInPlace
    /// Company fields are written as if the person had not moved.
    case companyOnly
    /// As `companyOnly`, and a lead is made for the person at the new company.
    case newLead(Patcher)
    /// As `companyOnly`, and a contact is made that is linked to the old one.
    case newContact(Patcher)
    /// As `companyOnly`, and the record's owner gets a task.
    case task

    /// What is made for a person who moved.
    package var makes: FollowUp.Kind? {
        switch self {
        case .updateInPlace, .companyOnly: nil
        case .newLead: .lead
        case .newContact: .contact
        case .task: .task
        }
    }

    /// Of the records that are made.
    var patcher: Patcher? {
        switch self {
        case .newLead(let patcher), .newContact(let patcher): patcher
        case .updateInPlace, .companyOnly, .task: nil
        }
    }
}

/// The same as it stands in a job's settings.
package enum JobChangeRule: String, Sendable, Hashable, Codable, CaseIterable {
    case updateInPlace = "update_in_place"
    case companyOnly = "company_only"
    case newLead = "new_lead"
    case newContact = "new_contact"
    case task

    package var label: String {
        switch self {
        case .updateInPlace: "Enrich the record to the new company"
        case .companyOnly: "Enrich the company only, as if the person had not moved"
        case .newLead: "Enrich the company, and create a lead at the new company"
        case .newContact: "Enrich the company, and create a contact that is linked to the old one"
        case .task: "Enrich the company, and create a task"
        }
    }

    /// What is made for a person who moved.
    package var makes: FollowUp.Kind? {
        switch self {
        case .updateInPlace, .companyOnly: nil
        case .newLead: .lead
        case .newContact: .contact
        case .task: .task
        }
    }

    /// The kind of record whose mapping it needs.
    package var creates: CRMObject? {
        switch self {
        case .newLead: .lead
        case .newContact: .contact
        case .updateInPlace, .companyOnly, .task: nil
        }
    }
}
