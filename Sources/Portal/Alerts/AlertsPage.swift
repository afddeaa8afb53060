import HTML
import Store

/// What somebody should know: what is open, and what was.
struct AlertsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let title: String
        let sentence: String
        let tone: Tone
        let icon: Icon
        let raised: Moment
        /// Where what it is about can be seen, and what that is called.
        let place: (path: String, text: String)
        /// What became of it; nil while it is open.
        let outcome: String?
        let over: Moment?
    }

    let viewer: Viewer
    let query: ListQuery
    let open: [Line]
    let all: [Line]
    let isFurther: Bool
    let older: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Alerts",
                section: .alerts,
                lead:
                    "Told once each, here and by mail to those who answer for it. An alert ends by itself when its cause does."
            ),
            viewer: viewer,
            """
            \(openList)
            <section class="card table-card" aria-label="All alerts"><div id="results">\(history)</div></section>
            """
        )
    }

    private var openList: HTML {
        guard !open.isEmpty else {
            guard !all.isEmpty else { return .empty }
            return "<section class=\"card\">"
                + EmptyState(icon: .check, title: "Nothing to know", text: "No alert is open.").html + "</section>"
        }
        return """
            <section class="card" aria-labelledby="open-alerts"><h2 class="visually-hidden" id="open-alerts">Open</h2>\
            <ul class="attention">\(each: open, item)</ul></section>
            """
    }

    private func item(_ line: Line) -> HTML {
        let dismiss = Button(text: "Dismiss", icon: .cross, style: .quiet, isSmall: true)
        return """
            <li><span class="attention-mark \(line.tone.rawValue)">\(line.icon.html)</span>\
            <div class="attention-text"><strong>\(line.title)</strong><p>\(line.sentence)</p><small>\(line.raised.html)</small></div>\
            <div class="row">\(Button(text: line.place.text, isSmall: true).link(to: line.place.path))\
            \(when: viewer.mayChange, dismiss.post(to: Paths.alertDismissal(line.id), token: viewer.token))</div></li>
            """
    }

    private var history: HTML {
        guard !all.isEmpty else {
            return EmptyState(
                icon: .alert,
                title: "No alert yet",
                text:
                    "Runs that fail or wait, fewer matches, more overwrites, credits and calls that run out, connections, "
                    + "certificates and API tokens are watched."
            ).html
        }
        return table.html
            + OlderPager(
                query: query,
                noun: all.count == 1 ? "alert" : "alerts",
                count: all.count,
                isFurther: isFurther,
                older: older
            ).html
    }

    private var table: Table {
        Table(
            caption: "All alerts",
            columns: [.init(title: "Alert"), .init(title: "State"), .init(title: "Raised")],
            rows: all.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(line.place.path)\">\(line.title)</a><small>\(line.sentence)</small>",
                    state(line), line.raised.html,
                ])
            }
        )
    }

    private func state(_ line: Line) -> HTML {
        guard let outcome = line.outcome else { return Badge(text: "Open", tone: line.tone).html }
        return "\(Badge(text: outcome).html)\(line.over.map { "<small>\($0.html)</small>" as HTML })"
    }
}

extension AlertsPage.Line {
    init(_ alert: Alert, _ time: LocalTime) {
        self.init(
            id: alert.id.rawValue,
            title: alert.title,
            sentence: alert.sentence,
            tone: alert.kind.tone,
            icon: alert.kind.icon,
            raised: time.moment(alert.raisedAt),
            place: alert.place,
            outcome: alert.endedAt != nil ? "Over" : alert.dismissedBy.map { "Dismissed by \($0)" },
            over: time.moment(alert.endedAt ?? alert.dismissedAt)
        )
    }
}

extension Alert {
    /// Where what it is about can be seen.
    var place: (path: String, text: String) {
        switch kind {
        case .runFailed, .runWaits, .fewerMatches, .moreOverwrites: (Paths.run(about), "See the run")
        case .callsNearlyUsed, .connectionBroken, .certificateEnds: (Paths.connection(about), "See the connection")
        case .creditsNearlyUsed: (Paths.user(about), "See the person")
        case .tokenEnds: (Paths.provisioning, "See the tokens")
        }
    }
}

extension Alert.Kind {
    var tone: Tone {
        switch self {
        case .runFailed, .connectionBroken: .red
        case .runWaits, .fewerMatches, .moreOverwrites, .creditsNearlyUsed, .callsNearlyUsed, .certificateEnds,
            .tokenEnds:
            .amber
        }
    }

    var icon: Icon {
        switch self {
        case .runFailed: .alert
        case .runWaits: .clock
        case .fewerMatches, .moreOverwrites: .again
        case .creditsNearlyUsed: .credit
        case .callsNearlyUsed, .connectionBroken: .cloud
        case .certificateEnds: .lock
        case .tokenEnds: .key
        }
    }
}
