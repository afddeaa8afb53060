import HTML
import Testing

@testable import Portal

@Suite struct HostileTests {
    static let names: [String] = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=HYPERLINK(\"http://x\",\"y\")",
        "a\u{202E}gpj.exe",
        "&lt;b&gt;", "'; DROP TABLE users; --", String(repeating: "Wide ", count: 2000), "\u{0}\u{1B}[31m",
        "${7*7}{{7*7}}",
    ]

    @Test("A hostile name stays a name on every page that shows one", arguments: names)
    func hostile(_ name: String) {
        var viewer = Mock.viewer()
        viewer.name = name
        viewer.email = name
        viewer.organisation = name
        viewer.address = name
        viewer.toast = Toast(text: name)
        let line = Mock.userLine(name, name, name, Badge(text: name), nil)
        let pages: [HTML] = [
            UsersPage(
                viewer: viewer,
                query: Mock.userQuery,
                lines: [line],
                total: 1,
                pageSize: 50,
                roles: [],
                states: [],
                isManaging: true
            ).html,
            ProvisioningRequestsPage(
                viewer: viewer,
                lines: [
                    .init(at: Mock.moment(name), request: name, subject: name, outcome: Badge(text: name), reason: name)
                ],
                refusedOnly: false,
                next: nil
            ).html,
            ProvisioningGroupsPage(viewer: viewer, lines: [.init(id: name, name: name, members: 1, products: name)])
                .html,
            Mock.audit([Mock.auditLine(name, name, name, name, name)]).html,
            SignInPage(
                context: Mock.context,
                email: name,
                next: name,
                faults: FormFaults(summary: name, fields: ["email": name])
            ).html,
            KeyShownPage(viewer: viewer, name: name, key: name, example: name).html,
        ]
        for page in pages {
            let text = page.string
            #expect(WellFormed.faults(inPage: text) == [])
            #expect(!text.contains("<script>") && !text.contains("<img") && !text.unicodeScalars.contains("\u{202E}"))
        }
    }
}
