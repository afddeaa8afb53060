import HTML

/// The outbox: every mail that Loam wrote, and what became of it.
struct MailsPage: Sendable {
    struct Line: Sendable {
        /// Nil for those who may not read it.
        let path: String?
        let subject: String
        let recipient: String
        let kind: String
        let state: Badge
        let reason: String?
        let created: Moment
    }

    let viewer: Viewer
    let query: ListQuery
    let lines: [Line]
    let total: Int
    let pageSize: Int
    let states: [Field.Option]
    let sendsMail: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Mail",
                section: .mail,
                lead: "Invitations, password links and alerts that Loam has written.",
                actions: viewer.mayChange && sendsMail
                    ? Button(text: "Send test mail", icon: .send).dialog(at: Paths.newTestMail) : .empty
            ),
            viewer: viewer,
            """
            \(when: !sendsMail, notice)
            <section class="card table-card" aria-label="Mail">\(filter.html)<div id="results">\(results)</div></section>
            """
        )
    }

    private var notice: HTML {
        Notice(
            tone: .amber,
            title: "No mail server is set, so nothing leaves this machine.",
            text: """
                Mails are kept here to be read and passed on by hand. To send them, set smtp.url in the configuration \
                and start Loam again.
                """
        ).html
    }

    private var filter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            choices: [.init(name: "state", label: "State", options: [.init(value: "", text: "Any state")] + states)]
        )
    }

    private var results: HTML {
        guard !lines.isEmpty else { return empty.html }
        let noun = total == 1 ? "mail" : "mails"
        return table.html + Pager(query: query, total: total, pageSize: pageSize, noun: noun).html
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .mail,
            title: query.isFiltered ? "No mail in this state" : "No mail yet",
            text: query.isFiltered
                ? "Choose another state to see more."
                : "When you invite someone or someone forgets their password, the mail is listed here.",
            action: query.isFiltered ? Button(text: "Show all mails").link(to: query.path) : .empty
        )
    }

    private func subject(_ line: Line) -> HTML {
        guard let path = line.path else { return "<span class=\"cell-main\">\(line.subject)</span>" }
        return "<a class=\"cell-main\" href=\"\(path)\">\(line.subject)</a>"
    }

    private var table: Table {
        Table(
            caption: "Mails",
            columns: [
                .init(title: "Subject"), .init(title: "To"), .init(title: "State"), .init(title: "Written"),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "\(subject(line))<small>\(line.kind)</small>",
                    "\(line.recipient)", "\(line.state.html)\(line.reason.map { "<small>\($0)</small>" as HTML })",
                    line.created.html,
                ])
            }
        )
    }
}

/// One mail and what became of it.
struct MailPage: Sendable {
    let viewer: Viewer
    let id: String
    let subject: String
    let recipient: String
    let kind: String
    let state: Badge
    let attempts: Int
    let reason: String?
    let created: Moment
    let settled: Moment?
    let nextAttempt: Moment?
    /// Nil once it was sent: a link that lets its reader in is not kept longer than needed.
    let body: String?
    let bodyAbsence: String
    let mayResend: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: subject,
                section: .mail,
                crumbs: [.init(text: "Mail", path: Paths.mails)],
                badge: state.html,
                actions: viewer.mayChange && mayResend
                    ? Button(text: "Send again", icon: .again).post(to: Paths.mailDelivery(id), token: viewer.token)
                    : .empty
            ),
            viewer: viewer,
            """
            \(reason.map { Notice(tone: .red, title: "It could not be sent.", text: $0).html })
            <div class="grid-main">\(Card(title: "Message").html(message))\(Card(title: "Delivery").html(delivery))</div>
            """
        )
    }

    private var message: HTML {
        body.map { "<pre class=\"text-block mail-text\" tabindex=\"0\">\($0)</pre>" }
            ?? "<p class=\"muted\">\(bodyAbsence)</p>"
    }

    private var delivery: HTML {
        var pairs: [(name: String, value: HTML)] = [
            ("To", "\(recipient)"), ("Kind", "\(kind)"), ("Written", created.html), ("Attempts", "\(attempts)"),
        ]
        if let nextAttempt { pairs.append(("Next attempt", nextAttempt.html)) }
        if let settled { pairs.append(("Settled", settled.html)) }
        return Pairs(pairs).html
    }
}

/// Asks where a test mail is to go.
struct TestMailPage: Sendable {
    let viewer: Viewer
    var email: String
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Send test mail",
                section: .mail,
                crumbs: [.init(text: "Mail", path: Paths.mails)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Send test mail",
                lead: "Shows whether the mail server takes mail from Loam and delivers it.",
                action: Paths.newTestMail,
                token: viewer.token,
                submit: Button(text: "Send", icon: .send, style: .primary),
                back: Paths.mails
            ).html(
                """
                \(faults.html(labels: [("email", "E-mail address")]))
                \(Field(name: "email", label: "E-mail address", kind: .email, value: email, fault: faults["email"]).html)
                """
            )
        )
    }
}
