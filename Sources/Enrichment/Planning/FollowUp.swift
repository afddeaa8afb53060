/// A record that is to be made because a person has moved.
package struct FollowUp: Sendable, Equatable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case lead, contact, task
    }

    package var kind: Kind
    package var person: ProfileID
    /// Where the person works now.
    package var company: ProfileID
    /// The record of the person at the old company.
    package var linkedTo: CRMID
    /// What the new record holds; nothing for a task.
    package var entries: [Patch.Entry]

    package init(
        _ kind: Kind,
        for person: ProfileID,
        at company: ProfileID,
        linkedTo record: CRMID,
        entries: [Patch.Entry] = []
    ) {
        self.kind = kind
        self.person = person
        self.company = company
        linkedTo = record
        self.entries = entries
    }

    /// The same for the same person at the same company, so that a second run makes no second one.
    package var key: String { "\(kind.rawValue):\(linkedTo):\(person.number):\(company.number)" }
}
