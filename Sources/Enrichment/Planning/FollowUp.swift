/// A record that is made, or one that is there and is enriched, because of what another record was found to be.
package struct FollowUp: Sendable, Equatable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case lead, contact, task

        package var label: String {
            switch self {
            case .lead: "Lead"
            case .contact: "Contact"
            case .task: "Task"
            }
        }
    }

    /// What it follows from.
    package enum Cause: String, Sendable, Hashable, CaseIterable {
        /// The person of the record works elsewhere now.
        case moved
        /// The person decides about buying at the account.
        case committee

        package var label: String {
            switch self {
            case .moved: "Person has moved"
            case .committee: "Buying committee"
            }
        }
    }

    /// Why nothing is done.
    package enum Gap: String, Sendable, Hashable, CaseIterable {
        case noAccount = "no_account"
        case present
        case incomplete
        case notOwned = "not_owned"
        case runLimit = "run_limit"
        case userLimit = "user_limit"

        init(_ hold: Hold) {
            self =
                switch hold {
                case .notOwned: .notOwned
                case .runLimit: .runLimit
                case .userLimit: .userLimit
                }
        }

        package var sentence: String {
            switch self {
            case .noAccount:
                "The org has no account of the new company, so no contact was made; add the account, and the next run makes it."
            case .present: "The org has a record of the person at this company already, so no second one is made."
            case .incomplete:
                "The catalogue does not know a value without which Salesforce keeps no such record, so none was made."
            case .notOwned: "The person is not under management, and the job spends no credits."
            case .runLimit: "The credits of this run are spent; the next run makes it."
            case .userLimit: "The credits of the user are spent; it is made once there are new ones."
            }
        }
    }

    package var kind: Kind
    package var cause: Cause
    package var person: ProfileID
    /// Where the person works now.
    package var company: ProfileID
    /// The record of the person at the old company, or the account of the committee.
    package var linkedTo: CRMID
    /// The record that is there and is enriched, with its mark of its last change; nil for one that is made.
    package var record: CRMID?
    package var version = ""
    /// What the record holds.
    package var entries: [Patch.Entry]
    package var price = Price.free
    package var gap: Gap?

    package init(
        _ kind: Kind,
        because cause: Cause = .moved,
        for person: ProfileID,
        at company: ProfileID,
        linkedTo record: CRMID,
        entries: [Patch.Entry] = []
    ) {
        self.kind = kind
        self.cause = cause
        self.person = person
        self.company = company
        linkedTo = record
        self.entries = entries
    }

    /// The same for the same person at the same company, so that nobody is made twice; a task is the old record's own.
    package var key: String {
        if let record { return "enriched:\(record)" }
        let person = "\(person.number):\(company.number)"
        return kind == .task ? "task:\(linkedTo):\(person)" : "\(kind.rawValue):\(person)"
    }

    /// Whether it is to be written.
    package var isWritten: Bool { gap == nil }

    /// Whether what the catalogue knows of the person is written.
    var isPaid: Bool { isWritten && kind != .task }
}
