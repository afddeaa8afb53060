import HTML

/// Type or paste a record, and see which company or person it is, and why.
struct ExplainPage: Sendable {
    struct Outcome: Sendable {
        let badge: Badge
        let sentence: String
        /// What was found, and where it is shown.
        let found: [(name: String, path: String)]
        /// What would have made it a match.
        let change: String?
        let candidates: [Candidates]
    }

    let viewer: Viewer
    let tabs: Tabs
    let object: String
    let fields: [Field]
    let pasted: String
    let outcome: Outcome?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Explain",
                section: .explain,
                lead: "Type or paste a record, and see which company or person of the catalogue it is, and why."
            ),
            viewer: viewer,
            """
            \(tabs.html)
            \(outcome.map { beside(answer($0)) } ?? record)
            """
        )
    }

    private var record: HTML { Card(title: "Record").html(form) }

    private func beside(_ answer: HTML) -> HTML {
        """
        <div class="grid-main"><div class="stack">\(answer)</div><div class="stack">\(record)</div></div>
        """
    }

    private var form: HTML {
        """
        <form method="post" action="\(Paths.explain)" class="form">\(FormToken.field(viewer.token))
        <input type="hidden" name="object" value="\(object)">
        \(each: fields, { $0.html })
        <div class="field"><label for="field-pasted">Pasted</label>
        <textarea class="field-input" id="field-pasted" name="pasted" rows="4" aria-describedby="field-pasted-hint">\(pasted)</textarea>
        <p class="field-hint" id="field-pasted-hint">A line for each field, such as Name: Acme Looms. It fills what is empty above.</p></div>
        <div class="row">\(Button(text: "Explain", style: .primary).submit())</div></form>
        """
    }

    private func answer(_ outcome: Outcome) -> HTML {
        let links: HTML = """
            \(each: outcome.found, { "<p><a class=\"cell-main\" href=\"\($0.path)\">\($0.name)</a></p>" })
            """
        return Card(title: "Answer", actions: outcome.badge.html).html(
            """
            \(links)<p>\(outcome.sentence)</p>\(outcome.change.map {
                "<p><strong>It would be a match if:</strong> \($0).</p>" as HTML
            })
            """
        ) + outcome.candidates.map(\.html).joined()
    }
}
