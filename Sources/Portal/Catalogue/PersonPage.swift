import HTML

/// One person: what is known and who says so, where they work and worked, and what changed.
struct PersonPage: Sendable {
    struct Employer: Sendable {
        let name: String
        let path: String
        let details: String
    }

    let viewer: Viewer
    let name: String
    let lead: String
    let state: Badge?
    var actions: HTML = .empty
    let ended: Moment?
    let figures: [Figures.Figure]
    let facts: [FactTable.Line]
    let employer: Employer?
    /// The name of the employer where the catalogue knows no more of it.
    let employerName: String
    let former: [(name: String, path: String)]
    let history: HistoryList

    var html: HTML {
        Layout.page(
            PageHead(
                title: name,
                section: .people,
                lead: lead.isEmpty ? nil : lead,
                crumbs: [.init(text: "People", path: Paths.people)],
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
            </div><div class="stack">
            \(Card(title: "Company").html(work))
            \(when: !former.isEmpty, Card(title: "Before").html(earlier))
            \(Card(title: "History", lead: "What each load changed.").html(history.html))
            </div></div>
            """
        )
    }

    private func goneNotice(_ moment: Moment) -> HTML {
        Notice(
            tone: .amber,
            title: "The source knows this person no more.",
            text: "They were in no file since \(moment.stamp); what was known is kept."
        ).html
    }

    private var work: HTML {
        if let employer {
            return """
                <p><a class="cell-main" href="\(employer.path)">\(employer.name)</a></p>\
                \(when: !employer.details.isEmpty, "<p class=\"muted\">\(employer.details)</p>")
                """
        }
        return employerName.isEmpty
            ? "<p class=\"muted\">It is not known where they work.</p>"
            : "<p>\(employerName)</p><p class=\"muted\">The catalogue knows no more of this company.</p>"
    }

    private var earlier: HTML {
        "<ul class=\"names\">\(each: former, { "<li><a href=\"\($0.path)\">\($0.name)</a></li>" })</ul>"
    }
}
