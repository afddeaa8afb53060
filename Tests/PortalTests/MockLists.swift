@testable import Portal

extension Mock {
    private static let listID = "01890000-0000-7000-8000-000000000008"

    static func lists(isEmpty: Bool) -> ListsPage {
        ListsPage(
            viewer: viewer(),
            lines: isEmpty
                ? []
                : [
                    .init(
                        name: "Customers <Berlin>",
                        path: "/lists/" + listID,
                        holds: "Companies",
                        count: 1204,
                        created: moment("12 Jan")
                    )
                ]
        )
    }

    static let list: ListPage = {
        var page = ListPage(
            viewer: viewer(),
            id: listID,
            name: "Customers <Berlin>",
            mayChange: true,
            total: 2,
            noun: ("company", "companies"),
            query: ListQuery(
                path: "/lists/" + listID,
                filters: [],
                sort: "",
                sortOrder: .descending,
                usualSort: ("", .descending)
            ),
            isFurther: true
        )
        page.table = CompaniesPage.table(companies().lines, isPickable: true)
        (page.shown, page.next) = (2, "43")
        return page
    }()

    static let addToList = AddToListPage(
        viewer: viewer(),
        kind: "companies",
        numbers: [42, 43],
        lists: [.init(value: listID, text: "Customers <Berlin> (1,204)")],
        back: "/companies",
        name: "Customers <Berlin>",
        faults: FormFaults(
            summary: "There is a list of this name already.",
            fields: ["name": "There is a list of this name already; choose it, or another name."]
        )
    )

    static let saveSearch = SaveSearchPage(
        viewer: viewer(),
        kind: "people",
        query: "q=ada&level=cLevel",
        back: "/people?q=ada&level=cLevel"
    )
}
