import HTML

/// The frame of a search: what was asked, how what was found is divided, and the pages of it.
struct CatalogueList: Sendable {
    /// Why there is nothing to search.
    struct Missing: Sendable {
        let title: String
        let text: String
        /// What to type at the command line, when that helps.
        var commands: [String] = []
    }

    let query: ListQuery
    let placeholder: String
    /// What one of them is called, and what several are.
    let noun: (one: String, many: String)
    let facets: [FilterForm.Choice]
    let total: Int
    let pageSize: Int
    /// Lines behind so many are not shown.
    let furthest: Int
    let isGuess: Bool
    /// `companies` or `people`.
    let kind: String
    let saved: [Saved]
    /// Whether the viewer may save searches and fill lists.
    let mayKeep: Bool
    let token: String
    var missing: Missing?

    func html(label: String, results: HTML) -> HTML {
        if let missing { return CatalogueList.empty(missing) }
        let found: HTML = total > 0 ? guess + pickable(results) + pager : nothing
        return """
            \(when: !saved.isEmpty, savedBar)
            <section class="card table-card" aria-label="\(label)">\(form.html)<div id="results">\(found)</div></section>
            """
    }

    /// A search that was kept by a name.
    struct Saved: Sendable {
        let name: String
        let path: String
        let deletion: String
        let isCurrent: Bool
    }

    private var savedBar: HTML {
        "<nav class=\"saved\" aria-label=\"Saved searches\"><ul>\(each: saved, savedSearch)</ul></nav>"
    }

    private func savedSearch(_ search: Saved) -> HTML {
        let delete: HTML = """
            <form method="post" action="\(search.deletion)">\(FormToken.field(token))\
            <input type="hidden" name="kind" value="\(kind)"><button type="submit" class="saved-delete">\
            \(Icon.cross.html)<span class="visually-hidden">Delete the saved search \(search.name)</span></button></form>
            """
        return """
            <li><a href="\(search.path)"\(attribute: "aria-current", search.isCurrent ? "page" : nil)>\
            \(Icon.bookmark.html)\(search.name)</a>\(when: mayKeep, delete)</li>
            """
    }

    /// Around the results, so that those that are ticked can be put on a list.
    private func pickable(_ results: HTML) -> HTML {
        guard mayKeep else { return results }
        let asked = query.filters.filter { !$0.value.isEmpty }
        let save = Button(text: "Save this search", icon: .bookmark, isSmall: true)
            .dialog(at: Paths.newSavedSearch + Paths.query([("kind", kind)] + asked))
        let isSaved = saved.contains { $0.isCurrent }
        return """
            <form method="get" action="\(Paths.addToList)"><input type="hidden" name="kind" value="\(kind)">\(results)\
            <div class="pick-foot">\(Button(text: "Put ticked on a list", icon: .list, isSmall: true).submit())\
            \(when: query.isFiltered && !isSaved, save)</div></form>
            """
    }

    private var form: FilterForm {
        FilterForm(results: "results", query: query, search: ("q", placeholder), choices: facets)
    }

    private var guess: HTML {
        guard isGuess else { return .empty }
        return """
            <p class="guess">\(Icon.info.html)<span>Nothing is spelled like “\(query["q"])”. These are guesses.</span></p>
            """
    }

    private var pager: HTML {
        let shown = min(total, furthest)
        let noun = total == 1 ? self.noun.one : self.noun.many
        let pager = Pager(query: query, total: shown, pageSize: pageSize, noun: noun).html
        guard total > furthest else { return pager }
        return pager + """
            <p class="pager-note">There are \(total, .grouped) \(noun) in all; narrow the list down to see the others.</p>
            """
    }

    private var nothing: HTML {
        EmptyState(
            icon: .search,
            title: "No \(noun.one) fits",
            text: query.isFiltered
                ? "Nothing in the catalogue fits all of this. Try fewer words, or another filter."
                : "The catalogue knows no \(noun.many) yet.",
            action: query.isFiltered ? Button(text: "Show all \(noun.many)").link(to: query.path) : .empty
        ).html
    }

    static func empty(_ missing: Missing) -> HTML {
        """
        <section class="card"><div class="empty"><span class="empty-mark">\(Icon.source.html)</span>\
        <h2>\(missing.title)</h2><p>\(missing.text)</p>\
        \(when: !missing.commands.isEmpty, "<pre class=\"text-block commands\" tabindex=\"0\"><code>\(missing.commands.joined(separator: "\n"))</code></pre>")\
        </div></section>
        """
    }
}
