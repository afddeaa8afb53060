@testable import Portal

extension Mock {
    private static func list(_ path: String, total: Int, isGuess: Bool = false, text: String = "acme") -> CatalogueList
    {
        CatalogueList(
            query: ListQuery(
                path: path,
                filters: [("q", text), ("country", "DE"), ("order", "")],
                sort: "",
                sortOrder: .descending,
                usualSort: ("", .descending)
            ),
            placeholder: "Name, town, domain, e-mail address or LEI",
            noun: path == "/people" ? ("person", "people") : ("company", "companies"),
            facets: [
                .init(
                    name: "country",
                    label: "Any country",
                    options: [.init(value: "", text: "Any country"), .init(value: "DE", text: "Germany (1,204)")]
                )
            ],
            total: total,
            pageSize: 25,
            furthest: 10_000,
            isGuess: isGuess,
            kind: String(path.dropFirst()),
            saved: [
                .init(
                    name: "Textiles <Germany>",
                    path: path + "?country=DE",
                    deletion: "/searches/01890000-0000-7000-8000-000000000009/deletion",
                    isCurrent: true
                )
            ],
            mayKeep: path == "/companies",
            token: "mock-token"
        )
    }

    static func companies(isGuess: Bool = false, isEmpty: Bool = false) -> CompaniesPage {
        CompaniesPage(
            viewer: viewer(),
            search: list("/companies", total: isEmpty ? 0 : isGuess ? 2 : 12_345, isGuess: isGuess),
            lines: isEmpty
                ? []
                : [
                    .init(
                        number: 42,
                        name: "Acme & Söhne <GmbH>",
                        path: "/companies/42",
                        website: "https://www.acme.example/",
                        industry: "Textiles",
                        place: "Berlin, Germany",
                        employees: "1,200",
                        state: Badge(text: "Active", tone: .green)
                    ),
                    .init(
                        number: 43,
                        name: "株式会社東京製作所",
                        path: "/companies/43",
                        website: "",
                        industry: "",
                        place: "東京",
                        employees: "",
                        state: Badge(text: "No longer known"),
                        isOff: true
                    ),
                ]
        )
    }

    static let noCatalogue: CompaniesPage = {
        var search = list("/companies", total: 0, text: "")
        search.missing = .nothingLoaded
        return CompaniesPage(viewer: member, search: search, lines: [])
    }()

    static let people = PeoplePage(
        viewer: viewer(),
        search: list("/people", total: 2),
        company: ("Acme", "/companies/42"),
        lines: [
            .init(
                number: 7,
                person: Person(name: "Ada Weaver", email: "ada@acme.example", path: "/people/7"),
                title: "Chief Technology Officer",
                company: "Acme",
                companyPath: "/companies/42",
                place: "Berlin, Germany",
                state: Badge(text: "Valid", tone: .green)
            ),
            .init(
                number: 8,
                person: Person(name: "渡辺 由美", email: "", path: "/people/8"),
                title: "",
                company: "Elsewhere",
                companyPath: nil,
                place: "",
                state: nil,
                isOff: true
            ),
        ]
    )

    private static let history = HistoryList(
        events: [
            .init(
                icon: .pencil,
                text: "changed it",
                source: "gleif",
                file: "golden-copy.csv.zip",
                moment: moment("3 hours ago"),
                changes: [("city", "Berlin", "Bonn"), ("lei", "", "529900T8BM49AURSDO55"), ("phones", "+49 30 1", "")]
            ),
            .init(
                icon: .plus,
                text: "brought this profile",
                source: "crm",
                file: "companies.csv",
                moment: moment("12 Jan"),
                changes: []
            ),
        ]
    )

    private static let facts: [FactTable.Line] = [
        .init(field: "name", values: ["Acme & Söhne <GmbH>"], source: "crm", date: "8 Mar 2026"),
        .init(
            field: "websites",
            values: ["https://www.acme.example/", "acme.test", "javascript:alert(1)"],
            source: "crm",
            date: "8 Mar 2026"
        ),
        .init(field: "lei", values: ["529900T8BM49AURSDO55"], source: "gleif", date: "1 Mar 2026"),
    ]

    static let company = CompanyPage(
        viewer: viewer(),
        name: "Acme & Söhne <GmbH>",
        lead: "Textiles · Bonn, Germany",
        state: Badge(text: "Active", tone: .green),
        figures: [
            .init(name: "Employees", value: "1,200"),
            .init(name: "People known", value: "348", path: "/people?company=42"),
        ],
        ended: nil,
        facts: facts,
        otherNames: [("Acme Weaving", "former"), ("Acme Shop", "trading name")],
        family: FamilyTree(
            owners: [
                .init(name: "Top Holding", path: "/companies/1", place: "Rome, Italy"),
                .init(name: "Middle", path: "/companies/2", place: ""),
            ],
            name: "Acme & Söhne <GmbH>",
            children: [.init(name: "Acme Looms", path: "/companies/44", place: "Paris, France")],
            childCount: 135
        ),
        people: [.init(name: "Ada Weaver", path: "/people/7", title: "CTO", email: "ada@acme.example")],
        peopleCount: 348,
        peoplePath: "/people?company=42",
        signals: [
            .init(topic: "Cloud migration", category: "IT", score: 82, day: "2026-10-12", source: "news"),
            .init(topic: "Looms", category: "", score: nil, day: "", source: "news"),
        ],
        scoops: [
            .init(type: "Expansion", text: "Opens a plant.", details: "Operations", day: "2026-09-30", source: "news"),
            .init(type: "", text: "Moves.", details: "", day: "", source: "news"),
        ],
        sources: ["crm", "gleif"],
        comparisons: [.init(field: "city", values: ["Berlin", "Bonn"]), .init(field: "lei", values: ["", "5299…"])],
        history: history
    )

    static let companyAlone = CompanyPage(
        viewer: member,
        name: "Delta",
        lead: "",
        state: nil,
        figures: [],
        ended: moment("yesterday at 16:10"),
        facts: [.init(field: "name", values: ["Delta"], source: "crm", date: "8 Mar 2026")],
        otherNames: [],
        family: FamilyTree(owners: [], name: "Delta", children: [], childCount: 0),
        people: [],
        peopleCount: 0,
        peoplePath: "/people?company=45",
        signals: [],
        scoops: [],
        sources: [],
        comparisons: [],
        history: HistoryList(events: [])
    )

    static let person = PersonPage(
        viewer: viewer(),
        name: "Ada Weaver",
        lead: "Chief Technology Officer · Acme",
        state: Badge(text: "Valid", tone: .green),
        ended: nil,
        figures: [.init(name: "Accuracy", value: "99", detail: "of 100")],
        facts: [.init(field: "emails", values: ["ada@acme.example"], source: "crm", date: "8 Mar 2026")],
        employer: .init(name: "Acme", path: "/companies/42", details: "Textiles · Berlin, Germany"),
        employerName: "Acme",
        former: [("Old Co", "/companies?q=Old%20Co")],
        history: history
    )
}
