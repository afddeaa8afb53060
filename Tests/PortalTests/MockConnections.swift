import HTML

@testable import Portal

extension Mock {
    static let salesforceID = "019cc5a0-0000-7000-8000-00000000c001"

    static func connections(_ viewer: Viewer = Mock.viewer(), isEmpty: Bool = false) -> ConnectionsPage {
        ConnectionsPage(
            viewer: viewer,
            lines: isEmpty
                ? []
                : [
                    .init(
                        id: salesforceID,
                        name: "Production",
                        org: "Acme & Söhne <GmbH>",
                        environment: "Production",
                        state: Badge(text: "Working", tone: .green),
                        isOn: true,
                        account: "loam.integration@acme-and-sons.example",
                        admin: "Ada Lovelace",
                        connected: moment("3 minutes ago"),
                        isOff: false
                    ),
                    .init(
                        id: userID,
                        name: "The sandbox of those who try everything before anybody else does",
                        org: "Acme Sandbox",
                        environment: "Sandbox",
                        state: Badge(text: "Broken", tone: .red),
                        isOn: false,
                        account: "loam.integration@acme-and-sons.example.sandbox",
                        admin: "Grace Hopper",
                        connected: moment("yesterday at 14:05"),
                        isOff: false
                    ),
                    .init(
                        id: salesforceID,
                        name: "New",
                        org: nil,
                        environment: "Production",
                        state: Badge(text: "Not connected yet", tone: .amber),
                        isOn: nil,
                        account: nil,
                        admin: nil,
                        connected: nil,
                        isOff: false
                    ),
                ]
        )
    }

    static func connect(isFaulty: Bool) -> ConnectPage {
        var page = ConnectPage(
            viewer: viewer(),
            callback: "https://loam.example.org/integrations/salesforce/callback",
            knownHosts: isFaulty ? ["acme.my.salesforce.com"] : []
        )
        guard isFaulty else { return page }
        page.place = "custom"
        page.address = "http://acme"
        page.way = "statement"
        page.faults = FormFaults(
            summary: "2 entries need a correction.",
            fields: [
                "address": "Write the address with https; without it anybody on the way could read the tokens.",
                "username": "Enter the username of the integration user, such as loam@example.org.",
            ]
        )
        return page
    }

    static func frame(
        _ tab: ConnectionFrame.Tab,
        _ viewer: Viewer = Mock.viewer(),
        isBroken: Bool = false
    ) -> ConnectionFrame {
        ConnectionFrame(
            viewer: viewer,
            id: salesforceID,
            name: "Production",
            badge: isBroken ? Badge(text: "Broken", tone: .red) : Badge(text: "Working", tone: .green),
            trouble: isBroken
                ? .init(
                    tone: .red,
                    title: "Salesforce has refused this connection since 8 Mar 2026, 06:00.",
                    text:
                        "Salesforce no longer accepts Loam's permission to the org; connect it again. What runs on it "
                        + "waits. Loam tries again every few minutes and goes on by itself once it is mended.",
                    action: viewer.mayChange
                        ? Button(text: "Connect again", style: .primary)
                            .post(to: Paths.connectionDeparture(salesforceID), token: viewer.token) : .empty
                ) : nil,
            hasTabs: true,
            tab: tab,
            lead: "Acme & Söhne <GmbH> · Production"
        )
    }

    static func connection(_ viewer: Viewer = Mock.viewer(), isBroken: Bool = false) -> ConnectionPage {
        ConnectionPage(
            frame: frame(.general, viewer, isBroken: isBroken),
            facts: [
                ("Connection name", "Production"), ("Primary admin", "Ada Lovelace"),
                ("Service account user", "Integration User <small class=\"muted\">loam@acme.example</small>"),
                ("Org", "\("Acme & Söhne <GmbH>")"), ("Org id", "<span class=\"mono\">00D000000000001EAA</span>"),
                ("Connected products", "Scheduled Enrich, Instant Enrich"),
                ("Connected by", "Ada Lovelace, \(moment("3 minutes ago").html)"),
            ],
            isOn: true,
            mayChangeUser: viewer.mayChange,
            mayDisconnect: viewer.mayChange,
            mayRemove: false,
            name: "Production",
            preference: "service",
            dailyCalls: "25000",
            keptPercent: "20",
            revision: 3,
            usage: .init(
                today: 12345,
                used: 61234,
                granted: 115_000,
                told: moment("3 minutes ago"),
                uses: ["Scheduled Enrich", "Setting up"],
                days: [
                    .init(day: "2026-03-08", calls: [12000, 345], total: 12345),
                    .init(day: "2026-03-07", calls: [0, 12], total: 12),
                ]
            )
        )
    }

    static let permissions = PermissionsPage(
        frame: frame(.permissions),
        account: "loam@acme.example",
        summary: Notice(
            tone: .red,
            title: "1 permission is missing, without which something does not work.",
            text: "Give what is missing to the user in Salesforce, by profile or permission set, and check again."
        ),
        groups: [
            .init(
                title: "The connection itself",
                lines: [
                    .init(permission: "API Enabled", state: Badge(text: "Given", tone: .green), stops: nil),
                    .init(
                        permission: "Run Reports",
                        state: Badge(text: "Missing", tone: .amber),
                        stops: "Figures that rest on the org’s own reports stay empty."
                    ),
                ]
            ),
            .init(
                title: "Fields that jobs use",
                lines: [
                    .init(
                        permission: "Edit Account.Loam_Number_Of_Employees_In_All_Countries__c",
                        state: Badge(text: "Missing", tone: .red),
                        stops: "The field is not filled by the job “Nightly & <all> accounts”."
                    )
                ]
            ),
        ]
    )

    static func admins(_ viewer: Viewer = Mock.viewer()) -> AdminsPage {
        AdminsPage(
            frame: frame(.admins, viewer),
            primary: "Ada Lovelace",
            isPrimary: viewer.mayChange,
            mayChangeUser: viewer.mayChange,
            mayBecome: viewer.mayChange,
            lines: [
                .init(product: "Scheduled Enrich", value: "scheduled", admin: "Ada Lovelace", isMe: viewer.mayChange),
                .init(product: "Instant Enrich", value: "instant", admin: "Grace Hopper", isMe: false),
            ]
        )
    }

    static func userMapping(isEmpty: Bool = false) -> PeopleMappingPage {
        PeopleMappingPage(
            frame: frame(.people),
            query: ListQuery(
                path: Paths.connectionPeople(salesforceID),
                filters: [("search", isEmpty ? "nobody" : "")],
                sort: "name",
                sortOrder: .ascending,
                usualSort: ("name", .ascending)
            ),
            lines: isEmpty
                ? []
                : [
                    .init(
                        id: userID,
                        name: "Charles Babbage",
                        email: "charles@example.com",
                        crmUser: "Charles Babbage",
                        state: Badge(text: "User mapped", tone: .green),
                        isByHand: true
                    ),
                    .init(
                        id: userID,
                        name: "Grace Hopper",
                        email: "grace@example.com",
                        crmUser: nil,
                        state: Badge(text: "Several fit: choose", tone: .amber),
                        isByHand: false
                    ),
                ],
            total: isEmpty ? 0 : 2,
            pageSize: 50,
            mapped: 1,
            all: 2
        )
    }

    static let chooseUser = ChooseUserPage(
        viewer: viewer(),
        id: salesforceID,
        connection: "Production",
        user: userID,
        name: "Grace Hopper",
        email: "grace@example.com",
        search: "",
        chosen: nil,
        candidates: [
            .init(id: "005000000000001AAA", name: "Grace Hopper", email: "grace@acme.example"),
            .init(id: "005000000000002AAA", name: "Grace Hopper <old>", email: "g.hopper@acme.example"),
        ]
    )

    static func ownAccounts(isEmpty: Bool = false) -> OwnAccountsPage {
        OwnAccountsPage(
            viewer: member,
            lines: isEmpty
                ? []
                : [
                    .init(
                        id: salesforceID,
                        name: "Production",
                        org: "Acme & Söhne <GmbH> (Production)",
                        username: nil,
                        cause: nil,
                        connected: nil
                    ),
                    .init(
                        id: salesforceID,
                        name: "Sandbox",
                        org: "Acme Sandbox (Sandbox)",
                        username: "grace@acme.example",
                        cause: "Salesforce no longer accepts Loam's permission to the org; connect it again.",
                        connected: moment("yesterday at 14:05")
                    ),
                ]
        )
    }
}
