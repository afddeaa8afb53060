import Jobs
import Store

// What the product's states and roles are called in the portal.

extension Role {
    var title: String {
        switch self {
        case .admin: "Admin"
        case .member: "Member"
        case .auditor: "Auditor"
        }
    }

    var detail: String {
        switch self {
        case .admin: "Does everything, including people, settings and keys."
        case .member: "Uses the product; sees no administration."
        case .auditor: "Reads everything, the audit log included, and changes nothing."
        }
    }

    static var choices: [Choices.Choice] {
        [Role.member, .auditor, .admin].map { Choices.Choice(value: $0.rawValue, text: $0.title, detail: $0.detail) }
    }

    static var options: [Field.Option] { allCases.map { Field.Option(value: $0.rawValue, text: $0.title) } }
}

extension User.State {
    var badge: Badge {
        switch self {
        case .invited: Badge(text: "Invited", tone: .blue)
        case .active: Badge(text: "Active", tone: .green)
        case .deactivated: Badge(text: "Deactivated")
        }
    }

    static var options: [Field.Option] { allCases.map { Field.Option(value: $0.rawValue, text: $0.badge.text) } }
}

extension OutboxMail.State {
    var badge: Badge {
        switch self {
        case .queued: Badge(text: "Queued", tone: .blue)
        case .sending: Badge(text: "Sending", tone: .blue)
        case .sent: Badge(text: "Sent", tone: .green)
        case .failed: Badge(text: "Failed", tone: .red)
        case .held: Badge(text: "Held", tone: .amber)
        }
    }

    static var options: [Field.Option] { allCases.map { Field.Option(value: $0.rawValue, text: $0.badge.text) } }
}

extension JobState {
    var badge: Badge {
        switch self {
        case .ready: Badge(text: "Ready", tone: .blue)
        case .waiting: Badge(text: "Waiting", tone: .amber)
        case .leased: Badge(text: "Running", tone: .blue)
        case .done: Badge(text: "Done", tone: .green)
        case .dead: Badge(text: "Failed", tone: .red)
        case .cancelled: Badge(text: "Cancelled")
        }
    }

    /// What the state means, for the figures of the queue.
    var detail: String {
        switch self {
        case .ready: "next in line"
        case .waiting: "for their time"
        case .leased: "right now"
        case .done: "in the last 24 hours"
        case .dead: "wait for someone"
        case .cancelled: "by hand"
        }
    }

    /// The colour of the state in charts.
    var colour: Int {
        switch self {
        case .ready: 2
        case .waiting: 6
        case .leased: 3
        case .done: 1
        case .dead: 4
        case .cancelled: 5
        }
    }

    static var options: [Field.Option] { allCases.map { Field.Option(value: $0.rawValue, text: $0.badge.text) } }
}

extension OutboxMail {
    /// What the mail is for.
    var kindTitle: String {
        switch kind {
        case "invitation": "Invitation"
        case "password-reset": "Password link"
        case "password-changed": "Notice of a changed password"
        case "run-ended": "End of a run"
        case "connection-broken": "Broken connection"
        case "alert": "Alert"
        case "test": "Test mail"
        default: kind
        }
    }
}
