/// What a list was asked for: the filters, the order and the page, as they stand in its address.
struct ListQuery: Sendable, Equatable {
    enum Order: String, Sendable { case ascending, descending }

    /// The list without any filter.
    let path: String
    /// In the order in which the form has them; empty ones are left out of addresses.
    var filters: [(name: String, value: String)]
    var sort: String
    var sortOrder: Order
    /// What the list is sorted by when nobody asks.
    var usualSort: (key: String, order: Order)
    var page = 1

    static func == (left: ListQuery, right: ListQuery) -> Bool { left.address == right.address }

    subscript(filter: String) -> String { filters.first { $0.name == filter }?.value ?? "" }

    var isFiltered: Bool { filters.contains { !$0.value.isEmpty } }

    func order(of key: String) -> Order? { key == sort ? sortOrder : nil }

    /// The same list by that column; the other way round if it is that column already.
    func sorted(by key: String) -> ListQuery {
        var query = self
        query.sortOrder = order(of: key) == .ascending ? .descending : .ascending
        query.sort = key
        query.page = 1
        return query
    }

    func onPage(_ page: Int) -> ListQuery {
        var query = self
        query.page = page
        return query
    }

    var address: String { path + queryString(withPage: true) }

    /// The same list from a place on, for lists that are paged by place and not by number.
    func address(after place: String) -> String {
        var query = self
        query.filters.append(("after", place))
        query.page = 1
        return query.address
    }

    /// The same filters and order at another address, such as the export of the list.
    func address(at path: String) -> String { path + queryString(withPage: false) }

    private func queryString(withPage: Bool) -> String {
        var parts = filters.filter { !$0.value.isEmpty }
        if sort != usualSort.key || sortOrder != usualSort.order {
            parts.append(("sort", (sortOrder == .descending ? "-" : "") + sort))
        }
        if withPage, page > 1 { parts.append(("page", String(page))) }
        return Paths.query(parts)
    }
}
