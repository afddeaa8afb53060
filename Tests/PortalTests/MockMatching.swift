@testable import Portal

extension Mock {
    private static let candidates = Candidates(
        noun: "Companies",
        candidates: [
            .init(
                name: "Acme & Söhne <GmbH>",
                path: "/companies/42",
                confidence: 64,
                prior: -16.61,
                lines: [
                    .init(
                        title: "Name",
                        words: "some of the words",
                        record: "Acme Sons",
                        profile: "Acme & Söhne <GmbH>",
                        bits: 12.4
                    ),
                    .init(
                        title: "Website",
                        words: "the same",
                        record: "acme.example",
                        profile: "https://www.acme.example/",
                        bits: 9.2
                    ),
                    .init(
                        title: "Place",
                        words: "another town",
                        record: "Hamburg",
                        profile: "Berlin, Germany",
                        bits: -2.5
                    ),
                ],
                behind: []
            ),
            .init(
                name: "株式会社東京製作所",
                path: "/companies/43",
                confidence: 2,
                prior: -16.61,
                lines: [
                    .init(title: "Name", words: "another", record: "Acme Sons", profile: "株式会社東京製作所", bits: -4),
                    .init(
                        title: "Website",
                        words: "the same",
                        record: "acme.example",
                        profile: "acme.example",
                        bits: 9.2
                    ),
                ],
                behind: [.init(title: "Name", words: "another", record: "Acme Sons", profile: "株式会社東京製作所", bits: 16.4)]
            ),
        ],
        line: 1.4
    )

    private static func tabs(_ current: Int, _ tabs: [(text: String, path: String)], counts: [Int?]) -> Tabs {
        Tabs(
            label: "Views",
            tabs: tabs.enumerated().map {
                .init(text: $1.text, path: $1.path, isCurrent: $0 == current, count: counts[$0])
            }
        )
    }

    static func explain(isAnswered: Bool) -> ExplainPage {
        ExplainPage(
            viewer: viewer(),
            tabs: tabs(
                0,
                [
                    ("Account", "/explain?object=account"), ("Contact", "/explain?object=contact"),
                    ("Lead", "/explain?object=lead"),
                ],
                counts: [nil, nil, nil]
            ),
            object: "account",
            fields: ["Name", "Website", "BillingCity"].map {
                Field(
                    name: $0,
                    label: $0,
                    value: isAnswered && $0 == "Name" ? "Acme “Sons” <script>" : "",
                    isRequired: false
                )
            },
            pasted: "",
            outcome: isAnswered
                ? .init(
                    badge: Badge(text: "No match, 64", tone: .amber),
                    sentence: "The likeliest candidate is not likely enough.",
                    found: [("Acme & Söhne <GmbH>", "/companies/42")],
                    change: "Place were the same town",
                    candidates: [candidates]
                ) : nil
        )
    }

    static func reviews(_ viewer: Viewer = viewer(), isEmpty: Bool = false, isDecided: Bool = false) -> ReviewsPage {
        ReviewsPage(
            viewer: viewer,
            tabs: tabs(
                isDecided ? 1 : 0,
                [
                    ("Waiting", "/reviews"), ("Same", "/reviews?verdict=same"),
                    ("Different", "/reviews?verdict=different"),
                ],
                counts: [isEmpty ? 0 : 1204, 7, 0]
            ),
            pair: isEmpty
                ? nil
                : .init(
                    title: "Account 001A",
                    profile: isDecided ? nil : ("Acme & Söhne <GmbH>", "/companies/42"),
                    lead: "Confidence 64, from companies",
                    record: [("Name", "Acme Sons"), ("Website", "acme.example"), ("City", "Hamburg")],
                    candidates: candidates,
                    action: "/reviews/0193b7a8-0000-7000-8000-000000000001/decision",
                    skip: "/reviews?after=0193b7a8-0000-7000-8000-000000000001",
                    verdict: isDecided ? Badge(text: "Same", tone: .green) : nil,
                    decided: isDecided ? "Decided by Grace Hopper, 8 Mar 2026, 06:00" : nil
                ),
            lines: isEmpty || isDecided
                ? []
                : [
                    .init(
                        record: "account 001B",
                        path: "/reviews/0193b7a8-0000-7000-8000-000000000002",
                        confidence: 41,
                        waits: moment("2 hours ago")
                    )
                ],
            mayDecide: viewer.roleName != "Auditor",
            nothing: ("Nothing waits here", "Borderline matches come from loam match --review.")
        )
    }
}
