import HTML

/// What can be pressed: a button of a form, or a link that looks like one.
struct Button: Sendable {
    enum Style: String, Sendable {
        case plain = "button"
        case primary = "button is-primary"
        case danger = "button is-danger"
        case quiet = "button is-quiet"
    }

    let text: String
    var icon: Icon?
    var style = Style.plain
    var isSmall = false
    var isWide = false
    /// What it acts on, for those who hear "Revoke" eight times in a row.
    var object: String?

    /// Sends the form that it stands in.
    func submit(name: String? = nil, value: String? = nil) -> HTML {
        """
        <button type="submit" class="\(classes)"\(attribute: "name", name)\(attribute: "value", value)>\(label)</button>
        """
    }

    func link(to path: String) -> HTML {
        "<a class=\"\(classes)\" href=\"\(path)\">\(label)</a>"
    }

    /// A link to a page that holds one form; with a script the form opens on top of the present page.
    func dialog(at path: String) -> HTML {
        "<a class=\"\(classes)\" href=\"\(path)\" data-opens-dialog>\(label)</a>"
    }

    /// A form that is nothing but this button.
    func post(to path: String, token: String) -> HTML {
        "<form method=\"post\" action=\"\(path)\">\(FormToken.field(token))\(submit())</form>"
    }

    private var classes: String {
        style.rawValue + (isSmall ? " is-small" : "") + (isWide ? " is-wide" : "")
    }

    private var label: HTML {
        "\(icon?.html)\(text)\(object.map { " <span class=\"visually-hidden\">\($0)</span>" as HTML })"
    }
}
