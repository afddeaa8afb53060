import HTML

/// What loads did to a company or a person, the newest first.
struct HistoryList: Sendable {
    struct Event: Sendable {
        let icon: Icon
        /// "changed", "added it"
        let text: String
        let source: String
        let file: String
        let moment: Moment
        let changes: [(field: String, before: String, after: String)]
    }

    let events: [Event]

    var html: HTML { "<ol class=\"activity\">\(each: events, event)</ol>" }

    private func event(_ event: Event) -> HTML {
        """
        <li><span class="activity-mark">\(event.icon.html)</span><div><p><strong>\(event.source)</strong> \
        <span>\(event.text)</span><small>\(event.moment.html) · \(event.file)</small></p>\
        \(when: !event.changes.isEmpty, "<ul class=\"changes\">\(each: event.changes, change)</ul>")</div></li>
        """
    }

    private func change(_ change: (field: String, before: String, after: String)) -> HTML {
        let field = FieldTitles.title(change.field)
        let words: HTML =
            switch (change.before.isEmpty, change.after.isEmpty) {
            case (true, _): "\(change.after)"
            case (_, true): "<del>\(change.before)</del>"
            case (false, false): "<del>\(change.before)</del> → \(change.after)"
            }
        return "<li><span class=\"muted\">\(field)</span> \(words)</li>"
    }
}
