import HTML

/// The first page after the sign-in: what needs attention, and how things go.
struct OverviewPage: Sendable {
    /// Something that someone should do.
    struct Task: Sendable {
        let tone: Tone
        let icon: Icon
        let title: String
        let text: String
        var action: Button?
        var path = ""
    }

    let viewer: Viewer
    /// "Good morning, Ada".
    let greeting: String
    let tasks: [Task]
    /// Nil for those who may only use the product.
    let operations: Operations?
    /// Nil for them as well.
    let standing: Standing?

    struct Operations: Sendable {
        let figures: Figures
        let jobsByState: DonutChart
        let jobsPerHour: LineChart
        let jobsByKind: BarChart
        let activity: Activity
    }

    var html: HTML {
        Layout.page(
            PageHead(title: greeting, section: .overview, lead: lead),
            viewer: viewer,
            "\(taskList)\(operations.map(charts) ?? welcome)"
        )
    }

    private var lead: String {
        guard operations != nil else { return "Welcome to \(viewer.organisation)." }
        guard !tasks.isEmpty else { return "Nothing needs your attention at \(viewer.organisation)." }
        return tasks.count == 1
            ? "One thing could use your attention at \(viewer.organisation)."
            : "\(tasks.count) things could use your attention at \(viewer.organisation)."
    }

    private var taskList: HTML? {
        guard !tasks.isEmpty else { return nil }
        return """
            <section class="card" aria-labelledby="attention"><h2 class="visually-hidden" id="attention">Needs attention</h2>
            <ul class="attention">\(each: tasks, task)</ul></section>
            """
    }

    private func task(_ task: Task) -> HTML {
        """
        <li><span class="attention-mark \(task.tone.rawValue)">\(task.icon.html)</span>\
        <div class="attention-text"><strong>\(task.title)</strong><p>\(task.text)</p></div>\
        \(task.action.map { $0.link(to: task.path) })</li>
        """
    }

    private func charts(_ operations: Operations) -> HTML {
        """
        \(operations.figures.html)\(standing?.html)
        <div class="grid-main is-even">
        \(Card(title: "Background jobs per hour", lead: "The last 24 hours").html(course(operations)))
        \(Card(title: "Background jobs by state", lead: "Now, and done in the last 24 hours").html(operations.jobsByState.html))
        </div>
        <div class="grid-main">
        \(Card(title: "Recent activity", actions: auditLink).html(activity(operations)))
        \(Card(title: "Background jobs by kind", lead: "In line, running or failed").html(kinds(operations)))
        </div>
        """
    }

    private var welcome: HTML {
        """
        <section class="card">\(EmptyState(
            icon: .sprout,
            title: "Your account is ready",
            text: "You may use Loam as a member. Under My account you change your name and password and see where you are signed in.",
            action: Button(text: "My account", icon: .user).link(to: Paths.account)
        ).html)</section>
        """
    }

    private var auditLink: HTML { Button(text: "Audit log", style: .quiet, isSmall: true).link(to: Paths.audit) }

    private func activity(_ operations: Operations) -> HTML {
        guard operations.activity.events.isEmpty else { return operations.activity.html }
        return "<p class=\"muted\">Nothing yet. Every administrative act will be listed here.</p>"
    }

    private func course(_ operations: Operations) -> HTML {
        guard operations.jobsPerHour.isFlat else { return operations.jobsPerHour.html }
        return EmptyState(
            icon: .clock,
            title: "A quiet day",
            text: "No background job has finished in the last 24 hours. As soon as one does, its hour is drawn here."
        ).html
    }

    private func kinds(_ operations: Operations) -> HTML {
        guard operations.jobsByKind.bars.isEmpty else { return operations.jobsByKind.html }
        return "<p class=\"muted\">No background job is in line, running or failed.</p>"
    }
}
