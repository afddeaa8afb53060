import HTML

/// People of the catalogue, as they were searched for.
struct PeoplePage: Sendable {
    struct Line: Sendable {
        let number: Int64
        let person: Person
        let title: String
        let company: String
        let companyPath: String?
        let place: String
        let state: Badge?
        var isOff = false
    }

    let viewer: Viewer
    let search: CatalogueList
    /// Of whose people alone the list is.
    var company: (name: String, path: String)?
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: company.map { "People of \($0.name)" } ?? "People",
                section: .people,
                lead: "Everyone whom your sources know. Type a name, a title, an employer or an e-mail address.",
                crumbs: company.map {
                    [.init(text: "Companies", path: Paths.companies), .init(text: $0.name, path: $0.path)]
                }
                    ?? []
            ),
            viewer: viewer,
            search.html(label: "People", results: PeoplePage.table(lines, isPickable: search.mayKeep))
        )
    }

    static func table(_ lines: [Line], isPickable: Bool) -> HTML {
        Table(
            caption: "People",
            columns: [
                .init(title: "Person"), .init(title: "Work"), .init(title: "Place"), .init(title: "E-mail"),
            ],
            rows: lines.map { line in
                let company: HTML =
                    line.companyPath.map { "<a href=\"\($0)\">\(line.company)</a>" } ?? "\(line.company)"
                return Table.Row(
                    cells: [
                        PickCell(number: line.number, name: line.person.name, isPickable: isPickable).html(
                            line.person.html
                        ),
                        "\(line.title)\(when: !line.company.isEmpty, "<small>\(company)</small>")",
                        "\(line.place)", line.state?.html ?? .empty,
                    ],
                    isOff: line.isOff
                )
            }
        ).html
    }
}
