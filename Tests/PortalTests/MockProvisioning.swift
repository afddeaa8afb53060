import Capabilities

@testable import Portal

extension Mock {
    static let managedUsers: UsersPage = {
        func line(_ name: String, _ email: String, _ role: String, _ sync: Badge) -> UsersPage.Line {
            UsersPage.Line(
                person: Person(name: name, email: email, path: "/users/" + userID),
                role: role,
                state: active,
                lastSignIn: moment("3 hours ago"),
                created: moment("12 Jan"),
                isOff: false,
                sync: sync
            )
        }
        var query = userQuery
        query.page = 1
        return UsersPage(
            viewer: viewer(),
            query: query,
            lines: [
                line("Ada Lovelace", "ada@example.com", "Admin", Badge(text: "Loam’s own")),
                line("Grace Hopper", "grace@example.com", "Member", Badge(text: "In sync", tone: .green)),
                line("Mary Somerville", "mary@example.com", "Member", Badge(text: "Refused", tone: .red)),
            ],
            total: 3,
            pageSize: 50,
            roles: [],
            states: [],
            isManaging: true
        )
    }()

    static let managedUser = UserPage(
        viewer: viewer(),
        id: userID,
        name: "Mary Somerville",
        email: "mary@example.com",
        role: "Member",
        state: active,
        isDeactivated: false,
        isInvited: false,
        isViewer: false,
        created: moment("12 Jan"),
        lastSignIn: nil,
        devices: [],
        keys: [],
        credits: "4,200 of 5,000 spent this month by runs of their own.",
        hasCreditLimit: true,
        activity: Activity(events: []),
        products: [
            .init(name: "Data", isSeated: true, isOwn: false, groups: ["Everybody <all>"]),
            .init(name: "Marketing", isSeated: false, isOwn: false, groups: ["Marketing", "Marketing Berlin"]),
            .init(name: "Sales", isSeated: true, isOwn: true, groups: ["Sales Users"]),
            .init(name: "Talent", isSeated: true, isOwn: true, groups: []),
        ],
        provisioned: .init(
            isManaged: true,
            isOn: true,
            synced: moment("Monday at 08:58"),
            refused: moment("3 hours ago"),
            reason: noSeat,
            mayHandOver: false
        )
    )

    private static let noSeat = """
        No seat is left for product "marketing" (5 of 5 in use). Nothing was changed. Free a seat or add some, then try \
        again.
        """

    static func products(_ viewer: Viewer = viewer(), isEmpty: Bool = false) -> ProductsPage {
        ProductsPage(
            viewer: viewer,
            lines: isEmpty
                ? []
                : [
                    .init(id: "sales", name: "Sales", seats: 1200, used: 1043, lastDay: "31 Dec 2026", state: active),
                    .init(
                        id: "marketing",
                        name: "Marketing",
                        seats: 5,
                        used: 5,
                        lastDay: nil,
                        state: Badge(text: "All seats in use", tone: .amber)
                    ),
                    .init(
                        id: "talent",
                        name: "Talent",
                        seats: 10,
                        used: 0,
                        lastDay: "31 Oct 2026",
                        state: Badge(text: "Ended", tone: .red)
                    ),
                ]
        )
    }

    static let product = ProductPage(
        viewer: viewer(),
        id: nil,
        newID: "Sales!",
        name: "Sales",
        seats: "many",
        lastDay: "2026-12-31",
        faults: FormFaults(
            summary: "2 entries need a correction.",
            fields: [
                "id": "Use at most 40 small letters, digits and hyphens, such as sales.",
                "seats": "Enter a whole number from 0 to 1,000,000.",
            ]
        )
    )

    static let chooseProducts = ChooseProductsPage(
        viewer: viewer(),
        section: .users,
        title: "Products of Charles Babbage",
        lead: "They get a seat of each of these, or nothing is changed.",
        crumbs: [.init(text: "Users", path: "/users")],
        choices: [
            .init(id: "sales", name: "Sales", detail: "157 of 1200 seats available", isChosen: true),
            .init(id: "marketing", name: "Marketing", detail: "0 of 5 seats available", isChosen: false),
        ],
        action: "/users/\(userID)/products",
        back: "/users/\(userID)"
    )

    static func token(_ name: String, _ end: TokenEnd, ends: String? = nil) -> ProvisioningPage.Token {
        .init(
            id: userID,
            name: name,
            prefix: "loam_scim_9Fq2Xa",
            madeBy: "Ada Lovelace",
            created: moment("12 Jan"),
            lastUsed: end == .revoked ? nil : moment("just now"),
            ends: ends.map { moment($0) },
            endDay: ends.map { "\($0) 2026" },
            end: end
        )
    }

    static func provisioning(
        _ state: ProvisioningPage.State,
        _ viewer: Viewer = viewer(),
        isEmpty: Bool = false,
        tokens: [ProvisioningPage.Token] = []
    ) -> ProvisioningPage {
        ProvisioningPage(
            viewer: viewer,
            state: state,
            provider: "okta",
            providers: [
                .init(value: "okta", text: "Okta"), .init(value: "entra", text: "Microsoft Entra ID"),
                .init(value: "other", text: "Another one"),
            ],
            needsProduct: true,
            mayMakeAdmins: false,
            baseURL: "https://loam.example.com/scim/v2",
            tokens: tokens,
            hasProducts: !isEmpty,
            hasSignOn: !isEmpty,
            hasRefusals: !isEmpty
        )
    }

    static let newProvisioningToken = NewProvisioningTokenPage(
        viewer: viewer(),
        name: "",
        lifetime: "365",
        lifetimes: [.init(value: "365", text: "in a year"), .init(value: "never", text: "never")],
        faults: FormFaults(summary: "Enter a name.", fields: ["name": "Enter a name."])
    )

    static let provisioningToken = ProvisioningTokenShownPage(
        viewer: viewer(),
        name: "Okta",
        text: "loam_scim_mock",
        baseURL: "https://loam.example.com/scim/v2"
    )

    static func provisioningRequests(isEmpty: Bool = false) -> ProvisioningRequestsPage {
        ProvisioningRequestsPage(
            viewer: viewer(),
            lines: isEmpty
                ? []
                : [
                    .init(
                        at: moment("just now"),
                        request: "POST /Users",
                        subject: "mary@example.com",
                        outcome: Badge(text: "Refused (403)", tone: .red),
                        reason: noSeat
                    ),
                    .init(
                        at: moment("3 hours ago"),
                        request: "PATCH /Users/\(userID)",
                        subject: "grace@example.com",
                        outcome: Badge(text: "Done", tone: .green),
                        reason: ""
                    ),
                ],
            refusedOnly: isEmpty,
            next: isEmpty ? nil : "/provisioning/requests?before=\(userID)"
        )
    }

    static func provisioningGroups(isEmpty: Bool = false) -> ProvisioningGroupsPage {
        ProvisioningGroupsPage(
            viewer: viewer(),
            lines: isEmpty
                ? []
                : [
                    .init(id: userID, name: "Sales Users", members: 1043, products: "sales"),
                    .init(id: userID, name: "Everybody", members: 1200, products: ""),
                ]
        )
    }
}
