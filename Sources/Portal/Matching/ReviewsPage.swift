import HTML

/// Borderline matches, one after another: the record beside its candidates, and three keys.
struct ReviewsPage: Sendable {
    /// The pair that is looked at.
    struct Pair: Sendable {
        let title: String
        let profile: (name: String, path: String)?
        let lead: String
        let record: [(name: String, value: String)]
        let candidates: Candidates?
        let action: String
        let skip: String
        /// What was decided; nil while it waits.
        let verdict: Badge?
        let decided: String?
    }

    struct Line: Sendable {
        let record: String
        let path: String
        let confidence: Int
        let waits: Moment
    }

    let viewer: Viewer
    let tabs: Tabs
    let pair: Pair?
    let lines: [Line]
    let mayDecide: Bool
    /// What there is to say where nothing waits.
    let nothing: (title: String, text: String)

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Review",
                section: .reviews,
                lead: "Matches that no score can decide. What you say overrides every score, and teaches the model."
            ),
            viewer: viewer,
            """
            \(tabs.html)
            \(pair.map { shown($0) } ?? EmptyState(icon: .check, title: nothing.title, text: nothing.text).html)
            """
        )
    }

    private func shown(_ pair: Pair) -> HTML {
        """
        <div class="grid-main"><div class="stack">\
        \(Card(title: pair.title, lead: pair.lead, actions: pair.verdict?.html ?? .empty).html(question(pair)))\
        \(pair.candidates?.html)</div><div class="stack">\
        \(Card(title: "Record").html(Pairs(pair.record.map { ($0.name, "\($0.value)") }).html))\
        \(when: lines.count > 0, list)</div></div>
        """
    }

    private func question(_ pair: Pair) -> HTML {
        let name: HTML =
            pair.profile.map { "<a class=\"cell-main\" href=\"\($0.path)\">\($0.name)</a>" }
            ?? "<span class=\"muted\">No source knows this profile any more.</span>"
        return """
            <p>Is the record this profile? \(name)</p>\
            \(pair.decided.map { "<p class=\"muted\">\($0)</p>" as HTML })\
            \(when: mayDecide, buttons(pair))
            """
    }

    private func buttons(_ pair: Pair) -> HTML {
        """
        <form method="post" action="\(pair.action)" class="row decision">\(FormToken.field(viewer.token))
        \(choice("same", "Yes, the same", "y", "is-primary"))\(choice("different", "No, another", "n", ""))\
        \(when: pair.verdict != nil, choice("open", "Take back", "t", ""))\
        <a class="button is-quiet" href="\(pair.skip)" data-hotkey="s">Skip <kbd>s</kbd></a></form>
        """
    }

    private func choice(_ verdict: String, _ text: String, _ key: String, _ style: String) -> HTML {
        """
        <button type="submit" class="button \(style)" name="verdict" value="\(verdict)" data-hotkey="\(key)">\
        \(text) <kbd>\(key)</kbd></button>
        """
    }

    private var list: HTML {
        Card(title: "Next", isPadded: false).html(
            Table(
                caption: "Further pairs",
                columns: [.init(title: "Record"), .init(title: "Confidence", isNumber: true), .init(title: "Since")],
                rows: lines.map { line in
                    Table.Row(cells: [
                        "<a class=\"cell-main\" href=\"\(line.path)\">\(line.record)</a>", "\(line.confidence)",
                        line.waits.html,
                    ])
                }
            ).html
        )
    }
}
