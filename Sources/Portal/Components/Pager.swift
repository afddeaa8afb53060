import HTML

/// Which rows of how many are shown, and the way to the others.
struct Pager: Sendable {
    let query: ListQuery
    let total: Int
    let pageSize: Int
    /// "users", "entries": what is counted.
    let noun: String

    var pages: Int { max(1, (total + pageSize - 1) / pageSize) }

    var html: HTML {
        let first = min(total, (query.page - 1) * pageSize + 1)
        let last = min(total, query.page * pageSize)
        return """
            <nav class="pager" aria-label="Pages"><p>\(first, .grouped)–\(last, .grouped) of \(total, .grouped) \(noun)</p>\
            \(when: pages > 1, "<ul>\(previous)\(each: Self.shown(query.page, of: pages), number)\(next)</ul>")</nav>
            """
    }

    /// The numbers that are offered: the first, the last, and those around the present page; nil is a gap.
    static func shown(_ page: Int, of pages: Int) -> [Int?] {
        let wanted = Set([1, pages, page - 1, page, page + 1]).filter { (1...pages).contains($0) }.sorted()
        var shown: [Int?] = []
        for number in wanted {
            if let last = shown.last ?? nil, number > last + 1 {
                shown.append(number == last + 2 ? last + 1 : nil)
            }
            shown.append(number)
        }
        return shown
    }

    private func number(_ page: Int?) -> HTML {
        guard let page else { return "<li><span>…</span></li>" }
        return """
            <li><a href="\(query.onPage(page).address)"\
            \(attribute: "aria-current", page == query.page ? "page" : nil)><span class="visually-hidden">Page </span>\
            \(page)</a></li>
            """
    }

    private var previous: HTML {
        guard query.page > 1 else { return .empty }
        return """
            <li><a href="\(query.onPage(query.page - 1).address)" rel="prev" aria-label="Previous page">\
            \(Icon.left.html)</a></li>
            """
    }

    private var next: HTML {
        guard query.page < pages else { return .empty }
        return """
            <li><a href="\(query.onPage(query.page + 1).address)" rel="next" aria-label="Next page">\
            \(Icon.right.html)</a></li>
            """
    }
}

/// The way through a list that grows at its beginning: on to what is older, and back to the newest.
struct OlderPager: Sendable {
    let query: ListQuery
    /// "entries"
    let noun: String
    let count: Int
    /// True when the page shown is not the first.
    let isFurther: Bool
    /// Where the next page begins; nil on the last.
    let older: String?

    /// What else can be done with the list.
    var actions: HTML = .empty
    /// What the ways are called; other words for a list that is not by time.
    var words = (first: "Newest", further: "Older")

    var html: HTML {
        let newest = Button(text: words.first, isSmall: true).link(to: query.address)
        return """
            <nav class="pager" aria-label="Pages"><p>\(count, .grouped) \(noun) on this page</p>\
            <div class="row">\(actions)\(when: isFurther, newest)\
            \(older.map { Button(text: words.further, isSmall: true).link(to: query.address(after: $0)) })</div></nav>
            """
    }
}
