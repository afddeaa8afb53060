import Testing

@testable import Portal

@Suite struct PathTests {
    @Test(
        "What stands in a path is escaped",
        arguments: [
            ("abc-1_2.~", "abc-1_2.~"), ("a/b", "a%2Fb"), ("ä ?#&=", "%C3%A4%20%3F%23%26%3D"), ("..", ".."),
            ("\n", "%0A"),
        ] as [(String, String)]
    )
    func escaping(_ text: String, _ expected: String) {
        #expect(Paths.segment(text) == expected)
    }

    @Test("A list's address holds what differs from the usual, and no more")
    func listAddress() {
        var query = ListQuery(
            path: "/users",
            filters: [("search", "a&b"), ("role", "")],
            sort: "name",
            sortOrder: .ascending,
            usualSort: ("name", .ascending),
            page: 3
        )
        #expect(query.address == "/users?search=a%26b&page=3")
        #expect(query.onPage(1).address == "/users?search=a%26b")
        #expect(query.sorted(by: "role").address == "/users?search=a%26b&sort=role")
        #expect(query.sorted(by: "name").address == "/users?search=a%26b&sort=-name")
        #expect(query.sorted(by: "role").sorted(by: "role").address == "/users?search=a%26b&sort=-role")
        #expect(query.address(at: "/users.csv") == "/users.csv?search=a%26b")
        #expect(query.address(after: "7_x") == "/users?search=a%26b&after=7_x")
        query.filters[0].value = ""
        #expect(query.onPage(1).address == "/users")
        #expect(!query.isFiltered)
    }

    @Test(
        "The pages that are offered are the ends and the neighbours",
        arguments: [
            (1, 1, "1"), (1, 3, "1 2 3"), (1, 9, "1 2 … 9"), (4, 9, "1 2 3 4 5 … 9"), (5, 9, "1 … 4 5 6 … 9"),
            (9, 9, "1 … 8 9"), (3, 5, "1 2 3 4 5"),
        ] as [(Int, Int, String)]
    )
    func pages(_ page: Int, _ pages: Int, _ expected: String) {
        let shown = Pager.shown(page, of: pages).map { $0.map(String.init) ?? "…" }
        #expect(shown.joined(separator: " ") == expected)
    }
}
