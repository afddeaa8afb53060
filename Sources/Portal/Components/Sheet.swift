import HTML

/// One form that is a page of its own; with a script it opens as a dialog on top of the page that led to it.
struct Sheet: Sendable {
    let title: String
    var lead: String?
    let action: String
    let token: String
    let submit: Button
    /// Where "Cancel" leads on the page.
    let back: String

    func html(_ fields: HTML = .empty) -> HTML {
        """
        <section class="card sheet" data-sheet aria-labelledby="sheet-title">
        <form method="post" action="\(action)">\(FormToken.field(token))
        <header class="sheet-head"><h2 id="sheet-title">\(title)</h2>\(lead.map { "<p>\($0)</p>" as HTML })</header>
        \(when: !fields.isEmpty, "<div class=\"sheet-body form\">\(fields)</div>")
        <footer class="sheet-foot"><a class="button" href="\(back)" data-cancel>Cancel</a>\(submit.submit())</footer>
        </form></section>
        """
    }
}
