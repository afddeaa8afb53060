import HTML

/// What the organisation has subscribed to: seats, how many are left, until when.
struct ProductsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let seats: Int
        let used: Int
        let lastDay: String?
        let state: Badge
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Products",
                section: .products,
                lead:
                    "What \(viewer.organisation) has subscribed to. People use a product while they hold a seat of it.",
                actions: lines.isEmpty ? .empty : add
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="Products">\(lines.isEmpty ? empty.html : table.html)</section>
            """
        )
    }

    private var add: HTML {
        guard viewer.mayChange else { return .empty }
        return Button(text: "Add product", icon: .plus, style: .primary).dialog(at: Paths.newProduct)
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .credit,
            title: "No products yet",
            text: "Add what the organisation has subscribed to, so that people can be given seats of it.",
            action: add
        )
    }

    private var table: Table {
        Table(
            caption: "Products",
            columns: [
                .init(title: "Product"), .init(title: "Seats", isNumber: true), .init(title: "In use", isNumber: true),
                .init(title: "Available", isNumber: true), .init(title: "Last day"), .init(title: "State"),
                .init(title: "Actions", isActions: true),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<span class=\"cell-main\">\(line.name) <small class=\"mono\">\(line.id)</small></span>",
                    "\(line.seats, .grouped)", "\(line.used, .grouped)", "\(line.seats - line.used, .grouped)",
                    line.lastDay.map { "\($0)" } ?? "<span class=\"muted\">No end</span>", line.state.html,
                    actions(line),
                ])
            }
        )
    }

    private func actions(_ line: Line) -> HTML {
        guard viewer.mayChange else { return .empty }
        return """
            \(Button(text: "Edit", isSmall: true, object: line.name).dialog(at: Paths.product(line.id)))\
            \(when: line.used == 0, Button(text: "Remove", isSmall: true, object: line.name)
                .dialog(at: Paths.productRemoval(line.id)))
            """
    }
}

/// Asks for a product.
struct ProductPage: Sendable {
    let viewer: Viewer
    /// Nil for a new one.
    let id: String?
    var newID = ""
    var name: String
    var seats: String
    var lastDay: String
    var faults: FormFaults?

    private var title: String { id == nil ? "Add product" : "Edit \(name)" }

    var html: HTML {
        Layout.page(
            PageHead(
                title: title,
                section: .products,
                crumbs: [.init(text: "Products", path: Paths.products)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: title,
                action: id.map(Paths.product) ?? Paths.products,
                token: viewer.token,
                submit: Button(text: id == nil ? "Add" : "Save", style: .primary),
                back: Paths.products
            ).html(
                """
                \(faults.html(labels: [("id", "Id"), ("name", "Name"), ("seats", "Seats"), ("lastDay", "Last day")]))
                \(when: id == nil, Field(
                    name: "id",
                    label: "Id",
                    value: newID,
                    hint: "As the identity provider names it, such as sales. It cannot be changed later.",
                    fault: faults["id"],
                    autocomplete: "off"
                ).html)
                \(Field(name: "name", label: "Name", value: name, fault: faults["name"], autocomplete: "off").html)
                \(Field(name: "seats", label: "Seats", value: seats, fault: faults["seats"], autocomplete: "off").html)
                \(Field(
                    name: "lastDay",
                    label: "Last day",
                    value: lastDay,
                    hint: "Such as 2026-12-31. Leave it empty for a subscription without an end.",
                    fault: faults["lastDay"],
                    isRequired: false,
                    autocomplete: "off"
                ).html)
                """
            )
        )
    }
}

/// Asks which products somebody gets: a person, or the members of a group.
struct ChooseProductsPage: Sendable {
    struct Choice: Sendable {
        let id: String
        let name: String
        let detail: String
        let isChosen: Bool
    }

    let viewer: Viewer
    let section: Section
    let title: String
    let lead: String
    let crumbs: [PageHead.Crumb]
    let choices: [Choice]
    let action: String
    let back: String

    var html: HTML {
        Layout.page(
            PageHead(title: title, section: section, crumbs: crumbs, isNarrow: true, isTitleHidden: !choices.isEmpty),
            viewer: viewer,
            choices.isEmpty ? none.html : sheet
        )
    }

    private var none: EmptyState {
        EmptyState(
            icon: .bookmark,
            title: "There are no products yet",
            text: "Add one with its seats; then choose here who gets a seat.",
            action: Button(text: "Add product", style: .primary).link(to: Paths.newProduct)
        )
    }

    private var sheet: HTML {
        Sheet(
            title: title,
            lead: lead,
            action: action,
            token: viewer.token,
            submit: Button(text: "Save", style: .primary),
            back: back
        ).html(
            choices.map {
                Toggle(name: "product-" + $0.id, label: $0.name, detail: $0.detail, isOn: $0.isChosen).html
            }
            .joined()
        )
    }
}
