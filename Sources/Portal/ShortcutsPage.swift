import HTML

/// What the keyboard can do.
struct ShortcutsPage: Sendable {
    let viewer: Viewer

    var html: HTML {
        let sections = viewer.navigation.flatMap(\.items).map(\.section)
        let ways: [(name: String, value: HTML)] = sections.map { section in
            ("Go to \(section.title)", "<kbd>g</kbd> then <kbd>\(section.key)</kbd>")
        }
        return Layout.page(
            PageHead(title: "Keyboard shortcuts", isNarrow: true, isTitleHidden: true),
            viewer: viewer,
            """
            <section class="card sheet" data-sheet aria-labelledby="sheet-title">
            <header class="sheet-head"><h2 id="sheet-title">Keyboard shortcuts</h2></header>
            <div class="sheet-body">\(Pairs([
                ("Find anything", "<kbd>Ctrl</kbd> <kbd>K</kbd>"),
                ("Search in the list", "<kbd>/</kbd>"),
                ("On a review: yes, no, skip", "<kbd>y</kbd> <kbd>n</kbd> <kbd>s</kbd>"),
                ("Show this help", "<kbd>?</kbd>"),
                ("Close a menu or a dialog", "<kbd>Esc</kbd>"),
            ] + ways).html)</div></section>
            """
        )
    }
}
