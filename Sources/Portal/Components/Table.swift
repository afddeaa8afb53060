import HTML

/// Rows under sticky heads, sortable by links; on a phone every row becomes a block of named values.
struct Table: Sendable {
    struct Column: Sendable {
        let title: String
        /// The value of `sort` in the address, for columns that one can sort by.
        var sort: String?
        var isNumber = false
        var isActions = false
        /// Left out where there is no room for all columns; on a phone it is there again.
        var isMinor = false
    }

    struct Row: Sendable {
        let cells: [HTML]
        /// Something that no longer counts: shown paler.
        var isOff = false
    }

    /// Rows that belong together, under a line that says what they have in common.
    struct Group: Sendable {
        let head: HTML
        let rows: [Row]
        /// What is said below them; nothing where all are there.
        var foot: HTML = .empty
    }

    /// What the table holds, for those who cannot see it.
    let caption: String
    let columns: [Column]
    var rows: [Row] = []
    /// In place of rows.
    var groups: [Group] = []
    var query: ListQuery?

    var html: HTML {
        """
        <table class="rows"><caption class="visually-hidden">\(caption)</caption>
        <thead><tr>\(each: columns, head)</tr></thead>
        \(when: !rows.isEmpty, "<tbody>\n\(each: rows, row)</tbody>")\(each: groups, group)</table>
        """
    }

    private func group(_ group: Group) -> HTML {
        """
        <tbody class="group"><tr><th scope="rowgroup" colspan="\(columns.count)">\(group.head)</th></tr>
        \(each: group.rows, row)\
        \(when: !group.foot.isEmpty, "<tr><td colspan=\"\(columns.count)\">\(group.foot)</td></tr>\n")</tbody>
        """
    }

    private func head(_ column: Column) -> HTML {
        let classes = classes(of: column)
        if column.isActions {
            return "<th scope=\"col\" class=\"is-actions\"><span class=\"visually-hidden\">\(column.title)</span></th>"
        }
        guard let sort = column.sort, let query else {
            return "<th scope=\"col\"\(attribute: "class", classes)>\(column.title)</th>"
        }
        let order = query.order(of: sort)
        let icon: Icon =
            switch order {
            case nil: .sort
            case .ascending: .up
            case .descending: .down
            }
        return """
            <th scope="col"\(attribute: "class", classes)\(attribute: "aria-sort", order?.rawValue)>\
            <a href="\(query.sorted(by: sort).address)">\(column.title)\(icon.html)</a></th>
            """
    }

    private func row(_ row: Row) -> HTML {
        let cells = zip(columns, row.cells).enumerated().map { index, pair in
            cell(pair.0, pair.1, isFirst: index == 0)
        }
        return "<tr\(attribute: "class", row.isOff ? "is-off" : nil)>\(cells.joined())</tr>\n"
    }

    private func cell(_ column: Column, _ content: HTML, isFirst: Bool) -> HTML {
        if column.isActions { return "<td class=\"is-actions\"><div class=\"row\">\(content)</div></td>" }
        let label = isFirst ? nil : column.title
        // On a phone the cell is a label and one value beside it.
        let value: HTML = label == nil || content.isEmpty ? content : "<div>\(content)</div>"
        return "<td\(attribute: "class", classes(of: column))\(attribute: "data-label", label)>\(value)</td>"
    }

    private func classes(of column: Column) -> String? {
        let classes = [column.isNumber ? "is-number" : nil, column.isMinor ? "is-minor" : nil].compactMap(\.self)
        return classes.isEmpty ? nil : classes.joined(separator: " ")
    }
}
