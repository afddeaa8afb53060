import HTML

/// Who answers for a connection and for what runs on it.
struct AdminsPage: Sendable {
    struct Line: Sendable {
        let product: String
        /// Its code in the form.
        let value: String
        let admin: String?
        let isMe: Bool
    }

    let frame: ConnectionFrame
    let primary: String?
    let isPrimary: Bool
    let mayChangeUser: Bool
    let mayBecome: Bool
    let lines: [Line]

    var html: HTML {
        frame.html(
            """
            \(Card(
                title: "Primary connected admin",
                lead: "Made the connection or took it over. Only the primary admin disconnects it.",
                actions: changeUser
            ).html("<p><strong>\(primary ?? "Nobody")</strong>\(when: isPrimary, " – that is you")</p>\(others)"))
            \(Card(
                title: "Active admins",
                lead: "Each product that runs on the connection names the admin who answers for it.",
                isPadded: false
            ).html(table.html))
            """
        )
    }

    private var changeUser: HTML {
        guard mayChangeUser else { return .empty }
        return Button(text: "Change User").dialog(at: Paths.connectionUser(frame.id))
    }

    private var others: HTML {
        """
        <p class="muted">All other admins are secondary: they view and change the settings, switch the connection on and \
        off, and become the primary admin by Change User, which makes the service account theirs, too.</p>
        """
    }

    private var table: Table {
        Table(
            caption: "Active admins",
            columns: [.init(title: "Product"), .init(title: "Active admin"), .init(title: "Actions", isActions: true)],
            rows: lines.map { line in
                Table.Row(
                    cells: [
                        "<span class=\"cell-main\">\(line.product)</span>",
                        line.admin.map { "\($0)" } ?? "<span class=\"muted\">Nobody</span>", become(line),
                    ]
                )
            }
        )
    }

    private func become(_ line: Line) -> HTML {
        guard mayBecome else { return .empty }
        if line.isMe {
            return """
                <button type="button" class="button is-small" disabled title="You are the active admin">Become Active Admin\
                <span class="visually-hidden"> of \(line.product): you are</span></button>
                """
        }
        return """
            <form method="post" action="\(Paths.connectionAdmins(frame.id))">\(FormToken.field(frame.viewer.token))\
            \(Button(text: "Become Active Admin", isSmall: true, object: "of \(line.product)")
                .submit(name: "product", value: line.value))</form>
            """
    }
}
