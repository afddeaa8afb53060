import HTML
import Store

/// What holds for the whole organisation.
struct SettingsPage: Sendable {
    let viewer: Viewer
    var name: String
    var timeZone: String
    var exportRows: ExportRows
    let timeZones: [String]
    let created: Moment
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(title: "Organisation", section: .settings, lead: "What holds for everyone here.", isNarrow: true),
            viewer: viewer,
            viewer.mayChange ? form : facts
        )
    }

    private var form: HTML {
        Card(title: "General").html(
            """
            <form class="form" method="post" action="\(Paths.settings)">\(FormToken.field(viewer.token))
            \(faults.html(labels: [("name", "Name"), ("timeZone", "Time zone")]))
            \(Field(
                name: "name",
                label: "Name",
                value: name,
                hint: "Stands at the top of the portal and in mails.",
                fault: faults["name"],
                autocomplete: "organization"
            ).html)
            \(Field(
                name: "timeZone",
                label: "Time zone",
                kind: .suggestions(timeZones),
                value: timeZone,
                hint: "Dates are shown and schedules run in it, such as Europe/Berlin.",
                fault: faults["timeZone"]
            ).html)
            \(Field(
                name: "exportRows",
                label: "Records in a file of the dashboard",
                kind: .options(ExportRows.allCases.map { .init(value: $0.rawValue, text: $0.title) }),
                value: exportRows.rawValue,
                hint: "How many records that need attention one file may hold.",
                fault: faults["exportRows"]
            ).html)
            <div class="row">\(Button(text: "Save", style: .primary).submit())</div></form>
            """
        )
    }

    private var facts: HTML {
        Card(title: "General").html(
            Pairs([
                ("Name", "\(name)"), ("Time zone", "\(timeZone)"),
                ("Records in a file of the dashboard", "\(exportRows.title)"), ("Since", created.html),
            ]).html
        )
    }
}

extension ExportRows {
    var title: String { number.map { "Up to \($0.formatted(.grouped))" } ?? "All" }
}
