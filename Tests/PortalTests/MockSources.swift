@testable import Portal

extension Mock {
    static func sources(isEmpty: Bool) -> SourcesPage {
        SourcesPage(
            viewer: viewer(),
            lines: isEmpty
                ? []
                : [
                    .init(
                        name: "crm <export>",
                        path: "/sources/1",
                        priority: 10,
                        priorityPath: "/sources/1/priority",
                        holds: "companies, people",
                        since: moment("12 Jan")
                    )
                ],
            loads: loads
        )
    }

    private static let loads = LoadTable(
        lines: [
            load("Loading", percent: 42, added: 12_000, rejected: 0),
            load("Done", percent: nil, added: 0, rejected: 17),
        ]
    )

    private static func load(_ state: String, percent: Int?, added: Int, rejected: Int) -> LoadTable.Line {
        LoadTable.Line(
            number: 7,
            file: "companies.csv",
            source: "crm <export>",
            kind: "companies",
            state: Badge(text: state, tone: percent == nil ? .green : .blue),
            percent: percent,
            pace: "12,000 rows, 9,400 a second, 12 s left",
            added: added,
            updated: added / 100,
            unchanged: 0,
            ended: 0,
            rejected: rejected,
            rejectsPath: "/loads/7/rejects",
            started: moment("3 minutes ago")
        )
    }

    static let source = SourcePage(
        viewer: viewer(),
        name: "crm <export>",
        priority: 10,
        priorityPath: "/sources/1/priority",
        mappings: [
            .init(
                kind: "companies",
                preset: nil,
                columns: [("Company <Name>", "name"), ("Old", "other_names:former")]
            ),
            .init(kind: "people", preset: "gleif", columns: [("Mail", "emails")]),
        ],
        loads: loads
    )

    static let priority = PriorityPage(
        viewer: viewer(),
        source: "crm <export>",
        sourcePath: "/sources/1",
        action: "/sources/1/priority",
        priority: "many",
        faults: FormFaults(
            summary: "Enter a number.",
            fields: ["priority": "Enter a whole number from 1 to 1,000,000."]
        )
    )

    static let rejects = RejectsPage(
        viewer: viewer(),
        file: "companies.csv",
        load: 7,
        total: 1204,
        lines: [
            .init(row: 42, column: nil, reason: "an earlier row has the same id"),
            .init(row: 43, column: "source_id", reason: "the id is empty"),
        ],
        query: ListQuery(
            path: "/loads/7/rejects",
            filters: [],
            sort: "",
            sortOrder: .descending,
            usualSort: ("", .descending)
        ),
        isFurther: true,
        next: "43",
        exportPath: "/loads/7/rejects.csv"
    )
}
