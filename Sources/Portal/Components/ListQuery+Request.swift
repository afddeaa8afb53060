import HTTP

extension ListQuery {
    /// What an address asks for; what makes no sense counts as not asked.
    init(
        path: String,
        reading query: Query,
        filters: [String],
        sorts: [String] = [],
        usually: (key: String, order: Order) = ("", .descending)
    ) {
        let sort = query["sort"] ?? ""
        let key = sort.hasPrefix("-") ? String(sort.dropFirst()) : sort
        let isKnown = sorts.contains(key)
        self.init(
            path: path,
            filters: filters.map { name in (name, String((query[name] ?? "").prefix(200))) },
            sort: isKnown ? key : usually.key,
            sortOrder: isKnown ? (sort.hasPrefix("-") ? .descending : .ascending) : usually.order,
            usualSort: usually,
            page: min(max(query["page"].flatMap { Int($0) } ?? 1, 1), 1_000_000)
        )
    }
}
