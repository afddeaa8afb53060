import HTML

/// The lists of the organisation.
struct ListsPage: Sendable {
    struct Line: Sendable {
        let name: String
        let path: String
        let holds: String
        let count: Int
        let created: Moment
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Lists",
                section: .lists,
                lead: "Companies and people that you keep together, for everyone of \(viewer.organisation)."
            ),
            viewer: viewer,
            "<section class=\"card table-card\" aria-label=\"Lists\">\(lines.isEmpty ? empty : table)</section>"
        )
    }

    private var empty: HTML {
        EmptyState(
            icon: .list,
            title: "No list yet",
            text: "Search companies or people, tick those that you mean, and put them on a list.",
            action: Button(text: "Search companies").link(to: Paths.companies)
                + Button(text: "Search people").link(to: Paths.people)
        ).html
    }

    private var table: HTML {
        Table(
            caption: "Lists",
            columns: [
                .init(title: "List"), .init(title: "Holds"), .init(title: "Entries", isNumber: true),
                .init(title: "Made"),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(line.path)\">\(line.name)</a>", "\(line.holds)",
                    "\(line.count, .grouped)", line.created.html,
                ])
            }
        ).html
    }
}

/// One list and who is on it.
struct ListPage: Sendable {
    let viewer: Viewer
    let id: String
    let name: String
    let mayChange: Bool
    let total: Int
    let noun: (one: String, many: String)
    let query: ListQuery
    let isFurther: Bool
    var table = HTML.empty
    var shown = 0
    var next: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: name,
                section: .lists,
                lead: "\(total.formatted(.grouped)) \(total == 1 ? noun.one : noun.many).",
                crumbs: [.init(text: "Lists", path: Paths.lists)],
                actions: actions
            ),
            viewer: viewer,
            "<section class=\"card table-card\" aria-label=\"\(name)\">\(total == 0 ? empty : members)</section>"
        )
    }

    private var actions: HTML {
        let export = Button(text: "Export CSV", icon: .download).link(to: Paths.listExport(id))
        let delete = Button(text: "Delete list", icon: .trash).dialog(at: Paths.listDeletion(id))
        return "\(when: total > 0, export)\(when: mayChange, delete)"
    }

    private var empty: HTML {
        EmptyState(
            icon: .list,
            title: "Nothing is on this list",
            text: "Search for what belongs on it, tick it, and put it on the list.",
            action: Button(text: "Search").link(to: noun.one == "company" ? Paths.companies : Paths.people)
        ).html
    }

    private var members: HTML {
        let pager = OlderPager(
            query: query,
            noun: shown == 1 ? noun.one : noun.many,
            count: shown,
            isFurther: isFurther,
            older: next
        ).html
        guard mayChange else { return table + pager }
        return """
            <form method="post" action="\(Paths.listRemoval(id))">\(FormToken.field(viewer.token))\(table)\
            <div class="pick-foot">\(Button(text: "Take ticked off the list", icon: .trash, isSmall: true).submit())</div>\
            </form>\(pager)
            """
    }
}

/// Asks on which list the chosen ones are to be put.
struct AddToListPage: Sendable {
    let viewer: Viewer
    let kind: String
    let numbers: [Int64]
    let lists: [Field.Option]
    let back: String
    var name = ""
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Put on a list",
                section: .lists,
                crumbs: [.init(text: "Lists", path: Paths.lists)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Put on a list",
                lead:
                    "\(numbers.count.formatted(.grouped)) chosen. A list is seen by everyone of \(viewer.organisation).",
                action: Paths.lists,
                token: viewer.token,
                submit: Button(text: "Put on the list", style: .primary),
                back: back
            ).html(
                """
                \(faults.html(labels: [("name", "Name of a new list")]))
                <input type="hidden" name="kind" value="\(kind)">\(each: numbers, {
                    "<input type=\"hidden\" name=\"number\" value=\"\(String($0))\">"
                })
                \(when: !lists.isEmpty, Field(
                    name: "list",
                    label: "List",
                    kind: .options(lists),
                    value: lists.first?.value ?? ""
                ).html)
                \(Field(
                    name: "name",
                    label: "Name of a new list",
                    value: name,
                    hint: lists.isEmpty ? "Such as “Customers in Berlin”." : "Fill this in to make a new one instead.",
                    fault: faults["name"],
                    isRequired: lists.isEmpty,
                    autocomplete: "off"
                ).html)
                """
            )
        )
    }
}

/// Asks for the name of a search.
struct SaveSearchPage: Sendable {
    let viewer: Viewer
    let kind: String
    let query: String
    let back: String
    var name = ""
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Save this search",
                section: kind == "people" ? .people : .companies,
                crumbs: [.init(text: kind == "people" ? "People" : "Companies", path: back)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Save this search",
                lead: "It stands above the list from now on, for everyone of \(viewer.organisation).",
                action: Paths.savedSearches,
                token: viewer.token,
                submit: Button(text: "Save search", style: .primary),
                back: back
            ).html(
                """
                \(faults.html(labels: [("name", "Name")]))
                <input type="hidden" name="kind" value="\(kind)"><input type="hidden" name="query" value="\(query)">
                \(Field(
                    name: "name",
                    label: "Name",
                    value: name,
                    hint: "Such as “Textiles in Germany”.",
                    fault: faults["name"],
                    autocomplete: "off",
                    isFirst: true
                ).html)
                """
            )
        )
    }
}
