import HTML

/// A box that says something about the page that it stands on.
struct Notice: Sendable {
    let tone: Tone
    let title: String
    var text: String?
    var action: HTML = .empty

    var html: HTML {
        """
        <div class="notice \(tone.rawValue)">\(icon.html)<div><p><strong>\(title)</strong></p>\
        \(text.map { "<p>\($0)</p>" as HTML })</div>\(action)</div>
        """
    }

    private var icon: Icon {
        switch tone {
        case .green: .check
        case .red, .amber: .alert
        case .blue, .neutral: .info
        }
    }
}

/// What just happened, said once after the redirect that followed it.
struct Toast: Sendable, Equatable {
    var text: String
    var isProblem = false

    var html: HTML {
        """
        <div class="toast\(when: isProblem, " is-problem")">\((isProblem ? Icon.alert : .check).html)<p>\(text)</p>\
        <button type="button" class="button is-quiet is-small" data-dismiss aria-label="Dismiss">\(Icon.cross.html)\
        </button></div>
        """
    }
}

/// What stands where rows would stand: why there are none, and what to do next.
struct EmptyState: Sendable {
    let icon: Icon
    let title: String
    let text: String
    var action: HTML = .empty

    var html: HTML {
        """
        <div class="empty"><span class="empty-mark">\(icon.html)</span><h2>\(title)</h2><p>\(text)</p>\
        \(when: !action.isEmpty, "<div class=\"row\">\(action)</div>")</div>
        """
    }
}
