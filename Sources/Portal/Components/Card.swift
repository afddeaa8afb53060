import HTML

/// A titled box.
struct Card: Sendable {
    let title: String
    var lead: String?
    var actions: HTML = .empty
    var isDanger = false
    /// False for a body that brings its own edges, such as a table.
    var isPadded = true
    var foot: HTML?

    func html(_ body: HTML) -> HTML {
        """
        <section class="card\(when: isDanger, " is-danger")"><header class="card-head"><div><h2>\(title)</h2>\
        \(lead.map { "<p>\($0)</p>" as HTML })</div>\(actions)</header>
        \(when: isPadded, "<div class=\"card-body\">\(body)</div>", else: body)
        \(foot.map { "<footer class=\"card-foot\">\($0)</footer>" as HTML })</section>
        """
    }
}

/// Names and values, one below the other.
struct Pairs: Sendable {
    let pairs: [(name: String, value: HTML)]

    init(_ pairs: [(name: String, value: HTML)]) {
        self.pairs = pairs
    }

    var html: HTML {
        "<dl class=\"pairs\">\(each: pairs, { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" })</dl>"
    }
}

/// The large numbers at the top of a page.
struct Figures: Sendable {
    struct Figure: Sendable {
        let name: String
        let value: String
        var detail: String?
        var path: String?
    }

    let figures: [Figure]

    var html: HTML { "<dl class=\"figures\">\(each: figures, figure)</dl>" }

    private func figure(_ figure: Figure) -> HTML {
        let value: HTML = "\(figure.value)"
        return """
            <div><dt>\(figure.name)</dt><dd>\(figure.path.map { "<a href=\"\($0)\">\(value)</a>" } ?? value)</dd>\
            \(figure.detail.map { "<dd>\($0)</dd>" as HTML })</div>
            """
    }
}

/// A value that is to be taken elsewhere.
struct CopyField: Sendable {
    let id: String
    let value: String
    let label: String

    var html: HTML {
        """
        <div class="copy"><code id="\(id)" tabindex="0" role="textbox" aria-readonly="true" aria-label="\(label)">\
        \(value)</code><button type="button" class="button" data-copy="\(id)">\(Icon.copy.html)\
        <span data-label aria-live="polite">Copy</span></button></div>
        """
    }
}

/// The parts of a page that are pages of their own.
struct Tabs: Sendable {
    struct Tab: Sendable {
        let text: String
        let path: String
        let isCurrent: Bool
        var count: Int?
        /// Whether there may be more, since they were not counted to the end.
        var isLeast = false
    }

    let label: String
    let tabs: [Tab]

    var html: HTML {
        "<nav class=\"tabs\" aria-label=\"\(label)\">\(each: tabs, tab)</nav>"
    }

    private func tab(_ tab: Tab) -> HTML {
        """
        <a href="\(tab.path)"\(attribute: "aria-current", tab.isCurrent ? "page" : nil)>\(tab.text)\
        \(tab.count.map { " <span class=\"count\">\($0, .grouped)\(when: tab.isLeast, "+")</span>" as HTML })</a>
        """
    }
}
