import HTML

/// Which of the permissions that Loam needs the connected user has.
struct PermissionsPage: Sendable {
    struct Line: Sendable {
        let permission: String
        let state: Badge
        /// Said where something is missing or not known.
        let stops: String?
    }

    struct Group: Sendable {
        let title: String
        let lines: [Line]
    }

    let frame: ConnectionFrame
    /// As whom Loam has asked.
    let account: String
    let summary: Notice?
    let groups: [Group]

    var html: HTML {
        frame.html(
            """
            \(summary?.html)
            \(each: groups, group)
            <div class="row">\(Button(text: "Check again", icon: .again).link(to: Paths.connectionPermissions(frame.id)))</div>
            """
        )
    }

    private func group(_ group: Group) -> HTML {
        Card(title: group.title, lead: lead(group), isPadded: false).html(
            Table(
                caption: group.title,
                columns: [.init(title: "Permission"), .init(title: "State"), .init(title: "Without it")],
                rows: group.lines.map { line in
                    Table.Row(
                        cells: [
                            "<span class=\"cell-main\">\(line.permission)</span>", line.state.html,
                            line.stops.map { "\($0)" } ?? "<span class=\"muted\">–</span>",
                        ]
                    )
                }
            ).html
        )
    }

    private func lead(_ group: Group) -> String? {
        group.title == groups.first?.title && !account.isEmpty ? "Asked as \(account)." : nil
    }
}
