import HTML

/// One company: what is known and who says so, its people, its family, its news, its history.
struct CompanyPage: Sendable {
    struct Signal: Sendable {
        let topic: String
        let category: String
        /// From 0 to 100.
        let score: Int?
        let day: String
        let source: String
    }

    struct Scoop: Sendable {
        let type: String
        let text: String
        let details: String
        let day: String
        let source: String
    }

    struct Employee: Sendable {
        let name: String
        let path: String
        let title: String
        let email: String
    }

    /// What the sources say of one field, in the order of the sources.
    struct Comparison: Sendable {
        let field: String
        let values: [String]
    }

    let viewer: Viewer
    let name: String
    let lead: String
    let state: Badge?
    var actions: HTML = .empty
    let figures: [Figures.Figure]
    /// Why the page is about something that is gone.
    let ended: Moment?
    let facts: [FactTable.Line]
    let otherNames: [(text: String, kind: String)]
    let family: FamilyTree
    let people: [Employee]
    let peopleCount: Int
    let peoplePath: String
    let signals: [Signal]
    let scoops: [Scoop]
    let sources: [String]
    let comparisons: [Comparison]
    let history: HistoryList

    var html: HTML {
        Layout.page(
            PageHead(
                title: name,
                section: .companies,
                lead: lead.isEmpty ? nil : lead,
                crumbs: [.init(text: "Companies", path: Paths.companies)],
                badge: state?.html ?? .empty,
                actions: actions
            ),
            viewer: viewer,
            """
            \(ended.map { goneNotice($0) })\(when: !figures.isEmpty, Figures(figures: figures).html)
            <div class="grid-main"><div class="stack">
            \(Card(title: "Facts", lead: "Each with its source, and the day of it.", isPadded: false).html(
                FactTable(lines: facts).html
            ))
            \(when: !people.isEmpty, peopleCard)\(when: !signals.isEmpty, signalCard)\(when: !scoops.isEmpty, scoopCard)
            \(when: sources.count > 1, comparisonCard)
            </div><div class="stack">
            \(Card(title: "Family").html(family.isAlone ? "<p class=\"muted\">No parent and no subsidiary is known.</p>" : family.html))
            \(when: !otherNames.isEmpty, Card(title: "Other names").html(names))
            \(Card(title: "History", lead: "What each load changed.").html(history.html))
            </div></div>
            """
        )
    }

    private func goneNotice(_ moment: Moment) -> HTML {
        Notice(
            tone: .amber,
            title: "No source knows this company any more.",
            text: "It was in no file since \(moment.stamp); what was known is kept."
        ).html
    }

    private var names: HTML {
        "<ul class=\"names\">\(each: otherNames, { "<li>\($0.text) <small class=\"muted\">\($0.kind)</small></li>" })</ul>"
    }

    private var peopleCard: HTML {
        let all = Button(text: "All \(peopleCount.formatted(.grouped))", style: .quiet, isSmall: true)
        return Card(title: "People", actions: all.link(to: peoplePath), isPadded: false).html(
            Table(
                caption: "People of \(name)",
                columns: [.init(title: "Name"), .init(title: "Title"), .init(title: "E-mail")],
                rows: people.map { person in
                    Table.Row(cells: [
                        "<a class=\"cell-main\" href=\"\(person.path)\">\(person.name)</a>", "\(person.title)",
                        "\(person.email)",
                    ])
                }
            ).html
        )
    }

    private var signalCard: HTML {
        Card(title: "Signals", lead: "What the company looks into.", isPadded: false).html(
            Table(
                caption: "Signals",
                columns: [.init(title: "Topic"), .init(title: "Score"), .init(title: "Seen"), .init(title: "Source")],
                rows: signals.map { signal in
                    let score: HTML? = signal.score.map { score in
                        """
                        <span class="score"><progress class="progress" max="100" value="\(score)" \
                        aria-label="Score of \(signal.topic)"></progress><span class="number">\(score)</span></span>
                        """
                    }
                    return Table.Row(cells: [
                        """
                        <span class="cell-main">\(signal.topic)</span>\
                        \(when: !signal.category.isEmpty, "<small>\(signal.category)</small>")
                        """,
                        score ?? .empty, "\(signal.day)", "\(signal.source)",
                    ])
                }
            ).html
        )
    }

    private var scoopCard: HTML {
        Card(title: "News").html("<ol class=\"news\">\(each: scoops, scoop)</ol>")
    }

    private func scoop(_ scoop: Scoop) -> HTML {
        """
        <li>\(when: !scoop.type.isEmpty, "<span class=\"badge is-plain is-blue\">\(scoop.type)</span>")\
        <p>\(scoop.text)</p>\(when: !scoop.details.isEmpty, "<p class=\"muted\">\(scoop.details)</p>")\
        <p class="muted"><small>\(scoop.day.isEmpty ? scoop.source : "\(scoop.day) · \(scoop.source)")</small></p></li>
        """
    }

    private var comparisonCard: HTML {
        Card(
            title: "What each source says",
            lead: "The first source by priority that says anything is believed.",
            isPadded: false
        ).html(
            """
            <div class="scrolls">\(Table(
                caption: "What each source says",
                columns: [.init(title: "Field")] + sources.map { .init(title: $0) },
                rows: comparisons.map { line in
                    Table.Row(cells: ["<span class=\"fact-name\">\(FieldTitles.title(line.field))</span>"] + line.values.map { "\($0)" })
                }
            ).html)</div>
            """
        )
    }
}
