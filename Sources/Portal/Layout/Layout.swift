import HTML

/// The frame around every page for those who are signed in: navigation, account menu, messages.
enum Layout {
    static func page(_ head: PageHead, viewer: Viewer, _ body: HTML) -> HTML {
        // Each stands on the page twice: beside it on a desk, in the menu on a phone.
        let brand = brand(viewer)
        let groups: HTML = "\(each: viewer.navigation, { group($0, head.section) })"
        let menu = accountMenu(head.section, viewer)
        let isOffered = !viewer.navigation.isEmpty
        let find = isOffered ? Layout.find : nil
        return document(
            title: "\(head.title) · \(viewer.organisation)",
            theme: viewer.theme,
            """
            <a class="skip" href="#main">Skip to content</a>
            <div class="frame">
            <aside class="side">\(brand)\(find)\(isOffered ? navigation(groups, "Sections") : nil)\
            <details class="menu account"><summary>\(avatar(viewer.initials))<span class="account-name">\
            <strong>\(viewer.name)</strong><span>\(viewer.roleName)</span></span>\(Icon.updown.html)</summary>\
            <div class="account-panel">\(menu)</div></details></aside>
            <header class="top">\(brand)\(find)<details class="menu"><summary aria-label="Menu">\(Icon.menu.html)\
            </summary><div class="top-panel">\(isOffered ? navigation(groups, "Sections of the menu") : nil)\
            <div>\(menu)</div></div></details></header>
            <main class="content\(when: head.isNarrow, " is-narrow")" id="main" tabindex="-1">
            \(head.html)
            \(body)
            </main></div>
            <div class="toasts" role="status" aria-live="polite">\(viewer.toast?.html)</div>
            """
        )
    }

    /// A whole document around what it shows.
    static func document(title: String, theme: Theme, _ body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en"\(attribute: "data-theme", theme == .auto ? nil : theme.rawValue)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · Loam</title>
        \(links)
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let links: HTML = """
        <link rel="icon" href="\(Assets.path("favicon.svg"))" type="image/svg+xml">
        <link rel="stylesheet" href="\(Assets.path("loam.css"))">
        <script type="module" src="\(Assets.path("loam.js"))"></script>
        """

    static func avatar(_ initials: String) -> HTML {
        "<span class=\"avatar\" aria-hidden=\"true\">\(initials)</span>"
    }

    private static func brand(_ viewer: Viewer) -> HTML {
        """
        <a class="brand" href="\(Paths.overview)">\(mark)<span class="brand-name"><strong>Loam</strong>\
        <span>\(viewer.organisation)</span></span></a>
        """
    }

    /// Leads to everything that has a name; opens on top of the page.
    private static let find: HTML = """
        <a class="find" href="\(Paths.find)" data-opens-dialog data-find aria-label="Find">\(Icon.search.html)\
        <span>Find</span><kbd aria-hidden="true">Ctrl K</kbd></a>
        """

    static let mark: HTML =
        "<svg class=\"brand-mark\" aria-hidden=\"true\"><use href=\"\(Assets.path("icons.svg"))#mark\"/></svg>"

    private static func navigation(_ groups: HTML, _ label: String) -> HTML {
        "<nav class=\"nav\" aria-label=\"\(label)\">\(groups)</nav>"
    }

    private static func group(_ group: NavigationGroup, _ current: Section?) -> HTML {
        """
        <div class="nav-group">\(group.title.map { "<p>\($0)</p>" as HTML })\
        <ul>\(each: group.items, { item($0, current) })</ul></div>
        """
    }

    private static func item(_ item: NavigationGroup.Item, _ current: Section?) -> HTML {
        let section = item.section
        return """
            <li><a href="\(section.path)" data-key="\(section.key)"\
            \(attribute: "aria-current", section == current ? "page" : nil)>\(section.icon.html)\(section.title)\
            \(item.count.map { "<span class=\"count is-red\">\($0, .grouped)</span>" as HTML })</a></li>
            """
    }

    private static func accountMenu(_ current: Section?, _ viewer: Viewer) -> HTML {
        """
        <a class="menu-item" href="\(Paths.account)"\
        \(attribute: "aria-current", current == .account ? "page" : nil)>\(Icon.user.html)My account</a>\
        <a class="menu-item" href="\(Paths.shortcuts)" data-shortcuts data-opens-dialog>\(Icon.keyboard.html)\
        Keyboard shortcuts</a>\
        <hr class="menu-line">\(themeChoice(viewer))<hr class="menu-line">\
        <form method="post" action="\(Paths.signOut)">\(FormToken.field(viewer.token))\
        <button class="menu-item" type="submit">\(Icon.leave.html)Sign out</button></form>
        """
    }

    static func themeChoice(_ viewer: Viewer) -> HTML {
        """
        <form class="theme-choice" method="post" action="\(Paths.theme)" data-theme-choice>\
        \(FormToken.field(viewer.token))<input type="hidden" name="back" value="\(viewer.address)">\
        <div class="segments" role="group" aria-label="Theme">\(each: Theme.allCases, {
            "<button type=\"submit\" name=\"theme\" value=\"\($0.rawValue)\" aria-pressed=\"\(viewer.theme == $0 ? "true" : "false")\">\($0.icon.html)\($0.title)</button>"
        })</div></form>
        """
    }
}
