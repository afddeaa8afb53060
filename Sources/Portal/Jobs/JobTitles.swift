import Jobs

/// What kinds of background jobs are called where people read of them.
enum JobTitles {
    private static let titles = [
        "account.tidy": "Remove expired sessions and links",
        "alerts.look": "Look for alerts",
        "connection.probe": "Check a connection",
        "connection.probe-all": "Check all connections",
        "connection.revoke": "Give up access to an org",
        "jobs.sweep": "Remove old background jobs",
        "mail.deliver": "Send a mail",
        "mapping-trial.sweep": "Remove old mapping tests",
        "run.plan": "Plan the records of a run",
        "run.read": "Read the records of a run",
        "run.signals": "Write signals and scoops of a run",
        "run.start": "Start a run by schedule",
        "run.write": "Write the records of a run",
    ]

    /// A kind that has none is called by its own name.
    static func title(of kind: JobKind) -> String { titles[kind.rawValue] ?? kind.rawValue }

    static func isKnown(_ kind: JobKind) -> Bool { titles[kind.rawValue] != nil }
}
