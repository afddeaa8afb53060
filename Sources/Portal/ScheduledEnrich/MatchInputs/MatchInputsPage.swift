import Enrichment
import HTML
import Matching

/// By which fields of their records an org's jobs match them.
struct MatchInputsPage: Sendable {
    let viewer: Viewer
    let orgs: [(id: String, name: String)]
    let connection: String
    var object: CRMObject
    var added: [MatchInputs.Added]
    let offered: [LoamField]
    /// Nil while the org cannot be asked.
    let schema: ObjectSchema?
    /// Of the added inputs, by their place: what is wrong with them now.
    var wrong: [Int: String] = [:]
    var source = ""
    var field = ""
    var faults: FormFaults?
    var trouble: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Match inputs",
                section: .scheduledEnrich,
                lead: "Records are found in the catalogue by these fields. The default ones always count; add those of "
                    + "your org that hold the same."
            ),
            viewer: viewer,
            """
            \(EnrichTabs.html(.matchInputs))
            \(trouble.map { Notice(tone: .amber, title: $0).html })
            \(when: connection.isEmpty, none.html, else: inputs)
            """
        )
    }

    private var none: EmptyState {
        .noOrgYet(
            viewer,
            "Match inputs are of the records of a connected org; connect one first.",
            whoOnlyLooks: "Match inputs are of the records of a connected org; an admin connects one."
        )
    }

    private var inputs: HTML {
        """
        \(when: orgs.count > 1, orgChoice)
        <section class="card table-card" aria-label="Match inputs of \(object.plural.lowercased())">\(objectTabs)\
        \(table.html)</section>
        \(when: viewer.mayChange, form)
        """
    }

    private var orgChoice: HTML {
        Tabs(
            label: "Orgs",
            tabs: orgs.map {
                Tabs.Tab(
                    text: $0.name,
                    path: Paths.matchInputs(object: object.rawValue, connection: $0.id),
                    isCurrent: $0.id == connection
                )
            }
        ).html
    }

    private var objectTabs: HTML {
        Tabs(
            label: "Objects",
            tabs: CRMObject.allCases.map {
                Tabs.Tab(
                    text: $0.plural,
                    path: Paths.matchInputs(object: $0.rawValue, connection: connection),
                    isCurrent: $0 == object
                )
            }
        ).html
    }

    private var table: Table {
        let fixed = MatchInputs.defaults(of: object).map { input, field in
            Table.Row(
                cells: ["\(input.title)", name(of: field), "<span class=\"badge\">Default</span>", .empty],
                isOff: false
            )
        }
        return Table(
            caption: "Match inputs",
            columns: [
                .init(title: "Loam field"), .init(title: "Salesforce field"), .init(title: "Kind"),
                .init(title: "Actions", isActions: true),
            ],
            rows: fixed + added.indices.map(row)
        )
    }

    private func row(_ place: Int) -> Table.Row {
        let input = added[place]
        let fault = wrong[place].map { "<p class=\"field-error\">\(Icon.alert.html)\($0)</p>" as HTML }
        return Table.Row(cells: [
            "\(input.source.label)", "\(name(of: input.field))\(fault)",
            "<span class=\"badge is-blue\">Added</span>", viewer.mayChange ? removal(input) : .empty,
        ])
    }

    private func name(of field: CRMField) -> HTML {
        let label = schema?[field].map { "\($0.label) · \($0.typeWords)" }
        return "<span class=\"cell-main\">\(field.rawValue)</span>\(label.map { "<small>\($0)</small>" as HTML })"
    }

    private func removal(_ input: MatchInputs.Added) -> HTML {
        """
        <form method="post" action="\(Paths.matchInputRemoval)">\(hidden)\
        <input type="hidden" name="source" value="\(input.source.rawValue)">\
        <input type="hidden" name="field" value="\(input.field.rawValue)">\
        \(Button(text: "Remove", isSmall: true, object: input.field.rawValue).submit())</form>
        """
    }

    private var hidden: HTML {
        """
        \(FormToken.field(viewer.token))<input type="hidden" name="connection" value="\(connection)">\
        <input type="hidden" name="object" value="\(object.rawValue)">
        """
    }

    private var form: HTML {
        Card(title: "Add a match input", actions: reset).html(
            """
            <form class="form" method="post" action="\(Paths.matchInputs)">\(hidden)
            \(MappingEditor.fields(fields, id: "field-field-list"))
            \(faults.html(labels: [("source", "Loam field"), ("field", "Salesforce field")]))
            \(Field(
                name: "source",
                label: "Loam field",
                kind: .options([.init(value: "", text: "Choose a field")] + offered.map {
                    .init(value: $0.rawValue, text: $0.label)
                }),
                value: source,
                fault: faults["source"]
            ).html)
            <div class="field\(when: faults["field"] != nil, " is-wrong")"><label for="field-field">Salesforce field</label>
            <input class="field-input" type="text" id="field-field" name="field" value="\(field)" \
            list="field-field-list" autocomplete="off" required placeholder="Type a name or a label">
            \(faults["field"].map { "<p class=\"field-error\">\(Icon.alert.html)\($0)</p>" as HTML })</div>
            <div class="row">\(Button(text: "Add field", icon: .plus, style: .primary).submit())</div></form>
            """
        )
    }

    private var reset: HTML {
        guard !added.isEmpty else { return .empty }
        return """
            <form method="post" action="\(Paths.matchInputReset)">\(hidden)\
            \(Button(text: "Reset all", icon: .again, isSmall: true, object: object.plural).submit())</form>
            """
    }

    private var fields: [FieldSchema] {
        (schema?.fields.values.filter { $0.type != .other } ?? []).sorted { ($0.label, $0.name) < ($1.label, $1.name) }
    }
}

extension Question.Field {
    /// As the table of inputs calls it.
    var title: String {
        switch self {
        case .name: "Company Name"
        case .otherName: "Other Company Names"
        case .website: "Website"
        case .phone: "Phone"
        case .street: "Street"
        case .city: "City"
        case .region: "State"
        case .postcode: "Zip Code"
        case .country: "Country"
        case .employees: "Employees"
        case .ticker: "Ticker"
        case .first: "First Name"
        case .last: "Last Name"
        case .fullName: "Full Name"
        case .email: "E-mail"
        case .title: "Job Title"
        case .birthDate: "Date of Birth"
        case .identity: "Identity"
        case .companyPhone: "Company Phone"
        case .companyStreet: "Company Street"
        case .companyCity: "Company City"
        case .companyRegion: "Company State"
        case .companyPostcode: "Company Zip Code"
        case .companyCountry: "Company Country"
        }
    }
}
