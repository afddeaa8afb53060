import HTML

@testable import Portal

extension Mock {
    static func query(_ path: String, _ filters: [String]) -> ListQuery {
        ListQuery(
            path: path,
            filters: filters.map { ($0, "") },
            sort: "",
            sortOrder: .descending,
            usualSort: ("", .descending)
        )
    }

    static func auditLine(_ actor: String, _ action: String, _ subject: String, _ was: String?, _ became: String?)
        -> AuditPage.Line
    {
        AuditPage.Line(
            at: moment("4 minutes ago"),
            actor: actor,
            via: "in the portal",
            action: action,
            subject: subject,
            subjectPath: "/users/" + userID,
            was: was,
            became: became,
            address: "192.0.2.17"
        )
    }

    static func audit(_ lines: [AuditPage.Line]) -> AuditPage {
        AuditPage(
            viewer: viewer(),
            query: query("/audit", ["user", "action", "from", "until"]),
            lines: lines,
            users: [.init(value: userID, text: "Ada Lovelace")],
            acts: AuditPage.acts([.init(value: "user.invited", text: "Invited a user")]),
            isFurther: true,
            older: "1772946000000000_" + userID,
            zone: "Europe/Berlin"
        )
    }

    static let fullAudit = audit([
        auditLine("Ada Lovelace", "Invited a user", "Grace Hopper", nil, "Member"),
        auditLine("Charles Babbage", "Changed a role", "Mary Somerville", "Member", "Auditor"),
        auditLine("Ada Lovelace", "Changed the time zone", "Analytical Engines", "UTC", "Europe/Berlin"),
        auditLine("Ada Lovelace", "Deactivated a user", "Ben Carter", "Active", "Deactivated"),
    ])

    static func mails(sendsMail: Bool) -> MailsPage {
        func line(_ subject: String, _ recipient: String, _ kind: String, _ state: Badge, _ reason: String?)
            -> MailsPage.Line
        {
            .init(
                path: "/mail/" + userID,
                subject: subject,
                recipient: recipient,
                kind: kind,
                state: state,
                reason: reason,
                created: moment("3 hours ago")
            )
        }
        return MailsPage(
            viewer: viewer(),
            query: query("/mail", ["state"]),
            lines: [
                line(
                    "You are invited to Analytical Engines",
                    "grace@example.com",
                    "Invitation",
                    Badge(text: "Held", tone: .amber),
                    nil
                ),
                line(
                    "Set a new password",
                    "charles@example.com",
                    "Password link",
                    Badge(text: "Sent", tone: .green),
                    nil
                ),
                line(
                    "Test mail from Loam",
                    "ada@example.com",
                    "Test",
                    Badge(text: "Failed", tone: .red),
                    "The mail server refused the sender’s address."
                ),
            ],
            total: 3,
            pageSize: 50,
            states: [.init(value: "held", text: "Held")],
            sendsMail: sendsMail
        )
    }

    static func alerts(_ isOpen: Bool) -> AlertsPage {
        func line(_ title: String, _ sentence: String, _ tone: Tone, _ icon: Icon, _ outcome: String?)
            -> AlertsPage.Line
        {
            AlertsPage.Line(
                id: userID,
                title: title,
                sentence: sentence,
                tone: tone,
                icon: icon,
                raised: moment("4 minutes ago"),
                place: ("/runs/" + userID, "See the run"),
                outcome: outcome,
                over: outcome == nil ? nil : moment("3 hours ago")
            )
        }
        let open = [
            line("The run of Accounts has failed", "Salesforce does not know the field Rank__c.", .red, .alert, nil)
        ]
        return AlertsPage(
            viewer: viewer(),
            query: query("/alerts", []),
            open: isOpen ? open : [],
            all: isOpen ? open + [line("Leads matches fewer records", "40 % of 100.", .amber, .again, "Over")] : [],
            isFurther: false,
            older: nil
        )
    }

    static let mail = MailPage(
        viewer: viewer(),
        id: userID,
        subject: "You are invited to Analytical Engines",
        recipient: "grace@example.com",
        kind: "Invitation",
        state: Badge(text: "Held", tone: .amber),
        attempts: 0,
        reason: nil,
        created: moment("3 hours ago"),
        settled: moment("3 hours ago"),
        nextAttempt: nil,
        body: """
            Hello Grace,

            Ada Lovelace has invited you to Analytical Engines on Loam.
            Choose a password here; the link works once, until 15 March:

            https://loam.example.com/reset-password/3q2-7wEXAMPLE

            Loam
            """,
        bodyAbsence: "",
        mayResend: true
    )

    static let jobCounts = JobCounts(counts: [
        .init(state: "Ready", count: 1207, detail: "the oldest since 4 min", path: "/jobs?state=ready"),
        .init(state: "Waiting", count: 5210, detail: "for their time", path: "/jobs?state=waiting"),
        .init(state: "Running", count: 16, detail: "right now", path: "/jobs?state=leased"),
        .init(state: "Done", count: 28_412, detail: "in the last 7 days", path: "/jobs?state=done"),
        .init(state: "Dead", count: 3, detail: "wait for someone", path: "/jobs?state=dead"),
    ])

    static func jobs(_ viewer: Viewer, isEmpty: Bool = false) -> JobsPage {
        func line(_ kind: String, _ state: Badge, _ attempts: String, _ error: String?) -> JobsPage.Line {
            .init(
                path: "/jobs/" + userID,
                kind: kind,
                state: state,
                attempts: attempts,
                created: moment("3 minutes ago"),
                next: moment("in 2 minutes"),
                error: error
            )
        }
        return JobsPage(
            viewer: viewer,
            counts: jobCounts,
            query: query("/jobs", ["state", "kind"]),
            lines: isEmpty
                ? []
                : [
                    line(
                        "Send a mail",
                        Badge(text: "Dead", tone: .red),
                        "20 of 20",
                        "The mail server at smtp.example.com did not answer within 30 seconds."
                    ),
                    line("Write the records of a run", Badge(text: "Running", tone: .blue), "1 of 5", nil),
                    line(
                        "Plan the records of a run",
                        Badge(text: "Waiting", tone: .amber),
                        "2 of 5",
                        "The connection was lost."
                    ),
                    line("Remove expired sessions and links", Badge(text: "Done", tone: .green), "1 of 20", nil),
                ],
            isFurther: false,
            older: isEmpty ? nil : userID,
            states: [.init(value: "dead", text: "Dead")],
            kinds: [.init(value: "mail.send", text: "Send a mail")]
        )
    }

    static let job = JobPage(
        viewer: viewer(),
        id: userID,
        kind: "Send a mail",
        state: Badge(text: "Dead", tone: .red),
        facts: [
            ("Id", "<span class=\"mono\">\(userID)</span>"), ("Attempts", "20 of 20"), ("Priority", "0"),
            ("Asked for", moment("3 hours ago").html), ("Ended", moment("4 minutes ago").html), ("Worker", "loam-1/4"),
        ],
        arguments: "{\n  \"mail\": \"\(userID)\"\n}",
        error:
            "The mail server at smtp.example.com did not answer within 30 seconds. Check that it runs and that this machine may reach it.",
        isDead: true,
        timeline: TimelineChart(
            name: "Course of the job",
            spans: [
                .init(name: "Waited", start: 0, end: 0.34, colour: 6, detail: "1 h 2 min"),
                .init(name: "Attempts", start: 0.34, end: 1, colour: 4, detail: "1 h 56 min"),
            ],
            ends: ("8 Mar, 03:02", "8 Mar, 06:00")
        ),
        mayRetry: true,
        mayCancel: false
    )

    static let system = SystemPage(
        viewer: viewer(),
        figures: Figures(figures: [
            .init(name: "Version", value: "0.1.0"), .init(name: "Database", value: "61.4 MB", detail: "SQLite 3.40.1"),
            .init(name: "Checks passed", value: "5 of 6", detail: "1 warning"),
        ]),
        checks: [
            .init(name: "Database", state: Badge(text: "Fine", tone: .green), text: "Answers in 1 ms.", advice: nil),
            .init(
                name: "Mail",
                state: Badge(text: "Look at it", tone: .amber),
                text: "No mail server is set.",
                advice: "Set smtp.url in the configuration and start Loam again."
            ),
        ],
        facts: [("Engine", "SQLite 3.40.1"), ("Started", moment("3 hours ago").html), ("Time zone", "Europe/Berlin")],
        migrations: ["0010-people", "0011-access"],
        pendingMigrations: ["0012-audit-log"]
    )
}
