import HTML

/// A problem as a person reads it: what happened, what it means, what to do.
struct ProblemPage: Sendable {
    let status: Int
    let title: String
    let text: String
    /// To report it under; only for what is our fault.
    var requestID: String?

    func html(for viewer: Viewer?, theme: Theme, version: String) -> HTML {
        guard let viewer else {
            return EntranceFrame(title: title, theme: theme, version: version).html(
                "<p class=\"muted\">\(text)</p>\(report)<p><a href=\"\(Paths.signIn)\">Go to sign in</a></p>"
            )
        }
        return Layout.page(
            PageHead(title: title, isNarrow: true, isTitleHidden: true),
            viewer: viewer,
            """
            <section class="card">\(EmptyState(
                icon: status >= 500 ? .alert : status == 404 ? .search : .lock,
                title: title,
                text: text,
                action: viewer.navigation.isEmpty
                    ? Button(text: "Go to my account", icon: .user).link(to: Paths.account)
                    : Button(text: "Go to the overview", icon: .home).link(to: Paths.overview)
            ).html)\(when: requestID != nil, "<footer class=\"card-foot\">\(report)</footer>")</section>
            """
        )
    }

    private var report: HTML? {
        requestID.map { id in
            "<p class=\"muted\">If you report this, name the request <code>\(id)</code> of error \(status).</p>"
        }
    }
}
