import HTML

/// What happened, newest first.
struct Activity: Sendable {
    struct Event: Sendable {
        let icon: Icon
        let actor: String
        /// "invited ben@example.com", without the actor.
        let text: String
        let moment: Moment
        var path: String?
    }

    let events: [Event]

    var html: HTML { "<ol class=\"activity\">\(each: events, event)</ol>" }

    private func event(_ event: Event) -> HTML {
        let text: HTML = event.path.map { "<a href=\"\($0)\">\(event.text)</a>" } ?? "<span>\(event.text)</span>"
        return """
            <li><span class="activity-mark">\(event.icon.html)</span><p><strong>\(event.actor)</strong> \(text)\
            <small>\(event.moment.html)</small></p></li>
            """
    }
}
