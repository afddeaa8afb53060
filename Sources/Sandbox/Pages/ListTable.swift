import HTML

/// The rows of a list as a query gave them, in the list's own columns.
struct ListTable: Sendable {
    let object: ObjectType
    let columns: [ListView.Column]
    let records: [JSON]
    /// The column by which they are sorted.
    let order: String

    var html: HTML {
        guard !records.isEmpty else { return "<p class=\"none\">The list is empty.</p>" }
        return """
            <div class="scroll"><table><thead><tr>\(each: columns, heading)</tr></thead>\
            <tbody>\(each: records, row)</tbody></table></div>
            """
    }

    private func heading(_ column: ListView.Column) -> HTML {
        """
        <th scope="col"\(attribute: "class", column.field.isNumber ? "number" : nil)\
        \(attribute: "aria-sort", column.path == order ? "ascending" : nil)>\(column.label)</th>
        """
    }

    private func row(_ record: JSON) -> HTML {
        let id = record.object?["Id"]?.text ?? ""
        var cells = HTML.empty
        for (position, column) in columns.enumerated() {
            let value = column.display(in: record) ?? ""
            if position == 0 {
                let name = value.isEmpty ? id : value
                cells.append(
                    "<th scope=\"row\" class=\"line\"><a href=\"\(Paths.record(object, id))\">\(name)</a></th>"
                )
            } else {
                cells.append("<td class=\"\(column.field.isNumber ? "number" : "line")\">\(value)</td>")
            }
        }
        return "<tr>\(cells)</tr>"
    }
}

/// The way to the pages before and after this one.
struct Pager: Sendable {
    let page: Int
    let size: Int
    let shown: Int
    let hasNext: Bool

    func html(_ address: (Int) -> String) -> HTML {
        guard page > 1 || hasNext else { return "" }
        let first = (page - 1) * size + 1
        let earlier: HTML = page > 1 ? "<a class=\"button\" href=\"\(address(page - 1))\">Earlier</a>" : ""
        let later: HTML = hasNext ? "<a class=\"button\" href=\"\(address(page + 1))\">Later</a>" : ""
        let range: HTML = shown == 0 ? "" : "\(first.formatted) to \((first + shown - 1).formatted)"
        return "<nav class=\"pager\" aria-label=\"Pages\">\(range)<span>\(earlier)\(later)</span></nav>"
    }
}
