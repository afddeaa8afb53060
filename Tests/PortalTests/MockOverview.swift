@testable import Portal

extension Mock {
    static let overview = OverviewPage(
        viewer: viewer(),
        greeting: "Good morning, Ada",
        tasks: [
            .init(
                tone: .red,
                icon: .alert,
                title: "3 jobs failed for good",
                text: "They are not tried again by themselves. Look at the error of each, then retry or cancel it.",
                action: Button(text: "See jobs", isSmall: true),
                path: "/jobs?state=dead"
            ),
            .init(
                tone: .amber,
                icon: .mail,
                title: "No mail server is set",
                text: "Invitations and password links wait in the portal to be passed on by hand.",
                action: Button(text: "See mails", isSmall: true),
                path: "/mail"
            ),
        ],
        operations: operations(quiet: false),
        standing: standing(isEmpty: false)
    )

    static let quietOverview = OverviewPage(
        viewer: auditor,
        greeting: "Good evening, Ada",
        tasks: [],
        operations: operations(quiet: true),
        standing: standing(isEmpty: true)
    )

    static let memberOverview = OverviewPage(
        viewer: member,
        greeting: "Good afternoon, Ada",
        tasks: [],
        operations: nil,
        standing: nil
    )

    private static func standing(isEmpty: Bool) -> Standing {
        let sales = Standing.ProductLine(name: "Sales", seats: 100, used: 97, lastDay: "31 Dec 2026", isOver: false)
        let old = Standing.ProductLine(name: "Marketing", seats: 20, used: 20, lastDay: "1 Mar 2026", isOver: true)
        let data = Standing.ProductLine(name: "Data", seats: 5, used: 0, lastDay: nil, isOver: false)
        let org = Standing.ConnectionLine(
            name: "Production",
            path: "/integrations/salesforce/" + userID,
            state: Badge(text: "Working", tone: .green),
            usedToday: 1240,
            limit: 5000,
            org: (42_118, 100_000)
        )
        let next = Standing.NextLine(
            name: "Nightly accounts",
            path: "/enrich/jobs/" + userID,
            at: moment("tomorrow at 02:00")
        )
        return Standing(
            products: isEmpty ? [] : [sales, old, data],
            connections: isEmpty ? [] : [org],
            next: isEmpty ? [] : [next],
            credits: Standing.Credits(
                month: "March 2026",
                users: BarChart(
                    bars: isEmpty ? [] : [.init(name: "Schedule", value: 8120), .init(name: "Ada", value: 12)]
                ),
                jobs: BarChart(bars: isEmpty ? [] : [.init(name: "Nightly accounts", value: 8132)])
            ),
            hasJobs: false
        )
    }

    private static let finished = [
        120, 96, 88, 61, 40, 38, 52, 90, 184, 260, 312, 298, 241, 280, 305, 330, 342, 290, 210, 184, 160, 141, 130, 96,
    ]
    private static let failed = [2, 0, 0, 1, 0, 0, 0, 3, 8, 12, 4, 2, 0, 0, 3, 21, 9, 2, 0, 0, 1, 0, 0, 1]

    private static func operations(quiet: Bool) -> OverviewPage.Operations {
        let factor = quiet ? 0 : 1
        return .init(
            figures: Figures(figures: [
                .init(
                    name: "Active users",
                    value: quiet ? "1" : "48",
                    detail: quiet ? "1 admin" : "3 invited",
                    path: "/users"
                ),
                .init(
                    name: "Jobs finished today",
                    value: quiet ? "0" : "4,348",
                    detail: "since midnight",
                    path: "/jobs?state=done"
                ),
                .init(
                    name: "Jobs waiting",
                    value: quiet ? "0" : "1,207",
                    detail: quiet ? "none is due" : "the oldest since 4 min",
                    path: "/jobs?state=ready"
                ),
                .init(
                    name: "Mails held",
                    value: quiet ? "0" : "12",
                    detail: "to be passed on by hand",
                    path: "/mail?state=held"
                ),
            ]),
            jobsByState: DonutChart(
                name: "Jobs by state",
                noun: "jobs",
                parts: [
                    .init(name: "Done", value: 28_412 * factor, colour: 1, path: "/jobs?state=done"),
                    .init(name: "Running", value: 16 * factor, colour: 3, path: "/jobs?state=leased"),
                    .init(name: "Ready", value: 1207 * factor, colour: 2, path: "/jobs?state=ready"),
                    .init(name: "Waiting", value: 5210 * factor, colour: 6, path: "/jobs?state=waiting"),
                    .init(name: "Dead", value: 310 * factor, colour: 4, path: "/jobs?state=dead"),
                ]
            ),
            jobsPerHour: LineChart(
                name: "Jobs finished per hour in the last 24 hours",
                pointName: "Hour",
                points: (0..<24).map { hour in
                    let text = (hour < 10 ? "0" : "") + "\(hour):00"
                    return .init(label: text, detail: "8 Mar, \(text)")
                },
                series: [
                    .init(name: "done", colour: 1, values: finished.map { $0 * factor }),
                    .init(name: "dead", colour: 4, values: failed.map { $0 * factor }),
                ]
            ),
            jobsByKind: BarChart(
                bars: quiet
                    ? []
                    : [
                        .init(name: "run.write", value: 18_204, path: "/jobs?kind=run.write"),
                        .init(name: "run.plan", value: 9120, path: "/jobs?kind=run.plan"),
                        .init(name: "mail.send", value: 3411, path: "/jobs?kind=mail.send"),
                        .init(name: "catalogue.load", value: 212, path: "/jobs?kind=catalogue.load"),
                        .init(name: "sessions.tidy", value: 24, path: "/jobs?kind=sessions.tidy"),
                    ]
            ),
            activity: Activity(events: quiet ? [] : events)
        )
    }

    static let events: [Activity.Event] = [
        .init(
            icon: .users,
            actor: "Ada Lovelace",
            text: "invited Grace Hopper",
            moment: moment("4 minutes ago"),
            path: "/users/01890000-0000-7000-8000-000000000001"
        ),
        .init(
            icon: .key,
            actor: "Charles Babbage",
            text: "made the API key “Nightly report”",
            moment: moment("2 hours ago")
        ),
        .init(
            icon: .settings,
            actor: "Ada Lovelace",
            text: "changed the time zone from UTC to Europe/Berlin",
            moment: moment("yesterday at 17:20")
        ),
        .init(icon: .user, actor: "Grace Hopper", text: "signed in", moment: moment("yesterday at 09:02")),
        .init(icon: .lock, actor: "Ada Lovelace", text: "changed their password", moment: moment("Friday at 11:41")),
    ]
}
