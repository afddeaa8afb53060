@testable import Portal

extension Mock {
    static let userID = "01890000-0000-7000-8000-000000000001"

    static let userQuery = ListQuery(
        path: "/users",
        filters: [("search", ""), ("role", ""), ("state", "")],
        sort: "name",
        sortOrder: .ascending,
        usualSort: ("name", .ascending),
        page: 2
    )

    static func userLine(_ name: String, _ email: String, _ role: String, _ state: Badge, _ seen: String?)
        -> UsersPage.Line
    {
        UsersPage.Line(
            person: Person(name: name, email: email, path: "/users/" + userID),
            role: role,
            state: state,
            lastSignIn: seen.map(moment),
            created: moment("12 Jan"),
            isOff: state.text == "Deactivated",
            sync: nil
        )
    }

    static let users = UsersPage(
        viewer: viewer(),
        query: userQuery,
        lines: [
            userLine("Ada Lovelace", "ada@example.com", "Admin", active, "just now"),
            userLine("Charles Babbage", "charles.babbage@analytical-engines.example", "Admin", active, "3 hours ago"),
            userLine("Grace Hopper", "grace@example.com", "Member", invited, nil),
            userLine("Mary Somerville", "mary@example.com", "Auditor", active, "yesterday at 16:10"),
            userLine("Ben Carter", "ben@example.com", "Member", deactivated, "4 Dec 2025"),
            userLine("渡辺 由美", "yumi.watanabe@example.com", "Member", active, "Tuesday at 08:15"),
        ],
        total: 348,
        pageSize: 50,
        roles: [.init(value: "admin", text: "Admin"), .init(value: "member", text: "Member")],
        states: [.init(value: "active", text: "Active"), .init(value: "invited", text: "Invited")],
        isManaging: false
    )

    static let noUsers: UsersPage = {
        var query = userQuery
        query.filters[0].value = "zoe"
        query.page = 1
        return UsersPage(
            viewer: auditor,
            query: query,
            lines: [],
            total: 0,
            pageSize: 50,
            roles: [],
            states: [],
            isManaging: false
        )
    }()

    static let invite = InvitePage(
        viewer: viewer(),
        name: "Grace Hopper",
        email: "grace@",
        role: "member",
        roles: roles,
        sendsMail: true,
        faults: FormFaults(
            summary: "One answer needs another look.",
            fields: ["email": "This is no e-mail address; it should look like name@example.com."]
        )
    )

    static func user(_ viewer: Viewer) -> UserPage {
        UserPage(
            viewer: viewer,
            id: userID,
            name: "Charles Babbage",
            email: "charles@example.com",
            role: "Admin",
            state: active,
            isDeactivated: false,
            isInvited: false,
            isViewer: false,
            created: moment("12 Jan"),
            lastSignIn: moment("3 hours ago"),
            devices: [
                .init(
                    name: "Firefox on Linux",
                    address: "192.0.2.17",
                    signedIn: moment("Monday at 08:58"),
                    seen: moment("3 hours ago")
                )
            ],
            keys: [
                .init(
                    name: "Nightly report",
                    prefix: "loam_9Fq2",
                    role: "Auditor",
                    lastUsed: moment("today at 02:00"),
                    state: active
                )
            ],
            credits: "4,200 of 5,000 spent this month by runs of their own.",
            hasCreditLimit: true,
            activity: Activity(events: Array(events.prefix(3))),
            products: [
                .init(name: "Sales", isSeated: true, isOwn: true, groups: []),
                .init(name: "Marketing", isSeated: false, isOwn: true, groups: []),
            ],
            provisioned: .init(
                isManaged: false,
                isOn: false,
                synced: nil,
                refused: nil,
                reason: "",
                mayHandOver: true
            )
        )
    }

    static let account = AccountPage(
        viewer: viewer(toast: Toast(text: "Your name was saved.")),
        name: "Ada Lovelace",
        memberSince: moment("12 Jan"),
        devices: [
            .init(
                id: userID,
                name: "Firefox on Linux",
                address: "192.0.2.17",
                signedIn: moment("Monday at 08:58"),
                seen: moment("just now"),
                isThisOne: true
            ),
            .init(
                id: userID,
                name: "Safari on iPhone",
                address: "198.51.100.4",
                signedIn: moment("2 Mar"),
                seen: moment("yesterday at 21:40"),
                isThisOne: false
            ),
        ],
        passwordFaults: FormFaults(
            summary: "Your password was not changed.",
            fields: ["current": "This is not your present password."]
        )
    )

    static let keys = KeysPage(
        viewer: viewer(),
        lines: [
            keyLine("Nightly report", "loam_9Fq2", "Auditor", active),
            keyLine("Data warehouse", "loam_1xTz", "Member", Badge(text: "Ends soon", tone: .amber)),
            keyLine("Old importer", "loam_77Ab", "Admin", Badge(text: "Revoked")),
        ]
    )

    private static func keyLine(_ name: String, _ prefix: String, _ role: String, _ state: Badge) -> KeysPage.Line {
        KeysPage.Line(
            id: userID,
            name: name,
            prefix: prefix,
            role: role,
            creator: "Charles Babbage",
            creatorPath: "/users/" + userID,
            created: moment("2 Mar"),
            lastUsed: state.text == "Revoked" ? nil : moment("today at 02:00"),
            expires: state.text == "Active" ? nil : moment("20 Mar"),
            state: state,
            mayRevoke: state.text != "Revoked",
            isOff: state.text == "Revoked"
        )
    }

    static let newKey = NewKeyPage(
        viewer: viewer(),
        role: "auditor",
        roles: roles,
        lifetime: "365",
        lifetimes: [
            .init(value: "90", text: "in 90 days"), .init(value: "365", text: "in a year"),
            .init(value: "", text: "never"),
        ]
    )
}
