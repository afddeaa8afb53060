import HTML

/// What stands at the top of a page.
struct PageHead: Sendable {
    struct Crumb: Sendable {
        let text: String
        let path: String
    }

    let title: String
    var section: Section?
    var lead: String?
    var crumbs: [Crumb] = []
    var badge: HTML = .empty
    var actions: HTML = .empty
    var isNarrow = false
    /// True when the page's one form says its title itself.
    var isTitleHidden = false

    var html: HTML {
        let title: HTML = "<h1\(attribute: "class", isTitleHidden ? "visually-hidden" : nil)>\(self.title)</h1>"
        return """
            <header class="page-head"><div>\(when: !crumbs.isEmpty, trail)\
            <div class="page-title">\(title)\(badge)</div>\(lead.map { "<p class=\"lead\">\($0)</p>" as HTML })</div>\
            \(when: !actions.isEmpty, "<div class=\"row\">\(actions)</div>")</header>
            """
    }

    private var trail: HTML {
        """
        <nav class="crumbs" aria-label="Breadcrumb"><ol>\
        \(each: crumbs, { "<li><a href=\"\($0.path)\">\($0.text)</a></li>" })\
        <li aria-current="page">\(title)</li></ol></nav>
        """
    }
}
