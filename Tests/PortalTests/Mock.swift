import HTML

@testable import Portal

/// Models of pages as a busy installation would have them.
enum Mock {
    static let context = EntranceContext(token: "mock-token", version: "0.1.0")

    static func viewer(_ role: String = "Admin", theme: Theme = .auto, toast: Toast? = nil) -> Viewer {
        let sections: [[Section]] =
            role == "Member"
            ? [[.overview], [.companies, .people, .lists, .sources], [.reviews, .explain]]
            : [
                [.overview], [.companies, .people, .lists, .sources], [.reviews, .explain], [.salesforce],
                [.users, .keys],
                [.audit, .mail, .jobs],
                [.settings, .system],
            ]
        return Viewer(
            name: "Ada Lovelace",
            email: "ada@example.com",
            roleName: role,
            organisation: "Analytical Engines",
            navigation: zip(
                [nil, "Catalogue", "Matching", "Integrations", "Access", "Activity", "Installation"],
                sections
            ).map {
                title,
                sections in
                NavigationGroup(title: title, items: sections.map { .init(section: $0, count: $0 == .jobs ? 3 : nil) })
            },
            mayChange: role == "Admin",
            token: "mock-token",
            theme: theme,
            toast: toast,
            address: "/",
            version: "0.1.0"
        )
    }

    static let auditor = viewer("Auditor")
    static let member = viewer("Member")

    static func moment(_ relative: String) -> Moment {
        Moment(
            iso: "2026-03-08T05:00:00Z",
            relative: relative,
            stamp: "8 Mar 2026, 06:00",
            exact: "8 Mar 2026, 06:00:00 (Europe/Berlin)"
        )
    }

    static let roles: [Choices.Choice] = [
        .init(value: "admin", text: "Admin", detail: "Does everything, including people, settings and keys."),
        .init(value: "member", text: "Member", detail: "Uses the product; sees no administration."),
        .init(
            value: "auditor",
            text: "Auditor",
            detail: "Reads everything, the audit log included, and changes nothing."
        ),
    ]

    static let active = Badge(text: "Active", tone: .green)
    static let invited = Badge(text: "Invited", tone: .blue)
    static let deactivated = Badge(text: "Deactivated")
}
