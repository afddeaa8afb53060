import HTML

/// Companies of the catalogue, as they were searched for.
struct CompaniesPage: Sendable {
    struct Line: Sendable {
        let number: Int64
        let name: String
        let path: String
        let website: String
        let industry: String
        let place: String
        let employees: String
        let state: Badge?
        var isOff = false
    }

    let viewer: Viewer
    let search: CatalogueList
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Companies",
                section: .companies,
                lead: "Every company that your sources know. Type a name, a town, a domain or an e-mail address."
            ),
            viewer: viewer,
            search.html(label: "Companies", results: CompaniesPage.table(lines, isPickable: search.mayKeep))
        )
    }

    static func table(_ lines: [Line], isPickable: Bool) -> HTML {
        Table(
            caption: "Companies",
            columns: [
                .init(title: "Company"), .init(title: "Industry"), .init(title: "Place"),
                .init(title: "Employees", isNumber: true), .init(title: "State"),
            ],
            rows: lines.map { line in
                Table.Row(
                    cells: [
                        PickCell(number: line.number, name: line.name, isPickable: isPickable).html(
                            """
                            <a class="cell-main" href="\(line.path)">\(line.name)</a>\
                            \(when: !line.website.isEmpty, "<small>\(FactTable.shown(line.website))</small>")
                            """
                        ),
                        "\(line.industry)", "\(line.place)", "\(line.employees)", line.state?.html ?? .empty,
                    ],
                    isOff: line.isOff
                )
            }
        ).html
    }
}
